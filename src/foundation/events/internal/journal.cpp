// SPDX-License-Identifier: AGPL-3.0-or-later
#include "events/internal/journal.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <system_error>

#include "base/assertion.h"
#include "base/durable_file.h"
#include "base/encoding.h"
#include "base/random.h"
#include "events/internal/crc32c.h"
#include "events/internal/files.h"

namespace parvis::events::internal {

namespace {

constexpr std::size_t head_bytes = 8;
constexpr std::string_view extension = ".segment";

struct Head {
  std::uint32_t length;
  std::uint32_t checksum;
};
static_assert(sizeof(Head) == head_bytes);

std::string head_of(std::string_view entry) {
  Head const head{static_cast<std::uint32_t>(entry.size()), crc32c(entry)};
  std::string bytes(head_bytes, '\0');
  std::memcpy(bytes.data(), &head, head_bytes);
  return bytes;
}

/// Entries one after the other until none is left. Bytes between them that are no entry are passed over: a damaged one must
/// not take those behind it along.
class EntryReader {
 public:
  explicit EntryReader(std::string_view bytes) : bytes_(bytes) {}

  std::optional<std::string_view> next() {
    for (std::size_t at = at_; at + head_bytes < bytes_.size(); ++at) {
      auto const entry = entry_at(at);
      if (!entry) continue;
      passed_over_ += at - at_;
      at_ = at + head_bytes + entry->size();
      return entry;
    }
    return std::nullopt;
  }
  std::uint64_t at() const { return at_; }
  std::uint64_t passed_over() const { return passed_over_; }

 private:
  std::optional<std::string_view> entry_at(std::size_t at) const {
    Head head;
    std::memcpy(&head, bytes_.data() + at, head_bytes);
    bool const possible = head.length > 0 && head.length <= Journal::most_entry_bytes && head.length <= bytes_.size() - at - head_bytes;
    if (!possible) return std::nullopt;
    std::string_view const entry = bytes_.substr(at + head_bytes, head.length);
    return crc32c(entry) == head.checksum ? std::optional(entry) : std::nullopt;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  std::uint64_t passed_over_ = 0;
};

std::string segment_name(std::uint64_t number) {
  std::string digits = std::to_string(number);
  digits.insert(0, 12 - std::min<std::size_t>(12, digits.size()), '0');
  // The random part tells this segment from one of the same number in a backup's past.
  return digits + "-" + hex(random_bytes(8)) + std::string(extension);
}

Failure unwritable(std::string_view act) {
  return unavailable("events.journal_unwritable", std::string(act) + ": " + std::strerror(errno));
}

}  // namespace

Journal::Journal(JournalOptions options) : options_(std::move(options)) {
  make_private_folder(options_.folder);
  find_segments();
  flusher_ = std::thread([this] { run(); });
}

Journal::~Journal() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  flusher_.join();
  close_segment();
}

void Journal::find_segments() {
  for (auto const& file : std::filesystem::directory_iterator(options_.folder)) {
    if (file.path().extension() == extension) segments_.push_back({file.path().filename().string(), 0, true});
  }
  std::ranges::sort(segments_, {}, &Segment::name);
  for (Segment& segment : segments_) {
    std::string const bytes = read_file(options_.folder / segment.name, 0);
    EntryReader reader(bytes);
    while (reader.next()) segment.durable = reader.at();
    torn_bytes_ += bytes.size() - segment.durable + reader.passed_over();
    next_number_ = std::max<std::uint64_t>(next_number_, std::strtoull(segment.name.c_str(), nullptr, 10) + 1);
  }
}

void Journal::append(std::string_view entry, Acknowledge acknowledge) {
  PARVIS_ASSERT(!entry.empty(), "an empty entry says nothing");
  if (entry.size() > most_entry_bytes) {
    return acknowledge(too_large("events.batch_too_large", std::to_string(most_entry_bytes), std::to_string(entry.size())));
  }
  std::string const head = head_of(entry);
  {
    std::unique_lock lock(mutex_);
    if (pending_.bytes.size() + entry.size() > options_.most_pending_bytes) {
      lock.unlock();
      return acknowledge(limited("events.overloaded", std::chrono::seconds(1)));
    }
    pending_.bytes.append(head).append(entry);
    pending_.waiting.push_back(std::move(acknowledge));
  }
  wake_.notify_one();
}

void Journal::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [&] { return stopping_ || !pending_.waiting.empty(); });
    if (pending_.waiting.empty()) return;
    Group group = std::exchange(pending_, {});
    lock.unlock();
    Done const outcome = write(group.bytes);
    if (outcome) acknowledged_ += group.waiting.size();
    for (Acknowledge const& acknowledge : group.waiting) acknowledge(outcome);
    lock.lock();
  }
}

Done Journal::write(std::string const& bytes) {
  std::lock_guard const file_lock(file_mutex_);
  Done const outcome = write_synced(bytes);
  if (!outcome) return abandon_tail(), outcome;
  written_ += bytes.size();
  std::lock_guard const lock(mutex_);
  segments_.back().durable = written_;
  return {};
}

Done Journal::write_synced(std::string const& bytes) {
  if (file_ >= 0 && written_ >= options_.segment_bytes) close_segment();
  if (file_ < 0) TRY_DONE(begin_segment());
  std::string_view rest = bytes;
  while (!rest.empty()) {
    ssize_t const count = ::write(file_, rest.data(), rest.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return unwritable("write");
    rest.remove_prefix(static_cast<std::size_t>(count));
  }
  if (::fdatasync(file_) != 0) return unwritable("fdatasync");
  return {};
}

Done Journal::begin_segment() {
  std::string const name = segment_name(next_number_++);
  int const file = ::open((options_.folder / name).c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) return unwritable("open");
  if (!sync_folder(options_.folder)) {
    ::close(file);
    return unwritable("sync the folder");
  }
  file_ = file;
  written_ = 0;
  std::lock_guard const lock(mutex_);
  segments_.push_back({name, 0, false});
  return {};
}

// After a failed write or sync nobody knows what the disk holds of the group: the segment ends at what is known.
void Journal::abandon_tail() {
  if (file_ < 0) return;
  [[maybe_unused]] int const ignored = ::ftruncate(file_, static_cast<off_t>(written_));
  close_segment();
}

void Journal::close_segment() {
  if (file_ < 0) return;
  ::close(file_);
  file_ = -1;
  std::lock_guard const lock(mutex_);
  segments_.back().sealed = true;
}

void Journal::seal() {
  std::lock_guard const lock(file_mutex_);
  close_segment();
}

std::vector<Segment> Journal::segments() const {
  std::lock_guard const lock(mutex_);
  return segments_;
}

void Journal::remove(std::string const& name) {
  {
    std::lock_guard const lock(mutex_);
    std::erase_if(segments_, [&](Segment const& segment) { return segment.name == name && segment.sealed; });
  }
  std::filesystem::remove(options_.folder / name);
  // A power cut must not bring it back once its position is forgotten.
  if (!sync_folder(options_.folder)) throw std::system_error(errno, std::generic_category(), "sync " + options_.folder.string());
}

void Journal::read(Segment const& segment, std::uint64_t from, std::function<void(std::string_view)> const& take) const {
  std::string const bytes = read_file(options_.folder / segment.name, from);
  EntryReader reader(std::string_view(bytes).substr(0, segment.durable - from));
  while (auto const entry = reader.next()) take(*entry);
  PARVIS_ASSERT(from + reader.at() == segment.durable, "an acknowledged entry of " + segment.name + " is damaged");
}

}  // namespace parvis::events::internal
