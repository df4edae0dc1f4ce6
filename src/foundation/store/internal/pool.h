// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Sessions lent to one thread at a time, opened when needed up to a limit; whoever comes when all are out waits.

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace parvis::store {

template <class Session>
class Pool {
 public:
  using Open = std::function<std::unique_ptr<Session>()>;
  Pool(std::size_t most, Open open) : most_(most), open_session_(std::move(open)) {}

  std::unique_ptr<Session> take() {
    {
      std::unique_lock lock(mutex_);
      returned_.wait(lock, [&] { return !idle_.empty() || open_ < most_; });
      if (!idle_.empty()) {
        auto session = std::move(idle_.back());
        idle_.pop_back();
        return session;
      }
      ++open_;
    }
    try {
      return open_session_();
    } catch (...) {
      give_back(nullptr);
      throw;
    }
  }

  /// Null for a session that is to be opened anew.
  void give_back(std::unique_ptr<Session> session) {
    {
      std::lock_guard const lock(mutex_);
      if (session == nullptr) {
        --open_;
      } else {
        idle_.push_back(std::move(session));
      }
    }
    returned_.notify_one();
  }

 private:
  std::size_t const most_;
  Open const open_session_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Session>> idle_;
  std::size_t open_ = 0;
};

template <class Session>
class Lent {
 public:
  explicit Lent(Pool<Session>& pool) : pool_(pool), session_(pool.take()) {}
  Lent(Lent const&) = delete;
  Lent& operator=(Lent const&) = delete;
  ~Lent() { pool_.give_back(std::move(session_)); }
  Session& operator*() const { return *session_; }
  Session* operator->() const { return session_.get(); }
  /// Closes it rather than lend it again.
  void discard() { session_.reset(); }

 private:
  Pool<Session>& pool_;
  std::unique_ptr<Session> session_;
};

}  // namespace parvis::store
