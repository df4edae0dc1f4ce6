// SPDX-License-Identifier: AGPL-3.0-or-later
#include "referential/routes.h"

#include "base/json.h"
#include "referential/pages.h"
#include "referential/referential.h"
#include "render/table.h"

namespace parvis::referential {
namespace {

using http::Asked;
using http::Permission;
using http::Scope;

// The gate knows capabilities by name; identity, which holds their matrix, stands above.
constexpr Permission be_oneself{"be_oneself", Scope::signed_in};
constexpr Permission manage_people{"manage_people", Scope::workspace};
constexpr Permission see_brand{"see_brand", Scope::brand};

constexpr std::int64_t most_in_a_page = 200;
constexpr std::int64_t usual_in_a_page = 50;
constexpr std::size_t most_in_a_file = 100'000;

Result<EvidenceQuery> query_of(PortfolioFilter const& filter) {
  EvidenceQuery query;
  query.brand = filter.brand;
  query.competency = filter.competency;
  query.after = filter.after;
  std::int64_t const limit = filter.limit.value_or(usual_in_a_page);
  if (limit < 1 || limit > most_in_a_page) return invalid_field("limit", "json.out_of_range", "1..200", std::to_string(limit));
  query.most = static_cast<std::size_t>(limit);
  return query;
}

/// Session callers have no ids to get wrong: the gate made them.
template <class IdType>
IdType known(std::string const& text) {
  return IdType::parse(text).value_or(IdType());
}

Result<Portfolio> portfolio(Desk const& desk, EvidenceQuery const& query) {
  return desk.database.read([&](store::Transaction& tx) -> Result<Portfolio> {
    Portfolio page;
    page.counts = evidence_counts(tx, query);
    page.items = evidence(tx, query);
    if (page.items.size() == query.most) page.next = page.items.back().id;
    return page;
  });
}

Result<http::Response> portfolio_csv(Desk const& desk, Asked const& asked) {
  EvidenceQuery query;
  query.person = known<Id<identity::PersonTag>>(asked.caller.person_id);
  query.most = most_in_a_file;
  auto const lines = desk.database.read([&](store::Transaction& tx) { return evidence(tx, query); });
  render::Table table{"portfolio", {"at", "competency", "source_label", "text", "what", "object", "link"}, {}};
  for (Evidence const& line : lines) {
    Competency const* competency = find_competency(line.competency);
    table.rows.push_back({line.at, line.competency, competency->source_label, competency->text, line.what, line.object_kind, line.link});
  }
  bool const excel = asked.request.query.find("style=french_excel") != std::string::npos;
  http::Response response;
  response.content_type = "text/csv; charset=utf-8";
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"portfolio.csv\"");
  response.body = render::csv_of(table, excel ? render::CsvStyle::french_excel : render::CsvStyle::standard);
  return response;
}

Result<CompetencyPage> competency_page(std::string const& id) {
  Competency const* competency = find_competency(id);
  if (competency == nullptr) return not_found("referential.competency_not_found");
  CompetencyPage page{*competency, *find_activity(competency->activity), block_of(id)->id, block_of(id)->title, {}, {}, room_of(id)};
  for (Criterion const* criterion : criteria_of(id)) page.criteria.push_back(*criterion);
  for (Anomaly const* anomaly : anomalies_of(id)) page.anomalies.push_back(*anomaly);
  return page;
}

void register_reading(http::Router& router) {
  router.get<ReferentialPage>("/api/referential", be_oneself, "The certification's referential, its anomalies and the room of each competency",
                              [](Asked const&) -> Result<ReferentialPage> { return ReferentialPage{current(), rooms()}; });
  router.get<CompetencyPage>("/api/referential/competencies/{competency}", be_oneself,
                             "One competency with its criteria (by inference), anomalies and room",
                             [](Asked const& asked) { return competency_page(asked.text("competency")); });
}

}  // namespace

void register_routes(http::Router& router, Desk const& desk) {
  register_reading(router);
  router.get<PortfolioFilter, Portfolio>("/api/me/portfolio", be_oneself, "One's own evidence, newest first, with counts per competency",
                                         [&desk](Asked const& asked, PortfolioFilter const& filter) -> Result<Portfolio> {
                                           TRY(EvidenceQuery query, query_of(filter));
                                           query.person = known<Id<identity::PersonTag>>(asked.caller.person_id);
                                           return portfolio(desk, query);
                                         });
  http::Row file{http::Method::get, "/api/me/portfolio.csv", be_oneself, "One's own evidence as CSV", "text/csv", {}, {}, {}, {}, {}};
  file.handler = [&desk](Asked const& asked) { return portfolio_csv(desk, asked); };
  router.raw(std::move(file));
  router.get<PortfolioFilter, Portfolio>("/api/workspace/members/{person}/portfolio", manage_people,
                                         "A member's evidence within the workspace",
                                         [&desk](Asked const& asked, PortfolioFilter const& filter) -> Result<Portfolio> {
                                           TRY(EvidenceQuery query, query_of(filter));
                                           TRY(query.person, asked.id<Id<identity::PersonTag>>("person"));
                                           query.workspace = known<Id<identity::WorkspaceTag>>(asked.caller.workspace_id);
                                           return portfolio(desk, query);
                                         });
  router.get<PortfolioFilter, Portfolio>("/api/brands/{brand}/evidence", see_brand, "Evidence of the work done for a brand",
                                         [&desk](Asked const& asked, PortfolioFilter const& filter) -> Result<Portfolio> {
                                           TRY(EvidenceQuery query, query_of(filter));
                                           TRY(query.brand, asked.id<Id<identity::BrandTag>>("brand"));
                                           return portfolio(desk, query);
                                         });
}

}  // namespace parvis::referential
