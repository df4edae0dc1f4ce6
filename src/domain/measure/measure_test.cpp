// SPDX-License-Identifier: AGPL-3.0-or-later
#include "measure/measure.h"

#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

#include "base/digest.h"
#include "identity/people_store.h"
#include "measure/jobs.h"
#include "measure/reports.h"
#include "support/test_database.h"

namespace parvis::measure {
namespace {

TEST(SharedOut, adds_up_to_the_whole_whatever_the_weights) {
  std::uint64_t state = 7;
  for (int round = 0; round < 500; ++round) {
    auto const next = [&] { return static_cast<std::int64_t>((state = state * 6364136223846793005u + 1442695040888963407u) >> 40); };
    std::vector<std::int64_t> weights;
    for (std::int64_t i = next() % 9 + 1; i > 0; --i) weights.push_back(next() % 1000 + 1);
    std::int64_t const whole = next() - next();
    auto const parts = shared_out(whole, weights);
    ASSERT_EQ(parts.size(), weights.size());
    EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}), whole);
    std::int64_t const total = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    for (std::size_t i = 0; i < parts.size(); ++i) {
      double const exact = static_cast<double>(whole) * static_cast<double>(weights[i]) / static_cast<double>(total);
      EXPECT_LT(std::abs(static_cast<double>(parts[i]) - exact), 1.0);
    }
  }
  EXPECT_EQ(shared_out(100, {1, 1, 1}), (std::vector<std::int64_t>{34, 33, 33}));
  EXPECT_EQ(shared_out(-100, {1, 1, 1}), (std::vector<std::int64_t>{-34, -33, -33}));
}

TEST(Attribution, gives_each_conversion_exactly_once) {
  std::vector<Path> const paths{{{"a", "b", "a"}, 1000}, {{"b"}, 500}, {{}, 900}};
  auto const last = credit_by_code(paths, Model::last_touch);
  EXPECT_EQ(last.at("a").thousandths, 1000);
  EXPECT_EQ(last.at("b").worth, 500);
  auto const linear = credit_by_code(paths, Model::linear);
  EXPECT_EQ(linear.at("a").thousandths + linear.at("b").thousandths, 2000);
  EXPECT_EQ(linear.at("a").worth + linear.at("b").worth, 1500);
  EXPECT_EQ(linear.at("b").thousandths, 1333);
}

