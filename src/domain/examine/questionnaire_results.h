// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Handing in and adding up.

#include <memory>

#include "examine/questionnaire_store.h"

namespace parvis::examine {

/// A question asked, with its words, which those who were asked the same share.
struct AskedQuestion {
  SittingQuestion asked;
  std::shared_ptr<quiz::Question const> question;
};
/// By position.
std::vector<AskedQuestion> asked_questions(store::Transaction& tx, Sitting const& sitting);

struct SatPaper {
  Sitting sitting;
  std::vector<AskedQuestion> questions;  // by position
};
/// Every sitting of the session, first begun first, in as many statements whatever their number.
std::vector<SatPaper> papers_of(store::Transaction& tx, WorkspaceId const& workspace, ExamSessionId const& session);

/// Writes a sitting that has just become handed_in: every answer is scored under the session's rules, and the ledger told.
Done hand_in(store::Transaction& tx, Clock const& clock, Actor const& actor, Sitting const& sitting);

/// The sum, line by line.
QuestionnaireResult result_of(store::Transaction& tx, Sitting const& sitting);

/// Adds the lines up; under zero counts as zero.
QuestionnaireResult added_up(Sitting const& sitting, std::vector<AskedQuestion> const& questions);

quiz::Marking marking_of(Blueprint const& blueprint, enrol::QuestionnaireRule const& rule);

}  // namespace parvis::examine
