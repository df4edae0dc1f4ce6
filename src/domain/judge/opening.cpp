// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "judge/grid_store.h"
#include "judge/jury.h"
#include "judge/jury_store.h"
#include "judge/oral_hours.h"

namespace parvis::judge {
namespace {

using examine::SessionEvent;

LocalDate day_of(ExamSession const& session) { return local_moment(session.opens_at, session.zone).date; }

bool has_vae(store::Transaction& tx, ExamSession const& session) {
  std::vector<EnrolmentId> enrolments;
  for (examine::Sitter const& sitter : examine::sitters_of(tx, session.id)) enrolments.push_back(sitter.enrolment_id);
  auto const people = enrol::enrolled(tx, session.workspace_id, enrolments);
  return std::any_of(people.begin(), people.end(), [](auto const& one) { return one.second.enrolment.route == enrol::Route::vae; });
}

/// What declarations lack: one line a juror who has not declared on everybody, one a candidate whom too few may mark.
void add_declaration_lacks(store::Transaction& tx, ExamSession const& session, std::vector<Lack>& lacks) {
  auto const declared = declared_in(tx, session.id);
  auto const seated = seated_in(tx, session);
  std::map<EnrolmentId, std::size_t> free;
  auto const sitters = examine::sitters_of(tx, session.id);
  for (Seated const& one : seated) {
    std::size_t missing = 0;
    for (examine::Sitter const& sitter : sitters) {
      auto const found = declared.find({one.juror.id, sitter.enrolment_id});
      missing += found == declared.end();
      free[sitter.enrolment_id] += found != declared.end() && found->second.tie == Tie::none;
    }
    if (missing > 0) lacks.push_back({"judge.declaration_missing", identity::person_name(tx, one.juror.person_id), std::to_string(sitters.size()), std::to_string(sitters.size() - missing), LackWeight::hinders});
  }
  for (examine::Sitter const& sitter : sitters) {
    if (free[sitter.enrolment_id] < jurors_a_candidate) lacks.push_back({"judge.juror_conflict", sitter.pseudonym, std::to_string(jurors_a_candidate), std::to_string(free[sitter.enrolment_id]), LackWeight::hinders});
  }
}

Done nothing_cut_short(store::Transaction& tx, ExamSession const& session) {
  auto const open = enrol::open_truncations(tx, session.workspace_id, session.version_id, session.block.to_string());
  if (open.empty()) return {};
  Problem problem{Kind::conflict, "judge.criteria_truncated", {}, {}, {}};
  for (enrol::Truncation const& one : open) problem.fields.push_back({one.code, "judge.criterion_truncated", {}, one.text});
  return fail(std::move(problem));
}

}  // namespace

Result<RuleSet> rules_of(store::Transaction& tx, ExamSession const& session) {
  if (session.rules) return *session.rules;
  return enrol::load_rule_set(tx, session.workspace_id, session.rule_set_id);
}

std::vector<Lack> composition_lacks(store::Transaction& tx, ExamSession const& session, RuleSet const& rules) {
  std::vector<Member> members;
  LocalDate const day = day_of(session);
  for (Seated const& one : seated_in(tx, session)) members.push_back(member_of(one.juror, one.seat.position, day));
  return lacks_of(members, rules.jury, vae_rule_of(tx, session));
}

std::optional<VaeJuryRule> vae_rule_of(store::Transaction& tx, ExamSession const& session) {
  return has_vae(tx, session) ? vae_rule_on(day_of(session)) : std::nullopt;
}

std::vector<Lack> jury_lacks(store::Transaction& tx, ExamSession const& session, RuleSet const& rules) {
  auto lacks = composition_lacks(tx, session, rules);
  add_declaration_lacks(tx, session, lacks);
  return lacks;
}

Result<ExamSession> staff_session(Desk const& desk, Actor const& actor, ExamSessionId const& id) {
  return desk.database.write([&](store::Transaction& tx) -> Result<ExamSession> {
    TRY(ExamSession const session, examine::load_session(tx, actor.workspace, id));
    TRY(RuleSet const rules, rules_of(tx, session));
    TRY_DONE(may_sit(composition_lacks(tx, session, rules)));
    TRY_DONE(check_hours(tx, session));
    return examine::advance_session(tx, desk.clock, actor, id, SessionEvent::staff);
  });
}

Result<ExamSession> open_session(Desk const& desk, Actor const& actor, ExamSessionId const& id) {
  return desk.database.write([&](store::Transaction& tx) -> Result<ExamSession> {
    TRY(ExamSession const session, examine::load_session(tx, actor.workspace, id));
    TRY(RuleSet const rules, rules_of(tx, session));
    TRY_DONE(nothing_cut_short(tx, session));
    TRY_DONE(may_sit(jury_lacks(tx, session, rules)));
    return examine::advance_session(tx, desk.clock, actor, id, SessionEvent::open);
  });
}

Result<ExamSession> begin_marking(Desk const& desk, Actor const& actor, ExamSessionId const& id) {
  return desk.database.write([&](store::Transaction& tx) -> Result<ExamSession> {
    TRY(ExamSession session, examine::advance_session(tx, desk.clock, actor, id, SessionEvent::begin_marking));
    TRY_DONE(assign_jurors(tx, desk, actor, {session, {}}));
    return session;
  });
}

}  // namespace parvis::judge
