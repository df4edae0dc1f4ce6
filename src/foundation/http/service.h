// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// All that happens to a request between the socket and the row, and to its answer on the way back: the rows first, then
// the web application's files; what a handler throws becomes a 500 with the request's id; then security headers, ETag and
// compression. Knows no socket, so that scenarios drive it in process.

#include <chrono>

#include "http/router.h"
#include "http/static_files.h"

namespace parvis::http {

/// What happened, for logs and metrics.
struct Served {
  Request const& request;
  std::string route;  // the row's path, "static" or "none", so that figures do not grow with ids
  int status = 0;
  std::size_t bytes = 0;
  std::chrono::microseconds took{};
  std::string trouble = {};  // what a handler threw, or stood in a body's way
};

struct ServiceParts {
  Router const& router;
  StaticFiles const& files;
  /// Called once a request, from the worker's thread. Thread-safe.
  std::function<void(Served const&)> on_served = {};
};

class Service {
 public:
  explicit Service(ServiceParts parts) : parts_(std::move(parts)) {}
  /// Thread-safe; never throws.
  Response answer(Request const& request) const;
  /// What answer() would refuse before a large body is read; nothing when the body may come. Thread-safe; never throws.
  std::optional<Response> refusal(Request const& request) const;
  /// The answer to a request that was not read to its end, completed and told like any other. Thread-safe.
  Response refused(Request const& request, Response response, std::string trouble = {}) const;

 private:
  void tell(Request const& request, Response& response, Served served) const;
  Response found(Request const& request, Served& served) const;
  ServiceParts parts_;
};

/// Adds what every answer carries unless its handler said otherwise: the security headers and the content security policy
/// below, X-Request-Id, Cache-Control. `style-src` allows inline styles since the component library sets them; scripts
/// come from our own files alone.
void add_standing_headers(Request const& request, Response& response);

/// Gives a GET's 200 an ETag, and answers 304 without body when the client holds it already.
void validate(Request const& request, Response& response);

/// Compresses a text of 1 KiB or more. Never an answer that sets a cookie or that its handler marked `no-store`: those may
/// hold a secret, whose size would tell of it.
void compress(Request const& request, Response& response);

}  // namespace parvis::http
