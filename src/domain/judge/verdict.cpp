// SPDX-License-Identifier: AGPL-3.0-or-later
#include "judge/verdict.h"

#include <algorithm>
#include <array>

#include "base/json.h"

namespace parvis::judge {
namespace {

template <class State, class Event>
struct Step {
  State from;
  Event event;
  State to;
};

constexpr std::array<Step<GridState, GridEvent>, 6> grid_steps{{
    {GridState::assigned, GridEvent::write, GridState::draft},
    {GridState::draft, GridEvent::write, GridState::draft},
    {GridState::draft, GridEvent::lock, GridState::locked},
    {GridState::assigned, GridEvent::make_void, GridState::voided},
    {GridState::draft, GridEvent::make_void, GridState::voided},
    {GridState::locked, GridEvent::make_void, GridState::voided},
}};

constexpr std::array<Step<DeliberationState, DeliberationEvent>, 9> deliberation_steps{{
    {DeliberationState::convened, DeliberationEvent::establish_quorum, DeliberationState::quorate},
    {DeliberationState::quorate, DeliberationEvent::establish_quorum, DeliberationState::quorate},
    {DeliberationState::quorate, DeliberationEvent::decide, DeliberationState::decided},
    {DeliberationState::decided, DeliberationEvent::draft, DeliberationState::pv_draft},
    {DeliberationState::decided, DeliberationEvent::reopen, DeliberationState::quorate},
    {DeliberationState::pv_draft, DeliberationEvent::reopen, DeliberationState::quorate},
    {DeliberationState::pv_draft, DeliberationEvent::sign, DeliberationState::pv_signed},
    {DeliberationState::pv_signed, DeliberationEvent::void_signatures, DeliberationState::quorate},
    {DeliberationState::pv_signed, DeliberationEvent::close, DeliberationState::pv_closed},
}};

template <class Steps, class State, class Event>
Result<State> step(Steps const& steps, State state, Event event, char const* code) {
  for (auto const& one : steps) {
    if (one.from == state && one.event == event) return one.to;
  }
  return conflict(code, json::name_of(state) + " " + json::name_of(event));
}

/// Choices with the most votes.
std::vector<std::string> leading(std::vector<Vote<std::string>> const& votes) {
  std::map<std::string, std::int64_t> tally;
  for (auto const& vote : votes) ++tally[vote.choice];
  std::int64_t most = 0;
  for (auto const& [choice, count] : tally) most = std::max(most, count);
  std::vector<std::string> first;
  for (auto const& [choice, count] : tally) {
    if (count == most) first.push_back(choice);
  }
  return first;
}

bool contains(std::vector<std::string> const& all, std::string const& one) { return std::find(all.begin(), all.end(), one) != all.end(); }

}  // namespace

bool needs_motive(JuryVerdict verdict) { return verdict != JuryVerdict::VALIDE && verdict != JuryVerdict::CERTIFIE && verdict != JuryVerdict::ABSENT; }

bool of_final_jury(JuryVerdict verdict) { return verdict >= JuryVerdict::CERTIFIE; }

Result<Ballot> counted(std::vector<Vote<std::string>> const& votes, JurorId const& president, enrol::TieRule rule,
                       std::function<Rational(std::string const&)> const& rank) {
  if (votes.empty()) return invalid_field("votes", "judge.vote_empty");
  auto const first = leading(votes);
  if (first.size() == 1) return Ballot{first.front(), Voice::plain};
  if (rule == enrol::TieRule::for_the_candidate) {
    return Ballot{*std::max_element(first.begin(), first.end(), [&](auto const& a, auto const& b) { return rank(a) < rank(b); }), Voice::plain};
  }
  auto const cast = std::find_if(votes.begin(), votes.end(), [&](auto const& vote) { return vote.juror == president; });
  bool const settles = rule == enrol::TieRule::president_casts && cast != votes.end() && contains(first, cast->choice);
  if (!settles) return conflict("judge.vote_tied");
  return Ballot{cast->choice, Voice::casting};
}

JuryVerdict final_verdict(Awards const& awards, Opinion opinion) {
  if (awards.blocks_standing.empty()) return JuryVerdict::NON_CERTIFIE;
  bool const all = std::all_of(awards.blocks_required.begin(), awards.blocks_required.end(),
                               [&](std::string const& block) { return contains(awards.blocks_standing, block); });
  if (!all) return JuryVerdict::BLOCS_ACQUIS;
  return opinion == Opinion::favourable ? JuryVerdict::CERTIFIE : JuryVerdict::NON_CERTIFIE;
}

std::vector<std::string> standing_in(std::vector<AwardHeld> const& awards, enrol::ReferentialVersionId const& version,
                                     std::function<bool(enrol::ReferentialVersionId const& from, std::string const& block)> const& equivalent) {
  std::vector<std::string> blocks;
  for (AwardHeld const& one : awards) {
    bool const counts = one.version == version || equivalent(one.version, one.block);
    if (counts && !contains(blocks, one.block)) blocks.push_back(one.block);
  }
  std::sort(blocks.begin(), blocks.end());
  return blocks;
}

Result<GridState> moved(GridState state, GridEvent event) { return step(grid_steps, state, event, "judge.grid_state"); }

Result<DeliberationState> moved(DeliberationState state, DeliberationEvent event) {
  return step(deliberation_steps, state, event, "judge.deliberation_state");
}

}  // namespace parvis::judge