TEST(Cost, is_stated_in_the_basis_asked_for_or_not_at_all) {
  CostLine line;
  line.amount = {12'000, Currency::euro()};
  line.tax = Tax::including;
  EXPECT_EQ(in_basis(line, Tax::including)->minor, 12'000);
  EXPECT_FALSE(in_basis(line, Tax::excluding).has_value());
  line.tax_per_mille = 200;
  EXPECT_EQ(in_basis(line, Tax::excluding)->minor, 10'000);
  line.tax_per_mille = 55;
  EXPECT_EQ(in_basis(line, Tax::excluding)->minor, 11'374);
}

/// One brand, an objective of 40 orders in November, two publications with their links.
class Measured : public testing::Test {
 protected:
  Measured() {
    database().write([&](store::Transaction& tx) {
      identity::Workspace workspace{identity::WorkspaceId::make(clock_), *identity::Name::parse("Atelier"), identity::Locale::fr,
                                    *ZoneName::parse("Europe/Paris"), Currency::euro(), identity::Approval::required, 1, clock_.now()};
      identity::insert_workspace(tx, workspace);
      identity::Brand brand{BrandId::make(clock_), workspace.id, *identity::Name::parse("Rivage"), *Slug::parse("rivage"),
                            identity::Locale::fr, *ZoneName::parse("Europe/Paris"), Currency::euro(), 1, clock_.now(), std::nullopt};
      identity::insert_brand(tx, brand);
      lead_ = {identity::PersonId::make(clock_), workspace.id, brand.id, identity::Role::manager, "session"};
      client_ = lead_;
      client_.role = identity::Role::client;
    });
    strategy::SaveObjective request;
    request.title = *Text<1, 120>::parse("40 commandes");
    request.metric = strategy::Metric::orders;
    request.target = 40;
    request.starts_on = *LocalDate::parse("2026-11-01");
    request.ends_on = *LocalDate::parse("2026-11-30");
    request.margin_percent = 50;
    objective_ = *strategy::create_objective(plan_, lead_, request);
    first_ = *strategy::create_link(plan_, lead_, {*WebUrl::parse("https://rivage.example/a"), objective_.id, {}, {}, *strategy::UtmWord::parse("x"), *strategy::UtmWord::parse("social"), {}});
    second_ = *strategy::create_link(plan_, lead_, {*WebUrl::parse("https://rivage.example/b"), objective_.id, {}, {}, *strategy::UtmWord::parse("x"), *strategy::UtmWord::parse("social"), {}});
    posts_ = {post("Un", first_.code), post("Deux", second_.code)};
  }

  store::Database& database() { return file_.database(); }
  Posted post(std::string title, std::string code) {
    return {Id<struct AnyTag>::make(clock_).to_string(), std::move(title), "", "Bluesky", *LocalDate::parse("2026-11-03"), *LocalTime::parse("09:00"), "", "measured", objective_.id, std::move(code)};
  }
  Conversion order(std::int64_t minor, std::vector<std::string> codes) {
    return {Id<struct AnyTag>::make(clock_).to_string(), "order", "o" + std::to_string(++orders_), clock_.now(), {minor, Currency::euro()}, {0, Currency::euro()}, "measured", {}, std::move(codes)};
  }
  ObjectiveResult result(Actor const& actor, ResultQuestion const& question = {}) { return *objective_result(desk_, actor, objective_.id, question); }
  Result<CsvOutcome> imported(std::string const& csv) {
    TRY(AskedReadings const asked, ask_readings(desk_, lead_, "readings.csv", csv));
    jobs::Runner({.database = database(), .clock = clock_, .jobs = reading_jobs(desk_)}).run_due_once(clock_.now());
    return readings_import(desk_, lead_, asked.job_id);
  }
  static Figure figure(ObjectiveResult const& result, std::string_view code) {
    for (Figure const& one : result.figures) {
      if (one.code == code) return one;
    }
    return {};
  }
  SaveCostLine cost(CostSide side, std::int64_t minor) {
    return {objective_.id, {}, CostKind::production, side, *LocalDate::parse("2026-11-05"), {minor, Currency::euro()}, Tax::excluding, {}, {}, {}, {}};
  }

  test::TestDatabase file_;
  ManualClock clock_{*Instant::parse("2026-11-23T09:00:00Z")};
  strategy::Desk plan_{database(), clock_, {}, {}, {}, {}};
  render::DocumentWorker documents_{{.script = "/nowhere"}};
  std::vector<Posted> posts_;
  std::vector<Conversion> conversions_;
  std::vector<Visits> visits_;
  Desk desk_{database(), clock_,
             {[this](auto&, auto const&, auto const&) { return posts_; }, [this](auto&, auto const&, auto const&) { return conversions_; },
              [this](auto&, auto const&, auto const&) { return visits_; }, [](auto&, auto const&) { return std::int64_t{0}; },
              [this](auto&, auto const&, std::string const& id) { return std::any_of(posts_.begin(), posts_.end(), [&](Posted const& one) { return one.publication_id == id; }); }},
             documents_};
  Actor lead_;
  Actor client_;
  strategy::Objective objective_;
  strategy::ShortLink first_;
  strategy::ShortLink second_;
  int orders_ = 0;
};

TEST_F(Measured, a_new_objective_says_unknown_rather_than_zero) {
  auto const empty = result(lead_);
  EXPECT_EQ(empty.reached, 0);
  EXPECT_FALSE(figure(empty, "reach").count.has_value());
  EXPECT_FALSE(figure(empty, "cost").amount.has_value());
  EXPECT_FALSE(figure(empty, "roi").numerator.has_value());
  EXPECT_FALSE(empty.traced.has_value());
  EXPECT_FALSE(empty.consent.has_value());
}

TEST_F(Measured, the_return_counts_what_is_traced_and_the_rest_is_shown) {
  conversions_ = {order(10'000, {first_.code, second_.code}), order(6'000, {first_.code}), order(4'000, {})};
  conversions_[1].refunded.minor = 1'000;
  visits_ = {{{first_.code}, 30, 20}, {{second_.code}, 10, 10}, {{}, 60, 20}};
  ASSERT_TRUE(add_cost(desk_, lead_, cost(CostSide::internal, 5'000)));
  auto const found = result(lead_);
  EXPECT_EQ(found.reached, 3);
  EXPECT_EQ(found.traced->part, 2);
  EXPECT_EQ(found.traced->whole, 3);
  EXPECT_EQ(figure(found, "revenue").amount->minor, 20'000);
  EXPECT_EQ(figure(found, "traced_revenue").amount->minor, 15'000);
  EXPECT_EQ(figure(found, "margin").amount->minor, 7'500);
  EXPECT_EQ(figure(found, "roi").numerator, 2'500);
  EXPECT_EQ(figure(found, "roi").denominator, 5'000);
  EXPECT_EQ(figure(found, "visits").count, 40);
  EXPECT_EQ(found.consent->part, 50);
  EXPECT_EQ(found.consent->whole, 100);
}

TEST_F(Measured, an_order_told_with_tax_enters_before_tax_by_its_own_rate_or_not_at_all) {
  conversions_ = {order(120'000, {first_.code}), order(60'000, {first_.code}), order(7'000, {})};
  conversions_[0].tax = conversions_[1].tax = Tax::including;
  conversions_[0].tax_per_mille = 200;
  conversions_[0].refunded.minor = 12'000;
  ASSERT_TRUE(add_cost(desk_, lead_, cost(CostSide::internal, 100'000)));
  auto const found = result(lead_);
  EXPECT_EQ(figure(found, "revenue").amount->minor, 107'000);
  EXPECT_EQ(figure(found, "refunds").amount->minor, 10'000);
  EXPECT_EQ(figure(found, "traced_revenue").amount->minor, 90'000);
  EXPECT_EQ(found.attribution.front().revenue.minor, 90'000);
  EXPECT_EQ(found.conversions_without_rate, 1);
  EXPECT_FALSE(found.conversions[1].counted.has_value());
  EXPECT_EQ(found.reached, 3) << "an order is an order, whatever is known of its tax";
}

TEST_F(Measured, only_orders_are_revenue_and_what_a_quote_is_worth_stands_apart) {
  conversions_ = {order(10'000, {first_.code}), order(90'000, {first_.code}), order(3'000, {}), order(2'000, {first_.code}), order(1'000, {first_.code}), order(500, {})};
  char const* const kinds[] = {"order", "quote", "booking", "lead", "promo_code", "call"};
  for (std::size_t i = 0; i < conversions_.size(); ++i) conversions_[i].kind = kinds[i];
  ASSERT_TRUE(add_cost(desk_, lead_, cost(CostSide::internal, 5'000)));
  auto const found = result(lead_);
  EXPECT_EQ(figure(found, "conversions").count, 6);
  EXPECT_EQ(figure(found, "orders").count, 1);
  EXPECT_EQ(figure(found, "revenue").amount->minor, 10'000);
  EXPECT_EQ(figure(found, "traced_revenue").amount->minor, 10'000);
  EXPECT_EQ(figure(found, "announced").amount->minor, 96'500);
  EXPECT_EQ(figure(found, "roi").numerator, 0) << "half of 100 is the margin, 50 the cost";
  EXPECT_EQ(found.attribution.front().revenue.minor, 10'000);
  EXPECT_EQ(found.attribution.front().last_touch_thousandths, 4'000) << "each of the four was brought by the link";
}

TEST_F(Measured, an_order_wholly_given_back_is_shown_as_cancelled_and_counted_nowhere) {
  conversions_ = {order(10'000, {first_.code}), order(6'000, {first_.code}), order(4'000, {})};
  conversions_[1].refunded.minor = 6'000;
  ASSERT_TRUE(add_cost(desk_, lead_, cost(CostSide::internal, 5'000)));
  auto const found = result(lead_);
  EXPECT_EQ(found.conversions.size(), 3u);
  EXPECT_TRUE(found.conversions[1].cancelled);
  EXPECT_EQ(found.reached, 2);
  EXPECT_EQ(std::tuple(found.traced->part, found.traced->whole), std::tuple(1, 2));
  EXPECT_EQ(figure(found, "conversions").count, 2);
  EXPECT_EQ(figure(found, "cost_per_conversion").amount->minor, 5'000);
  EXPECT_EQ(figure(found, "revenue").amount->minor - figure(found, "refunds").amount->minor, 14'000);
  EXPECT_EQ(found.attribution.front().last_touch_thousandths, 1'000);
  EXPECT_EQ(found.attribution.front().revenue.minor, 10'000);
}

TEST_F(Measured, the_lines_beneath_a_figure_add_up_to_it) {
  auto priced = [&](std::int64_t minor, Tax tax, std::optional<std::int64_t> rate) {
    SaveCostLine line = cost(CostSide::internal, minor);
    line.tax = tax;
    line.tax_per_mille = rate;
    ASSERT_TRUE(add_cost(desk_, lead_, line));
  };
  priced(12'000, Tax::including, 200);
  priced(1'055, Tax::including, 55);
  priced(3'333, Tax::excluding, {});
  conversions_ = {order(12'000, {first_.code}), order(999, {second_.code}), order(4'000, {})};
  conversions_[0].tax = conversions_[1].tax = Tax::including;
  conversions_[0].tax_per_mille = conversions_[1].tax_per_mille = 200;
  conversions_[0].refunded.minor = 1'199;
  auto const found = result(lead_);
  std::int64_t costs = 0, revenue = 0, refunds = 0, brought = 0;
  for (CostRow const& row : found.costs) costs += row.counted.minor;
  for (ConversionRow const& row : found.conversions) {
    revenue += row.counted->minor;
    refunds += row.counted_refund->minor;
  }
  for (AttributionRow const& row : found.attribution) brought += row.revenue.minor;
  EXPECT_EQ(costs, 14'333);
  EXPECT_EQ(figure(found, "cost").amount->minor, costs);
  EXPECT_EQ(figure(found, "revenue").amount->minor, revenue);
  EXPECT_EQ(figure(found, "refunds").amount->minor, refunds);
  EXPECT_EQ(figure(found, "traced_revenue").amount->minor, brought);
}

TEST_F(Measured, a_visit_by_two_links_counts_at_each_and_once_in_all) {
  visits_ = {{{first_.code}, 30, 30}, {{second_.code}, 10, 10}, {{first_.code, second_.code}, 5, 5}, {{}, 15, 0}};
  auto const found = result(lead_);
  EXPECT_EQ(figure(found, "visits").count, 45);
  ASSERT_EQ(found.attribution.size(), 2u);
  EXPECT_EQ(found.attribution[0].visits, 35);
  EXPECT_EQ(found.attribution[1].visits, 15);
  EXPECT_EQ(found.publications[0].visits, 35);
  EXPECT_EQ(found.consent->part, 45);
  EXPECT_EQ(found.consent->whole, 60);
}

TEST_F(Measured, attribution_adds_up_to_the_traced_conversions_under_both_models) {
  conversions_ = {order(10'001, {first_.code, second_.code, first_.code}), order(6'000, {second_.code}), order(4'000, {})};
  for (Model const model : {Model::last_touch, Model::linear}) {
    auto const found = result(lead_, {model, {}});
    std::int64_t last = 0, linear = 0, revenue = 0;
    for (AttributionRow const& row : found.attribution) {
      last += row.last_touch_thousandths;
      linear += row.linear_thousandths;
      revenue += row.revenue.minor;
    }
    EXPECT_EQ(last, 2'000);
    EXPECT_EQ(linear, 2'000);
    EXPECT_EQ(revenue, 16'001);
    EXPECT_EQ(found.attribution.size(), 2u);
  }
}

TEST_F(Measured, an_order_that_came_by_links_of_two_objectives_is_credited_once_between_them) {
  strategy::SaveObjective request;
  request.title = *Text<1, 120>::parse("Un autre");
  request.starts_on = *LocalDate::parse("2026-11-01");
  auto const other = *strategy::create_objective(plan_, lead_, request);
  auto const link = *strategy::create_link(plan_, lead_, {*WebUrl::parse("https://rivage.example/c"), other.id, {}, {}, *strategy::UtmWord::parse("x"), *strategy::UtmWord::parse("social"), {}});
  conversions_ = {order(10'001, {first_.code, link.code})};
  auto const traced = [&](ObjectiveId const& id, Model model) { return figure(*objective_result(desk_, lead_, id, {model, {}}), "traced_revenue").amount->minor; };
  EXPECT_EQ(traced(objective_.id, Model::last_touch), 0);
  EXPECT_EQ(traced(other.id, Model::last_touch), 10'001);
  EXPECT_EQ(traced(objective_.id, Model::linear) + traced(other.id, Model::linear), 10'001);
  auto const found = result(lead_, {Model::linear, {}});
  EXPECT_EQ(found.attribution.front().linear_thousandths, 500);
  EXPECT_EQ(found.attribution.front().last_touch_thousandths, 0);
  EXPECT_EQ(found.conversions.front().credited.minor, found.attribution.front().revenue.minor);
  conversions_[0].objective_id = objective_.id;
  EXPECT_EQ(traced(objective_.id, Model::last_touch), 10'001) << "said to be of this one, it is so whole";
}

TEST_F(Measured, a_link_of_an_earlier_publication_is_told_by_its_post_and_bears_its_cost) {
  posts_[0].date = *LocalDate::parse("2026-10-28");
  std::vector<Posted> const all = posts_;
  Desk desk{desk_.database, clock_, desk_.sources, documents_};
  desk.sources.posts = [&](auto&, auto const&, Period const& period) {
    std::vector<Posted> within = all;
    std::erase_if(within, [&](Posted const& post) { return post.date < period.from || post.date > period.to; });
    return within;
  };
  conversions_ = {order(5'000, {first_.code})};
  SaveCostLine line = cost(CostSide::internal, 700);
  line.objective_id.reset();
  line.publication_id = all[0].publication_id;
  ASSERT_TRUE(add_cost(desk_, lead_, line));
  clock_.set(*Instant::parse("2026-10-27T09:00:00Z"));
  auto const link = *strategy::create_link(plan_, lead_, {*WebUrl::parse("https://rivage.example/o"), objective_.id, {}, all[0].publication_id, *strategy::UtmWord::parse("x"), *strategy::UtmWord::parse("social"), {}});
  clock_.set(*Instant::parse("2026-11-23T09:00:00Z"));
  conversions_[0].codes = {link.code};
  auto const found = *objective_result(desk, lead_, objective_.id, {});
  ASSERT_FALSE(found.attribution.empty());
  EXPECT_EQ(found.attribution.front().label, "Un");
  EXPECT_EQ(figure(found, "cost").amount->minor, 700);
}

TEST_F(Measured, a_week_shelved_and_logged_again_cannot_come_back_beside_itself) {
  LogWeek const week{*LocalDate::parse("2026-11-16"), objective_.id, 90, {5'000, Currency::euro()}};
  CostLine const shelved = **log_week(desk_, lead_, week);
  ASSERT_TRUE(shelve_cost(desk_, lead_, shelved.id, strategy::Shelf::archived));
  ASSERT_TRUE(log_week(desk_, lead_, {week.monday, week.objective_id, 120, week.hourly}));
  EXPECT_EQ(shelve_cost(desk_, lead_, shelved.id, strategy::Shelf::active).error().code, "measure.week_logged");
}

TEST_F(Measured, a_cost_of_no_publication_of_the_brand_is_refused) {
  SaveCostLine line = cost(CostSide::internal, 700);
  line.publication_id = "elsewhere";
  EXPECT_EQ(add_cost(desk_, lead_, line).error().fields.at(0).path, "publication_id");
}

TEST_F(Measured, leaves_to_another_objective_what_is_its_own) {
  strategy::SaveObjective request;
  request.title = *Text<1, 120>::parse("Un autre");
  auto const other = *strategy::create_objective(plan_, lead_, request);
  auto const link = *strategy::create_link(plan_, lead_, {*WebUrl::parse("https://rivage.example/c"), other.id, {}, {}, *strategy::UtmWord::parse("x"), *strategy::UtmWord::parse("social"), {}});
  conversions_ = {order(1'000, {link.code}), order(2'000, {link.code, first_.code}), order(3'000, {})};
  conversions_[2].objective_id = other.id;
  auto const found = result(lead_);
  ASSERT_EQ(found.conversions.size(), 1u);
  EXPECT_EQ(found.conversions[0].value.minor, 2'000);
}

TEST_F(Measured, leaves_to_another_objective_a_link_whose_publication_serves_it_now) {
  strategy::SaveObjective request;
  request.title = *Text<1, 120>::parse("Un autre");
  auto const other = *strategy::create_objective(plan_, lead_, request);
  strategy::SaveObjective third = request;
  auto const nobody = *strategy::create_objective(plan_, lead_, third);
  auto const link = *strategy::create_link(plan_, lead_, {*WebUrl::parse("https://rivage.example/c"), other.id, {}, {}, *strategy::UtmWord::parse("x"), *strategy::UtmWord::parse("social"), {}});
  // Made for this objective, the first now serves the other; made for the other, the third now serves this one.
  posts_[0].objective_id = other.id;
  posts_.push_back(post("Trois", link.code));
  conversions_ = {order(1'000, {first_.code}), order(2'000, {link.code}), order(4'000, {second_.code})};
  auto const net = [&](ObjectiveId const& id) {
    ObjectiveResult const result = *objective_result(desk_, lead_, id, {});
    std::int64_t sum = 0;
    for (ConversionRow const& row : result.conversions) sum += row.value.minor;
    return sum;
  };
  EXPECT_EQ(net(objective_.id), 6'000);
  EXPECT_EQ(net(other.id), 1'000);
  EXPECT_EQ(net(nobody.id), 0);
  posts_[0].objective_id.reset();
  EXPECT_EQ(net(objective_.id), 7'000) << "it serves none now: shown, not traced";
  EXPECT_EQ(net(other.id), 1'000);
  EXPECT_EQ(result(lead_).traced->part, 2);
}

TEST_F(Measured, a_client_never_sees_what_the_agency_spends) {
  ASSERT_TRUE(add_cost(desk_, lead_, cost(CostSide::internal, 5'000)));
  ASSERT_TRUE(add_cost(desk_, lead_, cost(CostSide::billed, 9'000)));
  ASSERT_TRUE(log_week(desk_, lead_, {*LocalDate::parse("2026-11-16"), objective_.id, 90, {4'000, Currency::euro()}}));
  auto const asked = result(client_, {{}, Audience::internal});
  EXPECT_EQ(asked.audience, Audience::client);
  EXPECT_EQ(figure(asked, "cost").amount->minor, 9'000);
  for (CostRow const& line : asked.costs) EXPECT_EQ(line.side, CostSide::billed);
  EXPECT_EQ(costs(desk_, client_, {}).size(), 1u);
  EXPECT_EQ(costs(desk_, lead_, {}).size(), 3u);
  EXPECT_EQ(figure(result(lead_), "cost").amount->minor, 11'000);
  ASSERT_TRUE(log_week(desk_, lead_, {*LocalDate::parse("2026-11-09"), {}, 45, {4'000, Currency::euro()}}));
  EXPECT_EQ(result(lead_).minutes_without_objective, 45);
  EXPECT_EQ(result(client_).minutes_without_objective, 0);
  auto const internal = costs(desk_, lead_, {}).front();
  EXPECT_EQ(save_cost(desk_, client_, internal.id, cost(CostSide::billed, 1)).error().code, "measure.cost_not_found");
}

TEST_F(Measured, hours_count_in_an_objective_with_tax_and_what_is_left_out_is_said_in_every_report) {
  strategy::SaveObjective request;
  request.title = *Text<1, 120>::parse("Toutes taxes comprises");
  request.tax = Tax::including;
  objective_ = *strategy::create_objective(plan_, lead_, request);
  ASSERT_TRUE(log_week(desk_, lead_, {*LocalDate::parse("2026-11-16"), objective_.id, 120, {4'000, Currency::euro()}}));
  ASSERT_TRUE(add_cost(desk_, lead_, cost(CostSide::internal, 5'000)));
  auto const found = result(lead_);
  EXPECT_EQ(figure(found, "cost").amount->minor, 8'000);
  EXPECT_EQ(found.costs_without_rate, 1) << "the other line has no rate";
  ReportChoice choice;
  choice.locale = identity::Locale::en;
  EXPECT_NE(report_csv(desk_, lead_, objective_.id, choice)->find("Cost lines left out for want of a tax rate,1,,computed"), std::string::npos);
}

TEST_F(Measured, a_week_logged_again_replaces_itself) {
  LocalDate const monday = *LocalDate::parse("2026-11-16");
  Money const hourly{4'000, Currency::euro()};
  ASSERT_TRUE(log_week(desk_, lead_, {monday, objective_.id, 90, hourly}));
  auto const again = log_week(desk_, lead_, {monday, objective_.id, 120, hourly});
  EXPECT_EQ((*again)->amount.minor, 8'000);
  EXPECT_EQ(own_week(desk_, lead_.person, monday).size(), 1u);
  EXPECT_FALSE(log_week(desk_, lead_, {monday, objective_.id, 0, hourly})->has_value());
  EXPECT_TRUE(own_week(desk_, lead_.person, monday).empty());
  auto const wrong = log_week(desk_, lead_, {*LocalDate::parse("2026-11-17"), {}, 99'999, {-1, *Currency::parse("USD")}});
  EXPECT_EQ(wrong.error().fields.size(), 4u);
}

TEST_F(Measured, a_retainer_is_spread_to_the_cent) {
  strategy::SaveObjective request;
  request.title = *Text<1, 120>::parse("Un autre");
  auto const other = *strategy::create_objective(plan_, lead_, request);
  auto const lines = spread_retainer(desk_, lead_, {*LocalDate::parse("2026-11-01"), {100'000, Currency::euro()}, Tax::excluding, 200, {{objective_.id, 2}, {other.id, 1}}});
  ASSERT_TRUE(lines.has_value());
  EXPECT_EQ((*lines)[0].amount.minor, 66'667);
  EXPECT_EQ((*lines)[1].amount.minor, 33'333);
  EXPECT_EQ(spread_retainer(desk_, lead_, {*LocalDate::parse("2026-11-01"), {1, Currency::euro()}, Tax::excluding, {}, {}}).error().fields[0].code, "measure.spread_empty");
  EXPECT_EQ(spread_retainer(desk_, lead_, {*LocalDate::parse("2026-11-01"), {1, Currency::euro()}, Tax::excluding, {}, {{objective_.id, 0}}}).error().fields[0].code, "measure.weight_range");
  EXPECT_EQ(costs(desk_, lead_, {}).size(), 2u) << "a refused retainer leaves nothing";
}

TEST_F(Measured, the_annex_holds_the_screenshots_of_the_figures_that_are_shown) {
  auto const kept = [](std::string const&, std::string const&) {};
  studio::Desk const library{database(), clock_, [](std::string const& bytes) { return studio::DecodedImage{bytes, "image/webp", 4, 2}; }, kept, {}};
  auto const shot = [&](char const* bytes) { return studio::add_asset(library, lead_, "capture.png", bytes)->id.to_string(); };
  auto const declare = [&](ReadingMetric metric, std::string const& asset) {
    DeclareReading reading{posts_[0].publication_id, metric, 120, {}, asset, {}};
    return declare_reading(desk_, lead_, reading);
  };
  ASSERT_TRUE(declare(ReadingMetric::reach, shot("reach, an hour before")));
  clock_.advance(std::chrono::hours(1));
  ASSERT_TRUE(declare(ReadingMetric::reach, shot("reach")));
  ASSERT_TRUE(declare(ReadingMetric::clicks, shot("clicks")));
  std::vector<std::string> printed;
  ReportDesk const reports{desk_, {}, {}, [&](std::string const& sha256) { return printed.push_back(sha256), Result<std::string>("jpeg"); }};
  EXPECT_FALSE(report_pdf(reports, client_, objective_.id, {})) << "there is no worker here";
  EXPECT_EQ(printed, (std::vector<std::string>{sha256_hex("reach")})) << "the client sees reach, by its last reading";
  printed.clear();
  EXPECT_FALSE(report_pdf(reports, lead_, objective_.id, {{{}, Audience::internal}, identity::Locale::fr, "", ""}));
  std::sort(printed.begin(), printed.end());
  std::vector<std::string> both{sha256_hex("clicks"), sha256_hex("reach")};
  std::sort(both.begin(), both.end());
  EXPECT_EQ(printed, both);
  EXPECT_EQ(declare(ReadingMetric::reach, studio::AssetId::make(clock_).to_string()).error().fields[0].code, "measure.screenshot_unknown");
}

TEST_F(Measured, names_every_wrong_field_of_a_cost_at_once) {
  SaveCostLine line = cost(CostSide::internal, -1);
  line.amount.currency = *Currency::parse("USD");
  line.tax_per_mille = 1'001;
  line.minutes = -5;
  EXPECT_EQ(add_cost(desk_, lead_, line).error().fields.size(), 4u);
  line = cost(CostSide::internal, 1);
  line.objective_id = ObjectiveId::make(clock_);
  EXPECT_EQ(add_cost(desk_, lead_, line).error().code, "strategy.objective_not_found");
}

TEST_F(Measured, refuses_a_change_made_on_an_old_revision) {
  CostLine const line = *add_cost(desk_, lead_, cost(CostSide::internal, 1));
  SaveCostLine change = cost(CostSide::internal, 2);
  change.revision = 1;
  ASSERT_TRUE(save_cost(desk_, lead_, line.id, change));
  EXPECT_EQ(save_cost(desk_, lead_, line.id, change).error().code, "measure.stale_revision");
}

TEST_F(Measured, the_last_reading_of_a_publication_is_its_figure) {
  std::string const id = posts_[0].publication_id;
  ASSERT_TRUE(declare_reading(desk_, lead_, {id, ReadingMetric::reach, 100, {}, {}, {}}));
  clock_.advance(std::chrono::hours(1));
  database().write([&](store::Transaction& tx) { keep_measured(tx, clock_, lead_.brand, {id, ReadingMetric::reach, 150, {}, {}, {}}); });
  ASSERT_TRUE(declare_reading(desk_, lead_, {posts_[1].publication_id, ReadingMetric::reach, 50, {}, {}, {}}));
  auto const found = result(lead_);
  EXPECT_EQ(figure(found, "reach").count, 200);
  EXPECT_EQ(figure(found, "reach").origin, FigureOrigin::mixed);
  EXPECT_EQ(readings_of(desk_, lead_, id).size(), 2u);
  EXPECT_EQ(declare_reading(desk_, lead_, {id, ReadingMetric::reach, -1, {}, {}, {}}).error().fields[0].code, "measure.value_negative");
}

TEST_F(Measured, a_reading_of_tomorrow_is_refused) {
  std::string const id = posts_[0].publication_id;
  Instant const tomorrow = clock_.now() + std::chrono::hours(24);
  EXPECT_EQ(declare_reading(desk_, lead_, {id, ReadingMetric::reach, 9, tomorrow, {}, {}}).error().fields[0].code, "measure.in_the_future");
  auto const outcome = imported("publication_id;metric;value;at\n" + id + ";reach;9;" + tomorrow.to_string() + "\n" + id + ";reach;8;" + clock_.now().to_string() + "\n");
  EXPECT_EQ(outcome->taken, 1);
  ASSERT_EQ(outcome->faults.size(), 1u);
  EXPECT_EQ(outcome->faults[0].code, "measure.in_the_future");
  EXPECT_EQ(figure(result(lead_), "reach").count, 8);
}

TEST_F(Measured, publications_are_declared_as_their_proofs_are) {
  EXPECT_EQ(figure(result(lead_), "publications").origin, FigureOrigin::measured);
  posts_[0].proof = "declared";
  EXPECT_EQ(figure(result(lead_), "publications").origin, FigureOrigin::mixed);
  posts_[1].proof = "declared";
  EXPECT_EQ(figure(result(lead_), "publications").origin, FigureOrigin::declared);
}

TEST_F(Measured, a_csv_of_readings_tells_its_bad_lines_by_number) {
  std::string const id = posts_[0].publication_id;
  std::string const csv = "\xef\xbb\xbfpublication_id;metric;value;at\r\n" + id + ";reach;12;2026-11-20T08:00:00Z\r\n\r\nnobody;reach;1\n" + id + ";love;1\n" + id +
                          ";reach;1,5\n\"" + id + "\";\"reactions\";\"7\"";
  auto const outcome = imported(csv);
  ASSERT_TRUE(outcome.has_value());
  EXPECT_EQ(outcome->taken, 2);
  ASSERT_EQ(outcome->faults.size(), 3u);
  EXPECT_EQ(outcome->faults[0].line, 4);
  EXPECT_EQ(outcome->faults[0].code, "measure.publication_unknown");
  EXPECT_EQ(outcome->faults[1].code, "measure.metric_unknown");
  EXPECT_EQ(outcome->faults[2].value, "1,5");
  EXPECT_EQ(ask_readings(desk_, lead_, "a.csv", "a;b").error().code, "measure.csv_header");
  EXPECT_EQ(ask_readings(desk_, lead_, "a.csv", std::string("publication_id\0", 15)).error().code, "document.unreadable");
}

TEST_F(Measured, a_csv_of_readings_reads_thousands_set_apart_by_a_space) {
  std::string const id = posts_[0].publication_id, line = id + ";reach;";
  auto const outcome = imported("publication_id;metric;value\n" + line + "1\u202f204\n" + line + "12\u00a0345 678\n" + line + "12 34\n" + line + "1234 567\n" + line + " \n");
  EXPECT_EQ(outcome->taken, 2);
  ASSERT_EQ(outcome->faults.size(), 3u) << "12 34, 1234 567 and nothing are no numbers";
  std::vector<std::int64_t> values;
  for (Reading const& one : readings_of(desk_, lead_, id)) values.push_back(one.value);
  std::sort(values.begin(), values.end());
  EXPECT_EQ(values, (std::vector<std::int64_t>{1'204, 12'345'678}));
}

TEST_F(Measured, a_csv_of_more_lines_than_one_transaction_takes_is_taken_whole) {
  std::string csv = "publication_id;metric;value\n";
  for (int i = 0; i < 2'300; ++i) csv += (i % 100 == 99 ? std::string("nobody") : posts_[0].publication_id) + ";clicks;" + std::to_string(i) + "\n";
  auto const outcome = imported(csv);
  EXPECT_EQ(outcome->taken, 2'277);
  EXPECT_EQ(outcome->faults.size(), 23u);
  EXPECT_EQ(outcome->faults.back().line, 2'301);
  EXPECT_EQ(readings_of(desk_, lead_, posts_[0].publication_id).size(), 2'277u);
}

TEST_F(Measured, keeps_what_a_network_told_and_nothing_it_does_not_understand) {
  std::string const id = posts_[0].publication_id;
  auto const heard = listeners(desk_);
  ASSERT_EQ(heard.size(), 1u);
  jobs::Event event;
  event.payload = R"({"publication_id":")" + id + R"(","brand_id":")" + lead_.brand.to_string() +
                  R"(","measures":[{"metric":"reactions","value":7},{"metric":"love","value":3},{"metric":"shares","value":-1}],"at":"2026-11-23T08:00:00Z"})";
  ASSERT_TRUE(database().write([&](store::Transaction& tx) { return heard[0].hear(tx, event); }));
  auto const kept = readings_of(desk_, lead_, id);
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].origin, Origin::measured);
  EXPECT_EQ(kept[0].value, 7);
  event.payload = "{}";
  EXPECT_FALSE(database().write([&](store::Transaction& tx) { return heard[0].hear(tx, event); }));
}

TEST_F(Measured, exports_figures_and_the_lines_beneath) {
  conversions_ = {order(10'000, {first_.code})};
  ReportChoice english;
  english.locale = identity::Locale::en;
  auto const csv = report_csv(desk_, lead_, objective_.id, english);
  ASSERT_TRUE(csv.has_value());
  EXPECT_NE(csv->find("Revenue traced to publications,100.00,EUR,computed"), std::string::npos) << *csv;
  EXPECT_NE(csv->find("Share of conversions traced,100.00%"), std::string::npos) << *csv;
  EXPECT_NE(csv->find("As of (Europe/Paris),Code\r\n"), std::string::npos) << *csv;
  EXPECT_NE(csv->find("Conversions,1,,measured,2026-11-23 10:00,conversions\r\n"), std::string::npos) << "the brand's clock, as on the page: " << *csv;
  EXPECT_TRUE(report_xlsx(desk_, lead_, objective_.id, {})->starts_with("PK"));
  EXPECT_NE(report_csv(desk_, lead_, objective_.id, {})->find("Chiffre d’affaires relié aux publications;100,00;EUR;calculé"), std::string::npos);
  EXPECT_EQ(report_pdf(desk_, lead_, objective_.id, {}).error().code, "render.worker_unavailable");
}

}  // namespace
}  // namespace parvis::measure
