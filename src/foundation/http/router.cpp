// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/router.h"

#include "base/assertion.h"
#include "base/encoding.h"

namespace parvis::http {
namespace {

std::vector<std::string_view> segments(std::string_view path) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 1; at <= path.size();) {
    std::size_t const end = std::min(path.find('/', at), path.size());
    parts.push_back(path.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

bool is_place(std::string_view segment) { return segment.size() > 2 && segment.front() == '{' && segment.back() == '}'; }

// The path's values by the pattern's names; nullopt when it does not fit. A place never takes an empty segment.
std::optional<PathValues> fitted(std::string_view pattern, std::vector<std::string_view> const& path) {
  auto const wanted = segments(pattern);
  if (wanted.size() != path.size()) return std::nullopt;
  PathValues values;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (!is_place(wanted[i])) {
      if (wanted[i] != path[i]) return std::nullopt;
      continue;
    }
    auto value = percent_decoded(path[i]);
    if (!value || value->empty() || !is_utf8(*value)) return std::nullopt;
    values.emplace(wanted[i].substr(1, wanted[i].size() - 2), std::move(*value));
  }
  return values;
}

bool takes(Row const& row, Method method) { return row.method == method || (row.method == Method::get && method == Method::head); }

bool changes_something(Method method) { return method != Method::get && method != Method::head && method != Method::options; }

// A browser names where a request comes from: a page of another site cannot forge this header nor drop it.
bool from_another_site(Request const& request) {
  if (request.cookie("parvis_session").empty()) return false;
  std::string_view const site = request.header("sec-fetch-site");
  if (!site.empty()) return site != "same-origin" && site != "none";
  std::string_view const origin = request.header("origin");
  if (origin.empty()) return request.header("x-parvis-csrf").empty();
  std::size_t const host = origin.find("://");
  return host == std::string_view::npos || origin.substr(host + 3) != request.header("host");
}

std::string allowed_names(std::vector<Method> const& methods) {
  std::string names;
  for (Method method : methods) {
    names += (names.empty() ? "" : ", ") + std::string(name_of(method));
    if (method == Method::get) names += ", HEAD";
  }
  return names;
}

}  // namespace

void Router::add(Row row) {
  PARVIS_ASSERT(!row.path.empty() && row.path.front() == '/', "a path begins with a slash");
  for (Row const& known : rows_) {
    PARVIS_ASSERT(known.method != row.method || known.path != row.path, "two rows for " + row.path);
  }
  rows_.push_back(std::move(row));
}

void Router::raw(Row row) { add(std::move(row)); }

// Rows are few hundred and compared segment by segment: a microsecond or two, less than the gate's first query.
Router::Match Router::match(Method method, std::string_view path) const {
  Match best;
  std::size_t fewest_places = 0;
  auto const parts = segments(path);
  for (Row const& row : rows_) {
    auto values = fitted(row.path, parts);
    if (!values) continue;
    best.others.push_back(row.method);
    if (!takes(row, method) || (best.row != nullptr && values->size() >= fewest_places)) continue;
    best.row = &row;
    fewest_places = values->size();
    best.values = std::move(*values);
  }
  return best;
}

Row const* Router::find(Method method, std::string_view path) const { return match(method, path).row; }

Response Router::dispatch(Request const& request) const {
  Match const found = match(request.method, request.path);
  if (found.row == nullptr && found.others.empty()) return problem_answer(not_found("http.not_found").value(), request);
  if (found.row == nullptr) {
    bool const asks = request.method == Method::options;
    Response response = asks ? Response{} : problem_answer(unsupported("http.method_not_allowed").value(), request);
    response.status = asks ? 204 : 405;
    response.headers.emplace_back("Allow", allowed_names(found.others));
    return response;
  }
  return answer(request, found);
}

Response Router::answer(Request const& request, Match const& found) const {
  Row const& row = *found.row;
  if (changes_something(row.method) && row.options.csrf == RowOptions::Csrf::checked && from_another_site(request)) {
    return problem_answer(forbidden("http.cross_site").value(), request);
  }
  if (request.body.size() > row.options.most_body_bytes) {
    auto const limit = std::to_string(row.options.most_body_bytes);
    return problem_answer(too_large("http.body_too_large", limit, std::to_string(request.body.size())).value(), request);
  }
  PARVIS_ASSERT(gate_ != nullptr, "a router has a gate before it serves");
  auto const caller = gate_(request, row.permission, found.values);
  if (!caller) return problem_answer(caller.error(), request);
  auto response = row.handler(Asked{request, *caller, found.values});
  return response ? std::move(*response) : problem_answer(response.error(), request);
}

}  // namespace parvis::http
