// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// How many may do a costly thing at once, and how many may wait for it. Thread-safe.

#include <optional>
#include <semaphore>
#include <utility>

namespace parvis::identity {

class Turns {
 public:
  /// Held while the thing is done. The Turns outlive it.
  class Turn {
   public:
    Turn(Turn&& other) noexcept : turns_(std::exchange(other.turns_, nullptr)) {}
    Turn& operator=(Turn&&) = delete;
    ~Turn() {
      if (turns_ != nullptr) turns_->leave();
    }

   private:
    friend class Turns;
    explicit Turn(Turns& turns) : turns_(&turns) {}
    Turns* turns_;
  };

  /// at_once > 0, waiting >= 0.
  Turns(std::ptrdiff_t at_once, std::ptrdiff_t waiting) : places_(at_once + waiting), free_(at_once) {}
  /// Waits for a turn; nothing at once when as many wait already as may.
  std::optional<Turn> enter() {
    if (!places_.try_acquire()) return std::nullopt;
    free_.acquire();
    return Turn(*this);
  }

 private:
  void leave() {
    free_.release();
    places_.release();
  }

  std::counting_semaphore<> places_;
  std::counting_semaphore<> free_;
};

}  // namespace parvis::identity
