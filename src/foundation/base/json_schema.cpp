// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/json_schema.h"

#include <boost/core/demangle.hpp>

#include "base/assertion.h"

namespace parvis::json {
namespace {

using boost::json::array;
using boost::json::object;

Value reference(std::string const& name) { return object{{"$ref", "#/components/schemas/" + name}}; }

}  // namespace

bool SchemaBook::open(std::string const& name, std::type_index type) { return types_.emplace(name, type).second; }

void SchemaBook::close(std::string const& name, boost::json::object schema) {
  auto const [entry, fresh] = definitions_.emplace(name, schema);
  PARVIS_ASSERT(fresh || entry->value() == schema, "two different types are called " + name + " in the contract");
}

Value SchemaBook::of_text(TextRule const& rule) {
  object schema{{"type", "string"}};
  if (!rule.format.empty()) schema["format"] = rule.format;
  if (rule.min_length) schema["minLength"] = *rule.min_length;
  if (rule.max_length) schema["maxLength"] = *rule.max_length;
  return schema;
}

Value SchemaBook::of_type(char const* name) { return object{{"type", name}}; }
Value SchemaBook::or_null(Value schema) { return object{{"anyOf", array{std::move(schema), of_type("null")}}}; }
Value SchemaBook::array_of(Value schema) { return object{{"type", "array"}, {"items", std::move(schema)}}; }
Value SchemaBook::map_of(Value schema) { return object{{"type", "object"}, {"additionalProperties", std::move(schema)}}; }

Value SchemaBook::of_enum(std::type_info const& type, std::span<Enumerator const> all) {
  std::string const name = short_name(type);
  if (open(name, type)) {
    array names;
    for (Enumerator const& one : all) names.emplace_back(one.name);
    close(name, object{{"type", "string"}, {"enum", std::move(names)}});
  }
  return reference(name);
}

Value SchemaBook::of_struct(std::type_info const& type, std::span<Member const> members) {
  std::string const name = short_name(type);
  if (open(name, type)) {
    object properties;
    array required;
    for (Member const& member : members) {
      properties[member.name] = member.schema(*this);
      if (!member.optional) required.emplace_back(member.name);
    }
    close(name, object{{"type", "object"}, {"properties", std::move(properties)}, {"required", std::move(required)}, {"additionalProperties", false}});
  }
  return reference(name);
}

std::string short_name(std::type_info const& type) {
  std::string const full = boost::core::demangle(type.name());
  std::size_t const plain_end = full.find('<');
  std::size_t const colon = full.rfind(':', plain_end);
  std::string name = full.substr(colon == std::string::npos ? 0 : colon + 1);
  for (std::size_t at; (at = name.find_first_of("<> ,:")) != std::string::npos;) name.erase(at, 1);
  return name;
}

}  // namespace parvis::json
