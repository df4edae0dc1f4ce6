// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The one source of the present, so that tests and the demo own their time. Thread-safe.

#include <atomic>

#include "base/time.h"

namespace parvis {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Instant now() const override {
    auto const since = std::chrono::system_clock::now().time_since_epoch();
    return Instant::at_milliseconds(std::chrono::duration_cast<Milliseconds>(since).count());
  }
};

/// Stands still until told. Serves tests and the demo.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant start) : milliseconds_(start.milliseconds()) {}
  Instant now() const override { return Instant::at_milliseconds(milliseconds_.load()); }
  void advance(Milliseconds by) { milliseconds_ += by.count(); }
  void set(Instant to) { milliseconds_ = to.milliseconds(); }

 private:
  std::atomic<std::int64_t> milliseconds_;
};

}  // namespace parvis
