// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Store tests that run on SQLite and on PostgreSQL:
//
//   class BriefStore : public test::EachEngine {};
//   TEST_P(BriefStore, keeps_what_it_is_given) { database().write(…); }
//   PARVIS_EACH_ENGINE(BriefStore);

#include <gtest/gtest.h>

#include <optional>

#include "support/private_postgres.h"
#include "support/test_database.h"

namespace parvis::test {

class EachEngine : public testing::TestWithParam<store::Engine> {
 protected:
  void SetUp() override {
    bool const absent = GetParam() == store::Engine::postgresql && PrivatePostgres::instance() == nullptr;
    if (absent) GTEST_SKIP() << "skipped: peer PostgreSQL absent";
    db_.emplace(GetParam());
  }
  TestDatabase& db() { return *db_; }
  store::Database& database() { return db_->database(); }

 private:
  std::optional<TestDatabase> db_;
};

inline std::string engine_name(testing::TestParamInfo<store::Engine> const& tested) {
  return tested.param == store::Engine::sqlite ? "sqlite" : "postgresql";
}

}  // namespace parvis::test

#define PARVIS_EACH_ENGINE(Fixture)                                                                                       \
  INSTANTIATE_TEST_SUITE_P(OnEngine, Fixture, testing::Values(::parvis::store::Engine::sqlite, ::parvis::store::Engine::postgresql), \
                           ::parvis::test::engine_name)
