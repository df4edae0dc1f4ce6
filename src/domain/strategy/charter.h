// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The editorial charter: what is promised, how one speaks, on what, in which formats; and rules that a machine checks on
// every draft (studio runs them). Each saved revision stays. Problem codes: strategy.charter_not_found,
// strategy.stale_revision, strategy.charter_already_signed, strategy.rule_range.

#include "strategy/objective.h"
#include "strategy/channel.h"

namespace parvis::strategy {

enum class Address { tu, vous, free };
BOOST_DESCRIBE_ENUM(Address, tu, vous, free)
enum class Register { plain, warm, expert, playful, solemn };
BOOST_DESCRIBE_ENUM(Register, plain, warm, expert, playful, solemn)
enum class Policy { free, avoid, forbid };
BOOST_DESCRIBE_ENUM(Policy, free, avoid, forbid)

struct ForbiddenTerm {
  Text<1, 80> term;
  Text<0, 80> replacement;
};
BOOST_DESCRIBE_STRUCT(ForbiddenTerm, (), (term, replacement))

/// What a machine can check. Absent limits are not checked.
struct WritingRules {
  std::vector<Text<1, 80>> required_terms;
  std::vector<ForbiddenTerm> forbidden_terms;
  std::optional<std::int64_t> longest_sentence_words;  // 5 to 80
  std::optional<std::int64_t> most_emoji;              // 0 to 50, in one text
  std::optional<std::int64_t> most_hashtags;           // 0 to 30, in one text
  Policy hashtags_inside_text = Policy::free;          // else grouped at the end
  Policy capitals = Policy::avoid;                     // runs of more than three capitalised words
  Policy bare_links = Policy::avoid;                   // shorteners of others, "cliquez ici"
  std::vector<Text<1, 120>> allowed_domains;           // empty: any
  Policy missing_alt_text = Policy::forbid;
  Text<0, 200> legal_mention;                          // must stand in every commercial text when not empty
};
BOOST_DESCRIBE_STRUCT(WritingRules, (), (required_terms, forbidden_terms, longest_sentence_words, most_emoji, most_hashtags,
                                         hashtags_inside_text, capitals, bare_links, allowed_domains, missing_alt_text, legal_mention))

struct FormatExample {
  Network network = Network::other;
  Text<1, 120> format;
  Text<0, 1500> example;
};
BOOST_DESCRIBE_STRUCT(FormatExample, (), (network, format, example))

struct CharterText {
  Text<0, 600> promise;
  Text<0, 600> stance;
  Text<0, 600> tone;
  Address address = Address::vous;
  Register speech = Register::plain;
  std::vector<Text<1, 60>> lexical_field;
  std::vector<FormatExample> formats;
  Text<0, 2000> visual_identity;
  Text<0, 2000> legal_and_accessibility;
  WritingRules rules;
};
BOOST_DESCRIBE_STRUCT(CharterText, (), (promise, stance, tone, address, speech, lexical_field, formats, visual_identity,
                                        legal_and_accessibility, rules))

struct Charter {
  std::string id;
  BrandId brand_id;
  std::int64_t revision = 0;  // 0: none was saved yet
  CharterText text;
  std::string saved_by;  // a PersonId
  Instant saved_at;
  std::optional<std::string> signed_by;  // the name typed by the client
  std::optional<Instant> signed_at;
};
BOOST_DESCRIBE_STRUCT(Charter, (), (id, brand_id, revision, text, saved_by, saved_at, signed_by, signed_at))

struct SaveCharter {
  CharterText text;
  std::int64_t revision = 0;  // the one seen
};
BOOST_DESCRIBE_STRUCT(SaveCharter, (), (text, revision))

/// The names of what a complete charter (criterion of block 1) still lacks: "promise", "stance", "tone", "lexical_field",
/// "formats", "pillars".
std::vector<std::string> missing(CharterText const& text, std::size_t pillars);

Done check(WritingRules const& rules);

}  // namespace parvis::strategy
