// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The journal: entries on the disk before they are acknowledged. A folder of segment files, each a sequence of
// `u32 length, u32 crc32c of the payload, payload` (little-endian). One thread writes and syncs; appends that wait
// meanwhile go together into its next group. A segment found at the start is never written again: what follows its last
// whole entry was never acknowledged and is left out, and so is a damaged entry, without those behind it.

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "base/result.h"

namespace parvis::events::internal {

struct JournalOptions {
  std::filesystem::path folder;
  std::size_t segment_bytes = 16u << 20;  // a new segment begins once the last has so many
  std::size_t most_pending_bytes = 64u << 20;
};

/// One segment as the disk holds it: entries stand within the first `durable` bytes.
struct Segment {
  std::string name;
  std::uint64_t durable = 0;
  bool sealed = false;
};

class Journal {
 public:
  using Acknowledge = std::function<void(Done)>;
  static constexpr std::size_t most_entry_bytes = 8u << 20;

  /// Throws std::system_error when the folder cannot be read or made.
  explicit Journal(JournalOptions options);
  /// Writes and acknowledges what waits.
  ~Journal();
  Journal(Journal const&) = delete;
  Journal& operator=(Journal const&) = delete;

  /// See Store::append().
  void append(std::string_view entry, Acknowledge acknowledge);
  /// All segments, oldest first.
  std::vector<Segment> segments() const;
  /// Ends the segment being written, so that it can be removed.
  void seal();
  /// Forgets a sealed segment and deletes its file.
  void remove(std::string const& name);
  /// Calls `take` with each entry between two offsets that entries begin at.
  void read(Segment const& segment, std::uint64_t from, std::function<void(std::string_view)> const& take) const;

  std::uint64_t acknowledged() const { return acknowledged_; }
  std::uint64_t torn_bytes() const { return torn_bytes_; }

 private:
  struct Group {
    std::string bytes;
    std::vector<Acknowledge> waiting;
  };

  void find_segments();
  void run();
  Done write(std::string const& bytes);
  Done write_synced(std::string const& bytes);
  Done begin_segment();
  void abandon_tail();
  void close_segment();

  JournalOptions const options_;
  std::uint64_t torn_bytes_ = 0;
  std::atomic<std::uint64_t> acknowledged_ = 0;

  mutable std::mutex mutex_;  // pending_, segments_, stopping_
  std::condition_variable wake_;
  Group pending_;
  std::vector<Segment> segments_;
  bool stopping_ = false;

  std::mutex file_mutex_;  // file_, written_, next_number_; taken before mutex_
  int file_ = -1;          // of segments_.back() while it is not sealed
  std::uint64_t written_ = 0;
  std::uint64_t next_number_ = 1;

  std::thread flusher_;
};

}  // namespace parvis::events::internal
