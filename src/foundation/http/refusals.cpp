// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/refusals.h"

#include "http/router.h"

namespace parvis::http {

Response malformed_request(Request const& request, int status) {
  return problem_answer_as(status, invalid("http.malformed_request").value(), request);
}

Response header_too_large(Request const& request, std::size_t limit) {
  return problem_answer_as(431, too_large("http.header_too_large", std::to_string(limit), "").value(), request);
}

Response body_too_large(Request const& request, std::size_t limit) {
  return problem_answer(too_large("http.body_too_large", std::to_string(limit), "").value(), request);
}

Response body_too_slow(Request const& request) { return problem_answer_as(408, unavailable("http.body_too_slow").value(), request); }

Response too_busy(Request const& request) {
  Problem const busy{Kind::unavailable, "http.busy", {}, {}, std::chrono::seconds(1)};
  return problem_answer(busy, request);
}

Response machine_failure(Request const& request) { return problem_answer_as(500, unavailable("http.machine_failure").value(), request); }

}  // namespace parvis::http
