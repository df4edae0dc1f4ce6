// SPDX-License-Identifier: AGPL-3.0-or-later
#include "track/collector.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/json.h"
#include "events/store.h"
#include "support/temporary_folder.h"
#include "track/hit.h"

namespace parvis::track {
namespace {

constexpr std::string_view phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";
constexpr std::string_view client_visitor = "01890a5d-ac96-774b-bcce-b302099a8057";
Instant const now = *Instant::parse("2026-11-23T12:00:00Z");

std::string event_id(int number) { return "01890a5d-ac96-774b-bcce-b302099a8" + std::to_string(100 + number); }

SiteRules site(ConsentMode mode) {
  SiteRules rules;
  rules.site_id = "site-a";
  rules.mode = mode;
  rules.domains = {"shop.example"};
  rules.payment_providers = {"pay.example"};
  rules.content_parameters = {"p", "utm_source", "gclid"};
  rules.consent_versions = {"2026-1"};
  return rules;
}

std::string sent_at(Instant at) { return std::to_string(at.milliseconds()); }

std::string event_text(int number, std::string const& more) {
  return "{\"id\":\"" + event_id(number) + "\",\"at\":" + sent_at(now) + "," + more + "}";
}

std::string beacon(std::string const& events, std::string const& more = "") {
  return "{\"sent\":" + sent_at(now) + "," + more + "\"events\":[" + events + "]}";
}

std::string consent(std::string const& version = "2026-1", Instant at = now - std::chrono::hours(1)) {
  return "\"visitor\":\"" + std::string(client_visitor) + "\",\"consent\":{\"version\":\"" + version + "\",\"at\":" + sent_at(at) + "},";
}

BeaconRequest request(std::string_view body, std::string_view address = "203.0.113.77") { return {body, address, phone, now}; }

// Everything a shop could send, each secret to be found again in the stored bytes, or not.
std::string const view = event_text(1, R"("name":"page_view","title":"Chaises","url":"https://www.shop.example/c/chairs?p=12&utm_source=SECRETSOURCE&utm_medium=SECRETMEDIUM&utm_campaign=SECRETCAMPAIGN&utm_content=SECRETCONTENT&utm_term=SECRETTERM&utm_id=SECRETID&gclid=SECRETCLICK&mail=SECRETMAIL","referrer":"https://www.google.com/SECRETPATH?q=SECRETQUERY","screen":"390x844","language":"fr-FR","props":{"color":"SECRETPROP"})");
std::string const purchase = event_text(2, R"("name":"purchase","url":"https://www.shop.example/thanks/SECRETPERSON@mail.example","value":4990,"currency":"EUR","order":{"id":"SECRETORDER","items":[{"sku":"SECRETSKU","price":4990,"quantity":1}]})");
std::string const confirmation = event_text(3, R"("name":"page_view","title":"Commande n° 1042-SECRETNUMBER confirmée","url":"https://www.shop.example/checkout/order-received/1042-SECRETNUMBER/?key=SECRETKEY")");
std::vector<std::string> const forbidden = {"SECRETNUMBER", "SECRETKEY", "confirm",
                                            "SECRETSOURCE", "SECRETMEDIUM", "SECRETCAMPAIGN", "SECRETCONTENT", "SECRETTERM", "SECRETID", "SECRETCLICK", "SECRETMAIL",
                                            "SECRETPATH", "SECRETQUERY", "SECRETPROP", "SECRETPERSON", "SECRETORDER", "SECRETSKU", "utm_", "gclid", "203.0.113", "iPhone",
                                            std::string(client_visitor), "organic", "paid_", "purchase", "EUR"};
std::vector<std::string> const never = {"SECRETKEY", "SECRETCLICK", "SECRETMAIL", "SECRETPERSON", "203.0.113", "iPhone", "203.0"};

std::string stored_bytes(std::filesystem::path const& folder) {
  std::string all;
  for (auto const& file : std::filesystem::recursive_directory_iterator(folder)) {
    std::ifstream in(file.path(), std::ios::binary);
    if (file.is_regular_file()) all.append(std::istreambuf_iterator<char>(in), {});
  }
  return all;
}

struct Kept {
  Collected collected;
  std::string journal;  // the bytes on the disk before loading
  std::vector<events::Row> hits;
};

Kept keep(SiteRules const& rules, std::string const& body) {
  test::TemporaryFolder const folder;
  events::StoreOptions options;
  options.folder = folder / "events";
  options.tables = tables();
  options.load_every = std::chrono::milliseconds(0);
  auto const store = events::open_store(options);
  Collector collector;
  auto collected = collector.read(rules, request(body));
  if (!collected) throw std::runtime_error("the beacon was refused: " + collected.error().code);
  EXPECT_TRUE(store->append(collected->batch).get());
  std::string journal = stored_bytes(folder.path());
  store->flush();
  auto answer = store->ask({"", "SELECT mode, visitor, path, query, referrer_host, referrer_path, channel, source, campaign, content, value_minor, order_id, consent_version, click_id_type, host, screen, language, device FROM hit ORDER BY event_id"}, {});
  return {std::move(*collected), std::move(journal), std::move(answer.rows)};
}

struct ConsentCase {
  char const* what;
  ConsentMode mode;
  std::string proof;
  bool consented;
};

TEST(Consent, is_enforced_by_the_server_whatever_the_script_sends) {
  std::vector<ConsentCase> const cases = {
      {"exempt, nothing said", ConsentMode::exempt, "", false},
      {"exempt, although a proof was sent", ConsentMode::exempt, consent(), false},
      {"consented, without proof", ConsentMode::consented, "", false},
      {"consented, an id without consent", ConsentMode::consented, "\"visitor\":\"" + std::string(client_visitor) + "\",", false},
      {"consented, an unknown version", ConsentMode::consented, consent("2020-9"), false},
      {"consented, too old", ConsentMode::consented, consent("2026-1", now - std::chrono::hours(24 * 396)), false},
      {"consented, from tomorrow", ConsentMode::consented, consent("2026-1", now + std::chrono::hours(25)), false},
      {"consented, a version that is none", ConsentMode::consented, consent("x y"), false},
      {"hybrid, before consent", ConsentMode::hybrid, "", false},
      {"hybrid, after consent", ConsentMode::hybrid, consent(), true},
      {"consented, with proof", ConsentMode::consented, consent(), true},
  };
  for (ConsentCase const& one : cases) {
    Kept const kept = keep(site(one.mode), beacon(view + "," + purchase + "," + confirmation, one.proof));
    for (std::string const& secret : one.consented ? never : forbidden) {
      EXPECT_EQ(kept.journal.find(secret), std::string::npos) << one.what << " stored " << secret;
    }
    bool const waits = one.mode == ConsentMode::consented && !one.consented;  // nothing is kept before consent
    EXPECT_EQ(kept.collected.withheld, one.consented ? 0 : waits ? 3 : 1) << one.what;
    ASSERT_EQ(kept.hits.size(), one.consented ? 3u : waits ? 0u : 2u) << one.what;
    if (waits) continue;
    EXPECT_EQ(events::text_at(kept.hits.back(), 2), one.consented ? "/checkout/order-received/1042-SECRETNUMBER/" : "/checkout/order-received") << one.what;
    EXPECT_EQ(events::text_at(kept.hits[0], 0), one.consented ? "consented" : "exempt") << one.what;
    EXPECT_EQ(kept.journal.find("SECRETCAMPAIGN") != std::string::npos, one.consented) << one.what;
  }
}

TEST(Consent, lets_an_exempt_hit_keep_what_names_the_page_and_no_more) {
  Kept const kept = keep(site(ConsentMode::exempt), beacon(view));
  auto const& hit = kept.hits.at(0);
  EXPECT_EQ(events::text_at(hit, 1).size(), 32u);
  EXPECT_EQ(events::text_at(hit, 2), "/c/chairs");
  EXPECT_EQ(events::text_at(hit, 3), "p=12");
  EXPECT_EQ(events::text_at(hit, 4), "www.google.com");
  for (std::size_t column : {5u, 6u, 7u, 8u, 9u, 10u, 11u, 12u, 13u}) EXPECT_TRUE(events::null_at(hit, column)) << column;
  EXPECT_EQ(events::text_at(hit, 15), "small");
  EXPECT_EQ(events::text_at(hit, 16), "fr");
}

TEST(Consent, given_keeps_origin_order_and_the_proof) {
  Kept const kept = keep(site(ConsentMode::consented), beacon(view + "," + purchase, consent()));
  auto const& hit = kept.hits.at(0);
  EXPECT_EQ(events::text_at(hit, 1), client_visitor);
  EXPECT_EQ(events::text_at(hit, 6), "referral");
  EXPECT_EQ(events::text_at(hit, 7), "SECRETSOURCE");
  EXPECT_EQ(events::text_at(hit, 9), "SECRETCONTENT");
  EXPECT_EQ(events::text_at(hit, 12), "2026-1");
  EXPECT_EQ(events::text_at(hit, 13), "gclid");
  EXPECT_EQ(events::integer_at(kept.hits[1], 10), 4990);
  EXPECT_EQ(events::text_at(kept.hits[1], 11), "SECRETORDER");
  EXPECT_EQ(events::text_at(kept.hits[1], 2), "/thanks/:address");
  EXPECT_EQ(kept.collected.batch.size(), 3u) << "two hits and the proof";
}

TEST(Consent, never_joins_what_came_before_it) {
  Collector collector;
  auto const before = *collector.read(site(ConsentMode::hybrid), request(beacon(view)));
  auto const after = *collector.read(site(ConsentMode::hybrid), request(beacon(view, consent())));
  EXPECT_NE(std::get<std::string>(before.batch[0].row[8]), std::get<std::string>(after.batch[0].row[8]));
}

TEST(Consent, an_opt_out_stores_nothing) {
  Collector collector;
  std::string const body = beacon(view + "," + purchase, consent());
  BeaconRequest asked = request(body);
  asked.opt_out = BeaconRequest::OptOut::yes;
  auto const collected = *collector.read(site(ConsentMode::consented), asked);
  EXPECT_TRUE(collected.batch.empty());
  EXPECT_EQ(collected.withheld, 2);
}

TEST(Collector, keeps_nothing_of_whom_has_not_agreed_on_a_site_that_wants_consent_first) {
  Kept const kept = keep(site(ConsentMode::consented), beacon(view));
  EXPECT_EQ(kept.collected.kept, 0);
  EXPECT_EQ(kept.collected.withheld, 1);
  EXPECT_TRUE(kept.hits.empty());
  EXPECT_EQ(keep(site(ConsentMode::hybrid), beacon(view)).collected.kept, 1);
  EXPECT_EQ(keep(site(ConsentMode::consented), beacon(view, consent())).collected.kept, 1);
}

TEST(Collector, says_why_it_refuses_an_event_and_keeps_the_others) {
  struct Case { std::string event, field, code; };
  std::vector<Case> const cases = {
      {event_text(1, R"("name":"page_view")"), "url", "json.required"},
      {event_text(1, R"("name":"page_view","url":"shop")"), "url", "url.malformed"},
      {event_text(1, R"("name":"Page View","url":"https://shop.example/")"), "name", "track.event_name_malformed"},
      {event_text(1, R"("name":"page_view","url":"https://shop.example/","colour":"red")"), "colour", "json.unknown_field"},
      {event_text(1, R"("name":"page_view","url":"https://shop.example/","a b<script>":1)"), "…", "json.unknown_field"},
      {event_text(1, R"("name":"purchase","url":"https://shop.example/","value":10.5,"currency":"EUR","order":{"id":"1"})"), "value", "json.out_of_range"},
      {event_text(1, R"("name":"purchase","url":"https://shop.example/","value":10,"currency":"eur","order":{"id":"1"})"), "currency", "track.currency_malformed"},
      {event_text(1, R"("name":"purchase","url":"https://shop.example/","value":10,"currency":"EUR")"), "order", "json.required"},
      {event_text(1, R"("name":"lead","url":"https://shop.example/","props":{"a":{"b":1}})"), "props/a", "json.wrong_type"},
      {event_text(1, R"("name":"lead","url":"https://shop.example/","title":7)"), "title", "json.wrong_type"},
      {R"({"id":"nope","at":1,"name":"lead","url":"https://shop.example/"})", "id", "id.malformed"},
      {"{\"id\":\"" + event_id(1) + "\",\"at\":" + sent_at(now - std::chrono::hours(73)) + R"(,"name":"lead","url":"https://shop.example/"})", "at", "track.too_old"},
      {"17", "", "json.wrong_type"},
  };
  for (Case const& one : cases) {
    Collector collector;
    std::string const body = beacon(one.event + "," + event_text(2, R"("name":"page_view","url":"https://shop.example/")"));
    auto const collected = collector.read(site(ConsentMode::exempt), request(body));
    ASSERT_TRUE(collected) << one.event;
    EXPECT_EQ(collected->kept, 1) << one.event;
    EXPECT_EQ(collected->refused, 1) << one.event;
    auto const& row = collected->batch.at(0).row;
    EXPECT_EQ(collected->batch[0].table, 1);
    EXPECT_EQ(row[3], one.field.empty() ? events::Value() : events::Value(one.field)) << one.event;
    EXPECT_EQ(row[4], events::Value(one.code)) << one.event;
  }
}

TEST(Collector, refuses_a_beacon_that_is_none) {
  Collector collector;
  auto const code = [&](std::string const& body) {
    auto const read = collector.read(site(ConsentMode::exempt), request(body));
    return read ? "" : read.error().code;
  };
  std::string many;
  for (int i = 0; i < 26; ++i) many += (i > 0 ? "," : "") + event_text(i, R"("name":"page_view","url":"https://shop.example/")");
  EXPECT_EQ(code(""), "json.malformed");
  EXPECT_EQ(code("[]"), "track.beacon_invalid");
  EXPECT_EQ(code(beacon("")), "track.beacon_invalid");
  EXPECT_EQ(code(beacon(many)), "track.beacon_invalid");
  EXPECT_EQ(code(R"({"events":[1]})"), "track.beacon_invalid");
  EXPECT_EQ(code(beacon(view, "\"more\":1,")), "track.beacon_invalid");
  EXPECT_EQ(code(std::string((64u << 10) + 1, ' ')), "track.beacon_too_large");
}

TEST(Collector, sets_the_time_by_the_servers_clock) {
  Collector collector;
  // A browser whose clock is two days behind: happened ten minutes before it was sent.
  std::int64_t const sent = (now - std::chrono::hours(48)).milliseconds();
  std::string const body = "{\"sent\":" + std::to_string(sent) + ",\"events\":[{\"id\":\"" + event_id(1) + "\",\"at\":" + std::to_string(sent - 600'000) + R"(,"name":"page_view","url":"https://shop.example/"}]})";
  auto const collected = *collector.read(site(ConsentMode::exempt), request(body));
  EXPECT_EQ(std::get<std::int64_t>(collected.batch[0].row[3]), (now - std::chrono::minutes(10)).milliseconds());
}

struct OriginCase {
  char const* url;
  char const* referrer;
  char const* channel;
  char const* source;
};

TEST(Collector, tells_origins_from_returns) {
  std::vector<OriginCase> const cases = {
      {"https://shop.example/", "", "direct", ""},
      {"https://shop.example/", "https://www.shop.example/a", "", ""},
      {"https://shop.example/", "https://checkout.pay.example/done", "", ""},
      {"https://shop.example/?utm_source=ig&utm_medium=social", "https://shop.example/a", "organic_social", "ig"},
      {"https://shop.example/", "https://l.instagram.com/?u=x", "organic_social", "Instagram"},
      {"https://shop.example/?gclid=abc", "https://www.google.fr/", "paid_search", "Google"},
      {"https://shop.example/?gclid=abc", "", "paid_search", "Google"},
      {"https://shop.example/", "https://blog.other.example/post", "referral", "blog.other.example"},
  };
  for (OriginCase const& one : cases) {
    Kept const kept = keep(site(ConsentMode::consented), beacon(event_text(1, "\"name\":\"page_view\",\"url\":\"" + std::string(one.url) + "\",\"referrer\":\"" + one.referrer + "\""), consent()));
    EXPECT_EQ(events::text_at(kept.hits.at(0), 6), one.channel) << one.url << " " << one.referrer;
    EXPECT_EQ(events::text_at(kept.hits[0], 7), one.source) << one.url << " " << one.referrer;
  }
}

TEST(Visitors, are_one_for_eight_hours_by_site_agent_and_cut_address) {
  Visitors visitors;
  std::string const first = visitors.visitor("a", phone, "203.0.113.77", now);
  EXPECT_EQ(visitors.visitor("a", phone, "203.0.9.9", now + std::chrono::hours(7)), first) << "the first two bytes alone count";
  EXPECT_NE(visitors.visitor("b", phone, "203.0.113.77", now), first) << "no id is shared between sites";
  EXPECT_NE(visitors.visitor("a", "other", "203.0.113.77", now), first);
  EXPECT_NE(visitors.visitor("a", phone, "198.51.100.1", now), first);
  EXPECT_NE(visitors.visitor("a", phone, "203.0.113.77", now + std::chrono::hours(8)), first) << "forgotten, although it came back in between";
  visitors.visitor("z", phone, "", now + std::chrono::hours(20));
  EXPECT_EQ(visitors.size(), 1u);
  EXPECT_EQ(cut_address("2001:db8:1234:5678::1").size(), 6u);
  EXPECT_EQ(cut_address("::ffff:203.0.113.77"), cut_address("203.0.1.2"));
  EXPECT_EQ(cut_address("nonsense"), "");
}

}  // namespace
}  // namespace parvis::track
