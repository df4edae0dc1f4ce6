// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Who may be certified, on what, by which rules: the certification's card, versions of the referential, rule sets,
// candidates and enrolments; and the ledger that the three rooms above write to as well.
//
// Problem codes: enrol.card_*, enrol.version_*, enrol.truncation_*, enrol.case_*, enrol.rule_set_*, enrol.candidate_*,
// enrol.identity_erased, enrol.enrolment_*, enrol.accommodation_*, enrol.nir_*, enrol.roll_*, enrol.signature_refused,
// enrol.stale_revision.

#include "enrol/candidate.h"
#include "enrol/fit.h"
#include "enrol/law.h"
#include "enrol/ledger.h"
#include "enrol/rule_set.h"
#include "enrol/version.h"

namespace parvis::enrol {

/// A place where exams are held: the certifier's own, or one habilitated by convention (R6113-16).
struct Centre {
  Text<1, 120> name;
  Text<0, 9> postcode;
  std::optional<Text<1, 60>> habilitation;  // its number; absent for the certifier's own
  std::vector<std::string> blocks;          // that it may hold; none: all
  std::optional<LocalDate> valid_from;
  std::optional<LocalDate> valid_to;
};
BOOST_DESCRIBE_STRUCT(Centre, (), (name, postcode, habilitation, blocks, valid_from, valid_to))

/// What documents and files say of the certification and its certifier.
struct CertificationCard {
  WorkspaceId workspace_id;
  Text<0, 255> certifier;
  Text<0, 255> title;       // exact, as registered
  Text<0, 20> rncp_number;  // "RNCP12345"
  std::optional<std::int64_t> level;  // 3 to 8
  std::optional<LocalDate> registered_on;
  std::optional<LocalDate> registered_until;
  Text<0, 120> representative;
  Text<0, 120> representative_function;
  Text<0, 300> address;
  Text<0, 14> siret;
  Text<0, 8> cdc_client;     // idClient, 8 characters when given
  Text<0, 20> cdc_contract;  // idContrat
  std::optional<WebUrl> website;
  std::vector<Centre> centres;
  std::int64_t revision = 0;  // 0: never saved, filled from the embedded referential
};
BOOST_DESCRIBE_STRUCT(CertificationCard, (), (workspace_id, certifier, title, rncp_number, level, registered_on, registered_until, representative,
                                              representative_function, address, siret, cdc_client, cdc_contract, website, centres, revision))

CertificationCard load_card(store::Transaction& tx, WorkspaceId const& workspace);
/// What still stands in the way of a lawful document: names of the card's fields that are empty.
std::vector<std::string> missing_of(CertificationCard const& card);

enum class CentreVerdict { allowed, unknown, not_this_block, out_of_date };
BOOST_DESCRIBE_ENUM(CentreVerdict, allowed, unknown, not_this_block, out_of_date)
/// Whether the centre of that name may hold an exam of the block on that day.
CentreVerdict may_hold(CertificationCard const& card, std::string_view centre, std::string_view block, LocalDate const& day);

/// Whole, to be frozen into a session. Problem enrol.rule_set_not_found.
Result<RuleSet> load_rule_set(store::Transaction& tx, WorkspaceId const& workspace, RuleSetId const& id);
/// With its name, number and state. Problem enrol.rule_set_not_found.
Result<RuleSetVersion> load_rule_set_version(store::Transaction& tx, WorkspaceId const& workspace, RuleSetId const& id);
/// Those in force, by name.
std::vector<RuleSetVersion> rule_sets_in_force(store::Transaction& tx, WorkspaceId const& workspace);

struct Desk {
  store::Database& database;
  Clock const& clock;
  identity::Desk const& identity;  // secrets, passwords, invitations
};

/// How this room's tables are put back from the ledger.
std::vector<Rebuilder> rebuilders();

}  // namespace parvis::enrol
