// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/openapi.h"

#include <algorithm>
#include <cctype>

#include "base/assertion.h"

namespace parvis::http {
namespace {

using boost::json::array;
using boost::json::object;
using json::Value;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& letter : out) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  return out;
}

array path_parameters(std::string const& path) {
  array parameters;
  for (std::size_t open = path.find('{'); open != std::string::npos; open = path.find('{', open + 1)) {
    std::string const name = path.substr(open + 1, path.find('}', open) - open - 1);
    parameters.push_back(object{{"name", name}, {"in", "path"}, {"required", true}, {"schema", object{{"type", "string"}}}});
  }
  return parameters;
}

void add_query_parameters(Row const& row, json::SchemaBook& book, array& parameters) {
  if (!row.query_schema) return;
  Value const fields = row.query_schema(book);
  PARVIS_ASSERT(!fields.as_object().contains("$ref"), "a query's schema is its parameters, one a member: internal::query_parameters<Query>");
  for (auto const& field : fields.get_object()) {
    parameters.push_back(object{{"name", field.key()}, {"in", "query"}, {"schema", field.value()}});
  }
}

object content(std::string const& media_type, Value schema) {
  return object{{media_type, object{{"schema", std::move(schema)}}}};
}

object success_of(Row const& row, json::SchemaBook& book) {
  object answer{{"description", row.summary}};
  if (row.answer_schema) answer["content"] = content("application/json", row.answer_schema(book));
  if (!row.answer_schema && row.success != 204 && row.answer_type != "application/json" && !row.answer_type.empty()) {
    answer["content"] = content(row.answer_type, object{{"type", "string"}});
  }
  return answer;
}

object operation_of(Row const& row, json::SchemaBook& book) {
  object operation{{"operationId", operation_id(row)}, {"summary", row.summary}};
  if (!row.module.empty()) operation["tags"] = array{row.module};
  operation["x-permission"] = object{{"name", row.permission.name}, {"scope", name_of(row.permission.scope)}};
  array parameters = path_parameters(row.path);
  add_query_parameters(row, book, parameters);
  if (!parameters.empty()) operation["parameters"] = parameters;
  if (row.body_schema) {
    operation["requestBody"] = object{{"required", true}, {"content", content("application/json", row.body_schema(book))}};
  } else if (row.options.body == RowOptions::Body::spooled) {
    operation["requestBody"] = object{{"required", true}, {"content", content("application/octet-stream", object{})}};
  }
  operation["responses"] = object{{std::to_string(row.success), success_of(row, book)},
                                  {"default", object{{"$ref", "#/components/responses/Problem"}}}};
  return operation;
}

Value problem_schema() {
  object const text{{"type", "string"}};
  object const field{{"type", "object"},
                     {"properties", object{{"path", text}, {"code", text}, {"limit", text}, {"value", text}}},
                     {"required", array{"path", "code", "limit", "value"}}};
  return object{{"type", "object"},
                {"properties", object{{"type", text}, {"status", object{{"type", "integer"}}}, {"code", text}, {"detail", text},
                                      {"fields", object{{"type", "array"}, {"items", field}}}, {"request_id", text}}},
                {"required", array{"type", "status", "code", "fields", "request_id"}}};
}

object components_of(json::SchemaBook const& book) {
  std::vector<std::pair<std::string, Value>> sorted;
  for (auto const& entry : book.definitions()) sorted.emplace_back(entry.key(), entry.value());
  sorted.emplace_back("Problem", problem_schema());
  std::sort(sorted.begin(), sorted.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
  object schemas;
  for (auto& [name, schema] : sorted) schemas[name] = std::move(schema);
  object const problem{{"description", "What stood in the way (RFC 9457); `code` is stable, the screen has the words."},
                       {"content", content("application/problem+json", object{{"$ref", "#/components/schemas/Problem"}})}};
  return object{{"schemas", std::move(schemas)}, {"responses", object{{"Problem", problem}}}};
}

void write(std::string& out, Value const& value, std::string const& indent);

// Writes each element on a line of its own: `each(element)` writes one.
template <class Elements, class Each>
void write_lines(std::string& out, Elements const& elements, std::string const& indent, Each each) {
  bool first = true;
  for (auto const& element : elements) {
    out += first ? "\n" : ",\n";
    first = false;
    out += indent + "  ";
    each(element);
  }
  out += "\n" + indent;
}

void write(std::string& out, Value const& value, std::string const& indent) {
  if (value.is_object() && !value.get_object().empty()) {
    out += '{';
    write_lines(out, value.get_object(), indent, [&](auto const& entry) {
      out += boost::json::serialize(boost::json::value(entry.key())) + ": ";
      write(out, entry.value(), indent + "  ");
    });
    out += '}';
  } else if (value.is_array() && !value.get_array().empty()) {
    out += '[';
    write_lines(out, value.get_array(), indent, [&](Value const& element) { write(out, element, indent + "  "); });
    out += ']';
  } else {
    out += boost::json::serialize(value);
  }
}

}  // namespace

std::string operation_id(Row const& row) {
  std::string id = lower(name_of(row.method));
  std::string_view const path = row.path.starts_with("/api/") ? std::string_view(row.path).substr(4) : std::string_view(row.path);
  for (char const letter : path) {
    if (letter == '{' || letter == '}') continue;
    id += std::isalnum(static_cast<unsigned char>(letter)) != 0 ? letter : '_';
  }
  return id;
}

std::string openapi(Router const& router, std::string const& version) {
  std::vector<Row const*> rows;
  for (Row const& row : router.rows()) {
    if (row.path.starts_with("/api/")) rows.push_back(&row);
  }
  std::sort(rows.begin(), rows.end(), [](Row const* a, Row const* b) { return std::tie(a->path, a->method) < std::tie(b->path, b->method); });
  json::SchemaBook book;
  object paths;
  for (Row const* row : rows) {
    if (!paths.contains(row->path)) paths[row->path] = object{};
    paths[row->path].as_object()[lower(name_of(row->method))] = operation_of(*row, book);
  }
  object const document{{"openapi", "3.1.0"},
                        {"info", object{{"title", "Parvis"}, {"version", version}, {"license", object{{"name", "AGPL-3.0-or-later"}, {"identifier", "AGPL-3.0-or-later"}}}}},
                        {"paths", std::move(paths)},
                        {"components", components_of(book)}};
  std::string out;
  write(out, document, "");
  return out + "\n";
}

}  // namespace parvis::http
