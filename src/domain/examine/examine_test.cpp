// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "base/encoding.h"
#include "base/json.h"
#include "examine/calendar_entry.h"
#include "examine/dossier.h"
#include "examine/upload.h"
#include "seal/hash_tree.h"

namespace parvis::examine {
namespace {

Instant at(char const* text) { return *Instant::parse(text); }

// ---- states ----

template <class State, class Event, class Move>
void walk_at_random(State start, std::vector<Event> const& events, Move move) {
  std::mt19937 random(20261123);
  for (int walk = 0; walk < 500; ++walk) {
    State state = start;
    for (int step = 0; step < 40; ++step) {
      Event const event = events[random() % events.size()];
      auto const next = moved(state, event);
      if (!next) {
        EXPECT_EQ(next.error().kind, Kind::conflict);
        continue;
      }
      move(state, event, *next);
      state = *next;
    }
  }
}

TEST(SessionState, goes_one_way_through_its_states_and_skips_none) {
  using enum SessionEvent;
  walk_at_random(SessionState::planned, std::vector{staff, open, close, begin_marking, deliberate, close_minutes, notify, archive},
                 [](SessionState from, SessionEvent event, SessionState to) {
                   EXPECT_EQ(static_cast<int>(to), static_cast<int>(from) + 1);
                   EXPECT_EQ(next_event(from), event);
                 });
  EXPECT_FALSE(next_event(SessionState::archived));
}

TEST(SubmissionState, once_sealed_is_never_replaced) {
  using enum SubmissionEvent;
  std::vector<SubmissionEvent> const events = {deposit, deposit_late, replace, seal, anonymise, begin_marking, release};
  walk_at_random(SubmissionState::open, events, [](SubmissionState from, SubmissionEvent event, SubmissionState to) {
    EXPECT_NE(from, SubmissionState::replaced);
    EXPECT_NE(from, SubmissionState::released);
    if (from >= SubmissionState::sealed) {
      EXPECT_NE(event, replace);
    }
    if (to == SubmissionState::marking) {
      EXPECT_EQ(from, SubmissionState::anonymised);
    }
  });
}

TEST(CaseState, once_drawn_is_never_a_draft_again) {
  using enum CaseEvent;
  walk_at_random(CaseState::draft, std::vector{make_ready, rework, draw, retire}, [](CaseState from, CaseEvent, CaseState to) {
    if (from == CaseState::used) {
      EXPECT_NE(to, CaseState::draft);
    }
    EXPECT_NE(from, CaseState::retired);
  });
}

// ---- deadline and pseudonym ----

TEST(Deadline, is_the_window_times_the_factor_plus_pauses) {
  DeadlineTerms const terms{at("2026-12-14T08:00:00Z"), at("2026-12-14T12:00:00Z"), Rational{4, 3}, 10};
  EXPECT_EQ(deadline_of(terms), at("2026-12-14T13:30:00Z"));
  EXPECT_EQ(deadline_of({terms.opens_at, terms.closes_at, Rational{1}, 0}), terms.closes_at);
  // A third of a millisecond is given to the candidate.
  DeadlineTerms const odd{at("2026-12-14T08:00:00Z"), at("2026-12-14T08:00:00Z") + Milliseconds(1), Rational{4, 3}, 0};
  EXPECT_EQ(deadline_of(odd), odd.opens_at + Milliseconds(2));
}

TEST(Deadline, never_comes_before_the_windows_end) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 1000; ++i) {
    Instant const opens = Instant::at_milliseconds(static_cast<std::int64_t>(random() % 2'000'000'000'000ull));
    Instant const closes = opens + Milliseconds(1 + static_cast<std::int64_t>(random() % 864'000'000ull));
    std::int64_t const denominator = 1 + static_cast<std::int64_t>(random() % 12);
    Rational const factor{denominator + static_cast<std::int64_t>(random() % 12), denominator};
    EXPECT_GE(deadline_of({opens, closes, factor, static_cast<std::int64_t>(random() % 60)}), closes);
  }
}

TEST(Pseudonym, holds_no_letter_that_looks_like_another) {
  std::set<std::string> seen;
  for (int i = 0; i < 500; ++i) {
    std::string const one = new_pseudonym();
    ASSERT_EQ(one.size(), 7u);
    EXPECT_EQ(one[3], '-');
    EXPECT_EQ(one.find_first_of("01258ABEILOSUYZ"), std::string::npos) << one;
    seen.insert(one);
  }
  EXPECT_GT(seen.size(), 495u);
}

// ---- draw ----

TEST(Draw, is_made_again_from_its_seed_and_deals_every_case_as_often) {
  ManualClock clock(at("2026-11-23T09:00:00Z"));
  std::vector<EnrolmentId> enrolments;
  std::vector<ExamCaseId> pool;
  for (int i = 0; i < 50; ++i) enrolments.push_back(EnrolmentId::make(clock));
  for (int i = 0; i < 3; ++i) pool.push_back(ExamCaseId::make(clock));
  auto const deal = dealt("graine", enrolments, pool);
  std::reverse(enrolments.begin(), enrolments.end());
  std::reverse(pool.begin(), pool.end());
  EXPECT_EQ(dealt("graine", enrolments, pool), deal) << "the order of what is given says nothing";
  EXPECT_NE(dealt("autre", enrolments, pool), deal);
  std::map<ExamCaseId, int> counts;
  for (auto const& [enrolment, exam_case] : deal) ++counts[exam_case];
  for (auto const& [exam_case, count] : counts) EXPECT_TRUE(count == 16 || count == 17);
}

