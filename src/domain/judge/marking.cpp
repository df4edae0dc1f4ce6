// SPDX-License-Identifier: AGPL-3.0-or-later
#include "judge/marking.h"

#include <algorithm>

#include "base/assertion.h"

namespace parvis::judge {
namespace {

using enrol::FloorOf;
using enrol::ScaleKind;

Rational const nothing{0};

std::size_t rank_of(enrol::Scale const& scale, Rational const& points) {
  auto const at = std::find_if(scale.levels.begin(), scale.levels.end(), [&](auto const& level) { return level.points >= points; });
  return static_cast<std::size_t>(at - scale.levels.begin());
}

Result<Rational> mark_of(enrol::Scale const& scale, std::string const& typed) {
  auto const mark = parse_rational(typed);
  Rational const top = most_points(scale), step = scale.marks_step.value_or(Rational{1});
  std::string const limit = "0.." + to_text(top) + " / " + to_text(step);
  if (!mark || *mark < nothing || *mark > top || (*mark / step).denominator != 1) return invalid_field("level", "judge.mark_range", limit, typed);
  return *mark;
}

Rational worth(Points const& points, std::string const& code) {
  auto const found = points.find(code);
  return found == points.end() ? nothing : found->second;
}

bool is_criterion(Placed const& one) { return one.part != Part::questionnaire; }

/// Reached and reachable, weighted, of the criteria that `belongs` keeps.
struct Share {
  Rational reached{0};
  Rational most{0};
  Rational ratio() const { return most == nothing ? nothing : reached / most; }
};
template <class Belongs>
Share share_of(BlockMarks const& marks, RuleSet const& rules, Belongs&& belongs) {
  Share share;
  Rational const top = most_points(rules.scale);
  for (Placed const& one : marks.criteria) {
    if (!is_criterion(one) || !belongs(one)) continue;
    Rational const weight = enrol::weight_of(rules, one.code);
    share.reached += weight * worth(marks.points, one.code);
    share.most += weight * top;
  }
  return share;
}

Share of_part(BlockMarks const& marks, RuleSet const& rules, Part part) {
  return share_of(marks, rules, [part](Placed const& one) { return one.part == part; });
}

/// Without shares every criterion counts by its own weight, whatever its part; the questionnaire as one criterion more.
Rational ratio_by_weights(BlockMarks const& marks, RuleSet const& rules) {
  Share whole = share_of(marks, rules, [](Placed const&) { return true; });
  if (marks.questionnaire) {
    Rational const most = rules.questionnaire.weight * most_points(rules.scale);
    whole.reached += most * share_reached(*marks.questionnaire, marks.points, rules.scale);
    whole.most += most;
  }
  return whole.ratio();
}

Rational ratio_by_shares(BlockMarks const& marks, RuleSet const& rules, std::map<std::string, Rational> const& shares) {
  Share whole;
  auto const add = [&](std::string const& part, Rational const& ratio) {
    auto const by = shares.find(part);
    if (by == shares.end()) return;
    whole.reached += by->second * ratio;
    whole.most += by->second;
  };
  Share const written = of_part(marks, rules, Part::written), oral = of_part(marks, rules, Part::oral);
  if (written.most > nothing) add("written", written.ratio());
  if (oral.most > nothing) add("oral", oral.ratio());
  if (marks.questionnaire) add("questionnaire", share_reached(*marks.questionnaire, marks.points, rules.scale));
  return whole.ratio();
}

Rational block_ratio(BlockMarks const& marks, RuleSet const& rules) {
  enrol::PartRule const part = enrol::part_of(rules, marks.block);
  return part.shares.empty() ? ratio_by_weights(marks, rules) : ratio_by_shares(marks, rules, part.shares);
}

/// The ratio that a floor speaks of; absent when its subject is not in this block.
std::optional<Rational> ratio_of(enrol::Floor const& floor, BlockMarks const& marks, RuleSet const& rules, Rational const& whole) {
  if (floor.of == FloorOf::block) return floor.code == marks.block ? std::optional(whole) : std::nullopt;
  if (floor.of == FloorOf::part && floor.code == "questionnaire") {
    return marks.questionnaire ? std::optional(share_reached(*marks.questionnaire, marks.points, rules.scale)) : std::nullopt;
  }
  Share const share = share_of(marks, rules, [&](Placed const& one) {
    if (floor.of == FloorOf::criterion) return one.code == floor.code;
    if (floor.of == FloorOf::group) return one.group == floor.code;
    return (one.part == Part::oral) == (floor.code == "oral");
  });
  if (share.most == nothing) return std::nullopt;
  return share.ratio();
}

void check_floors(BlockMarks const& marks, RuleSet const& rules, BlockResult& result) {
  for (enrol::Floor const& floor : rules.pass.floors) {
    auto const ratio = ratio_of(floor, marks, rules, result.ratio);
    if (ratio && *ratio < floor.least_ratio) result.shortfalls.push_back({"judge.floor_below", floor.code, to_text(floor.least_ratio), to_text(*ratio)});
  }
}

void check_lowest(BlockMarks const& marks, RuleSet const& rules, BlockResult& result) {
  std::int64_t lowest = 0;
  for (Placed const& one : marks.criteria) {
    if (!marks.points.contains(one.code)) {
      result.shortfalls.push_back({"judge.unmarked", one.code, "", ""});
      continue;
    }
    if (!is_criterion(one) || worth(marks.points, one.code) > nothing) continue;
    ++lowest;
    bool const eliminates = std::find(rules.eliminatory.begin(), rules.eliminatory.end(), one.code) != rules.eliminatory.end();
    if (eliminates) result.shortfalls.push_back({"judge.eliminatory_lowest", one.code, "", "0"});
  }
  auto const& most = rules.pass.most_at_lowest;
  if (most && lowest > *most) result.shortfalls.push_back({"judge.too_many_lowest", marks.block, std::to_string(*most), std::to_string(lowest)});
}

}  // namespace

Result<Rational> points_of(enrol::Scale const& scale, std::string const& level) {
  if (scale.kind == ScaleKind::marks) return mark_of(scale, level);
  std::string known;
  for (auto const& one : scale.levels) {
    if (one.code.to_string() == level) return one.points;
    known += (known.empty() ? "" : ", ") + one.code.to_string();
  }
  return invalid_field("level", "judge.level_unknown", known, level);
}

Rational most_points(enrol::Scale const& scale) {
  if (scale.kind == ScaleKind::marks) return scale.marks_out_of.value_or(Rational{20});
  PARVIS_ASSERT(!scale.levels.empty(), "a scale of levels has levels");
  return scale.levels.back().points;
}

Rational apart(enrol::Scale const& scale, Rational const& a, Rational const& b) {
  if (scale.kind == ScaleKind::marks) return a < b ? b - a : a - b;
  auto const one = static_cast<std::int64_t>(rank_of(scale, a)), other = static_cast<std::int64_t>(rank_of(scale, b));
  return Rational{one < other ? other - one : one - other};
}

std::optional<std::string> level_worth(enrol::Scale const& scale, Rational const& points) {
  if (scale.kind == ScaleKind::marks) return to_text(points);
  std::size_t const rank = rank_of(scale, points);
  if (rank == scale.levels.size() || scale.levels[rank].points != points) return std::nullopt;
  return scale.levels[rank].code.to_string();
}

bool holds_oral(enrol::PartRule const& parts) {
  return std::find(parts.held.begin(), parts.held.end(), enrol::ExamPart::oral) != parts.held.end();
}

std::vector<Placed> placed_criteria(enrol::ReferentialVersion const& version, RuleSet const& rules, std::string const& block) {
  std::vector<Placed> placed;
  enrol::PartRule const parts = enrol::part_of(rules, block);
  referential::Block const* found = enrol::find_block(version, block);
  if (found == nullptr) return placed;
  auto const oral = [&](std::string const& code) {
    return holds_oral(parts) && std::find(parts.oral_criteria.begin(), parts.oral_criteria.end(), code) != parts.oral_criteria.end();
  };
  for (auto const& group : found->evaluation.criteria_groups) {
    for (auto const& one : group.criteria) placed.push_back({one.id, group.id, oral(one.id) ? Part::oral : Part::written});
  }
  return placed;
}

Rational share_reached(Questionnaire const& questionnaire, Points const& points, enrol::Scale const& scale) {
  if (questionnaire.most == nothing) return nothing;
  Rational reached = questionnaire.earned;
  for (auto const& [code, most] : questionnaire.open) reached += most * (worth(points, code) / most_points(scale));
  return reached < nothing ? nothing : reached / questionnaire.most;
}

BlockResult result_of(BlockMarks const& marks, RuleSet const& rules) {
  BlockResult result;
  result.ratio = block_ratio(marks, rules);
  if (result.ratio < rules.pass.least_ratio) {
    result.shortfalls.push_back({"judge.ratio_below", marks.block, to_text(rules.pass.least_ratio), to_text(result.ratio)});
  }
  check_floors(marks, rules, result);
  check_lowest(marks, rules, result);
  result.outcome = result.shortfalls.empty() ? Outcome::passes : Outcome::fails;
  return result;
}

}  // namespace parvis::judge
