// SPDX-License-Identifier: AGPL-3.0-or-later
#include "track/measures.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "support/temporary_folder.h"
#include "track/collector.h"
#include "track/hit.h"

namespace parvis::track {
namespace {

Instant at(std::string const& text) { return *Instant::parse(text); }

std::string event_id(int number) {
  std::string digits = std::to_string(number);
  return "01890a5d-ac96-774b-bcce-" + std::string(12 - digits.size(), '0') + digits;
}

/// A store with hits put straight into it.
class MeasuresTest : public testing::Test {
 protected:
  MeasuresTest() {
    events::StoreOptions options;
    options.folder = folder_ / "events";
    options.tables = tables();
    options.load_every = std::chrono::milliseconds(0);
    store_ = events::open_store(options);
  }

  Hit hit(std::string visitor, Instant when, Origin origin = {}, std::string name = "page_view") {
    Hit made;
    made.site_id = "a";
    made.event_id = event_id(++number_);
    made.received = made.at = when;
    made.name = std::move(name);
    made.mode = "consented";
    made.visitor = std::move(visitor);
    made.path = "/p" + std::to_string(number_);
    made.channel = origin.channel;
    made.source = origin.source;
    made.medium = origin.medium;
    made.campaign = origin.campaign;
    made.content = origin.content;
    return made;
  }

  void keep(std::vector<Hit> const& hits) {
    events::Batch batch;
    for (Hit const& one : hits) batch.push_back(record_of(one));
    ASSERT_TRUE(store_->append(batch).get());
    store_->flush();
  }

  Scope scope(std::string const& from = "2026-03-01T00:00:00Z", std::string const& to = "2026-04-30T00:00:00Z") const {
    return {{"a"}, at(from), at(to), *ZoneName::parse("Europe/Paris")};
  }
  Measures measures() { return Measures(*store_); }

  test::TemporaryFolder const folder_;
  std::unique_ptr<events::Store> store_;
  int number_ = 0;
};

Origin const instagram{"organic_social", "instagram", "social", "spring", "", "pub-1"};
Origin const mail{"email", "newsletter", "email", "spring", "", "pub-2"};
Origin const direct{"direct", "", "", "", "", ""};

TEST_F(MeasuresTest, days_are_those_of_the_zone_across_the_change_of_clocks) {
  // Paris: UTC+1 until 29 March 2026 01:00Z, UTC+2 after.
  keep({hit("v1", at("2026-03-27T22:59:00Z"), direct), hit("v1", at("2026-03-27T23:01:00Z")), hit("v2", at("2026-03-29T21:59:00Z"), direct),
        hit("v2", at("2026-03-29T22:01:00Z")), hit("v3", at("2026-03-29T22:30:00Z"), direct)});
  auto const days = measures().by_day(scope("2026-03-26T23:00:00Z", "2026-03-30T22:00:00Z"));
  ASSERT_EQ(days.size(), 4u);
  std::vector<std::vector<std::int64_t>> found;
  for (DayCount const& day : days) found.push_back({day.page_views, day.visits, day.visitors});
  EXPECT_EQ(days[0].day.to_string(), "2026-03-27");
  EXPECT_EQ(found, (std::vector<std::vector<std::int64_t>>{{1, 1, 1}, {1, 0, 1}, {1, 1, 1}, {2, 1, 2}}));
}

TEST_F(MeasuresTest, a_second_tag_within_a_visit_is_not_lost) {
  keep({hit("v1", at("2026-03-10T10:00:00Z"), instagram), hit("v1", at("2026-03-10T10:05:00Z")), hit("v1", at("2026-03-10T10:10:00Z"), mail),
        hit("v2", at("2026-03-10T10:00:00Z"), instagram)});
  auto const channels = measures().by_channel(scope());
  ASSERT_EQ(channels.size(), 1u);
  EXPECT_EQ(channels[0].channel, "organic_social");
  EXPECT_EQ(channels[0].visits, 2);
  auto const tags = measures().by_tags(scope());
  ASSERT_EQ(tags.size(), 2u);
  EXPECT_EQ(tags[0].content, "pub-1");
  EXPECT_EQ(tags[0].visits, 2);
  EXPECT_EQ(tags[1].content, "pub-2");
  EXPECT_EQ(tags[1].visits, 1);
  auto const visits = measures().visits(scope(), {{}, {}, "pub-2"}, 10);
  ASSERT_EQ(visits.size(), 1u);
  EXPECT_EQ(visits[0].visitor, "v1");
  EXPECT_EQ(visits[0].page_views, 3);
  EXPECT_EQ(measures().visits(scope(), {"email", {}, {}}, 10).size(), 0u);
  EXPECT_EQ(measures().visits(scope(), {}, 1).size(), 1u);
}

TEST_F(MeasuresTest, a_visit_stands_once_under_all_the_contents_it_arrived_under) {
  Origin paid = instagram;
  paid.medium = "paid";
  keep({hit("v1", at("2026-03-10T10:00:00Z"), instagram), hit("v1", at("2026-03-10T10:05:00Z"), mail), hit("v1", at("2026-03-10T10:10:00Z"), instagram),
        hit("v2", at("2026-03-10T10:00:00Z"), instagram), hit("v3", at("2026-03-10T10:00:00Z"), paid), hit("v4", at("2026-03-10T10:00:00Z"), direct)});
  auto const found = measures().by_contents(scope());
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].contents, std::vector<std::string>{"pub-1"});
  EXPECT_EQ(found[0].visits, 2) << "whatever the other tags";
  EXPECT_EQ(found[1].contents, (std::vector<std::string>{"pub-1", "pub-2"}));
  EXPECT_EQ(found[1].visits, 1);
}

