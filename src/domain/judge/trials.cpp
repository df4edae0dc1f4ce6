// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "judge/minutes_store.h"
#include "judge/overview.h"
#include "judge/round.h"

namespace parvis::judge {
namespace {

/// Levels mean the same under both: points and steps alike.
bool same_scale(enrol::Scale const& a, enrol::Scale const& b) {
  if (a.kind != b.kind) return false;
  if (a.kind == enrol::ScaleKind::marks) return a.marks_out_of == b.marks_out_of;
  return std::equal(a.levels.begin(), a.levels.end(), b.levels.begin(), b.levels.end(), [](auto const& one, auto const& other) { return one.code == other.code; });
}

/// The same levels, worth what the rules on trial give them.
Points worth_under(enrol::Scale const& from, enrol::Scale const& to, Points const& points) {
  Points again;
  for (auto const& [criterion, worth] : points) {
    auto const level = level_worth(from, worth);
    auto const now = level ? points_of(to, *level) : Result<Rational>(worth);
    again[criterion] = now.value_or(worth);
  }
  return again;
}

std::int64_t deliberated(Comparison const& comparison) {
  return std::count_if(comparison.criteria.begin(), comparison.criteria.end(), [](Compared const& one) { return one.standing == CriterionStanding::to_deliberate; });
}

/// The session's round as it would be under the rules on trial; the parts stay where they were marked.
Round under(Round round, RuleSet const& rules) {
  round.rules = rules;
  return round;
}

/// One session's round as it was, and under the rules on trial.
struct Tried {
  Round const& was;
  Round const& now;
  Comers& comers;
};

void try_on(Tried const& tried, JuryDecision const& decision, Trial* trial) {
  Round const& round = tried.was;
  RuleSet const& rules = tried.now.rules;
  auto const grids = locked_grids(tried.comers, decision.enrolment_id);
  if (!grids || !decision.ratio) return;
  ++trial->candidates;
  if (!same_scale(round.rules.scale, rules.scale)) {
    ++trial->incomparable;
    return;
  }
  auto const before = compared(round, *grids), after = compared(tried.now, *grids);
  if (!before || !after) return;
  trial->deliberated_before += deliberated(*before);
  trial->deliberated_after += deliberated(*after);
  Points const points = worth_under(round.rules.scale, rules.scale, counting(round, *before, decision.enrolment_id));
  BlockResult const result = result_of({round.block(), criteria_for(round, decision.enrolment_id), points, questionnaire_of(round, decision.enrolment_id)}, rules);
  bool const passed = decision.verdict == JuryVerdict::VALIDE, passes = result.outcome == Outcome::passes;
  trial->passed_before += passed;
  trial->passed_after += passes;
  if (passed == passes) return;
  trial->changes.push_back({round.session.id, round.session.title.to_string(), round.sitter(decision.enrolment_id)->pseudonym, decision.verdict, result.outcome,
                            *decision.ratio, result.ratio, result.shortfalls});
}

}  // namespace

Result<Trial> try_rules(Desk const& desk, Actor const& actor, enrol::RuleSetId const& id) {
  return desk.database.read([&](store::Transaction& tx) -> Result<Trial> {
    TRY(RuleSet const rules, enrol::load_rule_set(tx, actor.workspace, id));
    Trial trial;
    for (ExamSession const& session : examine::sessions_of(tx, actor.workspace)) {
      if (minutes_of(tx, session.id).empty() || session.block.to_string() == final_block) continue;
      TRY(Round const round, last_round(tx, desk, session));
      ++trial.sessions;
      Round const now = under(round, rules);
      Comers comers(tx, desk, round.session);
      for (JuryDecision const& decision : round.decisions) try_on({round, now, comers}, decision, &trial);
    }
    return trial;
  });
}

}  // namespace parvis::judge
