// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// From marks to a block's verdict, in exact rationals. Pure: knows a rule set and points, no juror and no table.
// Problem codes: judge.level_unknown (not of the scale), judge.mark_range (outside 0..N or off the step).

#include <map>
#include <string>
#include <vector>

#include "enrol/enrol.h"

namespace parvis::judge {

using enrol::RuleSet;

/// Each is marked apart. The written part locks before the oral one begins; of a questionnaire the open answers are marked.
enum class Part { written, oral, questionnaire };
BOOST_DESCRIBE_ENUM(Part, written, oral, questionnaire)

/// Points by criterion ("K1.1"), or by open answer ("Q3").
using Points = std::map<std::string, Rational>;

/// What a level's code ("PA"), or a mark ("12.5"), is worth.
Result<Rational> points_of(enrol::Scale const& scale, std::string const& level);
/// The highest worth of one criterion.
Rational most_points(enrol::Scale const& scale);
/// How far two worths stand apart: levels between them, or marks.
Rational apart(enrol::Scale const& scale, Rational const& a, Rational const& b);
/// The code of the level worth so much, or the mark's text; absent when no level is (a mean between two).
std::optional<std::string> level_worth(enrol::Scale const& scale, Rational const& points);

bool holds_oral(enrol::PartRule const& parts);

/// A criterion in its place: what the verdict needs to know of it.
struct Placed {
  std::string code;
  std::string group;
  Part part = Part::written;
};
/// The block's criteria with the part that marks each, in the referential's order.
std::vector<Placed> placed_criteria(enrol::ReferentialVersion const& version, RuleSet const& rules, std::string const& block);

/// Why a block does not pass: `code` judge.ratio_below, judge.floor_below, judge.eliminatory_lowest, judge.too_many_lowest,
/// judge.unmarked; `subject` names the criterion, group, part or block; limit and value as fractions.
struct Shortfall {
  std::string code;
  std::string subject;
  std::string limit;
  std::string value;
};
BOOST_DESCRIBE_STRUCT(Shortfall, (), (code, subject, limit, value))

enum class Outcome { passes, fails };
BOOST_DESCRIBE_ENUM(Outcome, passes, fails)
struct BlockResult {
  Rational ratio;  // of the points reached to those there were, parts by their weights
  Outcome outcome = Outcome::fails;
  std::vector<Shortfall> shortfalls;  // empty exactly when it passes
};
BOOST_DESCRIBE_STRUCT(BlockResult, (), (ratio, outcome, shortfalls))

/// A questionnaire's points: earned by rule, all there were, and those of each open answer, by its code.
struct Questionnaire {
  Rational earned{0};
  Rational most{0};
  std::map<std::string, Rational> open;
};
/// The share reached once its open answers have these marks, each a share of the scale's highest; 0 for one without mark, and
/// never under 0 in all.
Rational share_reached(Questionnaire const& questionnaire, Points const& points, enrol::Scale const& scale);

struct BlockMarks {
  std::string block;
  std::vector<Placed> criteria;
  Points points;
  std::optional<Questionnaire> questionnaire;  // absent where the rules hold none
};
/// Open answers among the criteria count through the questionnaire alone. A criterion without points counts as 0 and fails the block (judge.unmarked). A part
/// without share, or without criterion, weighs nothing. The ratio is 0 when nothing weighs.
BlockResult result_of(BlockMarks const& marks, RuleSet const& rules);

}  // namespace parvis::judge
