// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/fit.h"

#include <algorithm>
#include <set>

namespace parvis::enrol {
namespace {

std::set<std::string> criteria_in(ReferentialVersion const& version) {
  std::set<std::string> codes;
  for (referential::Block const& block : version.content.blocks) {
    for (referential::Criterion const* one : criteria_of(version, block.id)) codes.insert(one->id);
  }
  return codes;
}

std::set<std::string> criteria_named(RuleSet const& rules) {
  std::set<std::string> codes(rules.eliminatory.begin(), rules.eliminatory.end());
  for (auto const& [code, weight] : rules.weights) codes.insert(code);
  for (PartRule const& part : rules.parts) codes.insert(part.oral_criteria.begin(), part.oral_criteria.end());
  for (Floor const& floor : rules.pass.floors) {
    if (floor.of == FloorOf::criterion) codes.insert(floor.code);
  }
  return codes;
}

/// The parts of an exam that a modality of the referential asks for; none for what is no modality of its own.
std::vector<ExamPart> parts_asked(referential::Modality const& modality) {
  if (modality.type == "questionnaire") return {ExamPart::questionnaire};
  if (modality.type == "oral_et_document") return {ExamPart::oral, ExamPart::written};
  if (modality.type == "attendu") return {};
  return {ExamPart::written};
}

bool holds(RuleSet const& rules, std::string const& block, referential::Modality const& modality) {
  auto const held = part_of(rules, block).held;
  auto const asked = parts_asked(modality);
  return std::all_of(asked.begin(), asked.end(), [&](ExamPart part) { return std::find(held.begin(), held.end(), part) != held.end(); });
}

std::vector<FieldError> lacks_against(RuleSet const& rules, ReferentialVersion const& version) {
  std::vector<FieldError> lacks;
  for (std::string const& code : criteria_unknown(rules, version)) lacks.push_back({"rules", "enrol.rule_set_criterion", version.label.to_string(), code});
  for (PartRule const& part : rules.parts) {
    for (std::string const& code : modalities_unheld(rules, version, part.block)) lacks.push_back({"rules/parts/" + part.block, "enrol.rule_set_modality", code, version.label.to_string()});
  }
  return lacks;
}

}  // namespace

std::vector<std::string> criteria_unknown(RuleSet const& rules, ReferentialVersion const& version) {
  auto const known = criteria_in(version);
  std::vector<std::string> unknown;
  for (std::string const& named : criteria_named(rules)) {
    if (!known.contains(named)) unknown.push_back(named);
  }
  return unknown;
}

std::vector<std::string> modalities_unheld(RuleSet const& rules, ReferentialVersion const& version, std::string const& block) {
  std::vector<std::string> unheld;
  referential::Block const* found = find_block(version, block);
  if (found == nullptr) return unheld;
  for (referential::Modality const& modality : found->evaluation.modality) {
    if (!holds(rules, block, modality)) unheld.push_back(modality.id);
  }
  return unheld;
}

std::vector<FieldError> lacks_of_rules(RuleSet const& rules, std::vector<ReferentialVersion> const& versions) {
  std::vector<FieldError> first;
  for (ReferentialVersion const& version : versions) {
    auto lacks = lacks_against(rules, version);
    if (lacks.empty()) return {};
    if (first.empty()) first = std::move(lacks);
  }
  return first;
}

std::vector<FieldError> lacks_of_version(ReferentialVersion const& version, std::vector<RuleSetVersion> const& rule_sets) {
  std::vector<FieldError> lacks;
  if (rule_sets.empty()) return lacks;
  for (referential::Block const& block : version.content.blocks) {
    for (referential::Modality const& modality : block.evaluation.modality) {
      bool const held = std::any_of(rule_sets.begin(), rule_sets.end(), [&](RuleSetVersion const& one) { return holds(one.rules, block.id, modality); });
      if (!held) lacks.push_back({modality.id, "enrol.version_modality", block.id, modality.text});
    }
  }
  return lacks;
}

}  // namespace parvis::enrol
