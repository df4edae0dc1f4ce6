// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// How much of the bodies under way is held in memory at once, over all connections. Thread-safe.

#include <atomic>
#include <cstddef>
#include <utility>

namespace parvis::http {

class BodyBudget {
 public:
  /// Of each body, not counted: when the budget is spent, people still sign in and save.
  static constexpr std::size_t free_bytes = 64 << 10;

  explicit BodyBudget(std::size_t most) : most_(most) {}

  /// What one body holds, given back with it. The budget outlives it.
  class Share {
   public:
    Share() = default;
    explicit Share(BodyBudget& budget) : budget_(&budget) {}
    Share(Share&& other) noexcept { swap(other); }
    Share& operator=(Share other) noexcept {
      swap(other);
      return *this;
    }
    ~Share() {
      if (budget_ != nullptr) budget_->held_ -= taken_;
    }
    /// The body has grown to so many bytes. False: there is no room, and it holds what it held.
    bool grow_to(std::size_t bytes) {
      std::size_t const wanted = counted(bytes);
      if (wanted <= taken_) return true;
      std::size_t const more = wanted - taken_;
      if (budget_->held_.fetch_add(more) + more > budget_->most_) {
        budget_->held_ -= more;
        return false;
      }
      taken_ = wanted;
      return true;
    }

   private:
    void swap(Share& other) noexcept {
      std::swap(budget_, other.budget_);
      std::swap(taken_, other.taken_);
    }
    BodyBudget* budget_ = nullptr;
    std::size_t taken_ = 0;
  };

  /// Would a body of that size find room now?
  bool has_room(std::size_t bytes) const { return held_ + counted(bytes) <= most_; }

 private:
  static std::size_t counted(std::size_t bytes) { return bytes > free_bytes ? bytes - free_bytes : 0; }
  std::size_t const most_;
  std::atomic<std::size_t> held_ = 0;
};

}  // namespace parvis::http
