// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/rule_set.h"

#include <algorithm>
#include <set>

#include "base/assertion.h"
#include "embedded/rule_sets.h"

namespace parvis::enrol {
namespace {

constexpr std::int64_t most_points = 1000, most_weight = 1000, finest_denominator = 1000;
constexpr std::int64_t most_jury = 20, most_days = 3650, most_months = 1200, most_attempts = 20, most_oral_minutes = 480, most_criteria_at_lowest = 200;
constexpr std::size_t fewest_levels = 2, most_levels = 10, most_entries = 300;

/// Gathers wrong fields of one rule set.
class Check {
 public:
  std::vector<FieldError> wrong;

  void add(std::string path, std::string code, std::string limit = {}, std::string value = {}) {
    wrong.push_back({std::move(path), std::move(code), std::move(limit), std::move(value)});
  }

  /// Reduces the value; it lies within the bounds, both included, and its denominator stays small enough to add up.
  void ratio(std::string const& path, Rational& value, Rational const& least, Rational const& most) {
    auto const reduced = lowest_terms(value);
    std::string const bounds = to_text(least) + ".." + to_text(most);
    if (!reduced || reduced->denominator > finest_denominator) return add(path, "enrol.rule_set_fraction", "1/" + std::to_string(finest_denominator), to_text(value));
    value = *reduced;
    if (value < least || value > most) add(path, "enrol.rule_set_range", bounds, to_text(value));
  }

  void count(std::string const& path, std::int64_t value, std::int64_t least, std::int64_t most) {
    if (value < least || value > most) add(path, "enrol.rule_set_range", std::to_string(least) + ".." + std::to_string(most), std::to_string(value));
  }

  void count(std::string const& path, std::optional<std::int64_t> value, std::int64_t least, std::int64_t most) {
    if (value) count(path, *value, least, most);
  }

