// SPDX-License-Identifier: AGPL-3.0-or-later
// Sentence length, how readers are addressed, French typography.
#include <algorithm>
#include <array>

#include "text/internal/findings.h"
#include "text/internal/unicode.h"

namespace parvis::text::internal {
namespace {

constexpr char32_t no_break_space = 0xA0;
constexpr char32_t narrow_no_break_space = 0x202F;

void check_sentences(Sheet const& sheet, std::uint16_t max) {
  std::vector<std::size_t> words(sheet.body().sentences().size());
  for (Word const& word : sheet.body().words()) {
    if (!word.elision && !word.joined && !word.entity && word.sentence < words.size()) ++words[word.sentence];
  }
  for (std::size_t i = 0; i < words.size() && !sheet.full(); ++i) {
    if (words[i] <= max) continue;
    Finding& finding = sheet.add("text.sentence_too_long", Severity::advice, sheet.body().sentences()[i]);
    finding.parameters = {{"words", std::to_string(words[i])}, {"max", std::to_string(max)}};
  }
}

template <std::size_t N>
bool among(std::array<std::string_view, N> const& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

constexpr std::array<std::string_view, 11> tu_words = {"tu", "te", "t'", "toi", "ton", "ta", "tes", "tien", "tienne", "tiens", "tiennes"};
constexpr std::array<std::string_view, 5> vous_words = {"vous", "votre", "vos", "votres", "vousmeme"};
constexpr std::array<std::string_view, 12> determiners = {"le", "un", "du", "ce", "son", "notre", "votre", "au", "mon", "leur", "de", "quel"};
constexpr std::array<std::string_view, 5> not_verbs = {"chez", "assez", "rez", "nez", "merguez"};
// Towns and families whose name ends as an imperative does; others are told by their capital.
constexpr std::array<std::string_view, 22> names_in_ez = {"rodez",     "tropez",   "douarnenez", "martinez", "sanchez", "lopez",  "gomez", "fernandez", "hernandez", "rodriguez", "gonzalez",
                                                          "dominguez", "ramirez",  "gutierrez",  "jimenez",  "suarez",  "alvarez", "chavez", "cortez",    "velasquez", "mendez",    "vasquez"};

/// "je tiens à", "je n'y tiens pas": the writer's own verb.
bool said_of_oneself(std::vector<Word> const& words, std::size_t at) {
  for (std::size_t back = 1; back <= 3 && back <= at && words[at - back].sentence == words[at].sentence; ++back) {
    if (words[at - back].folded == "je" || words[at - back].folded == "j'") return true;
  }
  return false;
}

/// "Rodez", "Mme Martinez", "Saint-Tropez": a capital, then small letters, and no sentence that begins there.
bool is_name(Reading const& reading, std::size_t at) {
  Word const& word = reading.words()[at];
  if (among(names_in_ez, word.folded)) return true;
  std::string_view const written = reading.at(word.range);
  std::size_t second = 0;
  if (!unicode::is_upper(unicode::next(written, second)) || !unicode::is_lower(unicode::next(written, second))) return false;
  if (word.joined) return true;
  std::size_t before = word.range.byte_start;
  while (before > 0 && (reading.text()[before - 1] == ' ' || reading.text()[before - 1] == ',')) --before;
  char32_t const left = unicode::before(reading.text(), before);
  return unicode::is_letter(left) || unicode::is_digit(left) || left == '\'' || left == 0x2019;
}

/// "rendez-vous" is a noun, both its words.
bool is_appointment(std::vector<Word> const& words, std::size_t at) {
  bool const ends = words[at].joined && words[at].folded == "vous" && at > 0 && words[at - 1].folded == "rendez";
  return ends || (words[at].folded == "rendez" && at + 1 < words.size() && words[at + 1].joined && words[at + 1].folded == "vous");
}

bool is_imperative(Reading const& reading, std::size_t at) {
  std::string const& word = reading.words()[at].folded;
  return word.size() > 4 && word.ends_with("ez") && !among(not_verbs, word) && !is_name(reading, at);
}

/// The address a word speaks for. "le ton" is a noun, and "publiez" is an imperative.
Address address_of(Reading const& reading, std::size_t at) {
  auto const& words = reading.words();
  std::string const& word = words[at].folded;
  bool const noun = (word == "ton" || word == "tiens") && at > 0 && among(determiners, words[at - 1].folded);
  if (words[at].entity || noun || is_appointment(words, at)) return Address::free;
  if (word == "tiens" && said_of_oneself(words, at)) return Address::free;
  if (among(tu_words, word)) return Address::tu;
  return among(vous_words, word) || is_imperative(reading, at) ? Address::vous : Address::free;
}

/// Under no rule, the address most used is the one that was wanted.
Address wanted_address(Sheet const& sheet, std::vector<Address> const& spoken) {
  if (sheet.rules.address != Address::free) return sheet.rules.address;
  auto const tu = std::count(spoken.begin(), spoken.end(), Address::tu);
  auto const vous = std::count(spoken.begin(), spoken.end(), Address::vous);
  return tu == 0 || vous == 0 ? Address::free : tu > vous ? Address::tu : Address::vous;
}

void check_address(Sheet const& sheet) {
  auto const& words = sheet.body().words();
  std::vector<Address> spoken(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) spoken[i] = address_of(sheet.body(), i);
  Address const wanted = wanted_address(sheet, spoken);
  if (wanted == Address::free) return;
  Severity const severity = sheet.rules.address == Address::free ? Severity::info : Severity::breach;
  for (std::size_t i = 0; i < words.size() && !sheet.full(); ++i) {
    if (spoken[i] == Address::free || spoken[i] == wanted) continue;
    Finding& finding = sheet.add("text.address_mixed", severity, words[i].range);
    finding.parameters = {{"word", finding.excerpt}, {"wanted", wanted == Address::tu ? "tu" : "vous"}};
  }
}

bool is_fixed_space(char32_t c) { return c == no_break_space || c == narrow_no_break_space; }

bool ends_clause(char32_t after) { return after == 0 || unicode::is_space(after) || after == 0xBB || after == '"'; }

/// A sign that wants a fixed space on its left, where it really is that sign: not in "14:30", ":)" or "?!".
bool wants_space_before(char32_t sign, char32_t left, char32_t after) {
  if (left == 0 || left == '\n' || is_fixed_space(left)) return false;
  if (sign == ':' || sign == ';') return (unicode::is_letter(left) || unicode::is_digit(left) || left == ' ' || left == 0xBB || left == ')') && ends_clause(after);
  if (sign == '!' || sign == '?') return unicode::is_letter(left) || unicode::is_digit(left) || left == ' ' || left == 0xBB || left == ')';
  if (sign == 0xBB) return left != '(';
  return (sign == 0x20AC || sign == '%') && (unicode::is_digit(left) || left == ' ');
}

struct Spot {
  std::size_t start = 0;  // the sign, in bytes
  std::size_t end = 0;
  char32_t sign = 0;
};

void add_space(Sheet const& sheet, Spot const& spot, Range const& replaced) {
  Finding& finding = sheet.add("text.space_missing", Severity::info, sheet.body().range(spot.start, spot.end));
  finding.parameters = {{"sign", finding.excerpt}};
  std::string space;
  bool const narrow = spot.sign == ';' || spot.sign == '!' || spot.sign == '?';
  unicode::append(space, narrow ? narrow_no_break_space : no_break_space);
  finding.replacement = Replacement{replaced, space};
}

void check_left(Sheet const& sheet, Spot const& spot) {
  std::string const& text = sheet.body().text();
  char32_t const left = unicode::before(text, spot.start);
  std::size_t at = spot.end;
  char32_t const after = at < text.size() ? unicode::next(text, at) : 0;
  if (!wants_space_before(spot.sign, left, after)) return;
  std::size_t const from = left == ' ' ? spot.start - 1 : spot.start;
  char32_t const further = unicode::before(text, from);
  bool const amount = spot.sign == 0x20AC || spot.sign == '%';
  if (left == ' ' && (further == 0 || further == '\n' || unicode::is_space(further) || (amount && !unicode::is_digit(further)))) return;
  add_space(sheet, spot, sheet.body().range(from, spot.start));
}

void check_right_of_opening(Sheet const& sheet, Spot const& spot) {
  std::string const& text = sheet.body().text();
  std::size_t at = spot.end;
  char32_t const after = at < text.size() ? unicode::next(text, at) : 0;
  if (after == 0 || after == '\n' || is_fixed_space(after)) return;
  add_space(sheet, spot, sheet.body().range(spot.end, after == ' ' ? spot.end + 1 : spot.end));
}

}  // namespace

void check_style(Sheet const& sheet) {
  if (sheet.rules.max_sentence_words) check_sentences(sheet, *sheet.rules.max_sentence_words);
  if (sheet.body().language() != Language::en) check_address(sheet);
}

void check_typography(Sheet const& sheet) {
  if (sheet.rules.french_typography == Toggle::off || sheet.body().language() != Language::fr) return;
  std::string const& text = sheet.body().text();
  for (std::size_t at = 0; at < text.size() && !sheet.full();) {
    Spot spot;
    spot.start = at;
    spot.sign = unicode::next(text, at);
    spot.end = at;
    if (sheet.body().inside_entity(spot.start)) continue;
    if (spot.sign == 0xAB) check_right_of_opening(sheet, spot);
    else check_left(sheet, spot);
  }
}

}  // namespace parvis::text::internal
