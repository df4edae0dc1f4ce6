// SPDX-License-Identifier: AGPL-3.0-or-later
#include "certify/award_store.h"

#include <algorithm>

#include "certify/act.h"
#include "certify/row_writing.h"
#include "store/asked.h"

namespace parvis::certify {
namespace {

constexpr char const* outcome_by_id = " FROM certify_outcome WHERE id = $1 AND workspace_id = $2";
constexpr char const* outcome_once = " FROM certify_outcome WHERE workspace_id = $1 AND minutes_number = $2 AND enrolment_id = $3 AND block = $4";
constexpr char const* outcome_former =
    " FROM certify_outcome WHERE workspace_id = $1 AND minutes_number = $2 AND enrolment_id = $3 AND block = $4 AND state = 'standing'";
constexpr char const* superseded_by = "SELECT supersedes FROM certify_outcome WHERE workspace_id = $1 AND minutes_number = $2 AND supersedes IS NOT NULL LIMIT 1";
constexpr char const* outcomes_of_workspace = " FROM certify_outcome WHERE workspace_id = $1 ORDER BY decided_on DESC, id DESC";
constexpr char const* outcomes_of_candidate = " FROM certify_outcome WHERE candidate_id = $1 ORDER BY decided_on, id";
constexpr char const* outcomes_in_session = " FROM certify_outcome WHERE workspace_id = $1 AND session_id = $2 ORDER BY id";
constexpr char const* outcomes_waiting =
    " FROM certify_outcome WHERE notified_at IS NULL AND state = 'standing' AND origin = 'judge' ORDER BY notify_by, id";
constexpr char const* award_by_id = " FROM certify_award WHERE id = $1 AND workspace_id = $2";
constexpr char const* awards_standing = " FROM certify_award WHERE enrolment_id = $1 AND block = $2 AND state = 'standing' ORDER BY awarded_on, id";
constexpr char const* awards_of_workspace = " FROM certify_award WHERE workspace_id = $1 ORDER BY awarded_on DESC, id DESC";
constexpr char const* awards_of_asked = " FROM certify_award WHERE candidate_id IN (SELECT id FROM asked) ORDER BY awarded_on, id";
constexpr char const* awards_of_candidate = " FROM certify_award WHERE candidate_id = $1 ORDER BY awarded_on, id";

template <class Noun>
std::vector<Noun> all(store::Transaction& tx, char const* rest, store::Parameters const& values) {
  return store::records<Noun>(tx.rows(store::selected<Noun>(rest), values));
}
template <class Noun>
std::optional<Noun> one(store::Transaction& tx, char const* rest, store::Parameters const& values) {
  return store::one<Noun>(tx.first(store::selected<Noun>(rest), values));
}

}  // namespace

void put(store::Transaction& tx, JuryOutcome const& outcome) { put_row(tx, outcome_table, outcome); }
void put(store::Transaction& tx, Award const& award) { put_row(tx, award_table, award); }

std::optional<JuryOutcome> find_outcome(store::Transaction& tx, WorkspaceId const& workspace, OutcomeId const& id) {
  return one<JuryOutcome>(tx, outcome_by_id, {id.to_string(), workspace.to_string()});
}
std::optional<JuryOutcome> outcome_of(store::Transaction& tx, JuryOutcome const& like) {
  return one<JuryOutcome>(tx, outcome_once, {like.workspace_id.to_string(), like.minutes_number, like.enrolment_id.to_string(), like.block});
}
std::vector<JuryOutcome> former_outcomes(store::Transaction& tx, JuryOutcome const& like, std::string const& minutes_number) {
  return all<JuryOutcome>(tx, outcome_former, {like.workspace_id.to_string(), minutes_number, like.enrolment_id.to_string(), like.block});
}
std::vector<std::string> superseded_chain(store::Transaction& tx, WorkspaceId const& workspace, std::string const& minutes_number) {
  std::vector<std::string> chain;
  std::string next = minutes_number;
  while (!next.empty() && std::find(chain.begin(), chain.end(), next) == chain.end()) {
    chain.push_back(next);
    auto const row = tx.first(superseded_by, {workspace.to_string(), next});
    next = row ? row->text(0) : "";
  }
  return chain;
}
std::vector<JuryOutcome> outcome_rows(store::Transaction& tx, WorkspaceId const& workspace) { return all<JuryOutcome>(tx, outcomes_of_workspace, {workspace.to_string()}); }
std::vector<JuryOutcome> outcomes_of(store::Transaction& tx, CandidateId const& candidate) { return all<JuryOutcome>(tx, outcomes_of_candidate, {candidate.to_string()}); }
std::vector<JuryOutcome> outcomes_of_session(store::Transaction& tx, WorkspaceId const& workspace, std::string const& session) {
  return all<JuryOutcome>(tx, outcomes_in_session, {workspace.to_string(), session});
}
std::vector<JuryOutcome> outcomes_to_notify(store::Transaction& tx) { return all<JuryOutcome>(tx, outcomes_waiting, {}); }

std::optional<Award> find_award(store::Transaction& tx, WorkspaceId const& workspace, AwardId const& id) {
  return one<Award>(tx, award_by_id, {id.to_string(), workspace.to_string()});
}
std::vector<Award> standing_awards(store::Transaction& tx, EnrolmentId const& enrolment, std::string const& block) {
  return all<Award>(tx, awards_standing, {enrolment.to_string(), block});
}
std::vector<Award> award_rows(store::Transaction& tx, WorkspaceId const& workspace) { return all<Award>(tx, awards_of_workspace, {workspace.to_string()}); }
std::vector<Award> awards_of(store::Transaction& tx, CandidateId const& candidate) { return all<Award>(tx, awards_of_candidate, {candidate.to_string()}); }

std::map<CandidateId, std::vector<Award>> awards_by_candidate(store::Transaction& tx, std::vector<CandidateId> const& candidates) {
  static std::string const sql = store::asked_ids + store::selected<Award>(awards_of_asked);
  std::map<CandidateId, std::vector<Award>> all;
  for (Award& one : store::records<Award>(tx.rows(sql, {store::joined(candidates)}))) all[one.candidate_id].push_back(std::move(one));
  return all;
}

std::vector<enrol::Rebuilder> award_rebuilders() { return {rebuilder_of<JuryOutcome>(outcome_table), rebuilder_of<Award>(award_table)}; }

}  // namespace parvis::certify