TEST_F(MeasuresTest, a_conversion_opens_down_to_its_touchpoints) {
  Hit order = hit("v1", at("2026-03-12T09:20:00Z"), {}, "purchase");
  order.value_minor = 4990;
  order.currency = "EUR";
  order.order_id = "order-1";
  keep({hit("v1", at("2026-01-01T10:00:00Z"), mail), hit("v1", at("2026-03-10T10:00:00Z"), instagram), hit("v1", at("2026-03-12T09:00:00Z"), direct),
        hit("v1", at("2026-03-12T09:05:00Z"), direct), hit("v1", at("2026-03-12T09:10:00Z"), mail), order, hit("v1", at("2026-03-12T09:30:00Z"), instagram)});
  auto const found = measures().conversions(scope(), usual_conversions(), std::chrono::hours(24 * 30));
  ASSERT_EQ(found.size(), 1u);
  auto const& journey = found[0].journey;
  EXPECT_EQ(journey.conversion.value_minor, 4990);
  ASSERT_EQ(journey.path.size(), 3u) << "not January, not the second direct hit, not what came after";
  EXPECT_EQ(journey.path[0].origin, instagram);
  EXPECT_EQ(journey.path[1].origin, direct);
  EXPECT_EQ(journey.path[2].origin, mail);
  auto const order_found = measures().order("a", "order-1", std::chrono::hours(24 * 30));
  ASSERT_TRUE(order_found);
  EXPECT_EQ(order_found->journey.path.size(), 3u);
  EXPECT_FALSE(measures().order("b", "order-1", std::chrono::hours(1)));
}

