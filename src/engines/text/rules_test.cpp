// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <random>

#include "base/json.h"
#include "text/rules.h"

namespace parvis::text {
namespace {

RuleSet rules(char const* json) {
  RuleSet out;
  auto const patch = json::parse(json);
  auto whole = json::to_value(out);
  for (auto const& entry : patch->as_object()) whole.as_object()[entry.key()] = entry.value();
  return *json::decode_value<RuleSet>(whole);
}

std::vector<Finding> check(RuleSet const& set, std::string const& text, Language language = Language::fr) {
  Reading const reading = *Reading::of(text, language);
  std::set<std::string> const known = {"mode", "durable", "communication", "responsable", "pour", "tous"};
  return check_rules(set, {reading, {}, [&](std::string const& word) { return known.count(word) != 0; }});
}

struct Row {
  char const* rules;
  char const* text;
  char const* code;      // empty: no finding
  char const* excerpt;
  char const* mended;    // the whole text after the replacement; "-" when none is offered
};

constexpr char const* client = R"({"forbidden":[{"term":"client","match":"inflected","replacement":"adhérent"}]})";
constexpr char const* user = R"({"forbidden":[{"term":"utilisateur","match":"inflected","replacement":"client"}]})";

Row const table[] = {
    {client, "Nos clients fidèles", "text.forbidden_term", "clients", "Nos adhérents fidèles"},
    {client, "Client du jour", "text.forbidden_term", "Client", "Adhérent du jour"},
    {client, "CLIENT roi", "text.forbidden_term", "CLIENT", "ADHÉRENT roi"},
    {client, "Parlez au client", "text.forbidden_term", "client", "Parlez à l’adhérent"},
    {client, "Le client a raison", "text.forbidden_term", "client", "L’adhérent a raison"},
    {client, "Bonjour client\u202F!", "text.forbidden_term", "client", "Bonjour adhérent\u202F!"},
    {client, "la clientèle", "", "", ""},
    {client, "https://client.fr et @client", "", "", ""},
    {client, "#client", "text.forbidden_term", "client", "#adhérent"},
    {user, "d’utilisateurs", "text.forbidden_term", "utilisateurs", "de clients"},
    {user, "l'utilisateur", "text.forbidden_term", "utilisateur", "-"},
    {R"({"forbidden":[{"term":"pas cher","match":"exact","replacement":"abordable"}]})", "C'est PAS\u00A0CHER\u00A0!", "text.forbidden_term", "PAS\u00A0CHER", "C'est ABORDABLE\u00A0!"},
    {R"({"forbidden":[{"term":"pas cher","match":"exact","replacement":"abordable"}]})", "Je ne suis pas. Cher ami", "", "", ""},
    {R"({"forbidden":[{"term":"évènement","match":"exact","replacement":"évènement majeur"}]})", "EVENEMENT", "text.forbidden_term", "EVENEMENT", "-"},
    {R"({"forbidden":[{"term":"étudiant","match":"inflected","replacement":""}]})", "Les étudiantes", "text.forbidden_term", "étudiantes", "-"},
    {R"({"required":[{"term":"atelier","match":"inflected"}]})", "Nos ateliers", "", "", ""},
    {R"({"required":[{"term":"atelier","match":"inflected"}]})", "Nos cours", "text.required_term", "", "-"},
    {R"({"forbidden":[{"term":"n°1","match":"inflected","replacement":"premier"}]})", "Le n° 1 du marché", "text.forbidden_term", "n° 1", "Le premier du marché"},
    {R"({"forbidden":[{"term":"24/7","match":"exact","replacement":"tous les jours"}]})", "Ouvert 24/7", "text.forbidden_term", "24/7", "Ouvert tous les jours"},
    {R"({"forbidden":[{"term":"24/7","match":"exact","replacement":""}]})", "De 24 à 7, 24-7", "", "", ""},
    {R"({"required":[{"term":"R&D","match":"inflected"}]})", "Notre R & D", "", "", ""},
    {R"({"required":[{"term":"R&D","match":"inflected"}]})", "Notre R D", "text.required_term", "", "-"},
    {R"({"forbidden":[{"term":"🔥","match":"inflected","replacement":""}]})", "Promo 🔥", "text.forbidden_term", "🔥", "-"},
    {R"({"forbidden":[{"term":"❤","match":"inflected","replacement":"💚"}]})", "On ❤️ ça", "text.forbidden_term", "❤️", "On 💚 ça"},
    {R"({"required":[{"term":"🌱","match":"inflected"}]})", "Du bio 🌱", "", "", ""},
    {R"({"required":[{"term":"🌱","match":"inflected"}]})", "Du bio", "text.required_term", "", "-"},
    {R"({"legal_mention":"L'abus d'alcool est dangereux"})", "Santé", "text.legal_mention_missing", "", "Santé\n\nL'abus d'alcool est dangereux"},
    {R"({"legal_mention":"L'abus d'alcool est dangereux"})", "l’ABUS  d’alcool est\u00A0dangereux.", "", "", ""},
    {R"({"max_sentence_words":5})", "Un deux trois quatre cinq six. Sept.", "text.sentence_too_long", "Un deux trois quatre cinq six.", "-"},
    {R"({"max_sentence_words":5})", "C'est l'été peut-être demain ici.", "", "", ""},
    {R"({"address":"vous"})", "Découvre ton agenda", "text.address_mixed", "ton", "-"},
    {R"({"address":"vous"})", "Le ton juste", "", "", ""},
    {R"({"address":"tu"})", "Publiez chez nous", "text.address_mixed", "Publiez", "-"},
    {R"({"address":"tu"})", "Prends rendez-vous, on t'attend. Un RENDEZ-VOUS par mois.", "", "", ""},
    {R"({"address":"vous"})", "Je tiens à vous remercier, et j'y tiens.", "", "", ""},
    {R"({"address":"vous"})", "Tiens bon", "text.address_mixed", "Tiens", "-"},
    {R"({"address":"tu"})", "Viens à Rodez, à Saint-Tropez ou chez Mme Martinez. Rodez t'attend, Lavilledieu-Valorez aussi.", "", "", ""},
    {R"({"address":"tu"})", "Ce samedi : Venez", "text.address_mixed", "Venez", "-"},
    {R"({"address":"tu"})", "VENEZ VITE", "text.address_mixed", "VENEZ", "-"},
    {R"({})", "Tu viens avec tes amis ? Votre place t'attend.", "text.address_mixed", "Votre", "-"},
    {R"({"emoji":{"max":1,"max_run":3,"refuse_bullets":"on"}})", "Oui 🎉 et 🎈 !", "text.emoji_too_many", "🎈", "Oui 🎉 et !"},
    {R"({})", "Bravo 🎉🎉🎉🎉🎉", "text.emoji_run", "🎉🎉🎉🎉🎉", "Bravo 🎉🎉🎉"},
    {R"({})", "✅ Un\n✅ Deux", "text.emoji_bullet", "✅", "- Un\n✅ Deux"},
    {R"({})", "🎉 Seul en tête", "", "", ""},
    {R"({"hashtags":{"max":1,"capitals":"on","at_end":"off"}})", "#un #deux", "text.hashtag_too_many", "#deux", "#un"},
    {R"({})", "#modedurable", "text.hashtag_lower_case", "#modedurable", "#ModeDurable"},
    {R"({})", "#communicationresponsable", "text.hashtag_lower_case", "#communicationresponsable", "#CommunicationResponsable"},
    {R"({})", "#communication #ModeDurable #court", "", "", ""},
    {R"({"hashtags":{"capitals":"on","at_end":"on"}})", "Le #marketing vit. #Fin", "text.hashtag_inside", "#marketing", "Le marketing vit. #Fin"},
    {R"({})", "Voir bit.ly/abc", "text.link_shortened", "bit.ly/abc", "-"},
    {R"({})", "Cliquez-ici vite", "text.link_vague", "Cliquez-ici", "-"},
    {R"({"links":{"refuse_shorteners":"on","refuse_vague_words":"on","allowed_domains":["parvis.fr"]}})", "https://blog.parvis.fr et https://faux-parvis.fr", "text.link_domain", "https://faux-parvis.fr", "-"},
    {R"({})", "𝓢𝓸𝓵𝓭𝓮𝓼 d'été", "text.fancy_letters", "𝓢𝓸𝓵𝓭𝓮𝓼", "Soldes d'été"},
    {R"({})", "Ｓoldes Ⓐ", "text.fancy_letters", "Ｓ", "Soldes Ⓐ"},
    {R"({})", "🅿️ Parking, groupe 🅰️🅱️ et Ⓜ️", "", "", ""},
    {R"({})", "🅿 Parking", "text.fancy_letters", "🅿", "P Parking"},
    {R"({"emoji":{"max":0,"max_run":3,"refuse_bullets":"on"}})", "Oui ✌🏽", "text.emoji_too_many", "✌🏽", "Oui"},
    {R"({})", "C'EST LE GRAND JOUR OUI demain", "text.capital_run", "C'EST LE GRAND JOUR OUI", "C'est le grand jour oui demain"},
    {R"({})", "GRANDE VENTE DE PRINTEMPS ici", "text.capital_run", "GRANDE VENTE DE PRINTEMPS", "Grande vente de printemps ici"},
    {R"({})", "La SNCF et la RATP", "", "", ""},
    {R"({})", "Vraiment ?", "text.space_missing", "?", "Vraiment\u202F?"},
    {R"({})", "Vraiment!", "text.space_missing", "!", "Vraiment\u202F!"},
    {R"({})", "Voici : oui", "text.space_missing", ":", "Voici\u00A0: oui"},
    {R"({})", "À 14:30, :) https://a.fr/?b=c;d quoi\u202F?!", "", "", ""},
    {R"({})", "«Oui\u00A0»", "text.space_missing", "«", "«\u00A0Oui\u00A0»"},
    {R"({})", "12 €", "text.space_missing", "€", "12\u00A0€"},
    {R"({"french_typography":"off"})", "Vraiment ?", "", "", ""},
};

TEST(TextRules, finds_names_and_mends_each_fault) {
  for (Row const& row : table) {
    auto const findings = check(rules(row.rules), row.text);
    if (*row.code == 0) {
      EXPECT_TRUE(findings.empty()) << row.text << " gave " << (findings.empty() ? "" : findings[0].code + " " + findings[0].excerpt);
      continue;
    }
    auto const found = std::find_if(findings.begin(), findings.end(), [&](Finding const& f) { return f.code == row.code; });
    ASSERT_NE(found, findings.end()) << row.text;
    EXPECT_EQ(found->excerpt, row.excerpt) << row.text;
    EXPECT_EQ(found->replacement ? with_replacement(row.text, *found->replacement) : "-", row.mended) << row.text;
  }
}

TEST(TextRules, english_texts_keep_english_spacing) { EXPECT_TRUE(check(RuleSet{}, "Really? Yes! \"Fine\": 12%", Language::en).empty()); }

std::vector<Finding> check_alt(std::string alt, std::string file = "IMG_2031.jpg") {
  Reading const reading = *Reading::of("", Language::fr);
  return check_rules(RuleSet{}, {reading, {{"Une place", "a.jpg"}, {std::move(alt), std::move(file)}}, {}});
}

TEST(TextRules, alternative_texts_describe_the_picture) {
  EXPECT_EQ(check_alt("").at(0).code, "text.alt_missing");
  EXPECT_EQ(check_alt(" ").at(0).field, "pictures/1/alt");
  EXPECT_EQ(check_alt("img_2031").at(0).code, "text.alt_file_name");
  EXPECT_EQ(check_alt("vacances.PNG").at(0).code, "text.alt_file_name");
  EXPECT_EQ(check_alt("UNE PLACE").at(0).code, "text.alt_repeated");
  EXPECT_EQ(check_alt(std::string(151, 'a')).at(0).code, "text.alt_long");
  auto const prefixed = check_alt("Photo d'été en ville");
  EXPECT_EQ(prefixed.at(0).code, "text.alt_prefix");
  EXPECT_EQ(prefixed.at(0).replacement->text, "Été en ville");
  EXPECT_TRUE(check_alt("Deux élèves lisent sur un banc").empty());
}

std::size_t same_kind(std::vector<Finding> const& findings, Finding const& model) {
  return static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), [&](Finding const& f) {
    return f.code == model.code && (model.code != "text.forbidden_term" || f.parameters.at("term") == model.parameters.at("term"));
  }));
}

