// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Use cases on jurors and juries: composing, declaring, the guards of staffing and opening, assigning, replacing.

#include "judge/act.h"

namespace parvis::judge {

// Jurors, by the certifier.
std::vector<JurorView> jurors(Desk const& desk, Actor const& actor);
/// People with the role juror or president who are no juror yet.
struct Eligible {
  PersonId person_id;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(Eligible, (), (person_id, name))
std::vector<Eligible> eligible(Desk const& desk, Actor const& actor);
/// Problems judge.juror_known, judge.juror_role, identity.person_not_found.
Result<Juror> add_juror(Desk const& desk, Actor const& actor, SaveJuror const& request);
Result<Juror> save_juror(Desk const& desk, Actor const& actor, JurorId const& id, SaveJuror const& change);
enum class JurorShelf { active, archived };
BOOST_DESCRIBE_ENUM(JurorShelf, active, archived)
Result<Juror> shelve_juror(Desk const& desk, Actor const& actor, JurorId const& id, JurorShelf shelf);
/// PDF, PNG or JPEG. Problem judge.proof_type.
struct NewFile {
  std::string name;
  std::string bytes;
};
Result<Juror> keep_proof(Desk const& desk, Actor const& actor, JurorId const& id, NewFile const& file);
Result<Juror> load_juror(store::Transaction& tx, WorkspaceId const& workspace, JurorId const& id);
/// The juror that this person is. Problem judge.not_of_the_jury.
Result<Juror> own_juror(store::Transaction& tx, Actor const& actor);

// A session's jury.
struct Seated {
  Seat seat;
  Juror juror;
};
/// Those seated now, the president first.
std::vector<Seated> seated_in(store::Transaction& tx, ExamSession const& session);
std::optional<JurorId> president_of(std::vector<Seated> const& seated);
/// The actor's seat in it. Problem judge.not_of_the_jury, as for a session that is not there.
Result<Seated> own_seat(store::Transaction& tx, Actor const& actor, ExamSession const& session);
/// The rules frozen in the session, or those it will freeze.
Result<RuleSet> rules_of(store::Transaction& tx, ExamSession const& session);
/// The last declaration of each juror on each candidate.
std::map<std::pair<JurorId, EnrolmentId>, Declaration> declared_in(store::Transaction& tx, ExamSessionId const& session);

struct TakeSeat {
  JurorId juror_id;
  Position position = Position::member;
};
BOOST_DESCRIBE_STRUCT(TakeSeat, (), (juror_id, position))
/// Until the session opens. Problems judge.seat_taken, judge.jury_fixed, judge.juror_not_found.
Result<Seat> seat_juror(Desk const& desk, Actor const& actor, ExamSessionId const& session, TakeSeat const& request);
Done unseat_juror(Desk const& desk, Actor const& actor, ExamSessionId const& session, SeatId const& seat);

struct ReplaceJuror {
  JurorId juror_id;
  JurorId by_juror_id;
  Text<1, 1000> motive;
};
BOOST_DESCRIBE_STRUCT(ReplaceJuror, (), (juror_id, by_juror_id, motive))
/// One act: the seat and every grid not locked pass to the substitute, void for the one who leaves; locked grids stay. The
/// composition that results is checked, and what the substitute must still declare. An incident for the minutes.
Result<Seat> replace_juror(Desk const& desk, Actor const& actor, ExamSessionId const& session, ReplaceJuror const& request);

// Declarations, by each juror: on pseudonyms, except that the juror must be able to know whom; see declarations_to_make.
struct DeclarationLine {
  EnrolmentId enrolment_id;
  std::string pseudonym;
  std::optional<Tie> tie;
  Text<0, 500> note;
};
BOOST_DESCRIBE_STRUCT(DeclarationLine, (), (enrolment_id, pseudonym, tie, note))
Result<std::vector<DeclarationLine>> own_declarations(Desk const& desk, Actor const& actor, ExamSessionId const& session);
struct DeclareTie {
  EnrolmentId enrolment_id;
  Tie tie = Tie::none;
  std::optional<Text<0, 500>> note;
};
BOOST_DESCRIBE_STRUCT(DeclareTie, (), (enrolment_id, tie, note))
/// A tie declared late makes the juror's grids on that candidate void, with an incident; a substitute is then needed.
Result<std::vector<DeclarationLine>> declare_ties(Desk const& desk, Actor const& actor, ExamSessionId const& session, std::vector<DeclareTie> const& ties);

// Guards and moves of the session.
/// Everything that hinders or is told of this jury for these candidates.
std::vector<Lack> jury_lacks(store::Transaction& tx, ExamSession const& session, RuleSet const& rules);
/// planned -> staffed. Problems judge.jury_incomplete and those of examine.
Result<ExamSession> staff_session(Desk const& desk, Actor const& actor, ExamSessionId const& session);
/// staffed -> open: every juror has declared on every candidate, none is tied to one they would mark, the composition
/// holds, and the version leaves nothing of the block cut short. Problems judge.jury_incomplete, judge.criteria_truncated.
Result<ExamSession> open_session(Desk const& desk, Actor const& actor, ExamSessionId const& session);
/// closed -> marking: grids are made for every candidate present who handed something in or has an oral.
Result<ExamSession> begin_marking(Desk const& desk, Actor const& actor, ExamSessionId const& session);

/// The law's conditions where a candidate of the VAE route sits.
std::optional<VaeJuryRule> vae_rule_of(store::Transaction& tx, ExamSession const& session);
/// The conditions on who sits, without the declarations.
std::vector<Lack> composition_lacks(store::Transaction& tx, ExamSession const& session, RuleSet const& rules);

// Assignment.
inline constexpr std::size_t jurors_a_candidate = 2;  // double marking
inline constexpr char const* final_block = "final";

/// A block before the final jury, and the award that stands for it; without a date the candidate lacks it.
struct BlockHeld {
  std::string block;
  std::string title;
  std::optional<LocalDate> awarded_on;
  std::string minutes_number;
  std::string version;  // the label of another version than the session's, whose block the certifier made equivalent
};
BOOST_DESCRIBE_STRUCT(BlockHeld, (), (block, title, awarded_on, minutes_number, version))
/// The grid and its draft count no more; nothing when it is void already.
void make_void(store::Transaction& tx, Desk const& desk, Actor const& actor, Grid grid, std::string const& motive);
/// All grids that count of one candidate, side by side. Problem judge.grids_open while any of them is not locked.
Result<Comparison> comparison_of(store::Transaction& tx, Desk const& desk, ExamSession const& session, EnrolmentId const& enrolment);
struct Pair {
  EnrolmentId enrolment_id;
  std::vector<JurorId> jurors;
};
BOOST_DESCRIBE_STRUCT(Pair, (), (enrolment_id, jurors))
/// Two jurors a candidate, in balance, none with a tie; `wanted` first, the rest by the machine. Grids made before that do
/// not fit are void. While the jury deliberates, of candidates alone who lack one of their first two jurors: a tie was declared
/// late. Problems judge.juror_conflict (names the candidate), judge.jury_too_small, judge.marking_closed.
Done assign_jurors(store::Transaction& tx, Desk const& desk, Actor const& actor, std::pair<ExamSession, std::vector<Pair>> const& what);
Done assign(Desk const& desk, Actor const& actor, ExamSessionId const& session, std::vector<Pair> const& wanted);
/// Where the comparison calls for one, and a grid may still come (grids_may_come). The jury judges that candidate anew.
/// Problems judge.third_not_called, judge.juror_conflict, judge.marking_closed.
Done call_third(Desk const& desk, Actor const& actor, ExamSessionId const& session, Pair const& third);

}  // namespace parvis::judge
