// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/readability.h"

#include <array>

#include "text/fold.h"
#include "text/internal/unicode.h"

namespace parvis::text {
namespace {

constexpr std::u32string_view french_vowels = U"aeiouyàâäéèêëîïôöùûüœæ";
constexpr std::u32string_view english_vowels = U"aeiouy";

bool in(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }

bool ends_with(std::u32string_view word, std::u32string_view end) {
  return word.size() >= end.size() && word.substr(word.size() - end.size()) == end;
}

/// Two vowels written side by side and said apart.
bool hiatus(std::u32string_view word, std::size_t at) {
  char32_t const left = word[at], right = word[at + 1];
  char32_t const after = at + 2 < word.size() ? word[at + 2] : 0;
  if (in(U"ëïüö", right)) return !(left == U'u' && right == U'ë');       // noël, maïs; not "aiguë"
  if (left == U'é' && in(U"aâéèiîouô", right)) return true;              // idéal, vidéo, théâtre
  if (left == U'o' && in(U"aéè", right)) return true;                    // oasis, poésie
  if (left == U'a' && in(U"éèo", right)) return !(right == U'o' && after == U'û');  // aéré, chaos; "août" is one
  if (in(U"aeéuo", left) && right == U'y' && in(french_vowels, after)) return true;  // moyen, ennuyer
  bool const cluster = at >= 2 && in(U"rl", word[at - 1]) && in(U"bcdfgptv", word[at - 2]);
  return cluster && in(U"iu", left) && in(U"eéèaoâ", right) && !(right == U'e' && at + 2 >= word.size());  // crier, oublié
}

std::uint32_t vowel_groups(std::u32string_view word) {
  std::uint32_t groups = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    bool const vowel = in(french_vowels, word[i]);
    bool const follows = i > 0 && in(french_vowels, word[i - 1]);
    groups += vowel && (!follows || hiatus(word, i - 1));
  }
  return groups;
}

/// Letters of a mute ending: "e", "es", or the "ent" of a verb. "ment", "vent", "cent" sound.
std::size_t mute_ending(std::u32string_view word) {
  if (ends_with(word, U"ent") && word.size() > 4) {
    bool const sounds = ends_with(word, U"ment") || ends_with(word, U"cent") || ends_with(word, U"vent") || ends_with(word, U"dent") || ends_with(word, U"ient") || ends_with(word, U"gent");
    return sounds ? 0 : 3;
  }
  if (ends_with(word, U"es")) return 2;
  return ends_with(word, U"e") ? 1 : 0;
}

std::uint32_t french_syllables(std::u32string_view word) {
  std::uint32_t groups = vowel_groups(word);
  std::size_t const mute = mute_ending(word);
  if (mute > 0 && word.size() > mute && groups > 1) {
    char32_t const left = word[word.size() - mute - 1];
    bool const silent_u = left == U'u' && word.size() > mute + 1 && in(U"qg", word[word.size() - mute - 2]);
    // After a vowel ("amie", "journée") the e made no group of its own, except the silent u of "que" and "gue".
    if (!in(french_vowels, left) || silent_u) --groups;
  }
  return groups == 0 ? 1 : groups;
}

std::uint32_t english_syllables(std::u32string_view word) {
  std::uint32_t groups = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    groups += in(english_vowels, word[i]) && (i == 0 || !in(english_vowels, word[i - 1]));
    bool const apart = i > 0 && word[i - 1] == U'i' && in(U"ao", word[i]) && !(i > 1 && in(U"tsc", word[i - 2]));
    groups += apart;  // "media", "radio"; not "nation"
  }
  bool const mute_e = ends_with(word, U"e") && !(ends_with(word, U"le") && word.size() > 2 && !in(english_vowels, word[word.size() - 3]));
  bool const mute_ed = ends_with(word, U"ed") && word.size() > 3 && !in(U"td", word[word.size() - 3]) && !in(english_vowels, word[word.size() - 3]);
  bool const mute_es = ends_with(word, U"es") && word.size() > 3 && !in(U"scxzhg", word[word.size() - 3]) && !in(english_vowels, word[word.size() - 3]);
  if ((mute_e || mute_ed || mute_es) && groups > 1) --groups;
  return groups == 0 ? 1 : groups;
}

Ease ease_of(double score) {
  constexpr std::array<double, 5> floors = {80, 70, 60, 50, 30};
  std::size_t band = 0;
  while (band < floors.size() && score < floors[band]) ++band;
  return static_cast<Ease>(band);
}

ReadingCounts counts_of(Reading const& reading) {
  ReadingCounts counts;
  std::optional<std::uint32_t> sentence;
  std::size_t letters = 0;
  for (Word const& word : reading.words()) {
    if (word.entity) continue;
    if (sentence != word.sentence) ++counts.sentences;
    sentence = word.sentence;
    std::string_view const written = reading.at(word.range);
    counts.syllables += word.elision ? 0 : word.number ? 1 : syllables(written, reading.language());
    if (word.elision) continue;
    std::size_t const before = word.joined ? letters : 0;
    letters = before + unicode::code_points_of(written).size();
    counts.words += !word.joined;
    counts.long_words += letters > 6 && before <= 6;
  }
  return counts;
}

double ratio(double a, double b) { return b == 0 ? 0 : a / b; }

}  // namespace

std::uint32_t syllables(std::string_view word, Language language) {
  std::u32string const letters = unicode::code_points_of(lower_case(word));
  return language == Language::en ? english_syllables(letters) : french_syllables(letters);
}

double kandel_moles(ReadingCounts const& c) { return 207 - 1.015 * ratio(c.words, c.sentences) - 73.6 * ratio(c.syllables, c.words); }
double flesch(ReadingCounts const& c) { return 206.835 - 1.015 * ratio(c.words, c.sentences) - 84.6 * ratio(c.syllables, c.words); }
double lix(ReadingCounts const& c) { return ratio(c.words, c.sentences) + 100 * ratio(c.long_words, c.words); }

Readability readability(Reading const& reading) {
  Readability out;
  out.counts = counts_of(reading);
  if (out.counts.words < fewest_words) return out;
  out.lix = lix(out.counts);
  if (reading.language() == Language::fr) out.kandel_moles = kandel_moles(out.counts);
  if (reading.language() == Language::en) out.flesch = flesch(out.counts);
  if (auto const score = out.kandel_moles ? out.kandel_moles : out.flesch) out.ease = ease_of(*score);
  return out;
}

}  // namespace parvis::text
