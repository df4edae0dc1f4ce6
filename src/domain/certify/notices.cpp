// SPDX-License-Identifier: AGPL-3.0-or-later
// Telling candidates what the jury decided, within the delay of the rule set.
#include "certify/act.h"
#include "certify/award_store.h"
#include "certify/awards.h"
#include "certify/letter.h"

namespace parvis::certify {
namespace {

struct Teller {
  store::Transaction& tx;
  Desk const& desk;
  Actor const& actor;
  identity::Workspace workspace;
};

void record_told(Teller const& teller, JuryOutcome outcome, Instant at) {
  LocalDate const day = local_moment(at, teller.workspace.zone).date;
  outcome.notified_at = at;
  outcome.appeal_by = day.plus_days(static_cast<int>(outcome.appeal_days));
  ++outcome.revision;
  put(teller.tx, outcome);
  record_kept(teller.tx, teller.desk, teller.actor, {"certify.outcome_notified", outcome_table, outcome.id.to_string(), json::to_value(outcome)});
}

bool tell(Teller const& teller, JuryOutcome const& outcome) {
  Instant const now = teller.desk.clock.now();
  LocalDate const appeal_by = local_moment(now, teller.workspace.zone).date.plus_days(static_cast<int>(outcome.appeal_days));
  bool const told = write_letter(teller.tx, teller.desk, teller.workspace.id,
                                 {outcome.candidate_id,
                                  judge::needs_motive(outcome.verdict) ? "certify_result_unfavourable" : "certify_result",
                                  {{"block", outcome.block}, {"verdict", json::name_of(outcome.verdict)}, {"motive", outcome.motive.to_string()}, {"appeal_by", appeal_by.to_string()}}});
  if (told) record_told(teller, outcome, now);
  return told;
}

}  // namespace

Result<Notified> notify_minutes(Desk const& desk, Actor const& actor, NotifyMinutes const& request) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Notified> {
    TRY(auto workspace, identity::load_workspace(tx, actor.workspace));
    Teller const teller{tx, desk, actor, std::move(workspace)};
    Notified notified;
    bool known = false;
    for (JuryOutcome& outcome : outcome_rows(tx, actor.workspace)) {
      if (outcome.minutes_number != request.minutes_number.to_string()) continue;
      known = true;
      if (outcome.notified_at || outcome.state != AwardStanding::standing) continue;
      tell(teller, outcome) ? void(++notified.told) : notified.untold.push_back(std::move(outcome));
    }
    if (!known) return not_found("certify.outcome_not_found");
    return notified;
  });
}

Result<JuryOutcome> told_otherwise(Desk const& desk, Actor const& actor, OutcomeId const& id, ToldOtherwise const& told) {
  return desk.database.write([&](store::Transaction& tx) -> Result<JuryOutcome> {
    auto const outcome = find_outcome(tx, actor.workspace, id);
    if (!outcome) return not_found("certify.outcome_not_found");
    if (outcome->notified_at) return conflict("certify.outcome_state", "notified");
    if (told.on < outcome->decided_on) return invalid_field("on", "certify.before_decision", outcome->decided_on.to_string(), told.on.to_string());
    TRY(auto workspace, identity::load_workspace(tx, actor.workspace));
    Instant const at = resolve({told.on, LocalTime::from_minutes(12 * 60), workspace.zone}).at;
    record_told({tx, desk, actor, std::move(workspace)}, *outcome, at);
    return *find_outcome(tx, actor.workspace, id);
  });
}

Done notify_due(Desk const& desk) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    for (JuryOutcome const& outcome : outcomes_to_notify(tx)) {
      if (outcome.notify_by > today_of(tx, desk.clock, outcome.workspace_id)) continue;
      TRY(auto workspace, identity::load_workspace(tx, outcome.workspace_id));
      Actor const actor = system_actor(outcome.workspace_id);
      tell({tx, desk, actor, std::move(workspace)}, outcome);
    }
    return {};
  });
}

}  // namespace parvis::certify
