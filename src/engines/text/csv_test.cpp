// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/csv.h"

#include <gtest/gtest.h>

namespace parvis::text {
namespace {

using Cells = std::vector<std::string>;

TEST(Csv, a_quote_inside_a_cell_is_a_sign_like_others) {
  auto const lines = *csv_lines("1;Frame 24\";x\n2;Candle;y\n3;Frame 30\";z\n", ';');
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0].cells, (Cells{"1", "Frame 24\"", "x"}));
  EXPECT_EQ(lines[1].cells, (Cells{"2", "Candle", "y"}));
}

TEST(Csv, a_quoted_cell_holds_separators_line_ends_and_quotes_and_lines_stay_numbered) {
  auto const lines = *csv_lines("\xEF\xBB\xBF" "a,b\r\n\"x, \"\"y\"\"\nz\",\"\"\r\n\r\n \nlast,\n", ',');
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0].cells, (Cells{"a", "b"}));
  EXPECT_EQ(lines[1].line, 2);
  EXPECT_EQ(lines[1].cells, (Cells{"x, \"y\"\nz", ""}));
  EXPECT_EQ(lines[2].line, 6);
  EXPECT_EQ(lines[2].cells, (Cells{"last", ""}));
}

TEST(Csv, a_quote_never_closed_is_told_by_its_line) {
  auto const told = csv_lines("a;b\n1;2\n3;\"4\n5;6\n", ';');
  ASSERT_FALSE(told);
  EXPECT_EQ(told.error().fields.at(0).code, "text.csv_quote");
  EXPECT_EQ(told.error().fields.at(0).value, "3");
}

TEST(Csv, nothing_is_no_line) { EXPECT_TRUE(csv_lines("\n \n", ',')->empty()); }

TEST(Csv, the_separator_is_what_the_first_line_holds_most_of) {
  EXPECT_EQ(csv_separator("a;\"b,c,d\";e\n1,2,3,4"), ';');
  EXPECT_EQ(csv_separator("a,b,c"), ',');
  EXPECT_EQ(csv_separator("a\tb"), '\t');
}

}  // namespace
}  // namespace parvis::text
