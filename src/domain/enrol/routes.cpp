// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/routes.h"

#include "enrol/ledger_check.h"
#include "enrol/room_routes.h"
#include "enrol/versions.h"

namespace parvis::enrol {
namespace {

namespace may = identity::may;
using http::Asked;
using http::Method;

struct CardView {
  CertificationCard card;
  std::vector<std::string> missing;
};
BOOST_DESCRIBE_STRUCT(CardView, (), (card, missing))
struct LawList { std::vector<LawRule> items; };
BOOST_DESCRIBE_STRUCT(LawList, (), (items))

CardView view_of(CertificationCard card) {
  auto missing = missing_of(card);
  return {std::move(card), std::move(missing)};
}

void card_routes(http::Router& router, Desk const& desk) {
  router.get<CardView>("/api/certification/card", may::run_certification, "The certification's own card and what it lacks",
                       [&desk](Asked const& asked) -> Result<CardView> {
                         auto const actor = identity::actor(asked.caller);
                         return view_of(desk.database.read([&](store::Transaction& tx) { return load_card(tx, actor.workspace); }));
                       });
  router.put<SaveCard, CardView>("/api/certification/card", may::run_certification, "Saves the certification's card",
                                 [&desk](Asked const& asked, SaveCard const& body) -> Result<CardView> {
                                   TRY(CertificationCard card, save_card(desk, identity::actor(asked.caller), body));
                                   return view_of(std::move(card));
                                 });
  router.get<LawList>("/api/certification/law", may::see_workspace, "Delays and counts that the law fixes, each with its article",
                      [](Asked const&) -> Result<LawList> { return LawList{law_rules()}; });
}

void ledger_routes(http::Router& router, Desk const& desk) {
  std::string const one = "/api/certification/ledger/verification";
  router.get<LedgerStanding>(one, may::run_certification, "Whether the ledger's chain is intact: what was read now, and when it was last read whole",
                             [&desk](Asked const& asked) -> Result<LedgerStanding> {
                               auto const actor = identity::actor(asked.caller);
                               return desk.database.read([&](store::Transaction& tx) { return ledger_standing(tx, desk, actor.workspace); });
                             });
  router.act<LedgerStanding>(Method::post, one, may::run_certification, "Has the whole chain read, by a job",
                             [&desk](Asked const& asked) -> Result<LedgerStanding> {
                               auto const actor = identity::actor(asked.caller);
                               return desk.database.write([&](store::Transaction& tx) {
                                 ask_verification(tx, desk, actor.workspace);
                                 return ledger_standing(tx, desk, actor.workspace);
                               });
                             });
}

}  // namespace

void register_routes(http::Router& router, Desk const& desk) {
  card_routes(router, desk);
  register_version_routes(router, desk);
  register_case_routes(router, desk);
  register_roll_routes(router, desk);
  register_rule_set_routes(router, desk);
  register_candidate_routes(router, desk);
  register_enrolment_routes(router, desk);
  ledger_routes(router, desk);
}

}  // namespace parvis::enrol
