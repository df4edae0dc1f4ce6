// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/case_exchange.h"
#include "enrol/room_routes.h"

namespace parvis::enrol {
namespace {

namespace may = identity::may;
using http::Asked;
using http::Method;

constexpr std::size_t most_package_bytes = 8u << 20;

struct VersionMade { ReferentialVersionId id; };
BOOST_DESCRIBE_STRUCT(VersionMade, (), (id))

}  // namespace

void register_case_routes(http::Router& router, Desk const& desk) {
  std::string const list = "/api/certification/versions", one = list + "/{version}";
  http::Row import{Method::post, list + "/import", may::run_certification, "Opens a draft from a 1EdTech CASE package", "application/json", {}, {}, {}, {}, {}};
  import.options.most_body_bytes = most_package_bytes;
  import.answer_schema = [](json::SchemaBook& book) { return book.schema<VersionMade>(); };
  import.success = 201;
  import.handler = [&desk](Asked const& asked) -> Result<http::Response> {
    TRY(ReferentialVersion const version, import_case(desk, identity::actor(asked.caller), asked.request.body));
    return http::text_answer(201, "application/json", json::encode(VersionMade{version.id}));
  };
  router.raw(std::move(import));
  http::Row package{Method::get, one + "/case.json", may::run_certification, "The version as a CASE 1.1 package", "application/json", {}, {}, {}, {}, {}};
  package.handler = [&desk](Asked const& asked) -> Result<http::Response> {
    TRY(auto const id, asked.id<ReferentialVersionId>("version"));
    TRY(std::string bytes, export_case(desk, identity::actor(asked.caller), id));
    http::Response response = http::text_answer(200, "application/json", std::move(bytes));
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"referentiel.case.json\"");
    return response;
  };
  router.raw(std::move(package));
  router.get<VersionDifference>(one + "/difference/{other}", may::run_certification, "What changed from this version to the other, word by word",
                                [&desk](Asked const& asked) -> Result<VersionDifference> {
                                  TRY(auto const id, asked.id<ReferentialVersionId>("version"));
                                  TRY(auto const other, asked.id<ReferentialVersionId>("other"));
                                  return compare_versions(desk, identity::actor(asked.caller), id, other);
                                });
}

}  // namespace parvis::enrol
