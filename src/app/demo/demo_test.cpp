// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include "app/demo/making.h"
#include "app/demo/school.h"
#include "support/temporary_folder.h"

namespace parvis::app {
namespace {

// A Wednesday, with three months of the year before it that hold a change of hour.
Instant const present = *Instant::parse("2026-11-25T10:30:00Z");

/// A demo made, and what it shows.
struct Made {
  test::TemporaryFolder folder;
  Configuration const configuration = Configuration::gather({{"data", folder.path().string()}, {"web", folder.path().string()}}, {})
                                          ->with("simulated_port", std::to_string(free_port_from(21'000)));
  MadeDemo const demo = *make_demo(configuration, present);
  ManualClock clock{present};
  Instance instance{configuration, clock, Purpose::rehearsal};
  Stage stage{instance, clock};
  Made() {
    for (std::string const& email : {people::owner, people::president, people::candidate}) stage.know(email);
  }

  json::Value ask(std::string const& rest) { return stage.ask(people::owner, "GET /api/brands/" + demo.brand + rest); }

  /// The results without ids, tokens and link codes, by objective's title.
  std::map<std::string, boost::json::object> results() {
    std::map<std::string, boost::json::object> told;
    json::Value const objectives = ask("/objectives");
    for (json::Value const& one : objectives.at("items").as_array()) {
      json::Value const& objective = one.as_object().contains("objective") ? one.at("objective") : one;
      json::Value const result = ask("/objectives/" + json::text_of(objective.at("id")) + "/result");
      boost::json::object& kept = told[json::text_of(objective.at("title"))];
      for (char const* name : {"reached", "traced", "consent"}) kept[name] = result.at(name);
      for (json::Value const& figure : result.at("figures").as_array()) kept[json::text_of(figure.at("code"))] = figure;
      boost::json::array shares;
      for (json::Value const& row : result.at("attribution").as_array()) {
        shares.push_back({row.at("label"), row.at("channel"), row.at("visits"), row.at("last_touch_thousandths"), row.at("linear_thousandths"), row.at("revenue")});
      }
      std::sort(shares.begin(), shares.end(), [](auto const& left, auto const& right) { return boost::json::serialize(left) < boost::json::serialize(right); });
      kept["attribution"] = shares;
    }
    return told;
  }
};

std::int64_t count_of(boost::json::object const& result, char const* figure) { return result.at(figure).at("count").to_number<std::int64_t>(); }

void expect_alive(std::string const& title, boost::json::object const& result) {
  SCOPED_TRACE(title);
  EXPECT_GT(count_of(result, "publications"), 10);
  EXPECT_GT(count_of(result, "reach"), 1000);
  EXPECT_GT(count_of(result, "reactions"), 100);
  EXPECT_GT(count_of(result, "visits"), 100);
  EXPECT_GT(count_of(result, "conversions"), 10);
  std::int64_t const traced = result.at("traced").at("part").to_number<std::int64_t>(), all = result.at("traced").at("whole").to_number<std::int64_t>();
  EXPECT_GT(traced, 0);
  EXPECT_LT(traced, all) << "a share of the orders cannot be traced, and is shown";
  EXPECT_GT(result.at("cost").at("amount").at("minor").to_number<std::int64_t>(), 0);
  EXPECT_GT(result.at("roi").at("numerator").to_number<std::int64_t>(), 0);
}

void expect_published(Made& made) {
  json::Value const accounts = made.ask("/connections");
  EXPECT_EQ(accounts.at("items").as_array().size(), 3u);
  for (json::Value const& account : accounts.at("items").as_array()) EXPECT_EQ(json::text_of(account.at("state")), "healthy");
  json::Value const waiting = made.ask("/deliveries/to-settle");
  for (json::Value const& one : waiting.at("items").as_array()) EXPECT_EQ(json::text_of(one.at("state")), "manual_due");
  EXPECT_FALSE(made.demo.short_link.empty());
  EXPECT_FALSE(made.demo.approval_link.empty());
}

void expect_exams(Made& made) {
  json::Value const sessions = made.stage.ask(people::owner, "GET /api/exam-sessions");
  std::vector<std::string> states;
  for (json::Value const& session : sessions.at("items").as_array()) states.push_back(json::text_of(session.at("state")));
  EXPECT_EQ(states, (std::vector<std::string>{"open", "marking", "marking", "pv_closed", "pv_closed"}));
  std::map<std::string, int> grids;
  json::Value const juries = made.stage.ask(people::president, "GET /api/my-juries");
  for (json::Value const& jury : juries.at("items").as_array()) {
    for (json::Value const& grid : jury.at("grids").as_array()) ++grids[json::text_of(grid.at("part")) + " " + json::text_of(grid.at("state"))];
  }
  std::map<std::string, int> const expected{{"written assigned", 8}, {"written draft", 1}, {"written locked", 12}, {"questionnaire assigned", 1}, {"questionnaire draft", 1},
                                            {"questionnaire locked", 8}, {"oral locked", 2}};
  EXPECT_EQ(grids, expected);
  EXPECT_NE(made.demo.verification.find("/verification/"), std::string::npos);
  json::Value const held = made.stage.ask(people::candidate, "GET /api/certification/own-holdings");
  EXPECT_EQ(held.at("awards").as_array().size(), 1u);
  json::Value const exams = made.stage.ask(people::candidate, "GET /api/my-exams");
  EXPECT_EQ(exams.at("items").as_array().size(), 3u);
}

/// Ten papers: enough for each item to be told of, and open answers that wait for the jury.
void expect_questionnaire(Made& made) {
  json::Value const sessions = made.stage.ask(people::owner, "GET /api/exam-sessions");
  std::string const session = "GET /api/exam-sessions/" + id_of(sessions.at("items").at(2));
  json::Value const analysis = made.stage.ask(people::owner, session + "/item-analysis");
  EXPECT_EQ(analysis.at("papers").to_number<int>(), 10);
  EXPECT_EQ(analysis.at("items").as_array().size(), 13u) << "open answers wait for their marks";
  json::Value const sittings = made.stage.ask(people::owner, session + "/sittings");
  std::set<std::string> scores;
  for (json::Value const& one : sittings.at("items").as_array()) {
    EXPECT_EQ(one.at("result").at("waiting").to_number<int>(), 2);
    scores.insert(boost::json::serialize(one.at("result").at("earned")));
  }
  EXPECT_GT(scores.size(), 4u) << "they do not all know the same";
  json::Value const refusals = made.stage.ask(people::owner, session + "/refusals");
  EXPECT_EQ(refusals.at("items").as_array().size(), 2u);
}

/// Two certified by a final jury that sat here; those before them by minutes on paper, and asked what became of them.
void expect_certified(Made& made) {
  json::Value const certificates = made.stage.ask(people::owner, "GET /api/certification/certificates");
  std::map<std::string, int> by_minutes;
  for (json::Value const& one : certificates.at("items").as_array()) ++by_minutes[json::text_of(one.at("minutes_number")).substr(0, 5)];
  EXPECT_EQ(by_minutes, (std::map<std::string, int>{{"PV-20", 2}, {"PV-P-", 6}}));
  json::Value const followed = made.stage.ask(people::owner, "GET /api/certification/survey");
  int asked = 0, answered = 0, refused = 0;
  for (json::Value const& cohort : followed.at("cohorts").as_array()) {
    asked += cohort.at("asked").to_number<int>();
    answered += cohort.at("answered").to_number<int>();
    refused += cohort.at("refused").to_number<int>();
  }
  EXPECT_EQ(asked, 6);
  EXPECT_EQ(answered, 4);
  EXPECT_EQ(refused, 1);
  std::string const token = made.demo.survey.substr(made.demo.survey.rfind('/') + 1);
  EXPECT_EQ(json::text_of(made.stage.ask("", "GET /api/follow-up/" + token).at("state")), "sent");
}

TEST(Demo, lives_and_twice_tells_the_same_figures) {
  Made first;
  expect_published(first);
  expect_exams(first);
  expect_questionnaire(first);
  expect_certified(first);
  std::map<std::string, boost::json::object> const told = first.results();
  ASSERT_EQ(told.size(), 2u);
  for (auto const& [title, result] : told) expect_alive(title, result);
  bool models_differ = false;
  for (auto const& row : told.begin()->second.at("attribution").as_array()) models_differ = models_differ || row.at(3) != row.at(4);
  EXPECT_TRUE(models_differ) << "some buyers came by two links";

  Made second;
  std::map<std::string, boost::json::object> const again = second.results();
  for (auto const& [title, result] : told) EXPECT_EQ(boost::json::serialize(result), boost::json::serialize(again.at(title))) << title;
}

}  // namespace
}  // namespace parvis::app