// ---- receipts ----

Submission submission(std::int64_t number) {
  Submission one;
  one.manifest = canonical({"s" + std::to_string(number), 1, "K7M-2PX", {{"L1.1-1.pdf", 12, "ab"}}, at("2026-11-23T09:00:00Z")});
  one.leaf = hex(seal::leaf_hash(one.manifest));
  one.leaf_index = number;
  return one;
}

TEST(Receipt, proves_its_deposit_at_every_size_of_the_tree_and_no_other) {
  std::vector<std::string> leaves;
  std::vector<Submission> all;
  for (std::int64_t i = 0; i < 20; ++i) {
    all.push_back(submission(i));
    leaves.push_back(all.back().leaf);
    for (Submission const& one : all) {
      Receipt const receipt = receipt_of(one, leaves);
      seal::Inclusion claim{static_cast<std::uint64_t>(receipt.index), static_cast<std::uint64_t>(receipt.tree_size), seal::leaf_hash(receipt.manifest), {}};
      for (std::string const& step : receipt.proof) claim.proof.push_back(*from_hex(step));
      EXPECT_TRUE(seal::shows_inclusion(claim, *from_hex(receipt.root)));
      claim.leaf = seal::leaf_hash(receipt.manifest + " ");
      EXPECT_FALSE(seal::shows_inclusion(claim, *from_hex(receipt.root)));
    }
  }
  EXPECT_EQ(receipt_of(all[0], leaves).root, root_of(leaves));
}

TEST(Manifest, is_one_text_whatever_the_order_of_its_members) {
  EXPECT_EQ(submission(1).manifest,
            R"({"attempt":1,"files":[{"name":"L1.1-1.pdf","sha256":"ab","size":12}],"pseudonym":"K7M-2PX","submission":"s1","time":"2026-11-23T09:00:00Z"})");
}

// ---- uploads ----

std::string code_of(std::string_view name, std::string_view bytes) {
  auto const checked = checked_upload(name, bytes);
  if (checked) return "";
  return checked.error().fields.empty() ? checked.error().code : checked.error().fields.front().code;
}

TEST(Upload, takes_what_the_bytes_bear_out) {
  EXPECT_EQ(code_of("a.pdf", "%PDF-1.7 x"), "");
  EXPECT_EQ(code_of("a.PDF", "%PDF-1.7 x"), "");
  EXPECT_EQ(code_of("été.txt", "bonjour"), "");
  EXPECT_EQ(code_of("a.docx", std::string("PK\x03\x04") + "word/document.xml"), "");
}

TEST(Upload, refuses_a_renamed_file) {
  EXPECT_EQ(code_of("a.pdf", "MZ"), "examine.file_content");
  EXPECT_EQ(code_of("a.txt", "%PDF-1.7"), "examine.file_content");
  EXPECT_EQ(code_of("a.docx", std::string("PK\x03\x04") + "xl/workbook.xml"), "examine.file_content");
  EXPECT_EQ(code_of("a.png", "\xFF\xD8\xFF"), "examine.file_content");
  EXPECT_EQ(code_of("a.mp4", "RIFF"), "examine.file_content");
}

TEST(Upload, refuses_names_that_climb_hide_or_have_no_kind) {
  for (char const* name : {"../a.txt", "/etc/passwd.txt", "a\\b.txt", "C:a.txt", ".htaccess", ".txt", "a\nb.txt", ""}) {
    EXPECT_EQ(code_of(name, "x"), "examine.file_name") << name;
  }
  EXPECT_EQ(code_of("a", "x"), "examine.file_format");
  EXPECT_EQ(code_of("a.exe", "MZ"), "examine.file_format");
  EXPECT_EQ(code_of("a.pdf.exe", "MZ"), "examine.file_format");
}

TEST(Upload, refuses_what_weighs_too_much_or_nothing) {
  EXPECT_EQ(code_of("a.txt", ""), "examine.file_empty");
  EXPECT_EQ(code_of("a.txt", std::string(2'000'001, 'x')), "examine.file_too_large");
}

// ---- calendar ----

TEST(ExamEntry, folds_long_lines_between_characters) {
  std::string const entry = entry_of({"1@parvis", 2, at("2026-12-14T08:00:00Z"), at("2026-12-14T12:00:00Z"), std::string("é; ") + std::string(120, 'e'), "Paris", "https://p.example/", at("2026-11-23T09:00:00Z")});
  EXPECT_NE(entry.find("DTSTART:20261214T080000Z\r\nDTEND:20261214T120000Z\r\n"), std::string::npos);
  EXPECT_NE(entry.find("SUMMARY:é\\; "), std::string::npos);
  std::size_t start = 0;
  for (std::size_t end = entry.find("\r\n"); end != std::string::npos; start = end + 2, end = entry.find("\r\n", start)) {
    EXPECT_LE(end - start, 75u);
    EXPECT_TRUE(is_utf8(entry.substr(start, end - start)));
  }
}

}  // namespace
}  // namespace parvis::examine
