// SPDX-License-Identifier: AGPL-3.0-or-later
#include "render/chart.h"

#include <algorithm>

#include <pugixml.hpp>

#include <gtest/gtest.h>

namespace parvis::render {
namespace {

ChartWords const words{"Visits <by day> & night", "Visits rose from 3 to 12."};

pugi::xml_document parsed(std::string const& svg) {
  pugi::xml_document document;
  EXPECT_TRUE(document.load_string(svg.c_str())) << svg;
  return document;
}

TEST(Charts, say_what_they_show_to_who_cannot_see_them) {
  for (std::string const& svg : {bar_chart(words, {{"a", 1, "1"}}), line_chart(words, {{"1"}, {{"a", {1.0}}}, 1, "1"}), funnel_chart(words, {{"a", 1, "1"}})}) {
    auto const document = parsed(svg);
    EXPECT_STREQ(document.child("svg").child_value("title"), words.title.c_str());
    EXPECT_STREQ(document.child("svg").child_value("desc"), words.description.c_str());
  }
}

TEST(Charts, draw_bars_in_proportion) {
  auto const document = parsed(bar_chart(words, {{"half", 5, "5"}, {"whole", 10, "10"}, {"none", 0, "0"}, {"debt", -3, "-3"}}));
  std::vector<double> widths;
  for (auto const& bar : document.child("svg").children("rect")) widths.push_back(bar.attribute("width").as_double());
  ASSERT_EQ(widths.size(), 2u) << "nothing is drawn for 0 and below";
  EXPECT_NEAR(widths[0] * 2, widths[1], 0.11);
}

TEST(Charts, leave_a_gap_where_a_value_is_unknown) {
  std::string const svg = line_chart(words, {{"1", "2", "3", "4", "5"}, {{"a", {1.0, 2.0, std::nullopt, 3.0, 4.0}}}, 4, "4"});
  std::string const path = parsed(svg).child("svg").find_child_by_attribute("path", "stroke-width", "2").attribute("d").value();
  EXPECT_EQ(std::count(path.begin(), path.end(), 'M'), 2) << path;
}

TEST(Charts, stand_empty_and_hostile_input) {
  EXPECT_FALSE(bar_chart({"", ""}, {}).empty());
  EXPECT_FALSE(funnel_chart({"", ""}, {}).empty());
  parsed(line_chart(words, {{}, {}, 0, ""}));
  parsed(bar_chart(words, {{"</text><script>alert(1)</script>", 1e300, "\"'&<>"}, {std::string(500, 'x'), 1, "\x01"}}));
  EXPECT_EQ(bar_chart(words, {{"</text><script>", 1, ""}}).find("<script>"), std::string::npos);
}

TEST(Charts, give_the_same_bytes_for_the_same_values) {
  EXPECT_EQ(bar_chart(words, {{"a", 1.0 / 3, "x"}}), bar_chart(words, {{"a", 1.0 / 3, "x"}}));
}

}  // namespace
}  // namespace parvis::render
