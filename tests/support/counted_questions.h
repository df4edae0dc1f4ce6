// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A database that counts the statements asked of another while reading, so that a test can say how many a page takes:
//
//   test::CountedQuestions counted(house.database());
//   … a use case on `counted` …
//   EXPECT_EQ(counted.count(), 14);

#include "store/database.h"

namespace parvis::test {

class CountedQuestions : public store::Database {
 public:
  explicit CountedQuestions(store::Database& asked) : asked_(asked) {}
  int count() const { return count_; }

  store::Engine engine() const override { return asked_.engine(); }
  void backup_to(std::filesystem::path const& file) override { asked_.backup_to(file); }

 protected:
  void perform(Mode mode, Body const& body) override {
    if (mode == Mode::write) throw store::Failure("only reading is counted");
    asked_.read([&](store::Transaction& tx) {
      Counting session{tx, count_};
      store::Transaction counted(session, nullptr);
      body(counted);
    });
  }

 private:
  struct Counting : store::Session {
    Counting(store::Transaction& to, int& counter) : tx(to), count(counter) {}
    std::int64_t execute(std::string_view sql, store::Parameters const& parameters, OnRow const& on_row) override {
      ++count;
      tx.each(sql, parameters, on_row ? on_row : [](store::Row const&) {});
      return 0;
    }
    store::Transaction& tx;
    int& count;
  };

  store::Database& asked_;
  int count_ = 0;
};

}  // namespace parvis::test
