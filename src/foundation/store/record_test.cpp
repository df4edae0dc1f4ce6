// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/record.h"

#include <gtest/gtest.h>

#include "base/id.h"
#include "base/text.h"
#include "base/zoned_time.h"
#include "support/each_engine.h"

namespace parvis::store {
namespace {

enum class Stage { draft, agreed };
BOOST_DESCRIBE_ENUM(Stage, draft, agreed)

struct Step {
  std::string name;
  int weight = 0;
  friend bool operator==(Step const&, Step const&) = default;
};
BOOST_DESCRIBE_STRUCT(Step, (), (name, weight))

struct Plan {
  Id<struct PlanTag> id;
  Text<1, 120> title;
  std::optional<Text<1, 120>> subtitle;
  Stage stage = Stage::draft;
  bool shared = false;
  std::optional<bool> paid;
  std::int64_t views = 0;
  std::optional<double> share;
  Instant made_at;
  std::optional<Instant> ended_at;
  LocalDate day;
  Money budget;
  std::optional<Money> spent;
  LocalMoment due;
  std::vector<Step> steps;
  std::map<std::string, int> counts;
  std::optional<Step> last;
  json::Value extra;
};
BOOST_DESCRIBE_STRUCT(Plan, (), (id, title, subtitle, stage, shared, paid, views, share, made_at, ended_at, day, budget, spent, due, steps,
                                 counts, last, extra))

constexpr char const* create_plan =
    "CREATE TABLE plan (id TEXT NOT NULL PRIMARY KEY, title TEXT NOT NULL, subtitle TEXT, stage TEXT NOT NULL, shared INTEGER NOT NULL, "
    "paid INTEGER, views BIGINT NOT NULL, share DOUBLE PRECISION, made_at BIGINT NOT NULL, ended_at BIGINT, day TEXT NOT NULL, "
    "budget_minor BIGINT NOT NULL, budget_currency TEXT NOT NULL, spent_minor BIGINT, spent_currency TEXT, due TEXT NOT NULL, "
    "steps TEXT NOT NULL, counts TEXT NOT NULL, last TEXT, extra TEXT NOT NULL)";

Plan full_plan() {
  Plan plan;
  plan.id = Id<struct PlanTag>::parse("01931d2e-0000-7000-8000-000000000001").value();
  plan.title = Text<1, 120>::parse("L'été, à Pékin 北京").value();
  plan.subtitle = Text<1, 120>::parse("second").value();
  plan.stage = Stage::agreed;
  plan.shared = true;
  plan.paid = false;
  plan.views = 9'007'199'254'740'993;
  plan.share = 0.1;
  plan.made_at = Instant::parse("2026-11-23T20:43:00.123Z").value();
  plan.ended_at = plan.made_at + std::chrono::hours(1);
  plan.day = LocalDate::parse("2026-11-23").value();
  plan.budget = {125'000, Currency::euro()};
  plan.spent = Money{900, Currency::parse("JPY").value()};
  plan.due = {plan.day, LocalTime::parse("09:30").value(), ZoneName::parse("Europe/Paris").value(), Fold::earlier};
  plan.steps = {{"one", 1}, {"two", 2}};
  plan.counts = {{"a", 1}};
  plan.last = Step{"three", 3};
  plan.extra = boost::json::object{{"free", boost::json::array{1, nullptr}}};
  return plan;
}

class Records : public test::EachEngine {
 protected:
  void SetUp() override {
    EachEngine::SetUp();
    if (!IsSkipped()) database().write([](Transaction& tx) { tx.run(create_plan); });
  }
  Plan kept(Plan const& plan) {
    return database().write([&](Transaction& tx) {
      tx.run("DELETE FROM plan");
      tx.run(insert_into<Plan>("plan"), fields(plan));
      return records<Plan>(tx.rows("SELECT " + columns<Plan>() + " FROM plan")).at(0);
    });
  }
};

TEST_P(Records, come_back_as_they_were) {
  Plan const plan = full_plan();
  EXPECT_EQ(json::encode(kept(plan)), json::encode(plan));
}

TEST_P(Records, keep_absent_values_absent) {
  Plan plan = full_plan();
  plan.subtitle.reset();
  plan.paid.reset();
  plan.share.reset();
  plan.ended_at.reset();
  plan.spent.reset();
  plan.last.reset();
  plan.steps.clear();
  plan.counts.clear();
  plan.extra = nullptr;
  EXPECT_EQ(json::encode(kept(plan)), json::encode(plan));
}

TEST_P(Records, are_read_by_name_whatever_the_order_of_columns) {
  kept(full_plan());
  auto const row = database().read([](Transaction& tx) {
    return tx.first("SELECT 'x' AS other, extra, due, spent_currency, budget_currency, budget_minor, spent_minor, steps, counts, last, day, "
                    "ended_at, made_at, share, views, paid, shared, stage, subtitle, title, id FROM plan").value();
  });
  EXPECT_EQ(json::encode(record<Plan>(row)), json::encode(full_plan()));
}

TEST_P(Records, update_every_column_but_the_key) {
  Plan plan = kept(full_plan());
  plan.title = Text<1, 120>::parse("changed").value();
  plan.spent.reset();
  auto const after = database().write([&](Transaction& tx) {
    EXPECT_EQ(tx.run(update_of<Plan>("plan"), fields(plan)), 1);
    return record<Plan>(tx.first("SELECT " + columns<Plan>("p.") + " FROM plan p").value());
  });
  EXPECT_EQ(json::encode(after), json::encode(plan));
}

TEST_P(Records, name_the_column_and_the_value_that_no_longer_reads) {
  struct Case { char const* column; Parameter value; };
  std::vector<Case> const cases{{"id", "not-an-id"}, {"stage", "gone"}, {"shared", 2}, {"day", "2026-02-30"}, {"budget_currency", "ZZZ"},
                                {"steps", "[{\"name\":1}]"}, {"title", ""}, {"extra", "{"}};
  for (Case const& one : cases) {
    kept(full_plan());
    database().write([&](Transaction& tx) { tx.run(std::string("UPDATE plan SET ") + one.column + " = $1", {one.value}); });
    try {
      database().read([](Transaction& tx) { return record<Plan>(tx.first("SELECT " + columns<Plan>() + " FROM plan").value()); });
      ADD_FAILURE() << one.column;
    } catch (Failure const& failure) {
      EXPECT_NE(std::string(failure.what()).find(std::string("column ") + one.column), std::string::npos) << failure.what();
    }
  }
}

PARVIS_EACH_ENGINE(Records);

TEST(Record, refuses_to_keep_a_nil_id) {
  Plan plan = full_plan();
  plan.id = {};
  EXPECT_THROW(fields(plan), LogicFailure);
}

TEST(Record, writes_its_statements_from_the_members) {
  EXPECT_EQ(columns<Step>("s."), "s.name, s.weight");
  EXPECT_EQ(insert_into<Step>("step"), "INSERT INTO step (name, weight) VALUES ($1, $2)");
  EXPECT_EQ(update_of<Step>("step", "name"), "UPDATE step SET weight = $2 WHERE name = $1");
  EXPECT_THROW(update_of<Step>("step"), LogicFailure);
  EXPECT_EQ(parameter(Stage::agreed), Parameter("agreed"));
  EXPECT_EQ(parameter(std::optional<int>()), Parameter(nullptr));
}

}  // namespace
}  // namespace parvis::store
