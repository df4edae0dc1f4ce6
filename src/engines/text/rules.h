// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A charter that checks drafts: pure functions from a text and its rules to findings, each with its place, why, and the
// replacement that one key applies. Applying a finding's replacement removes that finding.
//
//   RuleSet rules;                                   // all off but the accessibility rules
//   rules.forbidden.push_back({*Text<1, 80>::parse("client"), Match::inflected, *Text<0, 80>::parse("adhérent")});
//   for (Finding const& finding : check_rules(rules, draft)) ...
//
// Rules without an id are ours; are those of accessible writing (README.md gives the sources).

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/text.h"
#include "text/reading.h"

namespace parvis::text {

/// `exact`: the whole words, whatever their case and accents. `inflected`: also plurals, feminines and verb forms
/// (Snowball stems, so that a few strangers meet too).
enum class Match { exact, inflected };
BOOST_DESCRIBE_ENUM(Match, exact, inflected)

struct RequiredTerm {
  parvis::Text<1, 80> term;
  Match match = Match::inflected;
};
BOOST_DESCRIBE_STRUCT(RequiredTerm, (), (term, match))

struct ForbiddenTerm {
  parvis::Text<1, 80> term;
  Match match = Match::inflected;
  parvis::Text<0, 80> replacement;  // empty: none offered
};
BOOST_DESCRIBE_STRUCT(ForbiddenTerm, (), (term, match, replacement))

enum class Toggle { off, on };
BOOST_DESCRIBE_ENUM(Toggle, off, on)

/// How readers are addressed: `tu`, `vous`, or `free` (no rule, but mixing both in one text is noted).
enum class Address { free, tu, vous };
BOOST_DESCRIBE_ENUM(Address, free, tu, vous)

struct EmojiRules {
  std::optional<std::uint16_t> max;       // a text; 0 forbids them
  std::optional<std::uint16_t> max_run = 3;  // side by side, A-04
  Toggle refuse_bullets = Toggle::on;
};
BOOST_DESCRIBE_STRUCT(EmojiRules, (), (max, max_run, refuse_bullets))

struct HashtagRules {
  std::optional<std::uint16_t> max;
  Toggle capitals = Toggle::on;  // #ModeDurable rather than #modedurable, A-01
  Toggle at_end = Toggle::off;
};
BOOST_DESCRIBE_STRUCT(HashtagRules, (), (max, capitals, at_end))

struct LinkRules {
  Toggle refuse_shorteners = Toggle::on;                     // bit.ly says nothing of where it leads
  Toggle refuse_vague_words = Toggle::on;                    // "cliquez ici"
  std::vector<parvis::Text<1, 253>> allowed_domains;         // with their subdomains; empty: all
};
BOOST_DESCRIBE_STRUCT(LinkRules, (), (refuse_shorteners, refuse_vague_words, allowed_domains))

struct RuleSet {
  std::vector<RequiredTerm> required;
  std::vector<ForbiddenTerm> forbidden;
  std::optional<std::uint16_t> max_sentence_words;
  Address address = Address::free;
  EmojiRules emoji;
  HashtagRules hashtags;
  LinkRules links;
  Toggle refuse_fancy_letters = Toggle::on;
  Toggle refuse_capital_runs = Toggle::on;     // more than three words in capitals
  Toggle require_alt_text = Toggle::on;
  Toggle french_typography = Toggle::on;       // narrow no-break spaces; texts in French only
  parvis::Text<0, 300> legal_mention;          // must stand in the text; empty: none
};
BOOST_DESCRIBE_STRUCT(RuleSet, (), (required, forbidden, max_sentence_words, address, emoji, hashtags, links, refuse_fancy_letters, refuse_capital_runs, require_alt_text, french_typography, legal_mention))

/// The image as the draft carries it. `file_name` is what the person uploaded, to see that the alt text is not it.
struct Picture {
  std::string alt;
  std::string file_name;
};

struct Draft {
  Reading const& body;
  std::vector<Picture> pictures;
  /// True for a word of the language, any case: splits "#modedurable" into words. Empty: hashtags are not split.
  std::function<bool(std::string const&)> is_word;
};

/// `info`: a refinement. `advice`: readers are hurt. `breach`: the charter forbids it.
enum class Severity { info, advice, breach };
BOOST_DESCRIBE_ENUM(Severity, info, advice, breach)

/// Put `text` in place of `range` (of the same field as the finding). An empty range inserts, an empty text removes.
struct Replacement {
  Range range;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(Replacement, (), (range, text))

struct Finding {
  std::string code;   // "text.forbidden_term": what is wrong, translated by the web side
  std::string rule;   // "A-03", or empty
  Severity severity = Severity::info;
  std::string field;  // "body", or "pictures/0/alt"
  Range range;        // empty when the fault is an absence
  std::string excerpt;  // the faulty text, at most 80 bytes
  std::map<std::string, std::string> parameters;  // figures and terms for the sentence shown
  std::optional<Replacement> replacement;
};
BOOST_DESCRIBE_STRUCT(Finding, (), (code, rule, severity, field, range, excerpt, parameters, replacement))

constexpr std::size_t most_findings = 200;

/// Every finding of the draft by field then place, at most `most_findings`. Pure; codes:
/// text.forbidden_term {term, replacement} · text.required_term {term} · text.legal_mention_missing {mention} ·
/// text.sentence_too_long {words, max} · text.address_mixed {word, wanted} · text.emoji_too_many {count, max} ·
/// text.emoji_run {count, max} · text.emoji_bullet · text.hashtag_too_many {count, max} · text.hashtag_lower_case ·
/// text.hashtag_inside · text.link_shortened {host} · text.link_vague {words} · text.link_domain {host} ·
/// text.fancy_letters · text.capital_run {words} · text.alt_missing · text.alt_file_name · text.alt_prefix {prefix} ·
/// text.alt_long {length, max} · text.alt_repeated {first} · text.space_missing {sign}.
std::vector<Finding> check_rules(RuleSet const& rules, Draft const& draft);

/// The text once the replacement is applied. `text` is the one the range was made for.
std::string with_replacement(std::string_view text, Replacement const& replacement);

}  // namespace parvis::text
