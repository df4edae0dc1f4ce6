// SPDX-License-Identifier: AGPL-3.0-or-later
#include "examine/exam_session.h"

#include <algorithm>
#include <array>

#include "base/assertion.h"
#include "base/json.h"
#include "base/random.h"

namespace parvis::examine {
namespace {

struct Step {
  SessionState from;
  SessionEvent event;
  SessionState to;
};

constexpr std::array<Step, 8> steps{{
    {SessionState::planned, SessionEvent::staff, SessionState::staffed},
    {SessionState::staffed, SessionEvent::open, SessionState::open},
    {SessionState::open, SessionEvent::close, SessionState::closed},
    {SessionState::closed, SessionEvent::begin_marking, SessionState::marking},
    {SessionState::marking, SessionEvent::deliberate, SessionState::deliberating},
    {SessionState::deliberating, SessionEvent::close_minutes, SessionState::pv_closed},
    {SessionState::pv_closed, SessionEvent::notify, SessionState::notified},
    {SessionState::notified, SessionEvent::archive, SessionState::archived},
}};

// No vowel (no word is spelled by chance), no 0/O, 1/I/L, 2/Z, 5/S, 8/B.
constexpr std::string_view alphabet = "CDFGHJKMNPQRTVWX34679";

char drawn_letter() {
  // 252 = 12 × 21: bytes from 252 on would favour the first letters.
  for (;;) {
    auto const byte = static_cast<unsigned char>(random_bytes(1)[0]);
    if (byte < 252) return alphabet[byte % alphabet.size()];
  }
}

}  // namespace

Result<SessionState> moved(SessionState state, SessionEvent event) {
  auto const found = std::find_if(steps.begin(), steps.end(), [&](Step const& step) { return step.from == state && step.event == event; });
  if (found == steps.end()) return conflict("examine.session_state", json::name_of(state) + " " + json::name_of(event));
  return found->to;
}

std::optional<SessionEvent> next_event(SessionState state) {
  auto const found = std::find_if(steps.begin(), steps.end(), [&](Step const& step) { return step.from == state; });
  if (found == steps.end()) return std::nullopt;
  return found->event;
}

Instant deadline_of(DeadlineTerms const& terms) {
  PARVIS_ASSERT(terms.factor >= Rational{1}, "an accommodation never shortens");
  Rational const span = Rational{(terms.closes_at - terms.opens_at).count()} * terms.factor;
  std::int64_t const whole = (span.numerator + span.denominator - 1) / span.denominator;
  return terms.opens_at + Milliseconds(whole) + std::chrono::minutes(terms.pause_minutes);
}

std::string new_pseudonym() {
  std::string out;
  for (int i = 0; i < 6; ++i) {
    if (i == 3) out += '-';
    out += drawn_letter();
  }
  return out;
}

}  // namespace parvis::examine
