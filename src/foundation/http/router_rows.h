// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The templates of router.h: from a typed handler to a row.

#include <boost/mp11.hpp>

#include "base/json.h"
#include "http/router.h"

namespace parvis::http {
namespace internal {

template <class Out>
Response encoded(Result<Out> const& result, int success) {
  Response response;
  response.status = success;
  if constexpr (std::is_void_v<Out>) {
    if (success == 200) response.status = 204;
  } else {
    response.content_type = "application/json";
    response.body = json::encode(*result);
  }
  return response;
}

template <class Out>
Result<Response> answered(Result<Out> const& result, int success) {
  if (!result) return fail(result.error());
  return encoded(result, success);
}

template <class T>
Schema schema_of() {
  if constexpr (std::is_void_v<T>) {
    return {};
  } else {
    return [](json::SchemaBook& book) { return book.schema<T>(); };
  }
}

/// Reads one value of a query string as the field's type: numbers and booleans from their text.
template <class Field>
void read_cell(json::Reader& reader, std::string const& value, Field& field) {
  json::Value cell(boost::json::string_view(value.data(), value.size()));
  if constexpr (json::is_optional<Field>) {
    read_cell(reader, value, field.emplace());
  } else if constexpr (json::is_vector<Field>) {
    read_cell(reader, value, field.emplace_back());
  } else if constexpr (std::is_arithmetic_v<Field>) {
    auto const parsed = json::parse(value);
    json::read(reader, parsed ? *parsed : cell, field);
  } else {
    json::read(reader, cell, field);
  }
}

template <class Query>
Result<Query> decoded_query(std::string_view query) {
  json::Reader reader;
  Query out{};
  for (auto const& pair : query_pairs(query)) {
    std::string const& name = pair.first;  // clang 14 captures no structured binding
    std::string const& value = pair.second;
    bool known = false;
    boost::mp11::mp_for_each<json::Members<Query>>([&](auto member) {
      if (name != member.name) return;
      known = true;
      reader.at(name, [&] { read_cell(reader, value, out.*member.pointer); });
    });
    if (!known) reader.at(name, [&] { reader.wrong("json.unknown_field"); });
  }
  if (!reader.errors.empty()) return invalid("http.invalid_query", std::move(reader.errors));
  return out;
}

/// The query parameters of the contract: an object of name -> schema, none of them required.
template <class Query>
json::Value query_parameters(json::SchemaBook& book) {
  boost::json::object parameters;
  boost::mp11::mp_for_each<json::Members<Query>>([&](auto member) {
    using Field = std::remove_cvref_t<decltype(std::declval<Query>().*member.pointer)>;
    if constexpr (json::is_optional<Field>) {
      parameters[member.name] = book.schema<typename Field::value_type>();
    } else {
      parameters[member.name] = book.schema<Field>();
    }
  });
  return parameters;
}

Done check_is_json(Request const& request);

}  // namespace internal

template <class Query, class Out, class Handle>
  requires json::DescribedStruct<Query>
void Router::get(std::string path, Permission permission, std::string summary, Handle handle) {
  Row row{Method::get, std::move(path), permission, std::move(summary), "application/json"};
  row.query_schema = internal::query_parameters<Query>;
  row.answer_schema = internal::schema_of<Out>();
  row.handler = [handle = std::move(handle)](Asked const& asked) -> Result<Response> {
    TRY(Query const query, internal::decoded_query<Query>(asked.request.query));
    return internal::answered<Out>(handle(asked, query), 200);
  };
  add(std::move(row));
}

template <class Out, class Handle>
void Router::add_plain(Method method, std::string path, Permission permission, std::string summary, Handle handle) {
  Row row{method, std::move(path), permission, std::move(summary), "application/json"};
  row.answer_schema = internal::schema_of<Out>();
  if (std::is_void_v<Out>) row.success = 204;
  row.handler = [handle = std::move(handle)](Asked const& asked) -> Result<Response> {
    return internal::answered<Out>(handle(asked), 200);
  };
  add(std::move(row));
}

template <class In, class Out, class Handle>
void Router::add_body(Row row, Handle handle) {
  row.answer_type = "application/json";
  row.body_schema = internal::schema_of<In>();
  row.answer_schema = internal::schema_of<Out>();
  int const usual = std::is_void_v<Out> ? 204 : row.method == Method::post ? 201 : 200;
  int const success = row.success = row.options.success != 0 ? row.options.success : usual;
  row.handler = [handle = std::move(handle), success](Asked const& asked) -> Result<Response> {
    TRY_DONE(internal::check_is_json(asked.request));
    TRY(In const body, json::decode<In>(asked.request.body));
    return internal::answered<Out>(handle(asked, body), success);
  };
  add(std::move(row));
}

}  // namespace parvis::http
