// SPDX-License-Identifier: AGPL-3.0-or-later
#include "track/user_agent.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "base/json.h"
#include "source_folder.h"

namespace parvis::track {
namespace {

// Browsers of people, as they are published by their makers; among them in-app browsers of the networks.
constexpr std::array people = {
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.2592.87",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Linux; Android 13; CUBOT KINGKONG 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0",
    "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 337.0.0.23.60 (iPhone14,5; iOS 17_5; fr_FR; fr; scale=3.00; 1170x2532; 613343512)",
    "Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/AP1A.240505.005; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/470.0.0.34.109;]",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36 OPR/110.0.0.0",
    "Mozilla/5.0 (Linux; Android 12; M2102J20SG) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36 trill_340203 musical_ly BytedanceWebview/d8a21c6",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [LinkedInApp]/9.29.8",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Snapchat/12.90.0.31 (like Safari/8618.2.12.10.9, panda)",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1 (Ecosia ios@10.0.1.1789)",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) GSA/322.0.644446804 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 14; SM-A546B) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.0.0 Mobile Safari/537.36 [Pinterest/Android]",
    "Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1",
};

TEST(UserAgent, of_people_are_not_flagged) {
  for (char const* agent : people) EXPECT_EQ(bot_reason(agent), "") << agent;
}

TEST(UserAgent, tells_device_system_and_browser) {
  EXPECT_EQ(device_of(people[1]).browser, "Edge");
  EXPECT_EQ(device_of(people[4]).kind, "mobile");
  EXPECT_EQ(device_of(people[4]).system, "iOS");
  EXPECT_EQ(device_of(people[5]).kind, "tablet");
  EXPECT_EQ(device_of(people[6]).browser, "Samsung Internet");
  EXPECT_EQ(device_of("").kind, "other");
}

TEST(UserAgent, of_programs_are_flagged_with_the_reason) {
  EXPECT_EQ(bot_reason("Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X) AppleWebKit/537.36 Chrome/1 Mobile Safari/537.36 (compatible; Googlebot/2.1)"), "agent:bot");
  EXPECT_EQ(bot_reason("curl/8.5.0 anything"), "agent:curl");
  EXPECT_EQ(bot_reason("  "), "agent:empty");
}

TEST(VectorsBots, published_crawlers_are_recalled) {
  std::filesystem::path file = std::filesystem::path(PARVIS_SOURCE_FOLDER) / "../shared/data/crawler-user-agents/crawler-user-agents.json";
  if (!std::filesystem::exists(file)) file = std::filesystem::path(PARVIS_SOURCE_FOLDER) / "../../shared/data/crawler-user-agents/crawler-user-agents.json";
  std::ifstream in(file);
  if (!in) {
    std::printf("skipped: data set crawler-user-agents absent\n");
    GTEST_SKIP() << "skipped: data set crawler-user-agents absent";
  }
  auto const patterns = *json::parse(std::string(std::istreambuf_iterator<char>(in), {}));
  int all = 0, flagged = 0;
  for (auto const& pattern : patterns.get_array()) {
    for (auto const& instance : pattern.at("instances").get_array()) {
      bool const found = !bot_reason(json::text_of(instance)).empty();
      ++all;
      flagged += found;
      if (!found && all - flagged <= 15) std::printf("  missed: %s\n", json::text_of(instance).c_str());
    }
  }
  std::printf("crawlers: %d of %d flagged\n", flagged, all);
  EXPECT_GE(flagged * 100, all * 94);
}

}  // namespace
}  // namespace parvis::track
