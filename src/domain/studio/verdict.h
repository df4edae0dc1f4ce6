// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What the machine thinks of a draft, as it is typed: its length on each network, where it leaves the charter, its
// spelling, how hard it reads. Nothing is stored.
//
//   POST /api/brands/{brand}/verdict        the verdict
//   GET  /api/brands/{brand}/spelling       suggestions for one word, slow the first time
//   GET, POST /api/brands/{brand}/lexicon, DELETE …/lexicon/{word}   the brand's own words
//
// Problem codes: studio.too_many_pictures, studio.word_not_found, studio.word_empty, text.dictionary_unavailable.

#include "strategy/strategy.h"
#include "text/count.h"
#include "text/readability.h"
#include "text/rules.h"
#include "text/spelling.h"

namespace parvis::studio {

using identity::Actor;
using identity::BrandId;
using strategy::Network;

struct JudgedPicture {
  Text<0, 1500> alt;
  Text<0, 200> name;  // of the file, to see that the alternative text is not it
};
BOOST_DESCRIBE_STRUCT(JudgedPicture, (), (alt, name))

struct AskVerdict {
  std::string body;  // as typed: places are told in it, so that nothing is trimmed; kept, it must be a Text<0, 20000>
  identity::Locale language = identity::Locale::fr;
  std::vector<Network> networks;  // empty: those of the brand's channels
  std::vector<JudgedPicture> pictures;
  std::optional<WebUrl> link_url = {};  // goes out with the body, as its tagged link
};
BOOST_DESCRIBE_STRUCT(AskVerdict, (), (body, language, networks, pictures, link_url))

/// One network's measure of what goes out: the body as it is kept, its tagged link in it. `fits` says that nothing listed here is
/// passed or lacking. Offsets are those of the body asked about; the end of it for a link that stands after it.
struct NetworkVerdict {
  Network network = Network::other;
  std::vector<text::Count> counts;  // one a limit; empty: the network sets none
  std::int64_t hashtags = 0;
  std::optional<std::int64_t> max_hashtags;
  std::int64_t mentions = 0;
  std::optional<std::int64_t> max_mentions;
  std::int64_t pictures = 0;
  std::int64_t max_pictures = 0;
  bool picture_required = false;
  bool fits = true;
  text::Certainty certainty = text::Certainty::stated;
  std::string source;
  LocalDate as_of;
};
BOOST_DESCRIBE_STRUCT(NetworkVerdict, (), (network, counts, hashtags, max_hashtags, mentions, max_mentions, pictures, max_pictures, picture_required, fits, certainty, source, as_of))

/// `unavailable`: the dictionary is not installed, and nothing was checked.
enum class SpellingState { checked, unavailable };
BOOST_DESCRIBE_ENUM(SpellingState, checked, unavailable)

struct Verdict {
  std::vector<NetworkVerdict> networks;
  std::vector<text::Finding> findings;  // by field, then place
  SpellingState spelling = SpellingState::checked;
  std::vector<text::Misspelling> misspellings;
  text::Readability readability;
  std::vector<text::Entity> entities;
  text::Language detected = text::Language::unknown;  // beside the language that was said
  std::int64_t charter_revision = 0;                  // 0: none saved yet, the rules of accessible writing alone ran
};
BOOST_DESCRIBE_STRUCT(Verdict, (), (networks, findings, spelling, misspellings, readability, entities, detected, charter_revision))

/// What the brand brings to a verdict.
struct Measure {
  strategy::Charter charter;
  std::vector<Network> networks;
  std::vector<std::string> lexicon;  // words that are right here
  std::string short_links = {};      // what stands before a tagged link's code
};

/// The charter's rules in the engine's words.
text::RuleSet rules_of(strategy::CharterText const& charter);
/// Pure but for the dictionaries. Problems studio.too_many_pictures, and those of bounded_text for the body.
Result<Verdict> judge(Measure const& measure, AskVerdict const& asked);

/// The brand's charter, channels and lexicon.
Measure measure_of(store::Transaction& tx, BrandId const& brand);
/// `public_address`: of this installation, which tagged links begin with.
Result<Verdict> verdict(store::Database& database, std::string const& public_address, BrandId const& brand, AskVerdict const& asked);

/// The brand's own words, beside the common dictionary.
std::vector<std::string> lexicon_of(store::Transaction& tx, BrandId const& brand);
Done add_word(store::Database& database, BrandId const& brand, std::string const& word);
Done remove_word(store::Database& database, BrandId const& brand, std::string const& word);

void register_verdict_routes(http::Router& router, store::Database& database, std::string public_address);

}  // namespace parvis::studio
