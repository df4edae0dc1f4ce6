// SPDX-License-Identifier: AGPL-3.0-or-later
// Emoji, hashtags, fancy letters and capitals: what a screen reader stumbles on.
#include <algorithm>
#include <array>

#include "text/fold.h"
#include "text/internal/findings.h"
#include "text/internal/unicode.h"

namespace parvis::text::internal {
namespace {

constexpr std::size_t shortest_compound = 10;  // letters of a hashtag that is likely several words
constexpr std::size_t longest_compound = 40;
constexpr std::size_t most_capitals = 3;       // words in a row

/// Removes a range and the one space that preceded it.
Replacement removal(Reading const& body, Range const& range) {
  bool const spaced = range.byte_start > 0 && body.text()[range.byte_start - 1] == ' ';
  return {body.range(range.byte_start - (spaced ? 1 : 0), range.byte_end), ""};
}

Range range_of(Reading const& body, Grapheme const& grapheme) { return body.range(grapheme.byte_start, grapheme.byte_end); }

void check_emoji_count(Sheet const& sheet, std::vector<std::size_t> const& emoji) {
  auto const max = sheet.rules.emoji.max;
  if (!max || emoji.size() <= *max) return;
  for (std::size_t i = *max; i < emoji.size() && !sheet.full(); ++i) {
    Range const range = range_of(sheet.body(), sheet.body().graphemes()[emoji[i]]);
    Finding& finding = sheet.add("text.emoji_too_many", Severity::breach, range);
    finding.parameters = {{"count", std::to_string(emoji.size())}, {"max", std::to_string(*max)}};
    finding.replacement = removal(sheet.body(), range);
  }
}

void add_emoji_run(Sheet const& sheet, std::size_t first, std::size_t length) {
  std::size_t const max = std::max<std::size_t>(1, *sheet.rules.emoji.max_run);
  auto const& graphemes = sheet.body().graphemes();
  Range const whole = sheet.body().range(graphemes[first].byte_start, graphemes[first + length - 1].byte_end);
  Finding& finding = sheet.add("text.emoji_run", Severity::advice, whole);
  finding.rule = "A-04";
  finding.parameters = {{"count", std::to_string(length)}, {"max", std::to_string(max)}};
  finding.replacement = Replacement{sheet.body().range(graphemes[first + max].byte_start, whole.byte_end), ""};
}

void check_emoji_runs(Sheet const& sheet, std::vector<std::size_t> const& emoji) {
  if (!sheet.rules.emoji.max_run) return;
  std::size_t const max = std::max<std::size_t>(1, *sheet.rules.emoji.max_run);
  for (std::size_t i = 0; i < emoji.size() && !sheet.full();) {
    std::size_t length = 1;
    while (i + length < emoji.size() && emoji[i + length] == emoji[i] + length) ++length;
    if (length > max) add_emoji_run(sheet, emoji[i], length);
    i += length;
  }
}

/// Emoji that open a line with words after them.
std::vector<std::size_t> emoji_bullets(Reading const& body) {
  std::vector<std::size_t> bullets;
  auto const& graphemes = body.graphemes();
  bool opening = true;
  for (std::size_t i = 0; i < graphemes.size(); ++i) {
    if (graphemes[i].glyph == Glyph::line_end) opening = true;
    if (graphemes[i].glyph == Glyph::line_end || graphemes[i].glyph == Glyph::space) continue;
    std::size_t const after = std::min(i + 2, graphemes.size());
    bool const followed = i + 1 < graphemes.size() && graphemes[i + 1].glyph != Glyph::line_end && graphemes[after - 1].glyph != Glyph::emoji;
    if (opening && graphemes[i].glyph == Glyph::emoji && followed) bullets.push_back(i);
    opening = false;
  }
  return bullets;
}

void check_emoji_bullets(Sheet const& sheet) {
  if (sheet.rules.emoji.refuse_bullets == Toggle::off) return;
  std::vector<std::size_t> const bullets = emoji_bullets(sheet.body());
  if (bullets.size() < 2) return;  // one line that opens with an emoji is no list
  for (std::size_t const index : bullets) {
    if (sheet.full()) return;
    auto const& graphemes = sheet.body().graphemes();
    Range const range = range_of(sheet.body(), graphemes[index]);
    Finding& finding = sheet.add("text.emoji_bullet", Severity::advice, range);
    finding.rule = "A-04";
    finding.replacement = Replacement{range, graphemes[index + 1].glyph == Glyph::space ? "-" : "- "};
  }
}

bool all_lower(std::string_view tag) {
  for (std::size_t at = 0; at < tag.size();) {
    if (!unicode::is_lower(unicode::next(tag, at))) return false;
  }
  return true;
}

bool small_word(std::string_view piece) {
  static constexpr std::array<std::string_view, 16> words = {"le", "la", "de", "du", "en", "et", "au", "un", "je", "tu", "ce", "on", "to", "of", "in", "my"};
  return std::find(words.begin(), words.end(), piece) != words.end();
}

/// The tag cut into the fewest words of the dictionary, each with a capital; empty when it cannot be, or is one word.
std::string in_capitals(std::string const& tag, std::function<bool(std::string const&)> const& is_word) {
  std::u32string const letters = unicode::code_points_of(tag);
  if (!is_word || letters.size() > longest_compound) return {};
  std::vector<std::size_t> cost(letters.size() + 1, 99), from(letters.size() + 1, 0);
  std::vector<std::string> piece(letters.size() + 1);
  cost[0] = 0;
  for (std::size_t end = 2; end <= letters.size(); ++end) {
    for (std::size_t start = end > 16 ? end - 16 : 0; start + 2 <= end; ++start) {
      if (cost[start] >= 5 || cost[start] + 1 >= cost[end]) continue;
      std::string word;
      for (std::size_t i = start; i < end; ++i) unicode::append(word, letters[i]);
      if (end - start == 2 ? !small_word(word) : !is_word(word)) continue;
      cost[end] = cost[start] + 1;
      from[end] = start;
      piece[end] = std::move(word);
    }
  }
  if (cost.back() < 2 || cost.back() == 99) return {};
  std::string out;
  for (std::size_t end = letters.size(); end > 0; end = from[end]) out.insert(0, with_capital(piece[end]));
  return out;
}

void check_hashtag_capitals(Sheet const& sheet, Entity const& tag) {
  std::size_t const letters = unicode::code_points_of(tag.value).size();
  if (letters < shortest_compound || !all_lower(tag.value)) return;
  if (sheet.draft.is_word && sheet.draft.is_word(tag.value)) return;
  Finding& finding = sheet.add("text.hashtag_lower_case", Severity::advice, tag.range);
  finding.rule = "A-01";
  std::string const split = in_capitals(tag.value, sheet.draft.is_word);
  if (!split.empty()) finding.replacement = Replacement{tag.range, "#" + split};
}

/// True when words that are no hashtag follow.
bool words_follow(Reading const& body, Entity const& tag) {
  auto const& words = body.words();
  return std::any_of(words.rbegin(), words.rend(), [&](Word const& w) { return w.range.byte_start >= tag.range.byte_end && w.entity != EntityKind::hashtag; });
}

/// Upper-case Latin letter of the negative circled and squared blocks, which NFKC leaves alone; 0 for others.
char boxed_letter(char32_t c) {
  if (c >= 0x1F150 && c <= 0x1F169) return static_cast<char>('A' + (c - 0x1F150));
  if (c >= 0x1F170 && c <= 0x1F189) return static_cast<char>('A' + (c - 0x1F170));
  return 0;
}

bool fancy(char32_t c) {
  return (c >= 0x1D400 && c <= 0x1D7FF) || (c >= 0xFF10 && c <= 0xFF19) || (c >= 0xFF21 && c <= 0xFF3A) ||
         (c >= 0xFF41 && c <= 0xFF5A) || (c >= 0x24B6 && c <= 0x24E9) || (c >= 0x1F130 && c <= 0x1F149) || boxed_letter(c) != 0;
}

std::string plain(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t const start = at;
    char32_t const c = unicode::next(text, at);
    char const boxed = boxed_letter(c);
    out += boxed != 0 ? std::string(1, boxed) : fancy(c) ? unicode::nfkc(text.substr(start, at - start)) : std::string(text.substr(start, at - start));
  }
  return out;
}

/// With U+FE0F after it a letter is an emoji: the car park's P, blood group A.
bool emoji_follows(std::string_view text, std::size_t at) { return at < text.size() && unicode::next(text, at) == 0xFE0F; }

/// Bytes of the run of fancy letters that starts here, single spaces inside it included.
std::size_t fancy_run_end(std::string_view text, std::size_t start) {
  std::size_t end = start;
  for (std::size_t at = start; at < text.size();) {
    std::size_t const here = at;
    char32_t const c = unicode::next(text, at);
    if (fancy(c) && !emoji_follows(text, at)) end = at;
    else if (c != ' ' || here != end) break;
  }
  return end;
}

void check_fancy_letters(Sheet const& sheet) {
  std::string const& text = sheet.body().text();
  for (std::size_t at = 0; at < text.size() && !sheet.full();) {
    std::size_t const end = fancy_run_end(text, at);
    std::string_view const run = std::string_view(text).substr(at, end - at);
    if (!run.empty()) {
      Finding& finding = sheet.add("text.fancy_letters", Severity::advice, sheet.body().range(at, end));
      finding.rule = "A-03";
      finding.replacement = Replacement{finding.range, plain(run)};
    }
    at = std::max(end, at);
    if (at < text.size()) unicode::next(text, at);
  }
}

enum class Capitals { none, neutral, word };

Capitals capitals_of(std::string_view word) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size();) {
    char32_t const c = unicode::next(word, at);
    if (!unicode::is_letter(c)) continue;
    if (!unicode::is_upper(c)) return Capitals::none;
    ++letters;
  }
  return letters >= 2 ? Capitals::word : Capitals::neutral;
}

