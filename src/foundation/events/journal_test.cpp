// SPDX-License-Identifier: AGPL-3.0-or-later
#include "events/internal/journal.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <future>

#include "events/internal/crc32c.h"
#include "support/temporary_folder.h"

namespace parvis::events::internal {
namespace {

JournalOptions in(test::TemporaryFolder const& folder, std::size_t segment_bytes = 1u << 20, std::size_t pending = 1u << 24) {
  return {folder.path(), segment_bytes, pending};
}

Done append(Journal& journal, std::string const& entry) {
  std::promise<Done> promise;
  journal.append(entry, [&](Done outcome) { promise.set_value(std::move(outcome)); });
  return promise.get_future().get();
}

std::vector<std::string> entries_of(Journal const& journal) {
  std::vector<std::string> found;
  for (Segment const& segment : journal.segments()) {
    journal.read(segment, 0, [&](std::string_view entry) { found.emplace_back(entry); });
  }
  return found;
}

std::filesystem::path only_segment(std::filesystem::path const& folder) {
  return std::filesystem::directory_iterator(folder)->path();
}

TEST(Crc32c, agrees_with_the_published_value_and_with_the_table) {
  EXPECT_EQ(crc32c("123456789"), 0xE3069283u);
  EXPECT_EQ(crc32c_by_table("123456789"), 0xE3069283u);
  std::string bytes;
  for (int length = 0; length < 100; ++length, bytes += static_cast<char>(length * 7)) {
    EXPECT_EQ(crc32c(bytes), crc32c_by_table(bytes)) << length;
  }
}

TEST(Journal, gives_back_what_it_acknowledged_after_it_is_opened_again) {
  test::TemporaryFolder const folder;
  {
    Journal journal(in(folder));
    EXPECT_TRUE(append(journal, "one"));
    EXPECT_TRUE(append(journal, std::string(100'000, 'x')));
    EXPECT_EQ(journal.acknowledged(), 2u);
  }
  Journal journal(in(folder));
  EXPECT_TRUE(append(journal, "three"));
  EXPECT_EQ(entries_of(journal), (std::vector<std::string>{"one", std::string(100'000, 'x'), "three"}));
  EXPECT_EQ(journal.torn_bytes(), 0u);
}

TEST(Journal, begins_another_segment_when_one_is_full_and_removes_only_sealed_ones) {
  test::TemporaryFolder const folder;
  Journal journal(in(folder, 50));
  for (int i = 0; i < 6; ++i) EXPECT_TRUE(append(journal, "entry " + std::to_string(i) + std::string(20, '.')));
  auto const segments = journal.segments();
  ASSERT_EQ(segments.size(), 3u);
  EXPECT_TRUE(segments[1].sealed);
  EXPECT_FALSE(segments[2].sealed);
  journal.remove(segments[0].name);
  EXPECT_EQ(entries_of(journal).size(), 4u);
  EXPECT_FALSE(std::filesystem::exists(folder / segments[0].name));
  journal.seal();
  EXPECT_TRUE(journal.segments().back().sealed);
}

TEST(Journal, refuses_an_entry_too_large_and_more_than_it_can_hold) {
  test::TemporaryFolder const folder;
  Journal journal(in(folder, 1u << 20, 100));
  EXPECT_EQ(append(journal, std::string(Journal::most_entry_bytes + 1, 'x')).error().code, "events.batch_too_large");
  EXPECT_EQ(append(journal, std::string(101, 'x')).error().code, "events.overloaded");
  EXPECT_TRUE(append(journal, "small"));
}

TEST(Journal, groups_the_appends_of_many_threads_and_loses_none) {
  test::TemporaryFolder const folder;
  Journal journal(in(folder, 4096));
  std::vector<std::thread> threads;
  std::atomic<int> good = 0;
  for (int thread = 0; thread < 8; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < 50; ++i) good += append(journal, std::to_string(thread) + ":" + std::to_string(i)).has_value();
    });
  }
  for (std::thread& thread : threads) thread.join();
  auto found = entries_of(journal);
  std::ranges::sort(found);
  EXPECT_EQ(good, 400);
  EXPECT_EQ(found.size(), 400u);
  EXPECT_EQ(std::ranges::unique(found).size(), 0u);
}

TEST(CrashJournal, a_segment_cut_at_any_byte_gives_its_whole_entries_and_no_half) {
  test::TemporaryFolder const folder;
  std::vector<std::string> const entries = {"first entry", "second", std::string("third\0with a nul", 16)};
  {
    Journal journal(in(folder));
    for (std::string const& entry : entries) ASSERT_TRUE(append(journal, entry));
  }
  std::filesystem::path const segment = only_segment(folder.path());
  for (std::size_t size = std::filesystem::file_size(segment); size-- > 0;) {
    std::filesystem::resize_file(segment, size);
    Journal const journal(in(folder));
    auto const found = entries_of(journal);
    std::size_t whole = 0;
    for (std::size_t at = 0; whole < 3 && at + 8 + entries[whole].size() <= size; ++whole) at += 8 + entries[whole].size();
    ASSERT_EQ(found, std::vector<std::string>(entries.begin(), entries.begin() + static_cast<long>(whole))) << size;
  }
}

TEST(CrashJournal, a_changed_byte_is_seen_and_ends_the_segment) {
  test::TemporaryFolder const folder;
  {
    Journal journal(in(folder));
    ASSERT_TRUE(append(journal, "kept") && append(journal, "damaged"));
  }
  std::fstream file(only_segment(folder.path()), std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(8 + 4 + 8 + 2);
  file.put('!');
  file.close();
  Journal journal(in(folder));
  EXPECT_EQ(entries_of(journal), std::vector<std::string>{"kept"});
  EXPECT_EQ(journal.torn_bytes(), 15u);
}

TEST(CrashJournal, damage_loses_its_own_entry_and_none_behind_it) {
  for (std::streamoff const damaged : {0, 3, 5, 12}) {  // its length, its checksum, its bytes
    test::TemporaryFolder const folder;
    {
      Journal journal(in(folder));
      for (char const* entry : {"first", "damaged", "third", "fourth"}) ASSERT_TRUE(append(journal, entry));
    }
    std::fstream file(only_segment(folder.path()), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(8 + 5 + damaged);
    file.put('!');
    file.close();
    Journal journal(in(folder));
    EXPECT_EQ(entries_of(journal), (std::vector<std::string>{"first", "third", "fourth"})) << damaged;
    EXPECT_EQ(journal.torn_bytes(), 15u) << damaged;
  }
}

}  // namespace
}  // namespace parvis::events::internal
