// SPDX-License-Identifier: AGPL-3.0-or-later
#include "judge/comers.h"

#include <algorithm>

#include "judge/open_answers.h"

namespace parvis::judge {
namespace {

/// What stands under that key, or nothing of its kind.
template <class Key, class Value>
Value const& under(std::map<Key, Value> const& all, Key const& key) {
  static Value const none{};
  auto const found = all.find(key);
  return found == all.end() ? none : found->second;
}

template <class Key, class Value>
Value const* find(std::map<Key, Value> const& all, Key const& key) {
  auto const found = all.find(key);
  return found == all.end() ? nullptr : &found->second;
}

}  // namespace

Comers::Comers(store::Transaction& tx, Desk const& desk, ExamSession const& session) : tx_(tx), desk_(desk), session_(session) {}
Comers::Comers(store::Transaction& tx, Desk const& desk, ExamSession const& session, EnrolmentId const& only)
    : tx_(tx), desk_(desk), session_(session), only_(only) {}

OralSlot const* Comers::oral_of(EnrolmentId const& enrolment) {
  if (!orals_) {
    orals_.emplace();
    for (OralSlot& one : oral_rows(tx_, session_.id)) orals_->insert_or_assign(one.enrolment_id, std::move(one));
  }
  return find(*orals_, enrolment);
}

std::vector<OralNote> const& Comers::oral_notes_of(EnrolmentId const& enrolment) {
  OralSlot const* const slot = oral_of(enrolment);
  if (!notes_) {
    notes_.emplace();
    for (OralNote& one : oral_notes_in(tx_, session_.id)) (*notes_)[one.oral_id].push_back(std::move(one));
  }
  return under(*notes_, slot == nullptr ? OralId() : slot->id);
}

std::vector<Grid> const& Comers::grids_of(EnrolmentId const& enrolment) {
  if (!grids_) {
    grids_.emplace();
    for (Grid& one : only_ ? grids_of_candidate(tx_, session_.id, *only_) : grid_rows(tx_, session_.id)) (*grids_)[one.enrolment_id].push_back(std::move(one));
  }
  return under(*grids_, enrolment);
}

std::vector<examine::Submission> Comers::read_submissions() {
  if (!only_) return examine::submissions_of(tx_, session_.id);
  auto const sitter = examine::sitter_of_enrolment(tx_, session_.id, *only_);
  auto last = sitter ? examine::last_submission(tx_, sitter->id) : std::nullopt;
  return last ? std::vector{std::move(*last)} : std::vector<examine::Submission>();
}

examine::Submission const* Comers::submission_of(EnrolmentId const& enrolment) {
  if (!submissions_) {
    submissions_.emplace();
    for (examine::Submission& one : read_submissions()) submissions_->insert_or_assign(one.enrolment_id, std::move(one));
  }
  return find(*submissions_, enrolment);
}

std::vector<examine::PieceCopy> const& Comers::pieces_of(examine::Submission const& submission) {
  if (!pieces_) pieces_ = examine::pieces_in(tx_, session_.id);
  return under(*pieces_, submission.id);
}

std::vector<examine::Indicator> const& Comers::indicators_of(examine::Submission const& submission) {
  if (!indicators_) indicators_ = examine::indicators_in(tx_, session_);
  return under(*indicators_, submission.id);
}

bool Comers::sat_questionnaire(EnrolmentId const& enrolment) {
  if (!handed_in_) {
    auto const rules = rules_of(tx_, session_);
    bool const held = rules && holds_questionnaire(*rules, session_.block.to_string());
    handed_in_ = held ? examine::questionnaire_handed_in(tx_, session_.workspace_id, session_.id) : std::set<EnrolmentId>();
  }
  return handed_in_->contains(enrolment);
}

bool Comers::stayed_away(examine::Sitter const& sitter) {
  if (sitter.presence == examine::Presence::absent) return true;
  if (!of_final_jury()) return false;
  OralSlot const* const oral = oral_of(sitter.enrolment_id);
  return oral != nullptr && oral->attendance == Attendance::absent;
}

bool Comers::to_be_marked(examine::Sitter const& sitter) {
  if (stayed_away(sitter)) return false;
  if (!of_final_jury()) return submission_of(sitter.enrolment_id) != nullptr || sat_questionnaire(sitter.enrolment_id);
  auto const held = blocks_held(sitter.enrolment_id);
  return std::all_of(held.begin(), held.end(), [](BlockHeld const& one) { return one.awarded_on.has_value(); });
}

}  // namespace parvis::judge
