// SPDX-License-Identifier: AGPL-3.0-or-later
#include "convert/privacy.h"
#include "convert/routes.h"
#include "track/tracker.h"

namespace parvis::convert {
namespace {

using http::Asked;
using http::Method;

// The answer holds nothing. The refusal's cookie comes with the question, for which browsers want the page named.
http::Response open_answer(int status, http::Request const& request) {
  http::Response response = http::text_answer(status, "", "");
  std::string_view const page = request.header("origin");
  response.headers.emplace_back("Access-Control-Allow-Origin", page.empty() ? "*" : std::string(page));
  if (!page.empty()) response.headers.emplace_back("Access-Control-Allow-Credentials", "true");
  response.headers.emplace_back("Vary", "Origin");
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

}  // namespace

void register_collection_routes(http::Router& router, CollectionDesk const& desk) {
  http::Row beacon{Method::post, "/c/{key}", identity::may::anyone, "Takes what a site's script sends", "text/plain", {}, {}, {}, {}, {}};
  beacon.options.most_body_bytes = track::Collector::most_bytes;
  beacon.options.csrf = http::RowOptions::Csrf::exempt;
  beacon.handler = [&desk](Asked const& asked) -> Result<http::Response> {
    TRY_DONE(collect(desk, asked.text("key"), asked.request));
    return open_answer(204, asked.request);
  };
  router.raw(std::move(beacon));
  http::Row script{Method::get, "/p.js", identity::may::anyone, "The script that sites carry", "text/javascript", {}, {}, {}, {}, {}};
  script.handler = [](Asked const&) -> Result<http::Response> {
    http::Response response = http::text_answer(200, "text/javascript; charset=utf-8", std::string(track::tracker_script()));
    response.headers.emplace_back("Cache-Control", "public, max-age=3600");
    response.headers.emplace_back("Cross-Origin-Resource-Policy", "cross-origin");
    return response;
  };
  router.raw(std::move(script));
}

std::vector<jobs::JobRow> collection_jobs(CollectionDesk const& desk) {
  return {{"convert.gather_purchases", [&desk](jobs::Task&) { return gather_purchases(desk); }},
          {"convert.purge_old_hits", [&desk](jobs::Task&) { return purge_old_hits(desk); }}};
}

}  // namespace parvis::convert
