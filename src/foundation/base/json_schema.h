// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The JSON Schema (2020-12, as OpenAPI 3.1 takes it) of the types that json.h reads and writes.

#include <set>
#include <typeindex>

#include "base/json.h"

namespace parvis::json {

/// Collects the schemas of described structs and enums under their type names, each once. Two types of one name must be
/// the same to a reader, else it is a programmer's error (asserted): the contract has one word for one thing.
class SchemaBook {
 public:
  /// The schema of T: inline for plain types, a $ref for described ones.
  template <class T>
  Value schema();
  boost::json::object const& definitions() const { return definitions_; }

 private:
  /// True when the type is new and its definition is to be closed with its schema.
  bool open(std::string const& name, std::type_index type);
  void close(std::string const& name, boost::json::object schema);
  static Value reference(std::string const& name);
  static Value text_schema(TextRule const& rule);

  boost::json::object definitions_;
  std::set<std::pair<std::string, std::type_index>> types_;
};

/// "Brief" for parvis::strategy::Brief.
std::string short_name(std::type_info const& type);

template <class T>
Value SchemaBook::schema() {
  using boost::json::array;
  using boost::json::object;
  if constexpr (std::is_same_v<T, Value>) {
    return object{};
  } else if constexpr (std::is_same_v<T, bool>) {
    return object{{"type", "boolean"}};
  } else if constexpr (std::is_integral_v<T>) {
    return object{{"type", "integer"}};
  } else if constexpr (std::is_floating_point_v<T>) {
    return object{{"type", "number"}};
  } else if constexpr (std::is_same_v<T, std::string>) {
    return object{{"type", "string"}};
  } else if constexpr (TextLike<T>) {
    return text_schema(T::rule());
  } else if constexpr (is_optional<T>) {
    return object{{"anyOf", array{schema<typename T::value_type>(), object{{"type", "null"}}}}};
  } else if constexpr (is_vector<T>) {
    return object{{"type", "array"}, {"items", schema<typename T::value_type>()}};
  } else if constexpr (is_map<T>) {
    return object{{"type", "object"}, {"additionalProperties", schema<typename T::mapped_type>()}};
  } else if constexpr (DescribedEnum<T>) {
    std::string const name = short_name(typeid(T));
    if (open(name, typeid(T))) {
      array names;
      boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto enumerator) { names.emplace_back(enumerator.name); });
      close(name, object{{"type", "string"}, {"enum", names}});
    }
    return reference(name);
  } else {
    static_assert(DescribedStruct<T>, "describe the struct with BOOST_DESCRIBE_STRUCT");
    std::string const name = short_name(typeid(T));
    if (open(name, typeid(T))) {
      object properties;
      array required;
      boost::mp11::mp_for_each<Members<T>>([&](auto member) {
        using Field = std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>;
        properties[member.name] = schema<Field>();
        if (!is_optional<Field>) required.emplace_back(member.name);
      });
      close(name, object{{"type", "object"}, {"properties", properties}, {"required", required}, {"additionalProperties", false}});
    }
    return reference(name);
  }
}

}  // namespace parvis::json
