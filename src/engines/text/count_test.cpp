// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include "text/count.h"

namespace parvis::text {
namespace {

Reading read(std::string text) { return *Reading::of(std::move(text), Language::fr); }

std::uint32_t used(std::string text, char const* network, std::size_t limit = 0) {
  return count_for(read(std::move(text)), *text_rules(network, "post")).at(limit).used;
}

std::string repeated(std::string_view piece, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += piece;
  return out;
}

constexpr char const* family = "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466";  // one grapheme, 25 bytes
constexpr char const* flag = "\U0001F1EB\U0001F1F7";
constexpr char const* keycap = "1\uFE0F\u20E3";

TEST(TextCount, x_weighs_code_points_emoji_and_links_as_twitter_text_does) {
  struct { std::string text; std::uint32_t weight; } const table[] = {
      {"", 0},
      {"abc", 3},
      {"é", 1},
      {"e\u0301", 1},  // counted after NFC
      {"\u3042", 2},
      {"’", 1},        // U+2019 lies in the light range 8208 to 8223
      {"€", 2},        // U+20AC does not
      {"…", 2},
      {family, 2},
      {flag, 2},
      {keycap, 2},
      {"\u2764\uFE0F", 2},
      {"\u270C\U0001F3FD", 2},  // a skin tone makes it an emoji
      {"\u261D\U0001F3FB", 2},
      {"1", 1},
      {"https://parvis.fr/une/adresse/vraiment/tres/longue?avec=une&question=longue", 23},
      {"http://a.fr", 23},
      {"voir a.fr.", 5 + 23 + 1},
      {"parvis.fr/prix, puis", 23 + 6},
      {"jean@parvis.fr", 14},
      {"version 1.2", 11},
      {"@parvis.fr", 10},
      {"(https://parvis.fr/a_(b))", 25},
      {"https://user@a.fr/", 18},
      {"a.fr:80/x", 23},
      {"www.a.fr?x=1", 27},
      {"a.photography ok", 26},
      {"#a.fr", 5},
      {"https://a.fr/b,c.", 24},
      {"\u00A9 \u2122 \u263A", 7},
  };
  for (auto const& row : table) EXPECT_EQ(used(row.text, "x"), row.weight) << row.text;
}

TEST(TextCount, bluesky_keeps_graphemes_and_bytes) {
  EXPECT_EQ(used(family, "bluesky", 0), 1u);
  EXPECT_EQ(used(family, "bluesky", 1), 25u);
  EXPECT_FALSE(fits(count_for(read(repeated(family, 121)), *text_rules("bluesky", "post"))));  // 121 graphemes, 3,025 bytes
  EXPECT_TRUE(fits(count_for(read(repeated(family, 120)), *text_rules("bluesky", "post"))));
  EXPECT_FALSE(fits(count_for(read(repeated("a", 301)), *text_rules("bluesky", "post"))));
}

TEST(TextCount, mastodon_weighs_links_with_a_scheme_and_the_local_part_of_mentions) {
  EXPECT_EQ(used("https://parvis.fr/une/adresse/longue/longue/longue", "mastodon"), 23u);
  EXPECT_EQ(used("parvis.fr", "mastodon"), 9u);
  EXPECT_EQ(used("@lea@mastodon.social oui", "mastodon"), 8u);
  EXPECT_EQ(used("@lea oui", "mastodon"), 8u);
  EXPECT_EQ(used(family, "mastodon"), 1u);
}

TEST(TextCount, threads_counts_an_emoji_as_its_bytes_and_instagram_as_utf16_units) {
  EXPECT_EQ(used(std::string("été ") + flag, "threads"), 4u + 8u);
  EXPECT_EQ(used("\u270C\U0001F3FD", "threads"), 7u);
  EXPECT_EQ(used(std::string("été ") + flag, "instagram"), 4u + 4u);
  EXPECT_EQ(used("été", "youtube"), 5u);
}

TEST(TextCount, says_from_which_utf16_offset_the_text_no_longer_fits) {
  auto const counts = count_for(read(std::string(flag) + repeated("a", 299) + "bc"), *text_rules("bluesky", "post"));
  EXPECT_EQ(counts.at(0).over_from, 4u + 299u);
  auto const x = count_for(read(repeated("a", 270) + " https://parvis.fr"), *text_rules("x", "post"));
  EXPECT_EQ(x.at(0).over_from, 271u);
}

TEST(TextCount, every_row_of_the_table_names_its_source) {
  EXPECT_GE(all_text_rules().size(), 20u);
  for (TextRules const& rules : all_text_rules()) EXPECT_FALSE(rules.source.empty()) << rules.network;
  EXPECT_EQ(text_rules("nowhere", "post"), nullptr);
  EXPECT_FALSE(text_rules_revision().empty());
}

TEST(TextEntities, finds_links_hashtags_and_mentions_with_bytes_graphemes_and_utf16) {
  std::string const text = std::string(flag) + " Été @lea@mastodon.social #Éco2026, https://exemple.fr/é?x=1. Fin";
  Reading const reading = read(text);
  ASSERT_EQ(reading.entities().size(), 3u);
  Entity const& tag = reading.entities()[1];
  EXPECT_EQ(reading.at(tag.range), "#Éco2026");
  EXPECT_EQ(tag.value, "Éco2026");
  EXPECT_EQ(tag.grapheme_start, 27u);
  EXPECT_EQ(tag.range.start, 30u);
  EXPECT_EQ(tag.range.byte_start, 36u);
  EXPECT_EQ(reading.entities()[2].value, "https://exemple.fr/é?x=1");
  EXPECT_EQ(reading.entities()[0].value, "lea@mastodon.social");
}

TEST(TextEntities, refuses_what_only_looks_like_one) {
  for (char const* text : {"#", "#2026", "a#b", "&#39;", "#\uFE0F\u20E3", "@", "a@b", "@.a", "http://", "https://localhost", "fin.Debut", "1.5", "a..fr", ".fr", "#a#b"}) {
    EXPECT_TRUE(find_entities(text).empty() || std::string_view(text) == "#a#b") << text;
  }
}

TEST(TextEntities, survives_hostile_input_in_linear_time) {
  for (char const* piece : {"a.", "http://", "#", "@", "((((", "https://a.fr/(", "\xF0\x9F", "-"}) {
    std::string const text = repeated(piece, 20'000);
    EXPECT_LE(find_entities(text).size(), text.size());
  }
}

TEST(TextReading, splits_french_elisions_compounds_and_sentences) {
  Reading const reading = read("L’eau de M. Dupont, c'est peut-être aujourd'hui ? Oui. 12 € !\nVoir https://a.fr/b. Fin");
  std::string words;
  for (Word const& word : reading.words()) words += word.folded + (word.elision ? "~" : "") + (word.joined ? "-" : "") + " ";
  EXPECT_EQ(words, "l'~ eau de m dupont c'~ est peut etre- aujourd'hui oui 12 voir https a.fr b fin ");
  ASSERT_EQ(reading.sentences().size(), 5u);
  EXPECT_EQ(reading.at(reading.sentences()[1]), "Oui.");
  EXPECT_EQ(reading.at(reading.sentences()[3]), "Voir https://a.fr/b.");
}

TEST(TextReading, refuses_ill_formed_and_huge_text) {
  EXPECT_EQ(Reading::of("\xFF", Language::fr).error().code, "text.malformed");
  EXPECT_EQ(Reading::of(std::string(longest_reading + 1, 'a'), Language::fr).error().code, "text.too_long");
  EXPECT_TRUE(Reading::of("", Language::fr)->words().empty());
}

}  // namespace
}  // namespace parvis::text
