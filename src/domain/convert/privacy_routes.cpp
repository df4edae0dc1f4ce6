// SPDX-License-Identifier: AGPL-3.0-or-later
#include "convert/privacy.h"
#include "convert/routes.h"

namespace parvis::convert {
namespace {

namespace may = identity::may;
using http::Asked;
using http::Method;

Result<http::Response> told(Desk const& desk, Asked const& asked) {
  TRY(VisitorChoice const choice, visitor_choice(desk, asked.text("key"), asked.request));
  http::Response response = http::text_answer(200, "application/json", json::encode(choice));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

// What is answered is what the cookie set by this very answer will say.
Result<http::Response> chosen(Desk const& desk, Asked const& asked) {
  TRY(Choose const wish, json::decode<Choose>(asked.request.body));
  TRY(VisitorChoice choice, visitor_choice(desk, asked.text("key"), asked.request));
  choice.refused = wish.refused;
  http::Response response = http::text_answer(200, "application/json", json::encode(choice));
  response.headers.emplace_back("Set-Cookie", refusal_cookie(asked.request, asked.text("key"), wish));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

}  // namespace

void register_privacy_routes(http::Router& router, CollectionDesk const& desk) {
  std::string const choice = "/c/{key}/choice";
  http::Row tell{Method::get, choice, may::anyone, "Whether this browser is counted on a site", "application/json", {}, {}, {}, {}, {}};
  tell.answer_schema = [](json::SchemaBook& book) { return book.schema<VisitorChoice>(); };
  tell.handler = [&desk](Asked const& asked) { return told(desk.convert, asked); };
  router.raw(std::move(tell));
  http::Row choose{Method::put, choice, may::anyone, "Refuses to be counted on a site, or no longer", "application/json", {}, {}, {}, {}, {}};
  choose.body_schema = [](json::SchemaBook& book) { return book.schema<Choose>(); };
  choose.answer_schema = [](json::SchemaBook& book) { return book.schema<VisitorChoice>(); };
  choose.handler = [&desk](Asked const& asked) { return chosen(desk.convert, asked); };
  router.raw(std::move(choose));
  router.get<SelfAssessment>("/api/brands/{brand}/sites/{site}/self-assessment", may::see_brand, "How the exempt mode of a site meets each criterion",
                             [&desk](Asked const& asked) -> Result<SelfAssessment> {
                               TRY(auto const id, asked.id<SiteId>("site"));
                               return self_assessment(desk, identity::actor(asked.caller), id);
                             });
}

}  // namespace parvis::convert
