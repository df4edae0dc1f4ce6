// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/encoding.h"
#include "studio/verdict.h"

namespace parvis::studio {
namespace {

namespace may = identity::may;
using http::Asked;

struct SpellingQuery {
  std::string word;
  std::optional<identity::Locale> language;
};
BOOST_DESCRIBE_STRUCT(SpellingQuery, (), (word, language))

struct SpellingSuggestions { std::vector<std::string> items; };
BOOST_DESCRIBE_STRUCT(SpellingSuggestions, (), (items))
struct LexiconWord { Text<1, 60> word; };
BOOST_DESCRIBE_STRUCT(LexiconWord, (), (word))
struct Lexicon { std::vector<std::string> items; };
BOOST_DESCRIBE_STRUCT(Lexicon, (), (items))

Result<SpellingSuggestions> suggested(SpellingQuery const& query) {
  bool const french = query.language.value_or(identity::Locale::fr) == identity::Locale::fr;
  if (!is_utf8(query.word)) return invalid_field("word", "text.malformed");
  TRY(auto const speller, text::Speller::of(french ? text::Language::fr : text::Language::en));
  return SpellingSuggestions{speller->suggestions(query.word)};
}

Lexicon read_lexicon(store::Database& database, BrandId const& brand) {
  return database.read([&](store::Transaction& tx) { return Lexicon{lexicon_of(tx, brand)}; });
}

void lexicon_routes(http::Router& router, store::Database& database) {
  std::string const list = "/api/brands/{brand}/lexicon";
  router.get<Lexicon>(list, may::see_brand, "The brand's own words, right in every spelling check",
                      [&database](Asked const& asked) -> Result<Lexicon> { return read_lexicon(database, identity::actor(asked.caller).brand); });
  router.post<LexiconWord, Lexicon>(list, may::write_content, "Adds a word to the brand's lexicon", [&database](Asked const& asked, LexiconWord const& body) -> Result<Lexicon> {
    BrandId const brand = identity::actor(asked.caller).brand;
    TRY_DONE(add_word(database, brand, body.word.to_string()));
    return read_lexicon(database, brand);
  });
  router.remove(list + "/{word}", may::write_content, "Takes a word out of the brand's lexicon", [&database](Asked const& asked) -> Done {
    return remove_word(database, identity::actor(asked.caller).brand, asked.text("word"));
  });
}

}  // namespace

void register_verdict_routes(http::Router& router, store::Database& database, std::string public_address) {
  http::RowOptions answers;
  answers.success = 200;
  router.post<AskVerdict, Verdict>("/api/brands/{brand}/verdict", may::see_brand, "Judges a draft: lengths, charter, spelling, readability; stores nothing",
                                   [&database, public_address](Asked const& asked, AskVerdict const& body) { return verdict(database, public_address, identity::actor(asked.caller).brand, body); }, answers);
  router.get<SpellingQuery, SpellingSuggestions>("/api/brands/{brand}/spelling", may::see_brand, "Suggests words in place of a misspelt one",
                                                 [](Asked const&, SpellingQuery const& query) { return suggested(query); });
  lexicon_routes(router, database);
}

}  // namespace parvis::studio
