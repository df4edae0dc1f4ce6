// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include "base/json.h"
#include "identity/people_store.h"
#include "studio/verdict.h"
#include "support/test_database.h"

namespace parvis::studio {
namespace {

// A brand with a charter and a channel.
struct House {
  test::TestDatabase file;
  ManualClock clock{*Instant::parse("2026-11-23T09:00:00Z")};
  strategy::Desk desk{file.database(), clock, {}, {}, {}, {}};
  Actor actor;

  House() {
    actor = file.database().write([&](store::Transaction& tx) {
      identity::Workspace workspace{identity::WorkspaceId::make(clock), *identity::Name::parse("Atelier"), identity::Locale::fr,
                                    *ZoneName::parse("Europe/Paris"), Currency::euro(), identity::Approval::required, 1, clock.now()};
      identity::insert_workspace(tx, workspace);
      identity::Brand brand{BrandId::make(clock), workspace.id, *identity::Name::parse("Rivagezz"), *Slug::parse("rivage"),
                            identity::Locale::fr, *ZoneName::parse("Europe/Paris"), Currency::euro(), 1, clock.now(), std::nullopt};
      identity::insert_brand(tx, brand);
      return Actor{identity::PersonId::make(clock), workspace.id, brand.id, identity::Role::owner, "session"};
    });
  }