void add_capital_run(Sheet const& sheet, std::size_t first, std::size_t last, std::size_t count) {
  auto const& words = sheet.body().words();
  Range const range = sheet.body().range(words[first].range.byte_start, words[last].range.byte_end);
  Finding& finding = sheet.add("text.capital_run", Severity::advice, range);
  finding.rule = "A-06";
  finding.parameters = {{"words", std::to_string(count)}};
  bool const opens = first == 0 || words[first - 1].sentence != words[first].sentence;
  std::string const lower = lower_case(sheet.body().at(range));
  finding.replacement = Replacement{range, opens ? with_capital(lower) : lower};
}

void check_capital_runs(Sheet const& sheet) {
  auto const& words = sheet.body().words();
  for (std::size_t i = 0; i < words.size() && !sheet.full();) {
    std::size_t end = i, last = i, count = 0;
    while (end < words.size() && !words[end].entity) {
      Capitals const capitals = capitals_of(sheet.body().at(words[end].range));
      if (capitals == Capitals::none || (count == 0 && capitals == Capitals::neutral && !words[end].elision)) break;
      if (capitals == Capitals::word) last = end, ++count;
      ++end;
    }
    if (count > most_capitals) add_capital_run(sheet, i, last, count);
    i = std::max(end, i + 1);
  }
}

}  // namespace

