// SPDX-License-Identifier: AGPL-3.0-or-later
// What a candidate brings before the final jury.
#include <algorithm>

#include "judge/grid_store.h"
#include "judge/open_answers.h"
#include "judge/round.h"

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

OralSlot const* Comers::oral_of(EnrolmentId const& enrolment) {
  if (!orals_) {
    orals_.emplace();
    for (OralSlot& one : oral_rows(tx_, session_.id)) orals_->insert_or_assign(one.enrolment_id, std::move(one));
  }
  auto const found = orals_->find(enrolment);
  return found == orals_->end() ? nullptr : &found->second;
}

bool Comers::stayed_away(examine::Sitter const& sitter) {
  if (sitter.presence == examine::Presence::absent) return true;
  if (session_.block.to_string() != final_block) return false;
  OralSlot const* const oral = oral_of(sitter.enrolment_id);
  return oral != nullptr && oral->attendance == Attendance::absent;
}

std::vector<BlockHeld> Comers::blocks_held(EnrolmentId const& enrolment) {
  std::vector<BlockHeld> all;
  if (session_.block.to_string() != final_block || !desk_.awards) return all;
  if (!blocks_) {
    auto version = enrol::load_version(tx_, session_.workspace_id, session_.version_id);
    blocks_ = version ? std::move(version->content.blocks) : std::vector<referential::Block>();
  }
  auto const awards = desk_.awards(tx_, session_.workspace_id, enrolment);
  for (referential::Block const& block : *blocks_) all.push_back(held_of(tx_, session_, block, awards));
  return all;
}

bool Comers::to_be_marked(examine::Sitter const& sitter) {
  if (stayed_away(sitter)) return false;
  if (session_.block.to_string() != final_block) return examine::last_submission(tx_, sitter.id) || sat_questionnaire(tx_, session_, sitter.enrolment_id);
  auto const held = blocks_held(sitter.enrolment_id);
  return std::all_of(held.begin(), held.end(), [](BlockHeld const& one) { return one.awarded_on.has_value(); });
}

bool stayed_away(store::Transaction& tx, ExamSession const& session, examine::Sitter const& sitter) {
  if (sitter.presence == examine::Presence::absent) return true;
  if (session.block.to_string() != final_block) return false;
  auto const slots = oral_rows(tx, session.id);
  return std::any_of(slots.begin(), slots.end(), [&](OralSlot const& one) { return one.enrolment_id == sitter.enrolment_id && one.attendance == Attendance::absent; });
}

bool to_be_marked(store::Transaction& tx, Desk const& desk, ExamSession const& session, examine::Sitter const& sitter) {
  return Comers(tx, desk, session).to_be_marked(sitter);
}

std::vector<BlockHeld> blocks_held(store::Transaction& tx, Desk const& desk, ExamSession const& session, EnrolmentId const& enrolment) {
  return Comers(tx, desk, session).blocks_held(enrolment);
}

}  // namespace parvis::judge
