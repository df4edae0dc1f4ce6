// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/json_schema.h"

#include <boost/core/demangle.hpp>

#include "base/assertion.h"

namespace parvis::json {

bool SchemaBook::open(std::string const& name, std::type_index type) { return types_.emplace(name, type).second; }

void SchemaBook::close(std::string const& name, boost::json::object schema) {
  auto const [entry, fresh] = definitions_.emplace(name, schema);
  PARVIS_ASSERT(fresh || entry->value() == schema, "two different types are called " + name + " in the contract");
}

Value SchemaBook::reference(std::string const& name) { return boost::json::object{{"$ref", "#/components/schemas/" + name}}; }

Value SchemaBook::text_schema(TextRule const& rule) {
  boost::json::object schema{{"type", "string"}};
  if (!rule.format.empty()) schema["format"] = rule.format;
  if (rule.min_length) schema["minLength"] = *rule.min_length;
  if (rule.max_length) schema["maxLength"] = *rule.max_length;
  return schema;
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
