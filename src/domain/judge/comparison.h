// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Grids of one candidate side by side, once every one of them is locked: what agrees, what the rule settles, and what the
// jury must deliberate. Pure.

#include "judge/marking.h"

namespace parvis::judge {

/// agreed: the same from all. settled: apart within the rule's gap, and the rule says what counts. to_deliberate: the jury
/// decides.
enum class CriterionStanding { agreed, settled, to_deliberate };
BOOST_DESCRIBE_ENUM(CriterionStanding, agreed, settled, to_deliberate)
enum class WhyDeliberate { gap_too_wide, verdict_differs, eliminatory_differs, rule_says_discuss };
BOOST_DESCRIBE_ENUM(WhyDeliberate, gap_too_wide, verdict_differs, eliminatory_differs, rule_says_discuss)

struct Compared {
  std::string criterion;
  Part part = Part::written;
  std::vector<Rational> points;  // one a juror, in the order given
  CriterionStanding standing = CriterionStanding::agreed;
  std::optional<Rational> counts;  // what counts without deliberation; absent when to_deliberate
  std::vector<WhyDeliberate> why;
};
BOOST_DESCRIBE_STRUCT(Compared, (), (criterion, part, points, standing, counts, why))

struct Comparison {
  std::vector<Compared> criteria;
  std::vector<BlockResult> results;  // each juror's own, in the order given
  CriterionStanding standing = CriterionStanding::agreed;  // the worst of all; what is agreed throughout may be confirmed in bulk
};
BOOST_DESCRIBE_STRUCT(Comparison, (), (criteria, results, standing))

/// At least two jurors (asserted), each with the same criteria.
struct SideBySide {
  std::string block;
  std::vector<Placed> criteria;
  std::vector<Points> jurors;
  std::optional<Questionnaire> questionnaire;
};
Comparison compare(SideBySide const& grids, RuleSet const& rules);

/// Whether the rule calls a third juror, or lets one be called, for what the comparison found.
enum class Third { no, may, must };
Third third_juror(Comparison const& comparison, RuleSet const& rules);

}  // namespace parvis::judge
