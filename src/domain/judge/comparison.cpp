// SPDX-License-Identifier: AGPL-3.0-or-later
#include "judge/comparison.h"

#include <algorithm>

#include "base/assertion.h"

namespace parvis::judge {
namespace {

using enrol::GapTreatment;

Rational settled(std::vector<Rational> const& points, GapTreatment treatment) {
  auto const [low, high] = std::minmax_element(points.begin(), points.end());
  if (treatment == GapTreatment::lower) return *low;
  if (treatment == GapTreatment::higher) return *high;
  Rational sum{0};
  for (Rational const& one : points) sum += one;
  return sum / Rational{static_cast<std::int64_t>(points.size())};
}

bool any_at_lowest(std::vector<Rational> const& points) {
  return std::any_of(points.begin(), points.end(), [](Rational const& one) { return one == Rational{0}; });
}

std::vector<WhyDeliberate> why_deliberate(Compared const& one, RuleSet const& rules, bool verdicts_differ) {
  std::vector<WhyDeliberate> why;
  auto const [low, high] = std::minmax_element(one.points.begin(), one.points.end());
  bool const eliminatory = std::find(rules.eliminatory.begin(), rules.eliminatory.end(), one.criterion) != rules.eliminatory.end();
  if (apart(rules.scale, *low, *high) > rules.gap.most) why.push_back(WhyDeliberate::gap_too_wide);
  if (verdicts_differ) why.push_back(WhyDeliberate::verdict_differs);
  if (eliminatory && any_at_lowest(one.points)) why.push_back(WhyDeliberate::eliminatory_differs);
  if (why.empty() && rules.gap.within == GapTreatment::discuss) why.push_back(WhyDeliberate::rule_says_discuss);
  return why;
}

void stand(Compared& one, RuleSet const& rules, bool verdicts_differ) {
  bool const same = std::all_of(one.points.begin(), one.points.end(), [&](Rational const& other) { return other == one.points.front(); });
  if (same) {
    one.counts = one.points.front();
    return;
  }
  one.why = why_deliberate(one, rules, verdicts_differ);
  one.standing = one.why.empty() ? CriterionStanding::settled : CriterionStanding::to_deliberate;
  if (one.why.empty()) one.counts = settled(one.points, rules.gap.within);
}

Rational given(Points const& points, std::string const& code) {
  auto const found = points.find(code);
  return found == points.end() ? Rational{0} : found->second;
}

}  // namespace

Comparison compare(SideBySide const& grids, RuleSet const& rules) {
  PARVIS_ASSERT(grids.jurors.size() >= 2, "two jurors at least");
  Comparison comparison;
  for (Points const& own : grids.jurors) comparison.results.push_back(result_of({grids.block, grids.criteria, own, grids.questionnaire}, rules));
  bool const verdicts_differ = std::any_of(comparison.results.begin(), comparison.results.end(),
                                           [&](BlockResult const& one) { return one.outcome != comparison.results.front().outcome; });
  for (Placed const& placed : grids.criteria) {
    Compared one{placed.code, placed.part, {}, CriterionStanding::agreed, {}, {}};
    for (Points const& own : grids.jurors) one.points.push_back(given(own, placed.code));
    stand(one, rules, verdicts_differ);
    comparison.standing = std::max(comparison.standing, one.standing);
    comparison.criteria.push_back(std::move(one));
  }
  return comparison;
}

Third third_juror(Comparison const& comparison, RuleSet const& rules) {
  if (comparison.standing != CriterionStanding::to_deliberate || comparison.results.size() > 2) return Third::no;
  if (rules.gap.third_juror == enrol::ThirdJuror::must) return Third::must;
  return rules.gap.third_juror == enrol::ThirdJuror::may ? Third::may : Third::no;
}

}  // namespace parvis::judge
