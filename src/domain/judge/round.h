// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// One round of deliberation with all that its acts look at; shared by the use cases of the jury together.

#include "judge/comers.h"
#include "judge/deliberations.h"

namespace parvis::judge {

struct Round {
  Desk const* desk = nullptr;
  ExamSession session;
  RuleSet rules;
  enrol::ReferentialVersion version;
  std::vector<Placed> criteria;         // of the block; with a candidate's open answers, criteria_for()
  std::vector<examine::OpenAnswer> open;  // of everyone
  std::map<EnrolmentId, examine::QuestionnaireResult> results;  // of everyone who sat the questionnaire
  std::vector<Seated> seated;
  std::vector<examine::Sitter> sitters;
  Deliberation deliberation;
  std::vector<Agreed> agreed;
  std::vector<JuryDecision> decisions;
  std::map<std::pair<JurorId, EnrolmentId>, Declaration> declared;

  std::string block() const { return session.block.to_string(); }
  examine::Sitter const* sitter(EnrolmentId const& enrolment) const;
};
/// The session as it is marked, before any deliberation: criteria and open answers, without seats, sitters or decisions.
Result<Round> marked_round(store::Transaction& tx, Desk const& desk, ExamSession const& session);
/// The last round. Problem judge.deliberation_not_found.
Result<Round> last_round(store::Transaction& tx, Desk const& desk, ExamSession const& session);
/// That, for the president; anyone else is judge.not_of_the_jury.
Result<Round> round_of_president(store::Transaction& tx, Desk const& desk, Actor const& actor, ExamSessionId const& session);

/// The candidate's grids that count, if all are locked and two jurors marked each part.
std::optional<std::vector<Grid>> locked_grids(Comers& comers, EnrolmentId const& enrolment);
/// Those. Problem judge.grids_open, with the pseudonym.
Result<std::vector<Grid>> need_locked_grids(Comers& comers, EnrolmentId const& enrolment);
/// What of this candidate jurors mark: the written part once something was handed in, the questionnaire where it has open
/// answers, the oral where the rules hold one. None of one who sat a questionnaire that needs no juror, and nothing else.
std::vector<Part> parts_owed(Comers& comers, Round const& round, examine::Sitter const& sitter);
/// The parts that were marked, side by side.
Result<Comparison> compared(Round const& round, std::vector<Grid> const& grids);
/// The block's criteria, and the candidate's open answers.
std::vector<Placed> criteria_for(Round const& round, EnrolmentId const& enrolment);
/// Each juror's points over all parts, in the order of places.
std::vector<JurorId> jurors_in(std::vector<Grid> const& grids);
/// What the candidate's questionnaire brings; nothing where the rules hold none.
std::optional<Questionnaire> questionnaire_of(Round const& round, EnrolmentId const& enrolment);

/// What counts for each criterion: agreed by the jury, or without deliberation; nothing for a part that was not handed in,
/// which nobody marks. Criteria still open are absent.
Points counting(Round const& round, Comparison const& comparison, EnrolmentId const& enrolment);

/// The block's result from what counts. Problems judge.level_pending, judge.grids_open, judge.paper_unchecked,
/// judge.third_awaited.
Result<BlockResult> computed(Comers& comers, Round const& round, EnrolmentId const& enrolment);

/// Moves the deliberation on and keeps it, with the event's name in the ledger.
Done advance(store::Transaction& tx, Desk const& desk, Actor const& actor, std::pair<Deliberation*, DeliberationEvent> const& what);
/// Before a level or decision changes: quorate, or back to it from decided or drafted.
Done make_quorate(store::Transaction& tx, Desk const& desk, Actor const& actor, Deliberation& deliberation);
/// Who votes on the candidate: those present who still sit and whom no tie binds.
std::vector<JurorId> voters_on(Round const& round, EnrolmentId const& enrolment);
/// Whether the juror voted on the candidate in the session's last round.
bool voted_on(store::Transaction& tx, ExamSessionId const& session, std::pair<JurorId, EnrolmentId> const& vote);
/// A grid may be asked for: while marking, or while a first jury has not drafted its minutes. A correction judges the grids
/// that there are: they were locked for ever with the minutes it supersedes.
bool grids_may_come(ExamSession const& session, std::optional<DeliberationState> const& deliberation);
/// The candidate's grids are no longer those that were judged: what the open round agreed and decided of them is dropped, an
/// exclusion aside, and the round is quorate again, whoever signed. Nothing without an open round.
Done judge_anew(store::Transaction& tx, Desk const& desk, Actor const& actor, std::pair<ExamSessionId, EnrolmentId> const& candidate);
/// Those present changed: what this round put to another vote is dropped, with the decisions that rest on it.
void drop_other_votes(store::Transaction& tx, Actor const& actor, Round& round);
/// After a decision: decided once every candidate is.
Done settle(store::Transaction& tx, Desk const& desk, Actor const& actor, Round& round);

}  // namespace parvis::judge
