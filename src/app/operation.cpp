// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/operation.h"

#include "base/digest.h"
#include "identity/identity.h"

namespace parvis::app {
namespace {

using http::Asked;
using http::Method;

constexpr http::Permission anyone{"anyone", http::Scope::everyone};

// A proxy on this machine would make every visitor a loopback caller, so a forwarded request is none.
bool may_see_metrics(http::Request const& request, std::string const& token) {
  if (!token.empty()) return equal_in_constant_time(request.header("authorization"), "Bearer " + token);
  bool const loopback = request.remote_address == "127.0.0.1" || request.remote_address == "::1";
  return loopback && request.header("x-forwarded-for").empty() && request.header("forwarded").empty();
}

http::Response plain(int status, std::string body) {
  http::Response response = http::text_answer(status, "text/plain; charset=utf-8", std::move(body));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

http::Row row(std::string path, std::string summary, http::Handler handler) {
  return {.method = Method::get, .path = std::move(path), .permission = anyone, .summary = std::move(summary),
          .answer_type = "text/plain", .handler = std::move(handler)};
}

}  // namespace

void register_operation_routes(http::Router& router, Operation const& operation) {
  router.raw(row("/healthz", "Whether the program lives", [](Asked const&) -> Result<http::Response> { return plain(200, "ok\n"); }));
  router.raw(row("/readyz", "Whether it can serve", [operation](Asked const&) -> Result<http::Response> {
    if (operation.retired) return plain(503, "stopping\n");
    operation.database.read([](store::Transaction& tx) { tx.first("SELECT 1"); });
    return plain(200, "ready\n");
  }));
  router.raw(row("/metrics", "Figures for Prometheus", [operation](Asked const& asked) -> Result<http::Response> {
    if (!may_see_metrics(asked.request, operation.metrics_token)) return not_found("http.not_found");
    return plain(200, operation.metrics.text(operation.streams.open(), operation.events.status()));
  }));
  router.stream("/api/brands/{brand}/events", identity::may::see_brand, "What changes in a brand, as it happens",
                [](Asked const& asked) -> Result<std::string> { return "brand:" + asked.caller.brand_id; });
}

}  // namespace parvis::app
