// SPDX-License-Identifier: AGPL-3.0-or-later
// What is kept of a juror as a person: told to them, and taken away at its term or when they ask.
#include "judge/act.h"
#include "judge/grid_store.h"
#include "judge/jobs.h"
#include "judge/jury_store.h"

namespace parvis::judge {
namespace {

json::Value collect(store::Transaction& tx, PersonId const& person) {
  boost::json::array all;
  for (Juror const& juror : jurors_of_person(tx, person)) {
    boost::json::object own;
    own["juror"] = json::to_value(juror);
    own["seats"] = json::to_value(seats_of_juror(tx, juror.id));
    own["declarations"] = json::to_value(declarations_by(tx, juror.id));
    own["grids"] = json::to_value(grids_of_juror(tx, juror.id));
    own["phrases"] = json::to_value(phrase_rows(tx, juror.id));
    all.push_back(std::move(own));
  }
  return all;
}

/// The acts by which something goes: what stood beside the chain first, so that the lines of the going hold what may stay.
struct Going {
  store::Transaction& tx;
  Clock const& clock;
  Actor const& actor;

  template <class Row>
  void keep(char const* act, char const* table, Row const& row) const {
    enrol::forget_personal(tx, row.workspace_id, table, row.id.to_string());
    put(tx, row);
    enrol::ledger_append(tx, clock, actor, {act, table, row.id.to_string(), json::to_value(row), personal_members<Row>()});
    identity::record_audit(tx, clock, actor, {act, std::string(table).substr(sizeof "judge_" - 1), row.id.to_string()});
  }
};

/// What the juror judged stays, under the quality that the minutes printed; who employs them, on what their qualification
/// rested, what they said of a tie, and their phrases go.
void leave_the_judged(Going const& going, Juror juror) {
  for (Phrase const& phrase : phrase_rows(going.tx, juror.id)) remove_phrase(going.tx, juror.id, phrase.id);
  for (Declaration declaration : declarations_by(going.tx, juror.id)) {
    if (declaration.note.empty()) continue;
    declaration.note = {};
    going.keep("judge.declaration_purged", declaration_table, declaration);
  }
  juror.employer = {};
  juror.gender = Gender::unsaid;
  juror.qualification = {};
  juror.qualified_until.reset();
  juror.proof_name = {};
  ++juror.revision;
  going.keep("judge.juror_purged", juror_table, juror);
}

bool holds_personal(Juror const& juror) { return !juror.employer.empty() || !juror.qualification.empty() || juror.gender != Gender::unsaid || juror.proof_sha256; }

}  // namespace

std::vector<JurorKept> jurors_kept(store::Transaction& tx, WorkspaceId const& workspace) {
  std::vector<JurorKept> kept;
  for (Juror const& juror : juror_rows(tx, workspace)) {
    if (!holds_personal(juror)) continue;
    JurorKept one{juror.id, identity::person_name(tx, juror.person_id), {}};
    for (Seat const& seat : seats_of_juror(tx, juror.id)) {
      auto const session = examine::load_session(tx, workspace, seat.session_id);
      if (!session) continue;
      LocalDate const day = local_moment(session->closes_at, session->zone).date;
      if (!one.last_sat || *one.last_sat < day) one.last_sat = day;
    }
    kept.push_back(std::move(one));
  }
  return kept;
}

Result<std::string> purge_juror(store::Transaction& tx, Desk const& desk, Actor const& actor, JurorId const& id) {
  auto juror = find_juror(tx, actor.workspace, id);
  if (!juror) return not_found("judge.juror_not_found");
  std::string const proof = juror->proof_sha256.value_or("");
  juror->proof_sha256.reset();
  leave_the_judged({tx, desk.clock, actor}, *juror);
  return proof;
}

identity::PersonalRecords personal_records(Clock const& clock) {
  // The proof's file stays until its term, which the retention schedule keeps: the certifier answers for who judged.
  auto const erase = [&clock](store::Transaction& tx, PersonId const& person) {
    for (Juror const& juror : jurors_of_person(tx, person)) {
      Actor const program{{}, juror.workspace_id, {}, identity::Role::certifier, "system"};
      leave_the_judged({tx, clock, program}, juror);
    }
  };
  return {"judge", collect, erase};
}

}  // namespace parvis::judge
