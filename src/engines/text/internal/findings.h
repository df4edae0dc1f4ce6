// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The families of charter rules, one file each. Every one appends what it finds to `out`.

#include "text/rules.h"

namespace parvis::text::internal {

struct Sheet {
  RuleSet const& rules;
  Draft const& draft;
  std::vector<Finding>& out;
  Reading const& body() const { return draft.body; }
  bool full() const { return out.size() >= most_findings; }
  /// Appends a finding of the body and returns it for its parameters and replacement; refers into `out`.
  Finding& add(std::string code, Severity severity, Range const& range) const;
};

void check_terms(Sheet const& sheet);
void check_emoji(Sheet const& sheet);
void check_hashtags(Sheet const& sheet);
void check_letters(Sheet const& sheet);
void check_links(Sheet const& sheet);
void check_style(Sheet const& sheet);
void check_typography(Sheet const& sheet);
void check_pictures(Sheet const& sheet);

/// At most `bytes` bytes of the text, cut on a code point border.
std::string excerpt_of(std::string_view text, std::size_t bytes = 80);

/// A term as its words, ready to be looked for; as its signs when it has no word, as an emoji has none.
struct Pattern {
  Pattern(std::string_view term, Match match, Language language);
  std::vector<std::string> folded;
  std::vector<std::string> stems;  // empty when the match is exact
  std::vector<std::string> gaps;   // what stands before each word but the first: "/" of "24/7", empty for blanks, hyphens and apostrophes
  std::vector<std::string> signs;  // grapheme clusters, when there is no word
};

/// A text's words, and their stems once asked for.
class Finder {
 public:
  explicit Finder(Reading const& reading) : reading_(reading) {}
  /// Index of the first word of the next match from word `from`, or nullopt.
  std::optional<std::size_t> find(Pattern const& pattern, std::size_t from);
  /// The same of a term without a word, by grapheme clusters.
  std::optional<std::size_t> find_signs(Pattern const& pattern, std::size_t from) const;
  bool holds(Pattern const& pattern) { return find(pattern, 0) || find_signs(pattern, 0); }

 private:
  bool matches(Pattern const& pattern, std::size_t at);
  bool word_matches(Pattern const& pattern, std::size_t index, std::size_t at);
  std::string const& stem(std::size_t index);

  Reading const& reading_;
  std::vector<std::string> stems_;
};

}  // namespace parvis::text::internal
