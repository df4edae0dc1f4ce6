// SPDX-License-Identifier: AGPL-3.0-or-later
// Required and forbidden terms, and the legal mention.
#include <algorithm>
#include <array>

#include "text/fold.h"
#include "text/internal/findings.h"
#include "text/internal/unicode.h"

namespace parvis::text::internal {
namespace {

bool vowel(std::string_view word) {
  std::string const folded = fold(word.substr(0, std::min<std::size_t>(word.size(), 4)));
  return !folded.empty() && std::string_view("aeiou").find(folded.front()) != std::string_view::npos;
}

constexpr std::size_t longest_gap = 8;  // bytes

/// The signs between two words, without blanks, hyphens and apostrophes, which stand for one another. nullopt: too far apart, or
/// on two lines.
std::optional<std::string> signs_between(Reading const& reading, Word const& first, Word const& second) {
  std::string_view const gap = reading.slice(first.range.byte_end, second.range.byte_start);
  if (gap.size() > longest_gap) return std::nullopt;
  std::string signs;
  for (std::size_t at = 0; at < gap.size();) {
    char32_t const c = unicode::next(gap, at);
    if (c == '\n') return std::nullopt;
    if (!unicode::is_space(c) && c != '-' && c != '\'' && c != 0x2019) unicode::append(signs, c);
  }
  return signs;
}

/// A grapheme without the selector that only asks for its colours.
std::string bare_sign(std::string_view cluster) {
  std::string out;
  for (std::size_t at = 0; at < cluster.size();) {
    char32_t const c = unicode::next(cluster, at);
    if (c != 0xFE0F) unicode::append(out, c);
  }
  return out;
}

struct Hit {
  std::size_t first = 0;  // words
  std::size_t last = 0;
};

/// "CLIENT" and "Client" hand their case on to the word that replaces them.
std::string in_case_of(std::string_view model, std::string replacement) {
  std::size_t at = 0;
  if (!unicode::is_upper(unicode::next(model, at))) return replacement;
  bool const shouts = at < model.size() && upper_case(model) == model;
  return shouts ? upper_case(replacement) : with_capital(replacement);
}

/// "clients" for the term "client": the replacement takes the plural too.
std::string in_number_of(Pattern const& term, std::string const& folded, std::string replacement) {
  bool const one_word = term.folded.size() == 1 && replacement.find(' ') == std::string::npos;
  bool const plural = one_word && (folded == term.folded[0] + "s" || folded == term.folded[0] + "x");
  bool const takes_s = plural && std::string_view("sxz").find(replacement.back()) == std::string_view::npos;
  return takes_s ? replacement + "s" : replacement;
}

struct Contact {
  std::string_view before;
  std::string_view after;
};
constexpr std::array<Contact, 9> contractions = {{{"le ", "l’"}, {"la ", "l’"}, {"de ", "d’"}, {"du ", "de l’"}, {"au ", "à l’"},
                                                  {"que ", "qu’"}, {"je ", "j’"}, {"ne ", "n’"}, {"se ", "s’"}}};
constexpr std::array<Contact, 6> expansions = {{{"d'", "de "}, {"qu'", "que "}, {"j'", "je "}, {"n'", "ne "}, {"s'", "se "}, {"m'", "me "}}};

/// French elides before a vowel: the article before the term changes with it. nullopt when no one key can (the
/// gender behind "l'" is not known).
std::optional<Replacement> with_article(Reading const& reading, std::size_t word, Replacement replacement) {
  if (reading.language() != Language::fr || word == 0) return replacement;
  Word const& article = reading.words()[word - 1];
  bool const opens = vowel(replacement.text);
  auto const join = [&](std::string_view written) {
    std::string const cased = in_case_of(reading.at(article.range), std::string(written));
    return Replacement{reading.range(article.range.byte_start, replacement.range.byte_end), cased + replacement.text};
  };
  if (article.elision && article.range.byte_end == replacement.range.byte_start && !opens) {
    for (Contact const& pair : expansions) {
      if (article.folded == pair.before) return join(pair.after);
    }
    return std::nullopt;
  }
  bool const follows = reading.slice(article.range.byte_end, replacement.range.byte_start) == " ";
  for (Contact const& pair : contractions) {
    if (opens && follows && article.folded + " " == pair.before) return join(pair.after);
  }
  return replacement;
}

std::optional<Replacement> replacement_for(Reading const& reading, ForbiddenTerm const& rule, Pattern const& pattern, Hit hit) {
  if (rule.replacement.empty()) return std::nullopt;
  auto const offered = Reading::of(rule.replacement.to_string(), reading.language());
  if (!offered || Finder(*offered).holds(pattern)) return std::nullopt;  // it would be found again
  auto const& words = reading.words();
  Range const range = reading.range(words[hit.first].range.byte_start, words[hit.last].range.byte_end);
  std::string text = in_number_of(pattern, words[hit.first].folded, rule.replacement.to_string());
  return with_article(reading, hit.first, {range, in_case_of(reading.at(range), std::move(text))});
}

Finding& add_forbidden(Sheet const& sheet, ForbiddenTerm const& rule, Range const& range) {
  Finding& finding = sheet.add("text.forbidden_term", Severity::breach, range);
  finding.parameters = {{"term", rule.term.to_string()}, {"replacement", rule.replacement.to_string()}};
  return finding;
}

void check_forbidden_signs(Sheet const& sheet, ForbiddenTerm const& rule, Pattern const& pattern, Finder const& finder) {
  Reading const& body = sheet.body();
  auto const offered = Reading::of(rule.replacement.to_string(), body.language());
  bool const mends = !rule.replacement.empty() && offered && !Finder(*offered).holds(pattern);
  for (auto at = finder.find_signs(pattern, 0); at && !sheet.full(); at = finder.find_signs(pattern, *at + pattern.signs.size())) {
    Range const range = body.range(body.graphemes()[*at].byte_start, body.graphemes()[*at + pattern.signs.size() - 1].byte_end);
    Finding& finding = add_forbidden(sheet, rule, range);
    if (mends) finding.replacement = Replacement{range, rule.replacement.to_string()};
  }
}

void check_forbidden(Sheet const& sheet, ForbiddenTerm const& rule, Finder& finder) {
  Reading const& body = sheet.body();
  Pattern const pattern(rule.term.to_string(), rule.match, body.language());
  check_forbidden_signs(sheet, rule, pattern, finder);
  for (auto at = finder.find(pattern, 0); at && !sheet.full(); at = finder.find(pattern, *at + pattern.folded.size())) {
    Hit const hit{*at, *at + pattern.folded.size() - 1};
    auto const& entity = body.words()[hit.first].entity;
    if (entity && *entity != EntityKind::hashtag) continue;
    Range const range = body.range(body.words()[hit.first].range.byte_start, body.words()[hit.last].range.byte_end);
    Finding& finding = add_forbidden(sheet, rule, range);
    finding.replacement = replacement_for(body, rule, pattern, hit);
  }
}

std::string one_spaced(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    char32_t const c = unicode::next(text, at);
    if (!unicode::is_space(c)) {
      unicode::append(out, c);
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

void check_legal_mention(Sheet const& sheet) {
  std::string const& mention = sheet.rules.legal_mention.to_string();
  Reading const& body = sheet.body();
  if (mention.empty() || one_spaced(fold(body.text())).find(one_spaced(fold(mention))) != std::string::npos) return;
  Range const end = body.range(body.text().size(), body.text().size());
  Finding& finding = sheet.add("text.legal_mention_missing", Severity::breach, end);
  finding.parameters = {{"mention", mention}};
  finding.replacement = Replacement{end, (body.text().empty() ? "" : "\n\n") + mention};
}

}  // namespace

Pattern::Pattern(std::string_view term, Match match, Language language) {
  auto const reading = Reading::of(std::string(term), language);
  if (!reading) return;
  auto const& words = reading->words();
  for (std::size_t i = 0; i < words.size(); ++i) {
    Word const& word = words[i];
    if (i > 0) gaps.push_back(signs_between(*reading, words[i - 1], word).value_or(""));
    folded.push_back(word.folded);
    if (match == Match::inflected) stems.push_back(folded_stem(reading->at(word.range), language));
  }
  if (!folded.empty()) return;
  for (Grapheme const& grapheme : reading->graphemes()) signs.push_back(bare_sign(reading->slice(grapheme.byte_start, grapheme.byte_end)));
}

std::string const& Finder::stem(std::size_t index) {
  if (stems_.empty()) {
    stems_.reserve(reading_.words().size());
    for (Word const& word : reading_.words()) stems_.push_back(folded_stem(reading_.at(word.range), reading_.language()));
  }
  return stems_[index];
}

bool Finder::word_matches(Pattern const& pattern, std::size_t index, std::size_t at) {
  return reading_.words()[at].folded == pattern.folded[index] || (!pattern.stems.empty() && stem(at) == pattern.stems[index]);
}

bool Finder::matches(Pattern const& pattern, std::size_t at) {
  for (std::size_t i = 0; i < pattern.folded.size(); ++i) {
    if (!word_matches(pattern, i, at + i)) return false;
    if (i > 0 && signs_between(reading_, reading_.words()[at + i - 1], reading_.words()[at + i]) != pattern.gaps[i - 1]) return false;
  }
  return true;
}

std::optional<std::size_t> Finder::find(Pattern const& pattern, std::size_t from) {
  std::size_t const length = pattern.folded.size();
  if (length == 0) return std::nullopt;
  for (std::size_t at = from; at + length <= reading_.words().size(); ++at) {
    if (matches(pattern, at)) return at;
  }
  return std::nullopt;
}

std::optional<std::size_t> Finder::find_signs(Pattern const& pattern, std::size_t from) const {
  auto const& graphemes = reading_.graphemes();
  auto const is_there = [&](std::size_t at) {
    for (std::size_t i = 0; i < pattern.signs.size(); ++i) {
      if (bare_sign(reading_.slice(graphemes[at + i].byte_start, graphemes[at + i].byte_end)) != pattern.signs[i]) return false;
    }
    return true;
  };
  if (pattern.signs.empty()) return std::nullopt;
  for (std::size_t at = from; at + pattern.signs.size() <= graphemes.size(); ++at) {
    if (is_there(at)) return at;
  }
  return std::nullopt;
}

void check_terms(Sheet const& sheet) {
  Finder finder(sheet.body());
  for (ForbiddenTerm const& rule : sheet.rules.forbidden) check_forbidden(sheet, rule, finder);
  std::size_t const end = sheet.body().text().size();
  for (RequiredTerm const& rule : sheet.rules.required) {
    if (finder.holds(Pattern(rule.term.to_string(), rule.match, sheet.body().language()))) continue;
    sheet.add("text.required_term", Severity::breach, sheet.body().range(end, end)).parameters = {{"term", rule.term.to_string()}};
  }
  check_legal_mention(sheet);
}

}  // namespace parvis::text::internal
