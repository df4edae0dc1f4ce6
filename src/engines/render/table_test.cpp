// SPDX-License-Identifier: AGPL-3.0-or-later
#include "render/table.h"

#include <array>
#include <cstdio>
#include <fstream>

#include <gtest/gtest.h>

#include "base/assertion.h"
#include "support/temporary_folder.h"

namespace parvis::render {
namespace {

Table figures() {
  Table table{"Figures", {"what", "count", "amount", "share", "day", "at"}, {}};
  table.rows.push_back({std::string("naïve; \"quoted\", and\nbroken"), std::int64_t{-1234567}, Money{-5, Currency::euro()}, Share{1, 3},
                        *LocalDate::parse("2026-11-23"), *Instant::parse("2026-11-23T20:00:00Z")});
  table.rows.push_back({std::string("café"), std::monostate{}, Money{900, *Currency::parse("JPY")}, Share{1, 0}, std::monostate{}, std::monostate{}});
  return table;
}

TEST(Csv, follows_the_standard) {
  EXPECT_EQ(csv_of(figures(), CsvStyle::standard),
            "what,count,amount,share,day,at\r\n"
            "\"naïve; \"\"quoted\"\", and\nbroken\",-1234567,-0.05,33.33%,2026-11-23,2026-11-23T20:00:00Z\r\n"
            "café,,900,,,\r\n");
}

TEST(Csv, opens_right_in_a_french_excel) {
  EXPECT_EQ(csv_of(figures(), CsvStyle::french_excel),
            "\xef\xbb\xbfwhat;count;amount;share;day;at\r\n"
            "\"naïve; \"\"quoted\"\", and\nbroken\";-1234567;-0,05;33,33%;2026-11-23;2026-11-23T20:00:00Z\r\n"
            "café;;900;;;\r\n");
}

TEST(Csv, takes_the_sting_out_of_formulas) {
  for (std::string const text : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\uff1d1", "\uff20x"}) {
    Table const table{"t", {"a"}, {{text}}};
    std::string const csv = csv_of(table, CsvStyle::standard);
    EXPECT_NE(csv.find("'" + text), std::string::npos) << text;
  }
  EXPECT_EQ(csv_of({"t", {"a"}, {{std::string("1-1 = 0")}}}, CsvStyle::standard), "a\r\n1-1 = 0\r\n");
}

TEST(Csv, refuses_a_row_that_does_not_fit) {
  EXPECT_THROW(csv_of({"t", {"a", "b"}, {{std::string("x")}}}, CsvStyle::standard), LogicFailure);
}

std::string part(std::string const& xlsx, std::string const& name) {
  test::TemporaryFolder const folder;
  std::ofstream(folder / "book.xlsx", std::ios::binary) << xlsx;
  FILE* pipe = popen(("unzip -p " + (folder / "book.xlsx").string() + " '" + name + "'").c_str(), "r");
  std::string out;
  std::array<char, 4096> bytes{};
  while (std::size_t const count = std::fread(bytes.data(), 1, bytes.size(), pipe)) out.append(bytes.data(), count);
  pclose(pipe);
  return out;
}

TEST(Spreadsheet, keeps_each_cell_as_what_it_is) {
  std::string const xlsx = xlsx_of({figures()}, {"Rapport", "Studio"});
  std::string const sheet = part(xlsx, "xl/worksheets/sheet1.xml");
  EXPECT_NE(sheet.find("<v>-1234567</v>"), std::string::npos) << sheet;
  EXPECT_NE(sheet.find("<v>-0.05</v>"), std::string::npos);
  EXPECT_NE(sheet.find("<v>900</v>"), std::string::npos);
  EXPECT_NE(sheet.find("<v>46349</v>"), std::string::npos) << "2026-11-23 in Excel's days";
  EXPECT_NE(sheet.find("46349.833333333"), std::string::npos);
  EXPECT_NE(sheet.find("state=\"frozen\""), std::string::npos);
  EXPECT_NE(part(xlsx, "xl/styles.xml").find("0.0%"), std::string::npos);
  EXPECT_NE(part(xlsx, "docProps/core.xml").find("Rapport"), std::string::npos);
}

TEST(Spreadsheet, writes_a_moment_on_the_clock_of_its_zone) {
  Table const table{"t", {"at (Europe/Paris)"}, {{local_moment(*Instant::parse("2026-11-23T23:30:00Z"), *ZoneName::parse("Europe/Paris"))}}};
  EXPECT_NE(part(xlsx_of({table}, {}), "xl/worksheets/sheet1.xml").find("<v>46350.02083333"), std::string::npos) << "half past midnight on the 24th";
  EXPECT_EQ(csv_of(table, CsvStyle::standard), "at (Europe/Paris)\r\n2026-11-24 00:30\r\n");
}

TEST(Spreadsheet, never_makes_a_formula_of_a_text) {
  Table const table{"t", {"=A1"}, {{std::string("=HYPERLINK(\"http://x\")")}, {std::string("<b>&\x01")}, {std::string(40'000, 'x')}}};
  std::string const xlsx = xlsx_of({table, table}, {"=1", ""});
  EXPECT_EQ(part(xlsx, "xl/worksheets/sheet1.xml").find("<f>"), std::string::npos);
  std::string const strings = part(xlsx, "xl/sharedStrings.xml");
  EXPECT_NE(strings.find("<t>=HYPERLINK(\"http"), std::string::npos) << strings.substr(0, 400);
  EXPECT_NE(strings.find("&lt;b&gt;&amp;</t>"), std::string::npos);
  EXPECT_EQ(strings.find(std::string(32'768, 'x')), std::string::npos);
}

TEST(Spreadsheet, names_sheets_as_excel_allows) {
  Table table{"A/B: [très] long nom de feuille qui dépasse", {"a"}, {}};
  std::string const book = part(xlsx_of({table, table, {"", {"a"}, {}}}, {}), "xl/workbook.xml");
  EXPECT_NE(book.find("name=\"A B   très  long nom de feui\""), std::string::npos) << book;
  EXPECT_NE(book.find("name=\"A B   très  long nom de feui 2\""), std::string::npos) << book;
  EXPECT_NE(book.find("name=\"1\""), std::string::npos);
}

}  // namespace
}  // namespace parvis::render
