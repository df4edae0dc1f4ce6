// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/rolls.h"
#include "enrol/room_routes.h"

namespace parvis::enrol {
namespace {

namespace may = identity::may;
using http::Asked;
using http::Method;

constexpr std::size_t most_csv_bytes = 4u << 20;

using Take = Result<RollAnswer> (*)(Desk const&, Actor const&, std::string const&, Duplicates);

Result<Duplicates> choice_of(Asked const& asked) {
  for (auto const& [name, value] : http::query_pairs(asked.request.query)) {
    if (name != "duplicates") continue;
    auto const named = json::named<Duplicates>(value);
    if (!named) return invalid_field("duplicates", "json.not_one_of", "skip, enter", value);
    return *named;
  }
  return Duplicates::skip;
}

void roll_route(http::Router& router, Desk const& desk, std::pair<char const*, char const*> const& said, Take take) {
  http::Row row{Method::post, std::string("/api/certification/candidates/") + said.first, may::run_certification, said.second, "application/json", {}, {}, {}, {}, {}};
  row.options.most_body_bytes = most_csv_bytes;
  row.query_schema = [](json::SchemaBook& book) -> json::Value { return boost::json::object{{"duplicates", book.schema<Duplicates>()}}; };
  row.answer_schema = [](json::SchemaBook& book) { return book.schema<RollAnswer>(); };
  row.handler = [&desk, take](Asked const& asked) -> Result<http::Response> {
    TRY(Duplicates const duplicates, choice_of(asked));
    TRY(RollAnswer const answer, take(desk, identity::actor(asked.caller), asked.request.body, duplicates));
    return http::text_answer(200, "application/json", json::encode(answer));
  };
  router.raw(std::move(row));
}

}  // namespace

void register_roll_routes(http::Router& router, Desk const& desk) {
  roll_route(router, desk, {"preview", "What a CSV of candidates holds: columns, refused lines, duplicates; nothing is kept"}, preview_roll);
  roll_route(router, desk, {"import", "Enters the good lines of a CSV of candidates; the others are told and given back"}, import_roll);
  http::Row csv{Method::get, "/api/certification/candidates.csv", may::run_certification, "Candidates as CSV, without NIR", "text/csv", {}, {}, {}, {}, {}};
  csv.handler = [&desk](Asked const& asked) -> Result<http::Response> {
    http::Response response = http::text_answer(200, "text/csv; charset=utf-8", candidates_csv(desk, identity::actor(asked.caller), {}));
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"candidats.csv\"");
    return response;
  };
  router.raw(std::move(csv));
}

}  // namespace parvis::enrol