TEST_F(MeasuresTest, ways_end_with_a_conversion_and_those_without_count_too) {
  Hit order = hit("v1", at("2026-03-12T09:20:00Z"), {}, "purchase");
  order.value_minor = 4990;
  keep({hit("v1", at("2026-03-10T10:00:00Z"), instagram), hit("v1", at("2026-03-10T10:05:00Z"), instagram), hit("v1", at("2026-03-12T09:00:00Z"), direct),
        hit("v1", at("2026-03-12T09:05:00Z"), direct), order, hit("v1", at("2026-03-12T09:30:00Z"), mail), hit("v2", at("2026-03-10T10:00:00Z"), mail)});
  auto const paths = measures().paths(scope(), {"purchase"}, PathKey::channel);
  ASSERT_EQ(paths.size(), 2u);
  EXPECT_EQ(paths[0].keys, std::vector<std::string>{"email"});
  EXPECT_EQ(paths[0].without_conversion, 2);
  EXPECT_EQ(paths[1].keys, (std::vector<std::string>{"organic_social", "direct"}));
  EXPECT_EQ(paths[1].conversions, 1);
  EXPECT_EQ(paths[1].value, 4990);
  EXPECT_EQ(measures().paths(scope(), {"purchase"}, PathKey::content)[0].keys, (std::vector<std::string>{"pub-1", "[direct]"}));
}

TEST_F(MeasuresTest, an_order_sent_again_years_later_counts_once) {
  Hit order = hit("v1", at("2026-03-12T09:20:00Z"), {}, "purchase");
  order.order_id = "order-1";
  order.value_minor = 100;
  order.currency = "EUR";
  Hit again = order;
  again.event_id = event_id(900);
  again.received = again.at = at("2028-03-12T09:20:00Z");
  keep({order});
  keep({again});
  EXPECT_EQ(measures().conversions(scope("2026-01-01T00:00:00Z", "2029-01-01T00:00:00Z"), {"purchase"}, std::chrono::hours(1)).size(), 1u);
}

TEST_F(MeasuresTest, bots_are_kept_and_left_out_and_consent_says_what_it_hides) {
  Hit bot = hit("v9", at("2026-03-10T10:00:00Z"), instagram);
  bot.bot = "agent:bot";
  Hit exempt = hit("v3", at("2026-03-10T10:00:00Z"));
  exempt.mode = "exempt";
  keep({bot, exempt, hit("v1", at("2026-03-10T10:00:00Z"), instagram), hit("v2", at("2026-03-10T10:00:00Z"), direct)});
  ConsentShare const share = measures().consent_share(scope());
  EXPECT_EQ(share.exempt_visits, 1);
  EXPECT_EQ(share.consented_visits, 2);
  EXPECT_EQ(events::integer_at(store_->ask({"", "SELECT count(*) FROM hit WHERE bot IS NOT NULL"}, {}).rows[0], 0), 1);
}

/// What the script sends of one visit: the page before any choice, then, of who accepts, consent and a page after it.
std::vector<std::string> beacons_of(int person, bool accepts) {
  std::string const visitor = event_id(100 + person), sent = std::to_string(at("2026-03-10T10:00:00Z").milliseconds());
  int next = 1000 + person * 10;
  auto const event = [&](char const* name) {
    return R"({"id":")" + event_id(next++) + R"(","at":)" + sent + R"(,"name":")" + name + R"(","url":"https://shop.example/?utm_content=k7"})";
  };
  std::vector<std::string> bodies{R"({"sent":)" + sent + R"(,"events":[)" + event("page_view") + "]}"};
  if (!accepts) return bodies;
  std::string const proof = R"("visitor":")" + visitor + R"(","consent":{"version":"1","at":)" + sent + "},";
  bodies.push_back(R"({"sent":)" + sent + "," + proof + R"("events":[)" + event("consent_given") + "]}");
  bodies.push_back(R"({"sent":)" + sent + "," + proof + R"("events":[)" + event("page_view") + "]}");
  return bodies;
}

TEST_F(MeasuresTest, a_visit_that_consents_on_its_way_counts_once) {
  SiteRules rules;
  rules.site_id = "a";
  rules.mode = ConsentMode::hybrid;
  Collector collector;
  auto const visit = [&](int person, bool accepts) {
    std::string const address = "10." + std::to_string(person) + ".0.1";
    for (std::string const& body : beacons_of(person, accepts)) {
      BeaconRequest const request{body, address, "Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0", at("2026-03-10T10:00:00Z")};
      ASSERT_TRUE(store_->append(collector.read(rules, request)->batch).get());
    }
    store_->flush();
  };
  for (int person = 0; person < 10; ++person) visit(person, true);
  EXPECT_EQ(measures().consent_share(scope()).consented_visits, 10);
  EXPECT_EQ(measures().consent_share(scope()).exempt_visits, 0);
  visit(10, false);
  EXPECT_EQ(measures().consent_share(scope()).consented_visits, 10);
  EXPECT_EQ(measures().consent_share(scope()).exempt_visits, 1);
}

