// SPDX-License-Identifier: AGPL-3.0-or-later
// What a candidate brings before the final jury.
#include <algorithm>

#include "judge/grid_store.h"
#include "judge/jury.h"

namespace parvis::judge {
namespace {

std::string label_of(store::Transaction& tx, ExamSession const& session, enrol::ReferentialVersionId const& version) {
  if (version == session.version_id) return {};
  auto const other = enrol::load_version(tx, session.workspace_id, version);
  return other ? other->label.to_string() : std::string();
}

BlockHeld held_of(store::Transaction& tx, ExamSession const& session, referential::Block const& block, std::vector<AwardHeld> const& awards) {
  BlockHeld held{block.id, block.title, {}, {}, {}};
  auto const equivalent = [&](enrol::ReferentialVersionId const& from, std::string const& code) {
    return enrol::equivalent(tx, session.workspace_id, from, session.version_id, code);
  };
  for (AwardHeld const& award : awards) {
    if (award.block != block.id || held.awarded_on || standing_in({award}, session.version_id, equivalent).empty()) continue;
    held.awarded_on = award.awarded_on;
    held.minutes_number = award.minutes_number;
    held.version = label_of(tx, session, award.version);
  }
  return held;
}

}  // namespace

bool stayed_away(store::Transaction& tx, ExamSession const& session, examine::Sitter const& sitter) {
  if (sitter.presence == examine::Presence::absent) return true;
  if (session.block.to_string() != final_block) return false;
  auto const slots = oral_rows(tx, session.id);
  return std::any_of(slots.begin(), slots.end(), [&](OralSlot const& one) { return one.enrolment_id == sitter.enrolment_id && one.attendance == Attendance::absent; });
}

std::vector<BlockHeld> blocks_held(store::Transaction& tx, Desk const& desk, ExamSession const& session, EnrolmentId const& enrolment) {
  std::vector<BlockHeld> all;
  if (session.block.to_string() != final_block || !desk.awards) return all;
  auto const version = enrol::load_version(tx, session.workspace_id, session.version_id);
  if (!version) return all;
  auto const awards = desk.awards(tx, session.workspace_id, enrolment);
  for (referential::Block const& block : version->content.blocks) all.push_back(held_of(tx, session, block, awards));
  return all;
}

}  // namespace parvis::judge
