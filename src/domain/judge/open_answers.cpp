// SPDX-License-Identifier: AGPL-3.0-or-later
#include "judge/open_answers.h"

#include <algorithm>

#include "base/assertion.h"

namespace parvis::judge {
namespace {

constexpr auto mark_kind = "judge_open_mark";

/// An agreed mark as the ledger keeps it: the row itself is of the room beneath.
struct OpenMark {
  WorkspaceId workspace_id;
  examine::SittingId sitting_id;
  std::int64_t position = 0;
  Rational mark;
};
BOOST_DESCRIBE_STRUCT(OpenMark, (), (workspace_id, sitting_id, position, mark))

Done keep_mark(store::Transaction& tx, Actor const& actor, Round const& round, OpenMark const& mark) {
  TRY_DONE(examine::mark_open_answer(tx, mark.workspace_id, mark.sitting_id, mark.position, mark.mark));
  std::string const id = mark.sitting_id.to_string() + ":" + std::to_string(mark.position);
  enrol::ledger_append(tx, round.desk->clock, actor, {"judge.open_answer_marked", mark_kind, id, json::to_value(mark)});
  return {};
}

}  // namespace

bool holds_questionnaire(RuleSet const& rules, std::string const& block) {
  enrol::PartRule const parts = enrol::part_of(rules, block);
  return std::find(parts.held.begin(), parts.held.end(), enrol::ExamPart::questionnaire) != parts.held.end();
}

examine::SessionAnswers answers_in(store::Transaction& tx, ExamSession const& session, RuleSet const& rules) {
  if (!holds_questionnaire(rules, session.block.to_string())) return {};
  return examine::questionnaire_answers(tx, session.workspace_id, session.id);
}

std::vector<OpenAnswer> open_answers_by(store::Transaction& tx, ExamSession const& session, RuleSet const& rules, EnrolmentId const& enrolment) {
  if (!holds_questionnaire(rules, session.block.to_string())) return {};
  return examine::questionnaire_open_answers(tx, session.workspace_id, session.id, enrolment);
}

std::vector<OpenAnswer> open_answers_of(std::vector<OpenAnswer> const& all, EnrolmentId const& enrolment) {
  std::vector<OpenAnswer> own;
  std::copy_if(all.begin(), all.end(), std::back_inserter(own), [&](OpenAnswer const& one) { return one.enrolment_id == enrolment; });
  return own;
}

std::string code_of(OpenAnswer const& answer) { return "Q" + std::to_string(answer.position); }

std::vector<Placed> placed_answers(std::vector<OpenAnswer> const& all, EnrolmentId const& enrolment) {
  std::vector<Placed> placed;
  for (OpenAnswer const& one : open_answers_of(all, enrolment)) placed.push_back({code_of(one), "questionnaire", Part::questionnaire});
  return placed;
}

std::vector<Placed> criteria_for(Round const& round, EnrolmentId const& enrolment) {
  std::vector<Placed> all = round.criteria;
  for (Placed& one : placed_answers(round.open, enrolment)) all.push_back(std::move(one));
  return all;
}

std::optional<Questionnaire> questionnaire_of(Round const& round, EnrolmentId const& enrolment) {
  if (!holds_questionnaire(round.rules, round.block())) return std::nullopt;
  Questionnaire sum;
  for (OpenAnswer const& one : open_answers_of(round.open, enrolment)) sum.open[code_of(one)] = Rational{one.points};
  auto const found = round.results.find(enrolment);
  if (found == round.results.end()) return sum;
  sum.most = Rational{found->second.points};
  for (examine::ResultLine const& line : found->second.lines) {
    bool const by_jury = sum.open.contains("Q" + std::to_string(line.position));
    if (!by_jury && line.fraction) sum.earned += Rational{line.points} * *line.fraction;
  }
  return sum;
}

Done keep_open_marks(Comers& comers, Actor const& actor, Round const& round, EnrolmentId const& enrolment) {
  auto const own = open_answers_of(round.open, enrolment);
  if (own.empty()) return {};
  TRY(auto const grids, need_locked_grids(comers, enrolment));
  TRY(Comparison const found, compared(round, grids));
  Points const points = counting(round, found, enrolment);
  for (OpenAnswer const& one : own) {
    auto const counted = points.find(code_of(one));
    if (counted == points.end()) continue;
    Rational const mark = counted->second / most_points(round.rules.scale);
    TRY_DONE(keep_mark(comers.transaction(), actor, round, {round.session.workspace_id, one.sitting_id, one.position, mark}));
  }
  return {};
}

enrol::Rebuilder open_mark_rebuilder() {
  return {mark_kind, [](store::Transaction& tx, json::Value const& row) {
            auto const mark = json::decode_value<OpenMark>(row);
            PARVIS_ASSERT(mark.has_value(), "the ledger's rows decode");
            bool const kept = examine::mark_open_answer(tx, mark->workspace_id, mark->sitting_id, mark->position, mark->mark).has_value();
            PARVIS_ASSERT(kept, "an answer that was marked is there");
          }};
}

}  // namespace parvis::judge
