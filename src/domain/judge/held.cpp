// SPDX-License-Identifier: AGPL-3.0-or-later
// What a candidate brings before the final jury.
#include "judge/comers.h"

namespace parvis::judge {

std::string const& Comers::label_of(enrol::ReferentialVersionId const& version) {
  auto const [place, fresh] = labels_.try_emplace(version);
  if (!fresh || version == session_.version_id) return place->second;
  if (auto const other = enrol::load_version(tx_, session_.workspace_id, version)) place->second = other->label.to_string();
  return place->second;
}

BlockHeld Comers::held_of(referential::Block const& block, std::vector<AwardHeld> const& awards) {
  BlockHeld held{block.id, block.title, {}, {}, {}};
  auto const equivalent = [&](enrol::ReferentialVersionId const& from, std::string const& code) { return equivalents_->hold(from, session_.version_id, code); };
  for (AwardHeld const& award : awards) {
    if (award.block != block.id || held.awarded_on || standing_in({award}, session_.version_id, equivalent).empty()) continue;
    held.awarded_on = award.awarded_on;
    held.minutes_number = award.minutes_number;
    held.version = label_of(award.version);
  }
  return held;
}

std::vector<AwardHeld> const& Comers::awards_of(EnrolmentId const& enrolment) {
  if (!awards_) {
    std::vector<EnrolmentId> asked;
    if (only_) asked.push_back(*only_);
    if (!only_) for (examine::Sitter const& sitter : examine::sitters_of(tx_, session_.id)) asked.push_back(sitter.enrolment_id);
    awards_ = desk_.awards(tx_, session_.workspace_id, asked);
  }
  return (*awards_)[enrolment];
}

std::vector<BlockHeld> Comers::blocks_held(EnrolmentId const& enrolment) {
  std::vector<BlockHeld> all;
  if (!of_final_jury() || !desk_.awards) return all;
  if (!blocks_) {
    auto version = enrol::load_version(tx_, session_.workspace_id, session_.version_id);
    blocks_ = version ? std::move(version->content.blocks) : std::vector<referential::Block>();
    equivalents_.emplace(tx_, session_.workspace_id);
  }
  auto const& awards = awards_of(enrolment);
  for (referential::Block const& block : *blocks_) all.push_back(held_of(block, awards));
  return all;
}

}  // namespace parvis::judge
