// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What the candidates of one session did and bring. Each kind of thing is read once, at the first question that needs it:
// for a list of candidates in one statement for all of them, for an act on one candidate that one's alone. What was read is
// not read again: make another after writing any of it. All that it is given outlives it.

#include <set>

#include "judge/grid_store.h"
#include "judge/jury.h"

namespace parvis::judge {

class Comers {
 public:
  /// Everyone of the session.
  Comers(store::Transaction& tx, Desk const& desk, ExamSession const& session);
  /// That candidate, of whom alone it may then be asked.
  Comers(store::Transaction& tx, Desk const& desk, ExamSession const& session, EnrolmentId const& only);

  store::Transaction& transaction() { return tx_; }
  ExamSession const& session() const { return session_; }

  /// Did not come: to the session, or to the defence before the final jury.
  bool stayed_away(examine::Sitter const& sitter);
  /// Came, and handed something in or sat the questionnaire; or before the final jury holds every block, and so defends.
  bool to_be_marked(examine::Sitter const& sitter);
  /// Every block of the session's version, in its order; none in a session that is not of the final jury.
  std::vector<BlockHeld> blocks_held(EnrolmentId const& enrolment);
  /// The candidate's oral, if one is set.
  OralSlot const* oral_of(EnrolmentId const& enrolment);
  std::vector<OralNote> const& oral_notes_of(EnrolmentId const& enrolment);
  /// By part and place; void ones too.
  std::vector<Grid> const& grids_of(EnrolmentId const& enrolment);
  /// The last attempt: what jurors read.
  examine::Submission const* submission_of(EnrolmentId const& enrolment);
  std::vector<examine::PieceCopy> const& pieces_of(examine::Submission const& submission);
  std::vector<examine::Indicator> const& indicators_of(examine::Submission const& submission);

 private:
  template <class Key, class Value>
  using Read = std::optional<std::map<Key, Value>>;

  bool of_final_jury() const { return session_.block.to_string() == final_block; }
  bool sat_questionnaire(EnrolmentId const& enrolment);
  std::vector<AwardHeld> const& awards_of(EnrolmentId const& enrolment);
  BlockHeld held_of(referential::Block const& block, std::vector<AwardHeld> const& awards);
  std::string const& label_of(enrol::ReferentialVersionId const& version);
  std::vector<examine::Submission> read_submissions();

  store::Transaction& tx_;
  Desk const& desk_;
  ExamSession const& session_;
  std::optional<EnrolmentId> only_;
  Read<EnrolmentId, OralSlot> orals_;
  Read<OralId, std::vector<OralNote>> notes_;
  Read<EnrolmentId, std::vector<Grid>> grids_;
  Read<EnrolmentId, examine::Submission> submissions_;
  Read<examine::SubmissionId, std::vector<examine::PieceCopy>> pieces_;
  Read<examine::SubmissionId, std::vector<examine::Indicator>> indicators_;
  Read<EnrolmentId, std::vector<AwardHeld>> awards_;
  std::optional<std::set<EnrolmentId>> handed_in_;
  std::optional<std::vector<referential::Block>> blocks_;
  std::optional<enrol::Equivalents> equivalents_;
  std::map<enrol::ReferentialVersionId, std::string> labels_;
};

}  // namespace parvis::judge