TEST_F(MeasuresTest, consents_behind_one_address_take_off_no_more_than_their_sites_exempt_visits) {
  Hit one = hit("v1", at("2026-03-10T10:00:00Z")), elsewhere = hit("v2", at("2026-03-10T10:00:00Z"));
  one.mode = elsewhere.mode = "exempt";
  elsewhere.site_id = "b";
  keep({one, elsewhere, hit("c1", at("2026-03-10T10:01:00Z"), instagram, "consent_given"), hit("c2", at("2026-03-10T10:01:00Z"), instagram, "consent_given")});
  Scope both = scope();
  both.sites = {"a", "b"};
  EXPECT_EQ(measures().consent_share(both).consented_visits, 2);
  EXPECT_EQ(measures().consent_share(both).exempt_visits, 1);
}

TEST_F(MeasuresTest, links_and_refusals_are_counted) {
  Instant const when = at("2026-03-10T10:00:00Z");
  std::string const person = "Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0";
  Refusal const refusal{"a", "purchase", "value", "json.required", "", when};
  ASSERT_TRUE(store_->append({record_of(LinkClick{"a", "k7", when, person}), record_of(LinkClick{"a", "k7", when, "curl/8.0 x64 linux"}),
                              record_of(LinkClick{"b", "k8", when, person}), record_of(refusal), record_of(refusal)}).get());
  store_->flush();
  auto const links = measures().link_clicks(scope());
  ASSERT_EQ(links.size(), 1u);
  EXPECT_EQ(links[0].clicks, 1);
  EXPECT_EQ(links[0].by_bots, 1);
  auto const bad = measures().bad_rows(scope());
  ASSERT_EQ(bad.size(), 1u);
  EXPECT_EQ(bad[0].count, 2);
  EXPECT_EQ(bad[0].code, "json.required");
}

TEST_F(MeasuresTest, an_order_that_stands_in_an_exempt_address_or_title_is_counted) {
  std::vector<Hit> hits;
  for (char const* path : {"/checkout/order-received/1042/", "/Checkout/Order-Received/1043", "/checkout/order-received", "/c/chairs", ""}) {
    hits.push_back(hit("v1", at("2026-03-10T10:00:00Z")));
    hits.back().mode = "exempt";
    hits.back().path = path;
  }
  hits[3].title = "Commande n° 1044 confirmée";
  hits[4].title = "Chaises";
  keep(hits);
  ExemptHoldings const held = measures().exempt_holdings("a", at("2026-01-01T00:00:00Z"));
  EXPECT_EQ(held.hits, 5);
  EXPECT_EQ(held.with_order, 3);
}

TEST_F(MeasuresTest, a_visitor_and_an_age_are_erased) {
  keep({hit("v1", at("2024-01-10T10:00:00Z"), instagram), hit("v1", at("2026-03-10T10:00:00Z")), hit("v2", at("2024-01-10T10:00:00Z"))});
  Measures writing = measures();
  EXPECT_EQ(writing.erase_before({"a"}, at("2025-01-01T00:00:00Z")), 2);
  EXPECT_EQ(writing.erase_visitor("a", "v1"), 1);
  EXPECT_EQ(events::integer_at(store_->ask({"", "SELECT count(*) FROM hit"}, {}).rows[0], 0), 0);
}

