// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/json.h"
#include "http/refusals.h"
#include "http/router.h"

namespace parvis::http {

int status_of(Kind kind) {
  switch (kind) {
    case Kind::invalid: return 422;
    case Kind::unauthenticated: return 401;
    case Kind::forbidden: return 403;
    case Kind::not_found: return 404;
    case Kind::conflict: return 409;
    case Kind::too_large: return 413;
    case Kind::unsupported: return 415;
    case Kind::limited: return 429;
    case Kind::unavailable: return 503;
  }
  return 500;
}

namespace {

boost::json::array fields_of(Problem const& problem) {
  boost::json::array fields;
  for (FieldError const& field : problem.fields) {
    fields.push_back(boost::json::object{{"path", field.path}, {"code", field.code}, {"limit", field.limit}, {"value", field.value}});
  }
  return fields;
}

}  // namespace

Response problem_answer(Problem const& problem, Request const& request) {
  return problem_answer_as(status_of(problem.kind), problem, request);
}

Response problem_answer_as(int status, Problem const& problem, Request const& request) {
  boost::json::object body{{"type", "about:blank"}, {"status", status}, {"code", problem.code},
                           {"fields", fields_of(problem)}, {"request_id", request.id}};
  if (!problem.detail.empty()) body["detail"] = problem.detail;
  Response response = text_answer(status, "application/problem+json", boost::json::serialize(body));
  if (problem.retry_after) response.headers.emplace_back("Retry-After", std::to_string(problem.retry_after->count()));
  return response;
}

}  // namespace parvis::http
