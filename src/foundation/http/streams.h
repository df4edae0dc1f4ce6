// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Live events for browsers (server-sent events). Any thread publishes to a topic ("brand:<id>"); those who listen at that
// moment get it, nobody else: what must not be lost is read again from the API when the stream opens.

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace parvis::http {

/// One listener's queue. `take` belongs to the session, the rest to EventStreams. Thread-safe.
class Subscription {
 public:
  Subscription(std::size_t most_waiting, std::function<void()> wake) : most_waiting_(most_waiting), wake_(std::move(wake)) {}
  /// All that waits, as text to send; empty when nothing does. nullopt: the stream has ended (closed, or too slow).
  std::optional<std::string> take();
  void push(std::string const& frame);
  void end();

 private:
  std::size_t const most_waiting_;
  std::function<void()> const wake_;
  std::mutex mutex_;
  std::deque<std::string> frames_;
  bool ended_ = false;
};

/// Thread-safe.
class EventStreams {
 public:
  /// A listener with `most_waiting` events unsent is dropped; its browser connects again by itself.
  explicit EventStreams(std::size_t most_waiting = 256) : most_waiting_(most_waiting) {}

  /// `event` is a word such as "publication_moved", `json` one JSON value.
  void publish(std::string const& topic, std::string const& event, std::string const& json);
  /// `wake` is called, from any thread and without a lock held here, when there is something to take.
  std::shared_ptr<Subscription> subscribe(std::string const& topic, std::function<void()> wake);
  /// Ends every stream, now and later.
  void close();
  /// Streams open now.
  std::size_t open() const;

 private:
  std::size_t const most_waiting_;
  mutable std::mutex mutex_;
  std::map<std::string, std::vector<std::weak_ptr<Subscription>>> topics_;
  bool closed_ = false;
};

}  // namespace parvis::http
