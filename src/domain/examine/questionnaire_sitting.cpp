// SPDX-License-Identifier: AGPL-3.0-or-later
#include "examine/questionnaire_sitting.h"

#include <algorithm>
#include <array>

#include "quiz/draw.h"

namespace parvis::examine {
namespace {

struct Move {
  SittingState from;
  SittingEvent event;
  SittingState to;
};

constexpr std::array<Move, 6> moves{{{SittingState::under_way, SittingEvent::pause, SittingState::paused},
                                     {SittingState::paused, SittingEvent::resume, SittingState::under_way},
                                     {SittingState::under_way, SittingEvent::hand_in, SittingState::handed_in},
                                     {SittingState::paused, SittingEvent::hand_in, SittingState::handed_in},
                                     {SittingState::under_way, SittingEvent::time_up, SittingState::handed_in},
                                     {SittingState::paused, SittingEvent::time_up, SittingState::handed_in}}};

bool is_paired(quiz::Question const& question, std::size_t place) { return !question.pairs[place].left.text.empty(); }

std::size_t count_shown(quiz::Question const& question) {
  switch (question.kind) {
    case quiz::QuestionKind::single_choice:
    case quiz::QuestionKind::multiple_choice: return question.choices.size();
    case quiz::QuestionKind::matching: return question.pairs.size();
    case quiz::QuestionKind::true_false: return 2;
    default: return 0;
  }
}

std::int64_t shown_at(std::vector<std::int64_t> const& order, std::int64_t kept) {
  return std::find(order.begin(), order.end(), kept) - order.begin();
}

Result<std::int64_t> kept_at(std::vector<std::int64_t> const& order, std::int64_t shown) {
  if (shown >= 0 && static_cast<std::size_t>(shown) < order.size()) return order[static_cast<std::size_t>(shown)];
  return invalid_field("chosen", "quiz.answer_out_of_range", std::to_string(order.size()), std::to_string(shown));
}

quiz::QuestionAnswer as_shown(quiz::Question const& question, std::vector<std::int64_t> const& order, quiz::QuestionAnswer const& kept) {
  quiz::QuestionAnswer shown{{}, kept.text, {}};
  for (std::int64_t const place : kept.chosen) shown.chosen.push_back(shown_at(order, place));
  std::sort(shown.chosen.begin(), shown.chosen.end());
  for (std::size_t i = 0; i < kept.matched.size(); ++i) {
    if (is_paired(question, i)) shown.matched.push_back(kept.matched[i] < 0 ? -1 : shown_at(order, kept.matched[i]));
  }
  return shown;
}

Result<std::vector<std::int64_t>> kept_pairs(quiz::Question const& question, std::vector<std::int64_t> const& order, std::vector<std::int64_t> const& shown) {
  std::vector<std::int64_t> kept;
  std::size_t next = 0;
  for (std::size_t i = 0; i < question.pairs.size(); ++i) {
    bool const given = is_paired(question, i) && next < shown.size() && shown[next] >= 0;
    if (!given) {
      kept.push_back(-1);
    } else {
      TRY(std::int64_t const place, kept_at(order, shown[next]));
      kept.push_back(place);
    }
    next += is_paired(question, i);
  }
  if (next < shown.size()) return invalid_field("matched", "quiz.answer_out_of_range", std::to_string(next), std::to_string(shown.size()));
  return kept;
}

}  // namespace

Result<SittingState> moved(SittingState state, SittingEvent event) {
  auto const found = std::find_if(moves.begin(), moves.end(), [&](Move const& move) { return move.from == state && move.event == event; });
  if (found == moves.end()) return conflict("examine.sitting_state");
  return found->to;
}

Sitting caught_up(Sitting sitting, Instant now) {
  if (sitting.state == SittingState::paused && now >= *sitting.paused_at + Milliseconds(sitting.pause_left_ms)) {
    sitting.deadline = sitting.deadline + Milliseconds(sitting.pause_left_ms);
    sitting.pause_left_ms = 0;
    sitting.paused_at.reset();
    sitting.state = SittingState::under_way;
  }
  if (sitting.state == SittingState::under_way && now >= sitting.deadline) {
    sitting.state = SittingState::handed_in;
    sitting.handed_in_at = sitting.deadline;
    sitting.handed_in_by = HandedInBy::deadline;
  }
  return sitting;
}

Instant last_moment(Sitting const& sitting) {
  return sitting.state == SittingState::paused ? sitting.deadline + Milliseconds(sitting.pause_left_ms) : sitting.deadline;
}

Milliseconds allowed_time(std::int64_t minutes, Rational const& factor) {
  Rational const exact = Rational{minutes * 60'000, 1} * factor;
  return Milliseconds((exact.numerator + exact.denominator - 1) / exact.denominator);
}

std::vector<std::int64_t> order_of(quiz::Question const& question, ShuffleRule rule, std::string const& seed) {
  std::size_t const count = count_shown(question);
  // What is paired is always shuffled: as written it would give itself away. True comes before false.
  bool const always = question.kind == quiz::QuestionKind::matching, never = question.kind == quiz::QuestionKind::true_false;
  if (always || (rule == ShuffleRule::shuffled && !never)) return quiz::shuffled(seed, count);
  std::vector<std::int64_t> order(count);
  for (std::size_t i = 0; i < count; ++i) order[i] = static_cast<std::int64_t>(i);
  return order;
}

AskedView candidate_view(quiz::Question const& question, SittingQuestion const& asked) {
  AskedView view;
  view.position = asked.position;
  view.kind = question.kind;
  view.stem = question.stem;
  view.points = asked.points;
  view.answered_at = asked.answered_at;
  if (asked.answer) view.answer = as_shown(question, asked.shown_order, *asked.answer);
  bool const ticked = question.kind == quiz::QuestionKind::single_choice || question.kind == quiz::QuestionKind::multiple_choice;
  for (std::int64_t const place : asked.shown_order) {
    if (ticked) view.options.push_back(question.choices[static_cast<std::size_t>(place)].text);
    if (question.kind == quiz::QuestionKind::matching) view.rights.push_back(question.pairs[static_cast<std::size_t>(place)].right);
  }
  for (std::size_t i = 0; i < question.pairs.size(); ++i) {
    if (is_paired(question, i)) view.lefts.push_back(question.pairs[i].left);
  }
  return view;
}

Result<quiz::QuestionAnswer> as_kept(quiz::Question const& question, std::vector<std::int64_t> const& order, quiz::QuestionAnswer const& shown) {
  quiz::QuestionAnswer kept{{}, shown.text, {}};
  for (std::int64_t const place : shown.chosen) {
    TRY(std::int64_t const found, kept_at(order, place));
    kept.chosen.push_back(found);
  }
  std::sort(kept.chosen.begin(), kept.chosen.end());
  if (!shown.matched.empty()) {
    TRY(kept.matched, kept_pairs(question, order, shown.matched));
  }
  TRY_DONE(quiz::check_answer(question, kept));
  return kept;
}

}  // namespace parvis::examine