/// The visits' beginnings as the pure rule finds them, and as the store has cut them.
std::multiset<std::int64_t> cut_slowly(std::map<std::string, std::vector<SeenHit>> seen) {
  std::multiset<std::int64_t> begins;
  for (auto& [visitor, list] : seen) {
    for (Visit const& visit : cut_visits(list)) begins.insert(list[visit.first].at.milliseconds());
  }
  return begins;
}

std::multiset<std::int64_t> cut_as_loaded(std::vector<VisitRow> const& visits) {
  std::multiset<std::int64_t> begins;
  for (VisitRow const& visit : visits) begins.insert(visit.begins.milliseconds());
  return begins;
}

TEST_F(MeasuresTest, sql_and_the_pure_rule_cut_the_same_visits_however_hits_come_in) {
  std::mt19937 random(7);
  std::vector<Hit> hits;
  std::map<std::string, std::vector<SeenHit>> seen;
  for (int i = 0; i < 3000; ++i) {
    std::string const visitor = "v" + std::to_string(random() % 40);
    // Many ties, many gaps at the very limit, and one visitor who never pauses.
    std::int64_t const minutes = visitor == "v0" ? static_cast<std::int64_t>(random() % 2000) : static_cast<std::int64_t>(random() % 300) * 30;
    Instant const when = at("2026-03-05T00:00:00Z") + std::chrono::minutes(minutes) + std::chrono::milliseconds(random() % 2);
    hits.push_back(hit(visitor, when, random() % 5 == 0 ? instagram : Origin{}));
    seen[visitor].push_back({when, hits.back().event_id, "page_view", "", {}, {}, "", ""});
  }
  // In no order and in loads of every size: what comes late opens visits anew, joins them, moves where they are cut.
  std::ranges::shuffle(hits, random);
  for (std::size_t from = 0; from < hits.size();) {
    std::size_t const to = std::min(hits.size(), from + 1 + random() % 300);
    keep({hits.begin() + static_cast<std::ptrdiff_t>(from), hits.begin() + static_cast<std::ptrdiff_t>(to)});
    from = to;
  }
  EXPECT_GT(cut_slowly(seen).size(), 100u);
  EXPECT_EQ(cut_slowly(seen), cut_as_loaded(measures().visits(scope(), {}, 100'000)));
}

TEST_F(MeasuresTest, hits_of_an_older_program_are_cut_when_the_store_is_opened) {
  store_.reset();
  events::StoreOptions older{.folder = folder_ / "older", .tables = tables(), .load_every = std::chrono::milliseconds(0)};
  older.tables[0].derived.clear();
  older.tables[0].columns.resize(older.tables[0].columns.size() - 3);
  store_ = events::open_store(older);
  keep({hit("v1", at("2026-03-10T10:00:00Z")), hit("v1", at("2026-03-10T10:29:00Z")), hit("v1", at("2026-03-10T11:00:00Z"))});
  store_.reset();
  older.tables = tables();
  store_ = events::open_store(older);
  EXPECT_EQ(measures().visits(scope(), {}, 10).size(), 2u);
}

TEST(Visits, are_cut_by_a_gap_and_by_a_day_and_do_not_depend_on_the_order) {
  Instant const start = at("2026-03-10T23:50:00Z");
  std::vector<SeenHit> hits;
  for (int minutes : {0, 30, 60, 91}) hits.push_back({start + std::chrono::minutes(minutes), event_id(minutes), "page_view", "", {}, {}, "", ""});
  std::ranges::reverse(hits);
  auto const visits = cut_visits(hits);
  ASSERT_EQ(visits.size(), 2u);
  EXPECT_EQ(visits[0].last, 3u) << "midnight cuts nothing, and 30 minutes are no gap";
  std::vector<SeenHit> endless;
  for (int i = 0; i < 200; ++i) endless.push_back({start + std::chrono::minutes(15 * i), event_id(i), "page_view", "", {}, {}, "", ""});
  EXPECT_EQ(cut_visits(endless).size(), 3u);
  std::vector<SeenHit> none;
  EXPECT_TRUE(cut_visits(none).empty());
}

}  // namespace
}  // namespace parvis::track
