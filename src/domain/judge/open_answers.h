// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Open answers of a questionnaire. Two jurors mark each like a criterion, in a grid of their own part, under the same doors:
// nobody learns another's before both are locked. An answer's code is its place in the candidate's paper: "Q3".

#include "judge/round.h"

namespace parvis::judge {

using examine::OpenAnswer;

bool holds_questionnaire(RuleSet const& rules, std::string const& block);
/// Of everyone who sits in the session; none where its rules hold no questionnaire.
examine::SessionAnswers answers_in(store::Transaction& tx, ExamSession const& session, RuleSet const& rules);
/// Of one candidate, as answers_in() would.
std::vector<OpenAnswer> open_answers_by(store::Transaction& tx, ExamSession const& session, RuleSet const& rules, EnrolmentId const& enrolment);
std::vector<OpenAnswer> open_answers_of(std::vector<OpenAnswer> const& all, EnrolmentId const& enrolment);
std::string code_of(OpenAnswer const& answer);
std::vector<Placed> placed_answers(std::vector<OpenAnswer> const& all, EnrolmentId const& enrolment);

/// What counts for each open answer enters the candidate's questionnaire, as a share of its points; told by the ledger.
Done keep_open_marks(Comers& comers, Actor const& actor, Round const& round, EnrolmentId const& enrolment);
/// Puts those marks back.
enrol::Rebuilder open_mark_rebuilder();

}  // namespace parvis::judge
