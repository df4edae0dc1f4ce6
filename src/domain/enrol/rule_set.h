// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A rule set: everything the referential does not state and the certifier decides. Data only: judge computes with it.
// Versions of one line (`name`): draft -> in_force -> retired; a new version in force retires the one before. Each exam
// session keeps a whole copy of the RuleSet it opened with.
// Rationals are in lowest terms once checked. Codes of criteria ("K1.1") and groups ("G1.1") are the referential's.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/rational.h"
#include "identity/identity.h"

namespace parvis::enrol {

using identity::Actor;
using identity::PersonId;
using identity::WorkspaceId;
using RuleSetId = Id<struct RuleSetTag>;

/// levels: each criterion gets one of `levels`, worst first. marks: a mark from 0 to `marks_out_of` by `marks_step`.
enum class ScaleKind { levels, marks };
BOOST_DESCRIBE_ENUM(ScaleKind, levels, marks)
struct ScaleLevel {
  Text<1, 12> code;  // "NA", "PA", "A"
  Text<1, 60> label_fr;
  Text<1, 60> label_en;
  Rational points;
};
BOOST_DESCRIBE_STRUCT(ScaleLevel, (), (code, label_fr, label_en, points))
struct Scale {
  ScaleKind kind = ScaleKind::levels;
  std::vector<ScaleLevel> levels;       // of levels: 2 to 10, points strictly growing from 0
  std::optional<Rational> marks_out_of; // of marks: 20
  std::optional<Rational> marks_step;   // of marks: 1/2
};
BOOST_DESCRIBE_STRUCT(Scale, (), (kind, levels, marks_out_of, marks_step))

/// A least ratio (points over most points) of one criterion, group, part ("written", "oral", "questionnaire") or block.
enum class FloorOf { criterion, group, part, block };
BOOST_DESCRIBE_ENUM(FloorOf, criterion, group, part, block)
struct Floor {
  FloorOf of = FloorOf::criterion;
  std::string code;
  Rational least_ratio;
};
BOOST_DESCRIBE_STRUCT(Floor, (), (of, code, least_ratio))

enum class Compensation { none, between_blocks };
BOOST_DESCRIBE_ENUM(Compensation, none, between_blocks)
/// A block passes when its score ratio >= least_ratio, every floor holds, no eliminatory criterion is at the lowest
/// level (mark 0), and no more than `most_at_lowest` criteria are.
struct PassRule {
  Rational least_ratio{1, 2};
  std::vector<Floor> floors;
  std::optional<std::int64_t> most_at_lowest;
  Compensation compensation = Compensation::none;
};
BOOST_DESCRIBE_STRUCT(PassRule, (), (least_ratio, floors, most_at_lowest, compensation))

/// What becomes of two jurors' difference on one criterion of at most `most` (levels, or marks): the mean is taken, the
/// lower or the higher one, or they discuss it. Above it the jury deliberates, always.
enum class GapTreatment { mean, lower, higher, discuss };
BOOST_DESCRIBE_ENUM(GapTreatment, mean, lower, higher, discuss)
enum class ThirdJuror { never, may, must };
BOOST_DESCRIBE_ENUM(ThirdJuror, never, may, must)
struct GapRule {
  Rational most{1};
  GapTreatment within = GapTreatment::discuss;
  ThirdJuror third_juror = ThirdJuror::may;
};
BOOST_DESCRIBE_STRUCT(GapRule, (), (most, within, third_juror))

/// When a juror must write a remark.
enum class RemarkRule { always, below_top, at_lowest, never };
BOOST_DESCRIBE_ENUM(RemarkRule, always, below_top, at_lowest, never)

enum class Balance { not_asked, told, required };
BOOST_DESCRIBE_ENUM(Balance, not_asked, told, required)
struct JuryRule {
  std::int64_t least_size = 2;
  std::int64_t least_qualified = 1;
  Rational least_external_share{1, 2};
  Balance women_men = Balance::told;
};
BOOST_DESCRIBE_STRUCT(JuryRule, (), (least_size, least_qualified, least_external_share, women_men))

/// How equal votes are settled.
enum class TieRule { president_casts, for_the_candidate, postponed };
BOOST_DESCRIBE_ENUM(TieRule, president_casts, for_the_candidate, postponed)

enum class ExamPart { written, oral, questionnaire };
BOOST_DESCRIBE_ENUM(ExamPart, written, oral, questionnaire)
/// How a block, or "final", is held. `shares` (by part's name): how much each part's ratio weighs in the block's; empty:
/// no shares, every criterion counts by its own weight whatever its part, and the questionnaire as one criterion more.
struct PartRule {
  std::string block;
  std::vector<ExamPart> held{ExamPart::written};
  std::map<std::string, Rational> shares;
  std::optional<std::int64_t> oral_minutes;
  std::vector<std::string> oral_criteria;  // those marked in the oral part, apart from the written one
};
BOOST_DESCRIBE_STRUCT(PartRule, (), (block, held, shares, oral_minutes, oral_criteria))

/// What a wrong choice costs in a questionnaire, and where the loss stops.
enum class NegativeMarking { none, floor_question, floor_total };
BOOST_DESCRIBE_ENUM(NegativeMarking, none, floor_question, floor_total)
struct QuestionnaireRule {
  Rational weight{1};  // as a criterion's, where a block states no shares
  NegativeMarking negative_marking = NegativeMarking::floor_question;
  Rational penalty{0};  // of a question's points, for a wrong choice that states none of its own
};
BOOST_DESCRIBE_STRUCT(QuestionnaireRule, (), (weight, negative_marking, penalty))

enum class KeptAttempt { best, last };
BOOST_DESCRIBE_ENUM(KeptAttempt, best, last)
struct ResitRule {
  std::optional<std::int64_t> most_attempts;  // absent: no limit
  std::int64_t wait_days = 0;
  KeptAttempt kept = KeptAttempt::last;
};
BOOST_DESCRIBE_STRUCT(ResitRule, (), (most_attempts, wait_days, kept))

/// Days; `source` says where each comes from ("Code du travail, R6412-7").
struct Delay {
  std::int64_t days = 0;
  Text<0, 300> source;
};
BOOST_DESCRIBE_STRUCT(Delay, (), (days, source))
struct Delays {
  Delay notification;
  Delay appeal;
  Delay convocation;
  Delay observation;  // of a candidate informed of a suspicion of fraud
};
BOOST_DESCRIBE_STRUCT(Delays, (), (notification, appeal, convocation, observation))

/// How long a kind of record is kept; `months` absent: for ever.
enum class RetentionFrom { last_session, appeal_deadline, cdc_accepted, recorded };
BOOST_DESCRIBE_ENUM(RetentionFrom, last_session, appeal_deadline, cdc_accepted, recorded)
enum class RetainedKind { minutes, certificates, grids, evidence, accommodations, nir, jurors, access_log };
BOOST_DESCRIBE_ENUM(RetainedKind, minutes, certificates, grids, evidence, accommodations, nir, jurors, access_log)
struct Retention {
  RetainedKind kind = RetainedKind::grids;
  std::optional<std::int64_t> months;
  RetentionFrom from = RetentionFrom::last_session;
  Text<0, 300> source;
};
BOOST_DESCRIBE_STRUCT(Retention, (), (kind, months, from, source))

struct RuleSet {
  Scale scale;
  std::map<std::string, Rational> weights;  // by criterion; 1 where none stands
  std::vector<std::string> eliminatory;
  PassRule pass;
  GapRule gap;
  RemarkRule remarks = RemarkRule::below_top;
  JuryRule jury;
  TieRule tie = TieRule::president_casts;
  std::vector<PartRule> parts;
  QuestionnaireRule questionnaire;
  ResitRule resits;
  Delays delays;
  std::vector<Retention> retention;
  std::optional<std::int64_t> award_months;  // how long an award stands; absent: for ever
};
BOOST_DESCRIBE_STRUCT(RuleSet, (), (scale, weights, eliminatory, pass, gap, remarks, jury, tie, parts, questionnaire, resits, delays, retention,
                                    award_months))

enum class RuleSetState { draft, in_force, retired };
BOOST_DESCRIBE_ENUM(RuleSetState, draft, in_force, retired)
enum class RuleSetEvent { put_in_force, retire };
BOOST_DESCRIBE_ENUM(RuleSetEvent, put_in_force, retire)
/// Problem enrol.rule_set_state (conflict). Coming into force also refuses enrol.rule_set_unfit (fit.h).
Result<RuleSetState> moved(RuleSetState state, RuleSetEvent event);

/// One version of a line of rule sets.
struct RuleSetVersion {
  RuleSetId id;
  WorkspaceId workspace_id;
  Text<1, 120> name;
  std::int64_t number = 1;
  RuleSetState state = RuleSetState::draft;
  RuleSet rules;
  std::int64_t revision = 1;
  Instant created_at;
  std::optional<Instant> in_force_at;
  std::optional<Instant> retired_at;
};
BOOST_DESCRIBE_STRUCT(RuleSetVersion, (), (id, workspace_id, name, number, state, rules, revision, created_at, in_force_at, retired_at))

/// The rules with every rational in lowest terms, or "enrol.rule_set_invalid" with every wrong field.
Result<RuleSet> checked(RuleSet rules);

/// The weight of a criterion: 1 where the rules say none.
Rational weight_of(RuleSet const& rules, std::string const& criterion);
/// How a block or "final" is held; written alone where the rules say none.
PartRule part_of(RuleSet const& rules, std::string const& block);

/// The shipped rule sets, by file name without ending ("default", "marks_out_of_20"). Offered, never in force by themselves.
std::map<std::string, RuleSet> const& shipped_rule_sets();

}  // namespace parvis::enrol