  template <class Items>
  void few(std::string const& path, Items const& items) {
    if (items.size() > most_entries) add(path, "enrol.rule_set_too_many", std::to_string(most_entries), std::to_string(items.size()));
  }
};

std::string at(std::string const& list, std::size_t index, std::string const& field = {}) {
  return list + "/" + std::to_string(index) + (field.empty() ? "" : "/" + field);
}

void check_levels(Check& check, std::vector<ScaleLevel>& levels) {
  if (levels.size() < fewest_levels || levels.size() > most_levels)
    return check.add("scale/levels", "enrol.rule_set_levels", std::to_string(fewest_levels) + ".." + std::to_string(most_levels), std::to_string(levels.size()));
  std::set<std::string> codes;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    check.ratio(at("scale/levels", i, "points"), levels[i].points, Rational{0}, Rational{most_points});
    if (!codes.insert(levels[i].code.to_string()).second) check.add(at("scale/levels", i, "code"), "enrol.rule_set_twice", "", levels[i].code.to_string());
  }
  if (!check.wrong.empty()) return;
  if (levels.front().points != Rational{0}) check.add("scale/levels/0/points", "enrol.rule_set_lowest", "0", to_text(levels.front().points));
  for (std::size_t i = 1; i < levels.size(); ++i) {
    if (levels[i].points <= levels[i - 1].points) check.add(at("scale/levels", i, "points"), "enrol.rule_set_order", "> " + to_text(levels[i - 1].points), to_text(levels[i].points));
  }
}

void check_marks(Check& check, Scale& scale) {
  if (!scale.marks_out_of) return check.add("scale/marks_out_of", "json.required");
  if (!scale.marks_step) return check.add("scale/marks_step", "json.required");
  check.ratio("scale/marks_out_of", *scale.marks_out_of, Rational{1}, Rational{most_points});
  check.ratio("scale/marks_step", *scale.marks_step, Rational{1, 100}, *scale.marks_out_of);
  if (check.wrong.empty() && (*scale.marks_out_of / *scale.marks_step).denominator != 1)
    check.add("scale/marks_step", "enrol.rule_set_step", to_text(*scale.marks_out_of), to_text(*scale.marks_step));
}

void check_scale(Check& check, Scale& scale) {
  if (scale.kind == ScaleKind::levels) {
    scale.marks_out_of.reset();
    scale.marks_step.reset();
    return check_levels(check, scale.levels);
  }
  scale.levels.clear();
  check_marks(check, scale);
}

void check_pass(Check& check, RuleSet& rules) {
  check.ratio("pass/least_ratio", rules.pass.least_ratio, Rational{0}, Rational{1});
  check.count("pass/most_at_lowest", rules.pass.most_at_lowest, 0, most_criteria_at_lowest);
  check.few("pass/floors", rules.pass.floors);
  std::set<std::pair<FloorOf, std::string>> seen;
  for (std::size_t i = 0; i < rules.pass.floors.size(); ++i) {
    Floor& floor = rules.pass.floors[i];
    check.ratio(at("pass/floors", i, "least_ratio"), floor.least_ratio, Rational{0}, Rational{1});
    if (floor.code.empty()) check.add(at("pass/floors", i, "code"), "json.required");
    if (!seen.emplace(floor.of, floor.code).second) check.add(at("pass/floors", i, "code"), "enrol.rule_set_twice", "", floor.code);
  }
}

void check_weights(Check& check, RuleSet& rules) {
  check.few("weights", rules.weights);
  for (auto& [criterion, weight] : rules.weights) check.ratio("weights/" + criterion, weight, Rational{1, 100}, Rational{most_weight});
  check.few("eliminatory", rules.eliminatory);
  std::set<std::string> seen;
  for (std::size_t i = 0; i < rules.eliminatory.size(); ++i) {
    if (!seen.insert(rules.eliminatory[i]).second) check.add(at("eliminatory", i), "enrol.rule_set_twice", "", rules.eliminatory[i]);
  }
}

/// The largest difference two jurors can have: levels apart, or marks.
Rational widest_gap(Scale const& scale) {
  if (scale.kind == ScaleKind::marks) return scale.marks_out_of.value_or(Rational{most_points});
  return Rational{std::max<std::int64_t>(std::ssize(scale.levels) - 1, 1)};
}

void check_jury(Check& check, RuleSet& rules) {
  check.ratio("gap/most", rules.gap.most, Rational{0}, widest_gap(rules.scale));
  check.count("jury/least_size", rules.jury.least_size, 1, most_jury);
  check.count("jury/least_qualified", rules.jury.least_qualified, 0, rules.jury.least_size);
  check.ratio("jury/least_external_share", rules.jury.least_external_share, Rational{0}, Rational{1});
}

void check_shares(Check& check, std::string const& path, PartRule& part) {
  for (auto& [name, share] : part.shares) {
    check.ratio(path + "/shares/" + name, share, Rational{1, 100}, Rational{most_weight});
    auto const known = json::named<ExamPart>(name);
    if (!known || std::count(part.held.begin(), part.held.end(), *known) == 0) check.add(path + "/shares/" + name, "enrol.rule_set_part_not_held", "", name);
  }
  for (ExamPart const held : part.held) {
    bool const stated = part.shares.empty() || part.shares.count(json::name_of(held)) == 1;
    if (!stated) check.add(path + "/shares/" + json::name_of(held), "json.required");
  }
}

void check_parts(Check& check, std::vector<PartRule>& parts) {
  check.few("parts", parts);
  std::set<std::string> seen;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    PartRule& part = parts[i];
    if (part.block.empty()) check.add(at("parts", i, "block"), "json.required");
    if (!seen.insert(part.block).second) check.add(at("parts", i, "block"), "enrol.rule_set_twice", "", part.block);
    std::set<ExamPart> const held(part.held.begin(), part.held.end());
    if (held.empty()) check.add(at("parts", i, "held"), "enrol.rule_set_no_part", "1..3", "0");
    if (held.size() != part.held.size()) check.add(at("parts", i, "held"), "enrol.rule_set_twice");
    check_shares(check, at("parts", i), part);
    check.count(at("parts", i, "oral_minutes"), part.oral_minutes, 1, most_oral_minutes);
    check.few(at("parts", i, "oral_criteria"), part.oral_criteria);
    bool const oral = held.count(ExamPart::oral) == 1;
    if (!oral && !part.oral_criteria.empty()) check.add(at("parts", i, "oral_criteria"), "enrol.rule_set_part_not_held", "", "oral");
  }
}