void check_emoji(Sheet const& sheet) {
  std::vector<std::size_t> emoji;
  for (std::size_t i = 0; i < sheet.body().graphemes().size(); ++i) {
    if (sheet.body().graphemes()[i].glyph == Glyph::emoji) emoji.push_back(i);
  }
  check_emoji_count(sheet, emoji);
  check_emoji_runs(sheet, emoji);
  check_emoji_bullets(sheet);
}

void check_hashtags(Sheet const& sheet) {
  HashtagRules const& rules = sheet.rules.hashtags;
  std::vector<Entity const*> tags;
  for (Entity const& entity : sheet.body().entities()) {
    if (entity.kind == EntityKind::hashtag) tags.push_back(&entity);
  }
  for (std::size_t i = 0; i < tags.size() && !sheet.full(); ++i) {
    if (rules.max && i >= *rules.max) {
      Finding& finding = sheet.add("text.hashtag_too_many", Severity::breach, tags[i]->range);
      finding.parameters = {{"count", std::to_string(tags.size())}, {"max", std::to_string(*rules.max)}};
      finding.replacement = removal(sheet.body(), tags[i]->range);
    }
    if (rules.capitals == Toggle::on) check_hashtag_capitals(sheet, *tags[i]);
    if (rules.at_end == Toggle::off || !words_follow(sheet.body(), *tags[i])) continue;
    Finding& finding = sheet.add("text.hashtag_inside", Severity::advice, tags[i]->range);
    finding.rule = "A-02";
    // Glued to another word, the bare tag would melt into it.
    bool const apart = unicode::is_space(unicode::before(sheet.body().text(), tags[i]->range.byte_start)) || tags[i]->range.byte_start == 0;
    if (apart) finding.replacement = Replacement{tags[i]->range, tags[i]->value};
  }
}

void check_letters(Sheet const& sheet) {
  if (sheet.rules.refuse_fancy_letters == Toggle::on) check_fancy_letters(sheet);
  if (sheet.rules.refuse_capital_runs == Toggle::on) check_capital_runs(sheet);
}

}  // namespace parvis::text::internal
