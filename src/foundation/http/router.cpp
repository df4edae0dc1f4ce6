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
std::optional<PathValues> fitted(std::vector<std::string> const& pattern, std::vector<std::string_view> const& path) {
  if (pattern.size() != path.size()) return std::nullopt;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (!is_place(pattern[i]) && pattern[i] != path[i]) return std::nullopt;
  }
  PathValues values;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (!is_place(pattern[i])) continue;
    auto value = percent_decoded(path[i]);
    if (!value || value->empty() || !is_utf8(*value)) return std::nullopt;
    values.emplace(pattern[i].substr(1, pattern[i].size() - 2), std::move(*value));
  }
  return values;
}

bool takes(Row const& row, Method method) { return row.method == method || (row.method == Method::get && method == Method::head); }

bool changes_something(Method method) { return method != Method::get && method != Method::head && method != Method::options; }

// A page of another site cannot forge Sec-Fetch-Site or Origin, nor send a header of its own without our leave. The
// check holds without a session too, so that nobody is signed in from elsewhere; a bearer token is no cookie, and unlike the
// other schemes of Authorization no browser sends one by itself.
bool from_another_site(Request const& request) {
  if (request.header("authorization").starts_with("Bearer ")) return false;
  std::string_view const site = request.header("sec-fetch-site");
  if (!site.empty()) return site != "same-origin" && site != "none";
  std::string_view const origin = request.header("origin");
  if (origin.empty()) return !request.cookie("parvis_session").empty() && request.header("x-parvis-csrf").empty();
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
  row.module = module_;
  auto const parts = segments(row.path);
  patterns_.emplace_back(parts.begin(), parts.end());
  rows_.push_back(std::move(row));
}

void Router::raw(Row row) {
  if (row.options.success != 0) row.success = row.options.success;
  add(std::move(row));
}

void Router::stream(std::string path, Permission permission, std::string summary,
                    std::function<Result<std::string>(Asked const&)> topic) {
  Row row{Method::get, std::move(path), permission, std::move(summary), "text/event-stream"};
  row.handler = [topic = std::move(topic)](Asked const& asked) -> Result<Response> {
    TRY(std::string name, topic(asked));
    Response response;
    response.content_type = "text/event-stream";
    response.stream_topic = std::move(name);
    return response;
  };
  add(std::move(row));
}

void Router::set_rate_clock(Clock const& clock) { rates_ = std::make_shared<RateLimits>(clock); }

// Rows are few hundred and compared segment by segment: a microsecond or two, less than the gate's first query.
// Of the rows that fit, the one with the fewest places wins: /people/me before /people/{person}.
Router::Match Router::match(Method method, std::string_view path) const {
  Match best;
  std::size_t fewest_places = 0;
  auto const parts = segments(path);
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    Row const& row = rows_[i];
    auto values = fitted(patterns_[i], parts);
    if (!values) continue;
    best.methods.push_back(row.method);
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
  if (found.row == nullptr && found.methods.empty()) return problem_answer(not_found("http.not_found").value(), request);
  if (found.row == nullptr) {
    bool const asks = request.method == Method::options;
    Response response = asks ? Response{} : problem_answer(unsupported("http.method_not_allowed").value(), request);
    response.status = asks ? 204 : 405;
    response.headers.emplace_back("Allow", allowed_names(found.methods));
    return response;
  }
  return answer(request, found);
}

Done Router::admit(Request const& request, Row const& row) const {
  if (changes_something(row.method) && row.options.csrf == RowOptions::Csrf::checked && from_another_site(request)) {
    return forbidden("http.cross_site");
  }
  if (request.body.size() > row.options.most_body_bytes) {
    return too_large("http.body_too_large", std::to_string(row.options.most_body_bytes), std::to_string(request.body.size()));
  }
  return {};
}

Done Router::count(Request const& request, Row const& row) const {
  if (!row.options.rate || rates_ == nullptr) return {};
  auto const wait = rates_->take(std::string(name_of(row.method)) + row.path + " " + request.remote_address, *row.options.rate);
  if (wait) return limited("http.too_many_requests", *wait);
  return {};
}

Response Router::answer(Request const& request, Match const& found) const {
  Row const& row = *found.row;
  if (auto const counted = count(request, row); !counted) return problem_answer(counted.error(), request);
  if (auto const admitted = admit(request, row); !admitted) return problem_answer(admitted.error(), request);
  PARVIS_ASSERT(gate_ != nullptr, "a router has a gate before it serves");
  auto const caller = gate_(request, row.permission, found.values);
  if (!caller) return problem_answer(caller.error(), request);
  auto response = row.handler(Asked{request, *caller, found.values});
  return response ? std::move(*response) : problem_answer(response.error(), request);
}

std::optional<Response> Router::refusal(Request const& request) const {
  Match const found = match(request.method, request.path);
  if (found.row == nullptr) return std::nullopt;
  if (auto const admitted = admit(request, *found.row); !admitted) return problem_answer(admitted.error(), request);
  auto const caller = gate_(request, found.row->permission, found.values);
  if (!caller) return problem_answer(caller.error(), request);
  return std::nullopt;
}

Done internal::check_is_json(Request const& request) {
  std::string_view const type = request.header("content-type");
  std::string_view const bare = type.substr(0, type.find(';'));
  if (bare.empty() || bare == "application/json" || bare.ends_with("+json")) return {};
  return unsupported("http.not_json", std::string(type));
}

std::string_view name_of(Scope scope) {
  constexpr std::string_view names[] = {"everyone", "signed_in", "workspace", "brand", "instance", "signed_link"};
  return names[static_cast<std::size_t>(scope)];
}

}  // namespace parvis::http
