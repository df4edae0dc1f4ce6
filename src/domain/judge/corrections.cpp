// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "base/assertion.h"
#include "judge/grid_store.h"
#include "judge/jobs.h"
#include "judge/jury_store.h"
#include "judge/minutes_desk.h"
#include "judge/minutes_store.h"
#include "judge/open_answers.h"
#include "judge/round.h"

namespace parvis::judge {
namespace {

/// Another round like the former: who was present, what was agreed and decided, to be changed where it was wrong. It meets at
/// another hour.
Deliberation next_round(Desk const& desk, Deliberation const& former, Correction const& correction) {
  Deliberation next = former;
  next.id = DeliberationId::make(desk.clock);
  next.round = former.round + 1;
  next.state = DeliberationState::convened;
  next.starts_at.reset();
  next.supersedes = correction.minutes;
  next.motive = *Text<0, 2000>::parse(correction.motive.to_string());
  next.revision = 1;
  next.created_at = desk.clock.now();
  return next;
}

void take_over(store::Transaction& tx, Desk const& desk, Actor const& actor, std::pair<Deliberation, Deliberation> const& from_to) {
  auto const& [from, to] = from_to;
  for (Agreed agreed : agreed_rows(tx, from.id)) {
    agreed.id = AgreedId::make(desk.clock);
    agreed.deliberation_id = to.id;
    keep(tx, desk, actor, {"judge.level_taken_over", agreed_table}, agreed);
  }
  for (JuryDecision decision : decision_rows(tx, from.id)) {
    decision.id = DecisionId::make(desk.clock);
    decision.deliberation_id = to.id;
    decision.minutes_id.reset();
    keep(tx, desk, actor, {"judge.decision_taken_over", decision_table}, decision);
  }
}

template <class Noun>
enrol::Rebuilder rebuilder(char const* table) {
  return {table, [table](store::Transaction& tx, json::Value const& row) {
            auto const noun = json::decode_value<Noun>(row);
            PARVIS_ASSERT(noun.has_value(), "the ledger's rows decode");
            put(tx, *noun);
          }};
}

template <class Rows>
json::Value listed(Rows const& rows) {
  return json::to_value(rows);
}

}  // namespace

Result<Deliberation> open_correction(store::Transaction& tx, Desk const& desk, Actor const& actor, Correction const& correction) {
  TRY(Minutes const minutes, load_minutes(tx, actor.workspace, correction.minutes));
  if (minutes.state != MinutesState::closed) return conflict("judge.minutes_state");
  TRY(ExamSession const session, examine::load_session(tx, actor.workspace, minutes.session_id));
  auto const rounds = deliberation_rows(tx, session.id);
  Deliberation const& former = rounds.back();
  if (former.state != DeliberationState::pv_closed || former.id != minutes.deliberation_id) return conflict("judge.correction_open");
  Deliberation const next = next_round(desk, former, correction);
  keep(tx, desk, actor, {"judge.correction_opened", deliberation_table}, next);
  take_over(tx, desk, actor, {former, next});
  return next;
}

Result<Deliberation> correct_minutes(Desk const& desk, Actor const& actor, MinutesId const& id, CorrectMinutes const& request) {
  return desk.database.write([&](store::Transaction& tx) { return open_correction(tx, desk, actor, {id, request.motive}); });
}

std::optional<Deliberation> open_round(store::Transaction& tx, ExamSessionId const& session) {
  auto const rounds = deliberation_rows(tx, session);
  if (rounds.empty() || rounds.back().state == DeliberationState::pv_closed) return std::nullopt;
  return rounds.back();
}

json::Value session_records(store::Transaction& tx, ExamSessionId const& session) {
  boost::json::object all;
  if (minutes_of(tx, session).empty()) return all;
  all["seats"] = listed(seat_rows(tx, session));
  all["declarations"] = listed(declaration_rows(tx, session));
  all["incidents"] = listed(incident_rows(tx, session));
  all["grids"] = listed(grid_rows(tx, session));
  all["deliberations"] = listed(deliberation_rows(tx, session));
  all["orals"] = listed(oral_rows(tx, session));
  boost::json::array agreed, decisions, signatures;
  for (Deliberation const& one : deliberation_rows(tx, session)) {
    agreed.push_back(listed(agreed_rows(tx, one.id)));
    decisions.push_back(listed(decision_rows(tx, one.id)));
  }
  all["agreed"] = std::move(agreed);
  all["decisions"] = std::move(decisions);
  all["minutes"] = listed(minutes_rows(tx, session));
  for (Minutes const& one : minutes_rows(tx, session)) signatures.push_back(listed(signature_rows(tx, one.id)));
  all["signatures"] = std::move(signatures);
  return all;
}

json::Value session_comparison(store::Transaction& tx, Desk const& desk, ExamSession const& session) {
  boost::json::object all;
  if (minutes_of(tx, session.id).empty()) return all;
  for (examine::Sitter const& sitter : examine::sitters_of(tx, session.id)) {
    auto const found = comparison_of(tx, desk, session, sitter.enrolment_id);
    if (found) all[sitter.enrolment_id.to_string()] = json::to_value(*found);
  }
  return all;
}

std::vector<enrol::Rebuilder> rebuilders() {
  return {rebuilder<Juror>("judge_juror"),       rebuilder<Seat>("judge_seat"),           rebuilder<Declaration>("judge_declaration"),
          rebuilder<Incident>("judge_incident"), rebuilder<Grid>("judge_grid"),           rebuilder<OralSlot>("judge_oral_slot"),
          rebuilder<Deliberation>("judge_deliberation"), rebuilder<Agreed>("judge_agreed"), rebuilder<JuryDecision>("judge_decision"),
          rebuilder<Minutes>("judge_minutes"),   rebuilder<MinutesSignature>("judge_signature"), open_mark_rebuilder()};
}

}  // namespace parvis::judge
