// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Handing in and adding up.

#include "examine/questionnaire_store.h"

namespace parvis::examine {

/// A question asked, with its words.
struct AskedQuestion {
  SittingQuestion asked;
  quiz::Question question;
};
/// By position.
std::vector<AskedQuestion> asked_questions(store::Transaction& tx, Sitting const& sitting);

/// Writes a sitting that has just become handed_in: every answer is scored under the session's rules, and the ledger told.
Done hand_in(store::Transaction& tx, Clock const& clock, Actor const& actor, Sitting const& sitting);

/// The sum, line by line.
QuestionnaireResult result_of(store::Transaction& tx, Sitting const& sitting);

/// Adds the lines up; under zero counts as zero.
QuestionnaireResult added_up(Sitting const& sitting, std::vector<AskedQuestion> const& questions);

quiz::Marking marking_of(Blueprint const& blueprint, enrol::QuestionnaireRule const& rule);

}  // namespace parvis::examine
