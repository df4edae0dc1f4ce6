// SPDX-License-Identifier: AGPL-3.0-or-later
#include <random>

#include <gtest/gtest.h>

#include "base/json_traits.h"
#include "certify/certificate.h"
#include "certify/procedure.h"

namespace parvis::certify {
namespace {

/// Random sequences of events from `start`; `look` sees every step taken.
template <class State, class Event, class Look>
void walk(State start, Look&& look) {
  auto const events = json::all_of<Event>();
  std::mt19937 random(20261123);
  for (int walk = 0; walk < 2000; ++walk) {
    State state = start;
    for (int step = 0; step < 12; ++step) {
      Event const event = events[random() % events.size()];
      auto const next = moved(state, event);
      look(state, event, next);
      if (next) state = *next;
    }
  }
}

TEST(FraudStates, no_sequence_decides_before_the_candidate_could_be_heard) {
  bool informed = false, heard = false;
  int decided = 0;
  walk<FraudState, FraudEvent>(FraudState::reported, [&](FraudState from, FraudEvent event, Result<FraudState> const& next) {
    if (from == FraudState::reported) informed = heard = false;
    if (!next) return;
    informed = informed || event == FraudEvent::inform;
    heard = heard || (informed && (event == FraudEvent::observe || event == FraudEvent::expire));
    if (*next != FraudState::decided) return;
    EXPECT_TRUE(informed && heard);
    ++decided;
  });
  EXPECT_GT(decided, 100);
}

TEST(CredentialStates, what_is_revoked_stays_revoked_and_nothing_unsigned_is_delivered) {
  bool signed_once = false;
  walk<CredentialState, CredentialEvent>(CredentialState::built, [&](CredentialState from, CredentialEvent event, Result<CredentialState> const& next) {
    if (from == CredentialState::built) signed_once = false;
    if (from == CredentialState::revoked) { EXPECT_FALSE(next); }
    if (!next) return;
    signed_once = signed_once || event == CredentialEvent::sign;
    if (*next == CredentialState::delivered) { EXPECT_TRUE(signed_once); }
  });
}

TEST(AppealStates, an_appeal_ends_only_once_examined) {
  walk<AppealState, AppealEvent>(AppealState::lodged, [&](AppealState from, AppealEvent, Result<AppealState> const& next) {
    if (next && (*next == AppealState::upheld || *next == AppealState::dismissed)) { EXPECT_EQ(from, AppealState::examined); }
    if (from == AppealState::upheld || from == AppealState::dismissed) { EXPECT_FALSE(next); }
  });
}

TEST(CertificateStates, one_that_no_longer_stands_never_stands_again) {
  walk<CertificateState, CertificateEvent>(CertificateState::issued, [&](CertificateState from, CertificateEvent, Result<CertificateState> const& next) {
    EXPECT_EQ(next.has_value(), from == CertificateState::issued);
  });
}

TEST(States, a_step_that_is_not_in_the_table_is_a_conflict_that_names_it) {
  auto const refused = moved(FraudState::reported, FraudEvent::decide);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Kind::conflict);
  EXPECT_EQ(refused.error().code, "certify.fraud_state");
  EXPECT_EQ(refused.error().detail, "reported / decide");
}

LocalDate day(char const* text) { return *LocalDate::parse(text); }

Award award(char const* block, char const* on, std::optional<LocalDate> until = {}) {
  Award made;
  made.block = block;
  made.awarded_on = day(on);
  made.until = until;
  return made;
}

Capital capital(std::vector<Award> awards, Counts counts = [](Award const&) { return true; }) {
  return capital_of({{"B1", "B2", "B3", "B4", "B5"}, std::move(awards), day("2026-11-23"), std::move(counts)});
}

TEST(Capitalisation, four_blocks_and_a_failed_one_are_four_blocks) {
  auto const found = capital({award("B1", "2024-06-14"), award("B2", "2024-06-14"), award("B3", "2025-01-10"), award("B4", "2026-11-20")});
  EXPECT_EQ(found.acquired.size(), 4u);
  EXPECT_EQ(found.missing, std::vector<std::string>{"B5"});
}

TEST(Capitalisation, a_block_of_another_version_counts_only_by_equivalence) {
  auto const old = award("B1", "2024-06-14");
  EXPECT_EQ(capital({old}).acquired.size(), 1u);
  auto const found = capital({old}, [](Award const&) { return false; });
  EXPECT_TRUE(found.acquired.empty());
  ASSERT_EQ(found.uncounted.size(), 1u);
  EXPECT_EQ(found.uncounted.front().why, NotCounted::no_equivalence);
}

TEST(Capitalisation, an_award_stands_through_its_last_day) {
  EXPECT_EQ(capital({award("B1", "2024-06-14", day("2026-11-23"))}).acquired.size(), 1u);
  auto const found = capital({award("B1", "2024-06-14", day("2026-11-22"))});
  EXPECT_TRUE(found.acquired.empty());
  EXPECT_EQ(found.uncounted.front().why, NotCounted::expired);
}

TEST(Capitalisation, of_two_awards_of_a_block_the_earlier_one_is_kept) {
  auto withdrawn = award("B1", "2020-01-01");
  withdrawn.state = AwardStanding::withdrawn;
  auto const found = capital({award("B1", "2026-01-01"), award("B1", "2025-01-01"), withdrawn});
  EXPECT_EQ(found.acquired.front().awarded_on, day("2025-01-01"));
}

}  // namespace
}  // namespace parvis::certify
