// SPDX-License-Identifier: AGPL-3.0-or-later
#include "track/channel.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "base/json.h"
#include "source_folder.h"
#include "track/web_address.h"

namespace parvis::track {
namespace {

struct Case {
  Arrival arrival;
  std::string expected;
};

TEST(Channel, is_told_by_the_first_rule_that_holds) {
  std::vector<Case> const cases = {
      {{}, "direct"},
      {{"www.google.fr", "", "", "", ""}, "organic_search"},
      {{"google.co.uk", "", "", "", "gclid"}, "paid_search"},
      {{"l.instagram.com", "", "", "", "fbclid"}, "organic_social"},
      {{"lm.facebook.com", "", "email", "", ""}, "email"},
      {{"www.google.com", "instagram", "social", "spring", ""}, "organic_social"},
      {{"", "Instagram", "CPC", "spring", ""}, "paid_social"},
      {{"", "poster", "qr", "spring", ""}, "referral"},
      {{"", "print", "podcast", "", ""}, "audio"},
      {{"", "", "post", "", ""}, "referral"},
      {{"chat.mistral.ai", "", "", "", ""}, "ai_assistant"},
      {{"blog.example", "", "", "", ""}, "referral"},
      {{"", "", "", "chaussures-shopping", ""}, "organic_shopping"},
      {{"", "", "", "bishopric", ""}, "referral"},
      {{"", "newsletter-11", "", "", ""}, "email"},
      {{"mail.google.com", "", "", "", ""}, "email"},
  };
  for (Case const& one : cases) {
    EXPECT_EQ(channel_of(one.arrival), one.expected) << one.arrival.referrer_source << " " << one.arrival.utm_source << " " << one.arrival.utm_medium;
  }
}

TEST(Channel, knows_sources_by_host_and_by_name) {
  EXPECT_EQ(source_of_host("www.google.co.jp")->name, "Google");
  EXPECT_EQ(source_of_host("lm.facebook.com")->name, "Facebook");
  EXPECT_EQ(source_of_host("x.com", "/i/grok")->group, "ai");
  EXPECT_EQ(source_of_name("IG")->name, "Instagram");
  EXPECT_TRUE(source_of_name("facebook-ads")->paid);
  EXPECT_FALSE(source_of_host("notgoogle.example"));
  EXPECT_FALSE(source_of_host("com"));
  EXPECT_EQ(search_term("https://www.google.fr/search?q=chaise+de+jardin"), "chaise de jardin");
  EXPECT_EQ(search_term("https://shop.example/?q=chaise"), "");
  EXPECT_EQ(click_id("gclid")->network, "Google");
  EXPECT_FALSE(click_id("id"));
}

TEST(WebAddress, is_read_in_its_parts_and_refused_when_it_is_none) {
  auto const address = parse_address("HTTPS://user@Shop.Example.:8443/a%20b?UTM_Source=Insta%2Bgram+x&empty&y=%zz#utm_medium=social");
  ASSERT_TRUE(address);
  EXPECT_EQ(address->host, "shop.example");
  EXPECT_EQ(address->path, "/a%20b");
  EXPECT_EQ(parameter(*address, "utm_source"), "Insta+gram x");
  EXPECT_EQ(parameter(*address, "y"), "%zz");
  EXPECT_EQ(parameter(*address, "utm_medium"), "social");
  EXPECT_EQ(parse_address("https://shop.example")->path, "/");
  EXPECT_EQ(parse_address("https://[::1]:80/x")->host, "[::1]");
  for (char const* bad : {"", "shop.example/x", "ftp://shop.example/", "https:///x", "javascript://a b/", "https://a\"b/", "https://\xff/"}) {
    EXPECT_FALSE(parse_address(bad)) << bad;
  }
  EXPECT_FALSE(parse_address("https://a.example/" + std::string(2048, 'x')));
  EXPECT_TRUE(under_any("www.shop.example", {"shop.example"}));
  EXPECT_TRUE(under_any("m.shop.example", {"WWW.shop.example"}));
  EXPECT_FALSE(under_any("othershop.example", {"shop.example"}));
  EXPECT_EQ(cut("é", 1), "");
}

std::optional<json::Value> vectors(std::string const& name) {
  std::filesystem::path const file = std::filesystem::path(PARVIS_SOURCE_FOLDER) / "../shared/data" / name;
  std::filesystem::path const other = std::filesystem::path(PARVIS_SOURCE_FOLDER) / "../../shared/data" / name;
  std::ifstream in(std::filesystem::exists(file) ? file : other);
  if (!in) return std::nullopt;
  return *json::parse(std::string(std::istreambuf_iterator<char>(in), {}));
}

#define PARVIS_VECTORS(variable, name)                                       \
  auto const variable = vectors(name);                                       \
  if (!variable) {                                                           \
    std::printf("skipped: data set %s absent\n", name);                      \
    GTEST_SKIP() << "skipped: data set " << name << " absent";               \
  }

std::string field(boost::json::object const& object, char const* name) {
  auto const* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? json::text_of(*value) : "";
}

std::string slug_of(std::string shown) {
  if (shown == "Mobile Push Notifications") return "push";
  if (shown == "AI Assistants") return "ai_assistant";
  if (shown == "Affiliates") return "affiliate";
  for (char& c : shown) c = c == ' ' || c == '-' ? '_' : c;
  return lower_case(shown);
}

TEST(VectorsChannel, published_grouping_cases_all_agree) {
  PARVIS_VECTORS(cases, "channel-grouping/plausible_acquisition_cases.json");
  int checked = 0;
  for (auto const& each : cases->get_array()) {
    auto const& object = each.get_object();
    Arrival const arrival{field(object, "referrer_source"), field(object, "utm_source"), field(object, "utm_medium"), field(object, "utm_campaign"), field(object, "click_id_param")};
    EXPECT_EQ(channel_of(arrival), slug_of(field(object, "expected"))) << boost::json::serialize(each);
    ++checked;
  }
  EXPECT_EQ(checked, 60);
}

TEST(VectorsChannel, published_referrers_are_recognised) {
  PARVIS_VECTORS(cases, "referer-parser/resources/referer-tests.json");
  int known = 0, agreed = 0, terms = 0, terms_agreed = 0;
  for (auto const& each : cases->get_array()) {
    auto const& object = each.get_object();
    std::string const medium = field(object, "medium");
    if (medium != "search" && medium != "social" && medium != "email" && medium != "chatbot") continue;
    auto const address = parse_address(field(object, "uri"));
    auto const source = address ? source_of_host(address->host, address->path) : std::nullopt;
    std::string const group = medium == "chatbot" ? "ai" : medium;
    bool const same = source && (source->group == group || (source->group == "video" && group == "social"));
    ++known;
    agreed += same;
    if (!same) std::printf("  differs: %s %s -> %s\n", medium.c_str(), field(object, "uri").substr(0, 70).c_str(), source ? source->group.c_str() : "unknown");
    std::string const term = field(object, "term");
    if (term.empty()) continue;
    ++terms;
    terms_agreed += search_term(field(object, "uri")) == term;
  }
  std::printf("referrers: %d of %d groups agree, %d of %d terms\n", agreed, known, terms_agreed, terms);
  EXPECT_GE(agreed * 100, known * 85);
}

}  // namespace
}  // namespace parvis::track
