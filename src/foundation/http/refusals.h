// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The answers that no row gives: what the protocol, the limits or a machine failure stands in the way of. Each carries the
// request's id.

#include "base/problem.h"
#include "http/message.h"

namespace parvis::http {

/// problem_answer() under another status than its kind's, in the head and in the body.
Response problem_answer_as(int status, Problem const& problem, Request const& request);

Response malformed_request(Request const& request, int status = 400);         // http.malformed_request
Response header_too_large(Request const& request, std::size_t limit);        // 431 http.header_too_large
Response body_too_large(Request const& request, std::size_t limit);          // 413 http.body_too_large
Response body_too_slow(Request const& request);                              // 408 http.body_too_slow
Response too_busy(Request const& request);                                   // 503 http.busy, to be asked again in a second
Response machine_failure(Request const& request);                            // 500 http.machine_failure

}  // namespace parvis::http
