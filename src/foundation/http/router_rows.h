// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The templates of router.h: from a typed handler to a row.

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
std::function<json::Value(json::SchemaBook&)> schema_of() {
  if constexpr (std::is_void_v<T>) {
    return {};
  } else {
    return [](json::SchemaBook& book) { return book.schema<T>(); };
  }
}


template <class Query>
Result<Query> decoded_query(std::string_view query) {
  json::Reader reader;
  Query out{};
  auto const pairs = query_pairs(query);
  for (auto const& [name, value] : pairs) {
    bool known = false;
    boost::mp11::mp_for_each<json::Members<Query>>([&](auto member) {
      if (name != member.name) return;
      known = true;
      auto& field = out.*member.pointer;
      using Field = typename std::remove_reference_t<decltype(field)>::value_type;  // std::optional
      reader.at(name, [&] {
        json::Value cell(boost::json::string_view(value.data(), value.size()));
        if constexpr (std::is_arithmetic_v<Field>) {
          auto parsed = json::parse(value);
          if (parsed) cell = *parsed;
        }
        json::read(reader, cell, field);
      });
    });
    if (!known) reader.at(name, [&] { reader.wrong("json.unknown_field"); });
  }
  if (!reader.errors.empty()) return invalid("http.invalid_query", std::move(reader.errors));
  return out;
}

}  // namespace internal

template <class Query, class Out, class Handle>
  requires json::DescribedStruct<Query>
void Router::get(std::string path, Permission permission, std::string summary, Handle handle) {
  Row row{Method::get, std::move(path), permission, std::move(summary), "application/json", {}, {}, {}, {}, {}};
  row.query_schema = internal::schema_of<Query>();
  row.answer_schema = internal::schema_of<Out>();
  row.handler = [handle = std::move(handle)](Asked const& asked) -> Result<Response> {
    TRY(Query const query, internal::decoded_query<Query>(asked.request.query));
    return internal::answered<Out>(handle(asked, query), 200);
  };
  add(std::move(row));
}

template <class Out, class Handle>
void Router::add_plain(Method method, std::string path, Permission permission, std::string summary, Handle handle) {
  Row row{method, std::move(path), permission, std::move(summary), "application/json", {}, {}, {}, {}, {}};
  row.answer_schema = internal::schema_of<Out>();
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
  int const usual = row.method == Method::post && !std::is_void_v<Out> ? 201 : 200;
  int const success = row.options.success != 0 ? row.options.success : usual;
  row.handler = [handle = std::move(handle), success](Asked const& asked) -> Result<Response> {
    TRY(In const body, json::decode<In>(asked.request.body));
    return internal::answered<Out>(handle(asked, body), success);
  };
  add(std::move(row));
}

}  // namespace parvis::http
