// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What the jury says of a candidate, and how votes and awards lead there. Pure; with the state machines of the room.

#include "judge/composition.h"
#include "judge/marking.h"

namespace parvis::judge {

/// The first five are of a block, the last three of the final jury. EXCLU comes from the fraud procedure alone.
enum class JuryVerdict { VALIDE, NON_VALIDE, AJOURNE, ABSENT, EXCLU, CERTIFIE, BLOCS_ACQUIS, NON_CERTIFIE };
BOOST_DESCRIBE_ENUM(JuryVerdict, VALIDE, NON_VALIDE, AJOURNE, ABSENT, EXCLU, CERTIFIE, BLOCS_ACQUIS, NON_CERTIFIE)
/// Those a candidate would rather not read: each needs its motive. ABSENT says itself.
bool needs_motive(JuryVerdict verdict);
bool of_final_jury(JuryVerdict verdict);

template <class Choice>
struct Vote {
  JurorId juror;
  Choice choice;
};
/// casting: the president's voice weighed more on a tie, and the minutes say so.
enum class Voice { plain, casting };
BOOST_DESCRIBE_ENUM(Voice, plain, casting)

struct Ballot {
  std::string choice;  // a level's code, or a verdict's name
  Voice voice = Voice::plain;
};
/// The choice with the most votes. On a tie the rule speaks: the president's choice (casting); the highest of the tied ones,
/// as `rank` orders them, for the candidate; or "judge.vote_tied" (conflict) when the rule postpones. "judge.vote_empty".
Result<Ballot> counted(std::vector<Vote<std::string>> const& votes, JurorId const& president, enrol::TieRule rule,
                       std::function<Rational(std::string const&)> const& rank);

/// What the final jury may say, given the blocks whose awards stand in the version (equivalences applied) and its own
/// opinion of the defence.
struct Awards {
  std::vector<std::string> blocks_required;
  std::vector<std::string> blocks_standing;
};
enum class Opinion { favourable, unfavourable };
BOOST_DESCRIBE_ENUM(Opinion, favourable, unfavourable)
/// All blocks standing: CERTIFIE or, against it, NON_CERTIFIE; the awards stand either way. Some blocks: BLOCS_ACQUIS. None:
/// NON_CERTIFIE.
JuryVerdict final_verdict(Awards const& awards, Opinion opinion);

struct AwardHeld {
  std::string block;
  enrol::ReferentialVersionId version;
  LocalDate awarded_on = {};
  std::string minutes_number = {};
};
/// The blocks that count in `version`: awarded in it, or in one that the certifier's table makes equivalent for the block.
std::vector<std::string> standing_in(std::vector<AwardHeld> const& awards, enrol::ReferentialVersionId const& version,
                                     std::function<bool(enrol::ReferentialVersionId const& from, std::string const& block)> const& equivalent);

enum class GridState { assigned, draft, locked, voided };
BOOST_DESCRIBE_ENUM(GridState, assigned, draft, locked, voided)
enum class GridEvent { write, lock, make_void };
BOOST_DESCRIBE_ENUM(GridEvent, write, lock, make_void)
/// Problem judge.grid_state. A locked grid is never written; it may be made void, and stays readable as such.
Result<GridState> moved(GridState state, GridEvent event);

enum class DeliberationState { convened, quorate, decided, pv_draft, pv_signed, pv_closed };
BOOST_DESCRIBE_ENUM(DeliberationState, convened, quorate, decided, pv_draft, pv_signed, pv_closed)
/// reopen: a decision is taken again before all have signed. void_signatures: what all signed no longer is what stands (a tie
/// declared since, a juror replaced): the jury is as before it decided.
enum class DeliberationEvent { establish_quorum, decide, draft, reopen, sign, close, void_signatures };
BOOST_DESCRIBE_ENUM(DeliberationEvent, establish_quorum, decide, draft, reopen, sign, close, void_signatures)
/// Problem judge.deliberation_state.
Result<DeliberationState> moved(DeliberationState state, DeliberationEvent event);

}  // namespace parvis::judge