TEST(TextRules, applying_a_replacement_removes_its_finding_on_any_text) {
  RuleSet const strict = rules(R"({"forbidden":[{"term":"client","match":"inflected","replacement":"adhérent"},{"term":"pas cher","match":"exact","replacement":"abordable"}],
    "emoji":{"max":2,"max_run":2,"refuse_bullets":"on"},"hashtags":{"max":2,"capitals":"on","at_end":"on"},"legal_mention":"Mention légale"})");
  char const* const pieces[] = {"client", "Le client", "l'", "d’", "PAS CHER", " ", " ", "\n", "🎉", "🎉🎈🎁", "#modedurable", "#un", "«", "»", "!", " ?", ":", "12 €",
                                "GRANDE VENTE DE PRINTEMPS", "𝓢𝓸𝓵𝓭𝓮𝓼", "Ⓐ", "🅰️", "https://bit.ly/a", "\u00A0", "e\u0301", "clients", ".", "-", "5%"};
  std::mt19937 random(20261123);
  std::size_t replaced = 0;
  for (int round = 0; round < 1500; ++round) {
    std::string text;
    for (int i = 0; i < 12; ++i) text += pieces[random() % std::size(pieces)];
    auto const before = check(strict, text);
    for (Finding const& finding : before) {
      if (!finding.replacement) continue;
      std::string const mended = with_replacement(text, *finding.replacement);
      ASSERT_LT(same_kind(check(strict, mended), finding), same_kind(before, finding)) << finding.code << "\n" << text << "\n--\n" << mended;
      ++replaced;
    }
  }
  EXPECT_GT(replaced, 5'000u);
}

TEST(TextRules, offsets_are_utf16_for_the_browser_and_bytes_for_us) {
  auto const findings = check(rules(client), "🎉é client");
  ASSERT_FALSE(findings.empty());
  EXPECT_EQ(findings[0].range, (Range{4, 10, 7, 13}));
}

TEST(TextRules, stays_bounded_on_hostile_text) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "client!";
  EXPECT_LE(check(rules(client), text).size(), most_findings);
}

}  // namespace
}  // namespace parvis::text
