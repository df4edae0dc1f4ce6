// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What is seen of a jury from outside: the certifier's page of one session, the trial of rules on past grids, and the
// statistics. Of grids that are not revealed it says open or locked, and no more.

#include "judge/deliberations.h"

namespace parvis::judge {

enum class GridVisibility { open, locked };
BOOST_DESCRIBE_ENUM(GridVisibility, open, locked)
struct SeatView {
  Seat seat;
  Juror juror;
  std::string name;
  std::int64_t declared = 0;
  std::vector<std::string> tied_to;  // pseudonyms
};
BOOST_DESCRIBE_STRUCT(SeatView, (), (seat, juror, name, declared, tied_to))
struct GridSeen {
  JurorId juror_id;
  Part part = Part::written;
  std::int64_t place = 1;
  GridVisibility state = GridVisibility::open;
  std::optional<Instant> locked_at;
};
BOOST_DESCRIBE_STRUCT(GridSeen, (), (juror_id, part, place, state, locked_at))
struct CandidateSeen {
  EnrolmentId enrolment_id;
  std::string pseudonym;
  examine::Presence presence = examine::Presence::expected;
  bool to_be_marked = false;
  std::vector<GridSeen> grids;
};
BOOST_DESCRIBE_STRUCT(CandidateSeen, (), (enrolment_id, pseudonym, presence, to_be_marked, grids))
struct JurySheet {
  ExamSessionId session_id;
  std::string session;
  std::string block;
  examine::SessionState state = examine::SessionState::planned;
  bool holds_oral = false;
  std::vector<SeatView> seats;
  std::vector<Lack> lacks;
  std::vector<CandidateSeen> candidates;
  std::vector<OralLine> orals;
  std::vector<Incident> incidents;
  std::optional<DeliberationState> deliberation;
  std::vector<Minutes> minutes;
};
BOOST_DESCRIBE_STRUCT(JurySheet, (), (session_id, session, block, state, holds_oral, seats, lacks, candidates, orals, incidents, deliberation, minutes))
Result<JurySheet> jury_sheet(Desk const& desk, Actor const& actor, ExamSessionId const& session);
// A rule set tried on what past juries marked. Nothing is changed by it.
struct TrialChange {
  ExamSessionId session_id;
  std::string session;
  std::string pseudonym;
  JuryVerdict before = JuryVerdict::NON_VALIDE;
  Outcome after = Outcome::fails;
  Rational ratio_before;
  Rational ratio_after;
  std::vector<Shortfall> shortfalls;
};
BOOST_DESCRIBE_STRUCT(TrialChange, (), (session_id, session, pseudonym, before, after, ratio_before, ratio_after, shortfalls))
struct Trial {
  std::int64_t sessions = 0;
  std::int64_t candidates = 0;
  std::int64_t incomparable = 0;  // candidates of sessions on another scale
  std::int64_t passed_before = 0;
  std::int64_t passed_after = 0;
  std::int64_t deliberated_before = 0;  // criteria that were deliberated
  std::int64_t deliberated_after = 0;
  std::vector<TrialChange> changes;
};
BOOST_DESCRIBE_STRUCT(Trial, (), (sessions, candidates, incomparable, passed_before, passed_after, deliberated_before, deliberated_after, changes))
/// Over sessions whose minutes are closed. Problem enrol.rule_set_not_found.
Result<Trial> try_rules(Desk const& desk, Actor const& actor, enrol::RuleSetId const& id);

// Agreement: describes, decides nothing.
struct AgreementFigure {
  std::string code;    // percent, cohen, cohen_linear, cohen_quadratic, fleiss, alpha_ordinal, alpha_nominal, ac1
  std::optional<double> value;
  std::optional<double> low;   // 95 %
  std::optional<double> high;
};
BOOST_DESCRIBE_STRUCT(AgreementFigure, (), (code, value, low, high))
struct AgreementOf {
  std::string subject;  // "all", a block, a criterion, or two jurors' names
  std::int64_t units = 0;
  std::int64_t pairs = 0;
  std::string readable;  // yes, too_few, one_category
  std::vector<AgreementFigure> figures;
  std::vector<JurorId> jurors;  // of a pair, the two
};
BOOST_DESCRIBE_STRUCT(AgreementOf, (), (subject, units, pairs, readable, figures, jurors))
struct SeverityOf {
  JurorId juror;
  std::string name;
  double mean_difference = 0;
  std::int64_t units = 0;
};
BOOST_DESCRIBE_STRUCT(SeverityOf, (), (juror, name, mean_difference, units))
struct DifficultyOf {
  std::string criterion;
  std::string text;
  std::int64_t units = 0;
  double mean_share = 0;  // of the points there were; low is difficult
};
BOOST_DESCRIBE_STRUCT(DifficultyOf, (), (criterion, text, units, mean_share))
struct Agreement {
  std::int64_t sessions = 0;
  std::vector<AgreementOf> overall;
  std::vector<AgreementOf> blocks;
  std::vector<AgreementOf> criteria;
  std::vector<AgreementOf> pairs;
  std::vector<SeverityOf> severity;
  std::vector<DifficultyOf> difficulty;
};
BOOST_DESCRIBE_STRUCT(Agreement, (), (sessions, overall, blocks, criteria, pairs, severity, difficulty))
struct AgreementQuestion {
  std::optional<ExamSessionId> session;
  std::optional<Text<1, 10>> block;
};
BOOST_DESCRIBE_STRUCT(AgreementQuestion, (), (session, block))
/// Over the grids of the first two jurors and the third, of sessions whose minutes are closed. Without a session or block
/// asked for, it is what reckon_agreement() kept, unless minutes closed since.
Agreement agreement(Desk const& desk, Actor const& actor, AgreementQuestion const& question);
/// Reckons over all sessions and keeps the page.
void reckon_agreement(Desk const& desk, WorkspaceId const& workspace);

}  // namespace parvis::judge
