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
  struct Member {
    char const* name;
    bool optional;
    Value (*schema)(SchemaBook& book);
  };
  template <class T>
  static Value schema_in(SchemaBook& book) { return book.schema<T>(); }
  /// True when the type is new and its definition is to be closed with its schema.
  bool open(std::string const& name, std::type_index type);
  void close(std::string const& name, boost::json::object schema);
  Value of_enum(std::type_info const& type, std::span<Enumerator const> all);
  Value of_struct(std::type_info const& type, std::span<Member const> members);
  static Value of_type(char const* name);
  static Value of_text(TextRule const& rule);
  static Value or_null(Value schema);
  static Value array_of(Value schema);
  static Value map_of(Value schema);

  boost::json::object definitions_;
  std::set<std::pair<std::string, std::type_index>> types_;
};

/// "Brief" for parvis::strategy::Brief.
std::string short_name(std::type_info const& type);

template <class T>
Value SchemaBook::schema() {
  if constexpr (std::is_same_v<T, Value>) {
    return boost::json::object{};
  } else if constexpr (std::is_same_v<T, bool>) {
    return of_type("boolean");
  } else if constexpr (std::is_integral_v<T>) {
    return of_type("integer");
  } else if constexpr (std::is_floating_point_v<T>) {
    return of_type("number");
  } else if constexpr (std::is_same_v<T, std::string>) {
    return of_type("string");
  } else if constexpr (TextLike<T>) {
    return of_text(T::rule());
  } else if constexpr (is_optional<T>) {
    return or_null(schema<typename T::value_type>());
  } else if constexpr (is_vector<T>) {
    return array_of(schema<typename T::value_type>());
  } else if constexpr (is_map<T>) {
    return map_of(schema<typename T::mapped_type>());
  } else if constexpr (DescribedEnum<T>) {
    return of_enum(typeid(T), enumerators<T>());
  } else {
    static_assert(DescribedStruct<T>, "describe the struct with BOOST_DESCRIBE_STRUCT");
    return [this]<template <class...> class List, class... M>(List<M...>) {
      static constexpr std::array<Member, sizeof...(M)> members{Member{M::name, is_optional<TypeOf<T, M>>, &schema_in<TypeOf<T, M>>}...};
      return of_struct(typeid(T), members);
    }(Members<T>());
  }
}

}  // namespace parvis::json