  void charter(strategy::CharterText const& text) { ASSERT_TRUE(strategy::save_charter(desk, actor, {text, 0})); }
  void channel(Network network) {
    ASSERT_TRUE(strategy::create_channel(desk, actor, {network, *Text<1, 80>::parse("Compte"), {}, strategy::Delivery::manual, {}}));
  }
  Verdict ask(std::string const& body, std::vector<JudgedPicture> pictures = {}) {
    return *verdict(file.database(), "https://parvis.example", actor.brand, {body, identity::Locale::fr, {}, std::move(pictures)});
  }
};

strategy::CharterText strict() {
  strategy::CharterText text;
  text.rules.forbidden_terms = {{*Text<1, 80>::parse("client"), *Text<0, 80>::parse("adhérent")}};
  text.rules.required_terms = {*Text<1, 80>::parse("atelier")};
  text.rules.most_emoji = 1;
  text.rules.capitals = strategy::Policy::forbid;
  text.rules.legal_mention = *Text<0, 200>::parse("Dans la limite des places disponibles");
  return text;
}

std::map<std::string, text::Finding> by_code(Verdict const& verdict) {
  std::map<std::string, text::Finding> found;
  for (text::Finding const& finding : verdict.findings) found.emplace(finding.code, finding);
  return found;
}

TEST(Verdict, holds_the_draft_against_the_brands_charter) {
  House house;
  house.charter(strict());
  Verdict const verdict = house.ask("NOS CLIENTS SONT CONTENTS tous, et toi ? 🎉🎉");
  auto const found = by_code(verdict);
  EXPECT_EQ(verdict.charter_revision, 1);
  ASSERT_TRUE(found.contains("text.forbidden_term"));
  EXPECT_EQ(found.at("text.forbidden_term").replacement->text, "ADHÉRENTS");
  EXPECT_TRUE(found.contains("text.required_term"));
  EXPECT_TRUE(found.contains("text.legal_mention_missing"));
  EXPECT_TRUE(found.contains("text.emoji_too_many"));
  EXPECT_EQ(found.at("text.capital_run").severity, text::Severity::breach);
  EXPECT_EQ(found.at("text.address_mixed").excerpt, "toi");
}

TEST(Verdict, tells_places_in_the_text_as_it_was_typed) {
  House house;
  house.charter(strict());
  auto const asked = json::decode<AskVerdict>(R"({"body":"\n Nos clients fidèles ","language":"fr","networks":[],"pictures":[]})");
  ASSERT_TRUE(asked);
  auto const found = by_code(*verdict(house.file.database(), "https://parvis.example", house.actor.brand, *asked));
  EXPECT_EQ(found.at("text.forbidden_term").range.start, 6u);
  EXPECT_EQ(found.at("text.forbidden_term").replacement->range.end, 13u);
  EXPECT_EQ(text::with_replacement(asked->body, *found.at("text.forbidden_term").replacement), "\n Nos adhérents fidèles ");
}

TEST(Verdict, refuses_a_body_that_could_not_be_kept) {
  House house;
  AskVerdict asked;
  asked.body = std::string(20'001, 'a');
  EXPECT_EQ(verdict(house.file.database(), "https://parvis.example", house.actor.brand, asked).error().fields.at(0).path, "body");
  asked.body = "a\xFF";
  EXPECT_EQ(verdict(house.file.database(), "https://parvis.example", house.actor.brand, asked).error().fields.at(0).code, "text.malformed");
}

TEST(Verdict, without_a_charter_keeps_to_accessible_writing) {
  House house;
  Verdict const verdict = house.ask("Toi et moi\u202F! #communicationresponsable", {{{}, *Text<0, 200>::parse("a.jpg")}});
  auto const found = by_code(verdict);
  EXPECT_EQ(verdict.charter_revision, 0);
  EXPECT_EQ(found.size(), 2u);
  EXPECT_EQ(found.at("text.hashtag_lower_case").replacement->text, "#CommunicationResponsable");
  EXPECT_EQ(found.at("text.alt_missing").severity, text::Severity::breach);
}

TEST(Verdict, measures_the_draft_for_each_of_the_brands_networks) {
  House house;
  house.channel(Network::bluesky);
  house.channel(Network::instagram);
  house.channel(Network::instagram);
  Verdict const verdict = house.ask(std::string(301, 'a'));
  ASSERT_EQ(verdict.networks.size(), 2u);
  EXPECT_FALSE(verdict.networks[0].fits);
  EXPECT_EQ(verdict.networks[0].counts.at(0).over_from, 300u);
  EXPECT_TRUE(verdict.networks[1].picture_required);
  EXPECT_FALSE(verdict.networks[1].fits);
  EXPECT_TRUE(house.ask("court", {{*Text<0, 1500>::parse("Un atelier de poterie"), {}}}).networks[1].fits);
}

TEST(Verdict, measures_what_goes_out_with_its_tagged_link) {
  House house;
  house.channel(Network::bluesky);
  AskVerdict asked;
  asked.link_url = *WebUrl::parse("https://rivage.fr/bougies");
  auto const judged = [&](std::string body) {
    asked.body = std::move(body);
    return verdict(house.file.database(), "https://parvis.example", house.actor.brand, asked)->networks.at(0);
  };
  std::size_t const short_link = std::string("https://parvis.example/l/2345678").size();
  NetworkVerdict const appended = judged(std::string(290, 'a'));
  EXPECT_FALSE(appended.fits);
  EXPECT_EQ(appended.counts.at(0).used, 290 + 2 + short_link);
  EXPECT_EQ(appended.counts.at(0).over_from, 290u) << "the link that follows the text";
  EXPECT_TRUE(judged(std::string(290 - short_link, 'a')).fits);
  NetworkVerdict const within = judged("\n é https://rivage.fr/bougies " + std::string(300, 'b') + "  ");
  EXPECT_EQ(within.counts.at(0).used, 2 + short_link + 1 + 300);
  EXPECT_EQ(within.counts.at(0).over_from, 2u + 2 + 25 + 1 + (300 - 2 - short_link - 1)) << "in the text as typed";
  asked.link_url.reset();
  EXPECT_TRUE(judged(std::string(300, 'a') + "   ").fits) << "what is kept has no blanks at its end";
}

TEST(Verdict, knows_the_brands_words) {
  House house;
  EXPECT_EQ(house.ask("Rivagezz et la bougiothèque").misspellings.size(), 1u);
  ASSERT_TRUE(add_word(house.file.database(), house.actor.brand, "Bougiothèque"));
  EXPECT_TRUE(house.ask("Rivagezz et la bougiothèque").misspellings.empty());
  ASSERT_TRUE(remove_word(house.file.database(), house.actor.brand, "bougiotheque"));
  EXPECT_EQ(remove_word(house.file.database(), house.actor.brand, "bougiotheque").error().code, "studio.word_not_found");
  EXPECT_EQ(house.ask("la bougiothèque").misspellings.size(), 1u);
}

TEST(Verdict, keeps_one_brands_words_from_another) {
  House house;
  ASSERT_TRUE(add_word(house.file.database(), house.actor.brand, "Bougiothèque"));
  EXPECT_TRUE(house.file.database().read([&](store::Transaction& tx) { return lexicon_of(tx, BrandId::make(house.clock)); }).empty());
}

TEST(Verdict, refuses_more_pictures_than_any_network_takes) {
  House house;
  AskVerdict asked;
  asked.pictures.resize(21);
  EXPECT_EQ(verdict(house.file.database(), "https://parvis.example", house.actor.brand, asked).error().fields.at(0).code, "studio.too_many_pictures");
}

}  // namespace
}  // namespace parvis::studio
