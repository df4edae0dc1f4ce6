// SPDX-License-Identifier: AGPL-3.0-or-later
#include "judge/grid.h"

#include <algorithm>
#include <set>

namespace parvis::judge {
namespace {

constexpr std::int64_t third_place = 3;

Placed const* placed(std::vector<Placed> const& criteria, std::string const& code) {
  auto const found = std::find_if(criteria.begin(), criteria.end(), [&](Placed const& one) { return one.code == code; });
  return found == criteria.end() ? nullptr : &*found;
}

bool remark_asked(enrol::RemarkRule rule, Rational const& points, Rational const& top) {
  switch (rule) {
    case enrol::RemarkRule::always: return true;
    case enrol::RemarkRule::below_top: return points < top;
    case enrol::RemarkRule::at_lowest: return points == Rational{0};
    case enrol::RemarkRule::never: return false;
  }
  return false;
}

/// What one criterion lacks, as a field error's code; "" for nothing.
std::string lack_of(Mark const* mark, RuleSet const& rules) {
  if (mark == nullptr || mark->level.empty()) return "judge.level_missing";
  auto const points = points_of(rules.scale, mark->level.to_string());
  if (!points) return points.error().fields.front().code;
  bool const asked = remark_asked(rules.remarks, *points, most_points(rules.scale));
  return asked && mark->remark.empty() ? "judge.remark_missing" : "";
}

}  // namespace

bool counts(Grid const& grid) { return grid.state != GridState::voided; }

bool revealed(std::vector<Grid> const& of_candidate, JurorId const& reader) {
  bool any = false;
  for (Grid const& one : of_candidate) {
    if (!counts(one)) continue;
    bool const first_marking = one.place < third_place, own = one.juror_id == reader;
    if ((first_marking || own) && one.state != GridState::locked) return false;
    any = any || first_marking;
  }
  return any;
}

std::vector<Grid> readable_by(std::vector<Grid> const& of_candidate, JurorId const& reader) {
  bool const open = revealed(of_candidate, reader);
  std::vector<Grid> readable;
  for (Grid const& one : of_candidate) {
    if (one.juror_id == reader || (open && one.state == GridState::locked)) readable.push_back(one);
  }
  return readable;
}

Result<Points> points_of(std::vector<Mark> const& marks, enrol::Scale const& scale) {
  Points points;
  for (Mark const& one : marks) {
    if (one.level.empty()) continue;
    TRY(points[one.criterion.to_string()], points_of(scale, one.level.to_string()));
  }
  return points;
}

Done check_complete(std::vector<Mark> const& marks, std::vector<Placed> const& criteria, RuleSet const& rules) {
  std::vector<FieldError> wrong;
  for (Placed const& one : criteria) {
    auto const mark = std::find_if(marks.begin(), marks.end(), [&](Mark const& given) { return given.criterion.to_string() == one.code; });
    std::string const lack = lack_of(mark == marks.end() ? nullptr : &*mark, rules);
    if (!lack.empty()) wrong.push_back({"marks/" + one.code, lack, {}, {}});
  }
  if (!wrong.empty()) return invalid("judge.grid_incomplete", std::move(wrong));
  return {};
}

Done check_marks(std::vector<Mark> const& marks, std::vector<Placed> const& criteria, RuleSet const& rules) {
  std::vector<FieldError> wrong;
  std::set<std::string> seen;
  for (Mark const& one : marks) {
    std::string const code = one.criterion.to_string(), path = "marks/" + code;
    if (placed(criteria, code) == nullptr) wrong.push_back({path, "judge.criterion_unknown", {}, code});
    if (!seen.insert(code).second) wrong.push_back({path, "judge.criterion_twice", {}, code});
    if (one.level.empty()) continue;
    auto const points = points_of(rules.scale, one.level.to_string());
    if (!points) wrong.push_back({path, points.error().fields.front().code, points.error().fields.front().limit, one.level.to_string()});
  }
  if (!wrong.empty()) return invalid("judge.draft_invalid", std::move(wrong));
  return {};
}

}  // namespace parvis::judge
