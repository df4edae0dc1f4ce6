// SPDX-License-Identifier: AGPL-3.0-or-later
#include "referential/evidence.h"

#include <gtest/gtest.h>

#include "base/assertion.h"
#include "support/test_database.h"

namespace parvis::referential {
namespace {

class EvidenceOfWork : public testing::Test {
 protected:
  template <class IdType>
  IdType fresh() {
    return IdType::make(clock_);
  }
  Worker someone() { return {fresh<Id<identity::PersonTag>>(), fresh<Id<identity::WorkspaceTag>>(), fresh<Id<identity::BrandTag>>()}; }
  void record(Worker const& worker, Work const& work) {
    db_.database().write([&](store::Transaction& tx) { record_evidence(tx, clock_, worker, work); });
  }
  std::vector<Evidence> found(EvidenceQuery const& query) {
    return db_.database().read([&](store::Transaction& tx) { return evidence(tx, query); });
  }
  static EvidenceQuery of(Worker const& worker) {
    EvidenceQuery query;
    query.person = worker.person;
    return query;
  }

  ManualClock clock_{*Instant::parse("2026-11-23T09:00:00Z")};
  test::TestDatabase db_;
};

Work const restated{"C1.1.1", "strategy.brief_restated", "brief", "b1", "/b/1/comprendre/brief/b1"};

TEST_F(EvidenceOfWork, is_kept_with_who_what_when_and_where_to_look) {
  Worker const worker = someone();
  record(worker, restated);
  auto const lines = found(of(worker));
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].competency, "C1.1.1");
  EXPECT_EQ(lines[0].what, "strategy.brief_restated");
  EXPECT_EQ(lines[0].link, restated.link);
  EXPECT_EQ(lines[0].at, clock_.now());
  EXPECT_EQ(lines[0].brand_id, worker.brand);
}

TEST_F(EvidenceOfWork, leaves_one_line_a_day_for_the_same_act_on_the_same_object) {
  Worker const worker = someone();
  for (int i = 0; i < 5; ++i) {
    record(worker, restated);
    clock_.advance(std::chrono::minutes(1));
  }
  EXPECT_EQ(found(of(worker)).size(), 1u);
  clock_.advance(std::chrono::hours(24));
  record(worker, restated);
  Work other = restated;
  other.object_id = "b2";
  record(worker, other);
  EXPECT_EQ(found(of(worker)).size(), 3u);
}

TEST_F(EvidenceOfWork, is_found_by_each_condition_and_newest_first) {
  Worker const one = someone();
  Worker const two = someone();
  record(one, restated);
  record(two, restated);
  record(one, {"C5.2.3", "measure.cost_recorded", "cost", "c1", "/x"});
  Worker outside = one;
  outside.brand = {};
  record(outside, {"C1.3.1", "strategy.persona_written", "persona", "p1", "/y"});

  auto const mine = found(of(one));
  ASSERT_EQ(mine.size(), 3u);
  EXPECT_EQ(mine[0].competency, "C1.3.1");
  EXPECT_FALSE(mine[0].brand_id.has_value());
  EvidenceQuery branded = of(one);
  branded.brand = one.brand;
  EXPECT_EQ(found(branded).size(), 2u);
  EvidenceQuery costs = of(one);
  costs.competency = "C5.2.3";
  EXPECT_EQ(found(costs).size(), 1u);
  EvidenceQuery elsewhere = of(one);
  elsewhere.workspace = two.workspace;
  EXPECT_TRUE(found(elsewhere).empty());
  EvidenceQuery second = of(one);
  second.most = 2;
  second.after = found(second).back().id;
  ASSERT_EQ(found(second).size(), 1u);
  EXPECT_EQ(found(second)[0].competency, "C1.1.1");
}

TEST_F(EvidenceOfWork, is_counted_per_competency_and_goes_with_the_person) {
  Worker const worker = someone();
  record(worker, restated);
  record(worker, {"C5.2.3", "measure.cost_recorded", "cost", "c1", "/x"});
  record(worker, {"C5.2.3", "measure.cost_recorded", "cost", "c2", "/x"});
  auto const counts = db_.database().read([&](store::Transaction& tx) { return evidence_counts(tx, of(worker)); });
  EXPECT_EQ(counts, (std::map<std::string, std::int64_t>{{"C1.1.1", 1}, {"C5.2.3", 2}}));
  auto const export_size = db_.database().read([&](store::Transaction& tx) { return collect_evidence(tx, worker.person).as_array().size(); });
  EXPECT_EQ(export_size, 3u);
  db_.database().write([&](store::Transaction& tx) { erase_evidence(tx, worker.person); });
  EXPECT_TRUE(found(of(worker)).empty());
}

TEST_F(EvidenceOfWork, asserts_on_a_competency_that_does_not_exist) {
  EXPECT_THROW(record(someone(), {"C9.9.9", "x", "x", "x", "/"}), LogicFailure);
  EXPECT_THROW(record({}, restated), LogicFailure);
}

}  // namespace
}  // namespace parvis::referential
