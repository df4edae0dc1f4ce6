// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include "base/digest.h"
#include "base/encoding.h"
#include "base/id.h"
#include "base/json_schema.h"
#include "base/kept_text.h"
#include "base/money.h"
#include "base/secret_box.h"
#include "base/text.h"
#include "base/zoned_time.h"

namespace parvis {
namespace {

enum class Colour { red, blue };
BOOST_DESCRIBE_ENUM(Colour, red, blue)

struct Line {
  Text<1, 5> title;
  int count = 0;
};
BOOST_DESCRIBE_STRUCT(Line, (), (title, count))

struct Sheet {
  std::vector<Line> lines;
  std::optional<LocalDate> day;
  Colour colour = Colour::red;
};
BOOST_DESCRIBE_STRUCT(Sheet, (), (lines, day, colour))

LocalMoment moment(char const* date, char const* time, char const* zone, Fold fold = Fold::earlier) {
  return {*LocalDate::parse(date), *LocalTime::parse(time), *ZoneName::parse(zone), fold};
}

TEST(Json, reports_every_wrong_field_at_once_with_its_path) {
  auto const sheet = json::decode<Sheet>(R"({"lines":[{"title":"toolong","count":1.5},{"count":3}],"colour":"green","x":1})");
  ASSERT_FALSE(sheet);
  std::map<std::string, std::string> codes;
  for (FieldError const& field : sheet.error().fields) codes[field.path] = field.code;
  EXPECT_EQ(codes, (std::map<std::string, std::string>{{"lines/0/title", "text.too_long"},
                                                       {"lines/0/count", "json.out_of_range"},
                                                       {"lines/1/title", "json.required"},
                                                       {"colour", "json.not_one_of"},
                                                       {"x", "json.unknown_field"}}));
}

TEST(Json, writes_what_it_reads) {
  std::string const text = R"({"lines":[{"title":"a","count":-2}],"day":"2026-11-23","colour":"blue"})";
  auto const sheet = json::decode<Sheet>(text);
  ASSERT_TRUE(sheet);
  EXPECT_EQ(json::encode(*sheet), text);
}

TEST(Json, refuses_nesting_beyond_the_limit_and_trailing_text) {
  EXPECT_EQ(json::parse(std::string(40, '[') + std::string(40, ']')).error().code, "json.too_deep");
  EXPECT_EQ(json::parse("{} x").error().code, "json.malformed");
  EXPECT_EQ(json::parse("").error().code, "json.malformed");
}

TEST(JsonSchema, carries_the_bounds_of_the_types) {
  json::SchemaBook book;
  EXPECT_EQ(boost::json::serialize(book.schema<Sheet>()), R"({"$ref":"#/components/schemas/Sheet"})");
  auto const& line = book.definitions().at("Line").as_object();
  EXPECT_EQ(line.at("properties").at("title").at("maxLength").as_uint64(), 5u);
}

TEST(Text, is_trimmed_and_bounded_in_code_points) {
  using Short = Text<1, 3>;
  EXPECT_EQ(Short::parse("  éàü ")->to_string(), "éàü");
  EXPECT_EQ(Short::parse("éàüo").error().code, "text.too_long");
  EXPECT_EQ(Short::parse(" \n ").error().code, "text.required");
  EXPECT_EQ(Short::parse("a\x01").error().code, "text.control_character");
  EXPECT_EQ(Short::parse("\xC0\x80").error().code, "text.malformed");
}

TEST(Text, urls_are_absolute_without_credentials) {
  EXPECT_TRUE(WebUrl::parse("https://exemple.fr/a?b=c#d"));
  for (char const* bad : {"exemple.fr", "ftp://a", "https://u:p@a.fr", "http://", "https://a b", "javascript:alert(1)"}) {
    EXPECT_FALSE(WebUrl::parse(bad)) << bad;
  }
}

TEST(Instant, parses_offsets_and_refuses_naive_times) {
  EXPECT_EQ(Instant::parse("2026-11-23T21:43:00+01:00")->to_string(), "2026-11-23T20:43:00Z");
  EXPECT_EQ(Instant::parse("2026-11-23T20:43:00.125Z")->to_string(), "2026-11-23T20:43:00.125Z");
  EXPECT_EQ(Instant::parse("2026-11-23T20:43:00").error().code, "time.offset_missing");
  EXPECT_EQ(Instant::parse("2026-02-30T20:43:00Z").error().code, "time.malformed");
}

struct ZoneCase {
  LocalMoment wall;
  LocalKind kind;
  char const* instant;
};

TEST(ZonedTime, resolves_the_hours_that_do_not_exist_or_exist_twice) {
  std::vector<ZoneCase> const cases{
      {moment("2027-03-28", "02:30", "Europe/Paris"), LocalKind::skipped, "2027-03-28T01:30:00Z"},
      {moment("2026-10-25", "02:30", "Europe/Paris"), LocalKind::repeated, "2026-10-25T00:30:00Z"},
      {moment("2026-10-25", "02:30", "Europe/Paris", Fold::later), LocalKind::repeated, "2026-10-25T01:30:00Z"},
      {moment("2027-03-14", "02:30", "America/New_York"), LocalKind::skipped, "2027-03-14T07:30:00Z"},
      {moment("2027-04-04", "01:45", "Australia/Lord_Howe"), LocalKind::repeated, "2027-04-03T14:45:00Z"},
      {moment("2027-07-01", "09:00", "Europe/Paris"), LocalKind::unique, "2027-07-01T07:00:00Z"},
  };
  for (ZoneCase const& one : cases) {
    ResolvedMoment const resolved = resolve(one.wall);
    EXPECT_EQ(resolved.kind, one.kind) << one.instant;
    EXPECT_EQ(resolved.at.to_string(), one.instant);
    if (one.kind == LocalKind::skipped) continue;
    EXPECT_EQ(local_moment(resolved.at, one.wall.zone), one.wall);
  }
}

TEST(Money, reads_french_and_english_amounts_and_never_rounds_in_silence) {
  EXPECT_EQ(parse_amount("1 234,56", Currency::euro())->minor, 123456);
  EXPECT_EQ(parse_amount("-3", Currency::euro())->minor, -300);
  EXPECT_EQ(parse_amount("900", *Currency::parse("JPY"))->minor, 900);
  EXPECT_EQ(parse_amount("1,234", Currency::euro()).error().code, "money.malformed");
  EXPECT_EQ(parse_amount("1.234,5", Currency::euro()).error().code, "money.malformed");
  EXPECT_EQ(scaled({1000, Currency::euro()}, 1, 3).minor, 333);
  EXPECT_EQ(scaled({-1001, Currency::euro()}, 1, 2).minor, -501);
}

TEST(Money, knows_the_minor_units_that_the_pages_and_the_documents_know) {
  for (auto const& [code, exponent] : {std::pair("EUR", 2), std::pair("HUF", 2), std::pair("ISK", 0), std::pair("JPY", 0), std::pair("TND", 3), std::pair("XAF", 0),
                                       std::pair("XOF", 0), std::pair("XPF", 0)}) {
    EXPECT_EQ(Currency::parse(code)->exponent(), exponent) << code;
  }
}

TEST(Id, sorts_by_time_and_never_repeats) {
  ManualClock clock(*Instant::parse("2026-11-23T20:43:00Z"));
  std::vector<std::string> ids;
  for (int i = 0; i < 10000; ++i) ids.push_back(new_uuid(clock.now()));
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
  EXPECT_EQ(std::unique(ids.begin(), ids.end()), ids.end());
  EXPECT_TRUE(is_uuid(ids.front()));
  EXPECT_EQ(ids.front()[14], '7');
}

TEST(Id, of_a_clock_that_stands_still_keep_their_order_when_another_clock_is_asked_between) {
  ManualClock clock(*Instant::parse("2020-11-23T20:43:00Z"));
  std::vector<std::string> ids;
  for (int i = 0; i < 1000; ++i) {
    ids.push_back(new_uuid(clock.now()));
    new_uuid(SystemClock().now());
  }
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
}

TEST(SecretBox, opens_only_with_its_key_and_its_context) {
  SecretBox const box = SecretBox::with_key(std::string(32, 'k')), other = SecretBox::with_key(std::string(32, 'o'));
  std::string const sealed = box.seal("jeton", "channel/1");
  EXPECT_EQ(*box.unseal(sealed, "channel/1"), "jeton");
  EXPECT_FALSE(box.unseal(sealed, "channel/2"));
  EXPECT_FALSE(other.unseal(sealed, "channel/1"));
  EXPECT_NE(box.seal("jeton", "channel/1"), sealed);
}

TEST(Encoding, round_trips_and_refuses_broken_forms) {
  EXPECT_EQ(base64url("\xFF\xFE"), "__4");
  EXPECT_EQ(*from_base64url("__4"), "\xFF\xFE");
  EXPECT_FALSE(from_base64url("a"));
  EXPECT_EQ(percent_encoded("é a"), "%C3%A9%20a");
  EXPECT_EQ(*percent_decoded("%C3%A9%20a"), "é a");
  EXPECT_FALSE(percent_decoded("%G0"));
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));
  EXPECT_EQ(kept_text("caf\xC3"), "caf\xEF\xBF\xBD");
  EXPECT_EQ(kept_text(std::string_view("\0\xFF" "a", 3)), "\xEF\xBF\xBD\xEF\xBF\xBD" "a");
  EXPECT_EQ(kept_text("é😀é", 6), "é😀");
  EXPECT_EQ(kept_text("é😀é", 5), "é");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace parvis