void check_delays(Check& check, RuleSet& rules) {
  check.count("delays/notification/days", rules.delays.notification.days, 1, most_days);
  check.count("delays/appeal/days", rules.delays.appeal.days, 0, most_days);
  check.count("delays/convocation/days", rules.delays.convocation.days, 0, most_days);
  check.count("delays/observation/days", rules.delays.observation.days, 1, most_days);
  check.count("resits/most_attempts", rules.resits.most_attempts, 1, most_attempts);
  check.count("resits/wait_days", rules.resits.wait_days, 0, most_days);
  check.count("award_months", rules.award_months, 1, most_months);
  std::set<RetainedKind> seen;
  for (std::size_t i = 0; i < rules.retention.size(); ++i) {
    check.count(at("retention", i, "months"), rules.retention[i].months, 0, most_months);
    if (!seen.insert(rules.retention[i].kind).second) check.add(at("retention", i, "kind"), "enrol.rule_set_twice", "", json::name_of(rules.retention[i].kind));
  }
}

std::map<std::string, RuleSet> read_shipped() {
  std::map<std::string, RuleSet> all;
  for (embedded::File const& file : embedded::rule_sets()) {
    auto read = json::decode<RuleSet>(file.bytes);
    PARVIS_ASSERT(read.has_value(), "an embedded rule set has its described form");
    auto good = checked(std::move(*read));
    PARVIS_ASSERT(good.has_value(), "an embedded rule set holds its own rules");
    std::string const name(file.name);
    all.emplace(name.substr(0, name.find('.')), std::move(*good));
  }
  return all;
}

}  // namespace

Result<RuleSetState> moved(RuleSetState state, RuleSetEvent event) {
  if (state == RuleSetState::draft && event == RuleSetEvent::put_in_force) return RuleSetState::in_force;
  if (state == RuleSetState::in_force && event == RuleSetEvent::retire) return RuleSetState::retired;
  return conflict("enrol.rule_set_state", json::name_of(state) + " -> " + json::name_of(event));
}

Result<RuleSet> checked(RuleSet rules) {
  Check check;
  check_scale(check, rules.scale);
  check_weights(check, rules);
  check_pass(check, rules);
  check_jury(check, rules);
  check_parts(check, rules.parts);
  check.ratio("questionnaire/weight", rules.questionnaire.weight, Rational{1, 100}, Rational{most_weight});
  check.ratio("questionnaire/penalty", rules.questionnaire.penalty, Rational{0}, Rational{1});
  check_delays(check, rules);
  if (!check.wrong.empty()) return invalid("enrol.rule_set_invalid", std::move(check.wrong));
  return rules;
}

Rational weight_of(RuleSet const& rules, std::string const& criterion) {
  auto const found = rules.weights.find(criterion);
  return found == rules.weights.end() ? Rational{1} : found->second;
}

PartRule part_of(RuleSet const& rules, std::string const& block) {
  for (PartRule const& part : rules.parts) {
    if (part.block == block) return part;
  }
  PartRule alone;
  alone.block = block;
  return alone;
}

std::map<std::string, RuleSet> const& shipped_rule_sets() {
  static std::map<std::string, RuleSet> const all = read_shipped();
  return all;
}

}  // namespace parvis::enrol
