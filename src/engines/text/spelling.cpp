// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/spelling.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <unordered_map>

#include <hunspell/hunspell.hxx>

#include "text/fold.h"

namespace parvis::text {
namespace {

constexpr std::size_t most_kept = 50'000;    // verdicts on words
constexpr std::size_t longest_word = 60;     // bytes; Hunspell's own bound is 100 characters, and suggestions explode
constexpr char const* folder = "/usr/share/hunspell/";

std::string straight(std::string_view word) {
  std::string out;
  for (std::size_t at = 0; at < word.size(); ++at) {
    bool const curly = word.substr(at, 3) == "\u2019";
    out += curly ? '\'' : word[at];
    at += curly ? 2 : 0;
  }
  return out;
}

using Accented = std::unordered_multimap<std::string, std::string>;

/// The dictionary's words that carry accents, by their bare form: "recuperer" finds "récupérer", which Hunspell
/// proposes late or never.
Accented read_accented(std::string const& dic) {
  Accented words;
  std::ifstream file(dic);
  for (std::string line; std::getline(file, line);) {
    std::string word = line.substr(0, line.find_first_of("/\t \r"));
    if (std::none_of(word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) continue;
    std::string bare = fold(word);
    words.emplace(std::move(bare), std::move(word));
  }
  return words;
}

bool is_shouted_code(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

PersonalWords::PersonalWords(std::vector<std::string> const& words) {
  for (std::string const& entry : words) {
    auto const reading = Reading::of(entry, Language::unknown);
    if (!reading) continue;
    for (Word const& word : reading->words()) folded_.insert(word.folded);
  }
}

struct Speller::Dictionary {
  Dictionary(std::string const& aff, std::string const& dic) : hunspell(aff.c_str(), dic.c_str()), accented(read_accented(dic)) {}

  bool knows(std::string const& word) {
    std::lock_guard const lock(mutex);
    auto const kept = verdicts.find(word);
    if (kept != verdicts.end()) return kept->second;
    if (verdicts.size() >= most_kept) verdicts.clear();
    bool const known = hunspell.spell(word);
    verdicts.emplace(word, known);
    return known;
  }

  std::mutex mutex;
  Hunspell hunspell;
  Accented const accented;
  std::unordered_map<std::string, bool> verdicts;
  std::unordered_map<std::string, std::vector<std::string>> offers;
};

Speller::Speller(std::unique_ptr<Dictionary> dictionary) : dictionary_(std::move(dictionary)) {}
Speller::~Speller() = default;

Result<std::shared_ptr<Speller>> Speller::open(std::string const& aff, std::string const& dic) {
  // Hunspell opens nothing and says nothing when a file is absent, then finds every word right.
  for (std::string const& path : {aff, dic}) {
    if (!std::filesystem::is_regular_file(path)) return unavailable("text.dictionary_unavailable", path);
  }
  auto dictionary = std::make_unique<Dictionary>(aff, dic);
  if (dictionary->hunspell.get_dict_encoding() != "UTF-8") return unavailable("text.dictionary_unavailable", dic + " is not UTF-8");
  return std::shared_ptr<Speller>(new Speller(std::move(dictionary)));
}

Result<std::shared_ptr<Speller>> Speller::of(Language language) {
  static std::mutex mutex;
  static std::array<std::shared_ptr<Speller>, 2> opened;
  if (language == Language::unknown) return unsupported("text.language_unknown");
  std::lock_guard const lock(mutex);
  auto& slot = opened[language == Language::fr ? 0 : 1];
  if (slot) return slot;
  std::string const base = std::string(folder) + (language == Language::fr ? "fr" : "en_US");
  TRY(slot, open(base + ".aff", base + ".dic"));
  return slot;
}

bool Speller::knows(std::string_view word) const { return word.size() > longest_word || dictionary_->knows(straight(word)); }

std::vector<Misspelling> Speller::check(Reading const& reading, PersonalWords const& personal) const {
  std::vector<Misspelling> found;
  auto const& words = reading.words();
  for (std::size_t i = 0; i < words.size() && found.size() < most_misspellings; ++i) {
    std::size_t last = i;
    while (last + 1 < words.size() && words[last + 1].joined) ++last;
    std::string_view const whole = reading.slice(words[i].range.byte_start, words[last].range.byte_end);
    bool const compound_right = last > i && !words[i].entity && knows(whole);
    for (std::size_t k = i; k <= last && !compound_right; ++k) {
      Word const& word = words[k];
      std::string_view const written = reading.at(word.range);
      if (word.entity || word.number || word.elision || is_shouted_code(written) || personal.contains(word) || knows(written)) continue;
      found.push_back({word.range, std::string(written), {}});
      std::lock_guard const lock(dictionary_->mutex);
      auto const offer = dictionary_->offers.find(straight(written));
      if (offer != dictionary_->offers.end()) found.back().suggestions = offer->second;
    }
    i = last;
  }
  return found;
}

std::vector<std::string> Speller::suggestions(std::string_view word) const {
  if (word.empty() || word.size() > longest_word) return {};
  std::string const wanted = straight(word);
  std::lock_guard const lock(dictionary_->mutex);
  auto const kept = dictionary_->offers.find(wanted);
  if (kept != dictionary_->offers.end()) return kept->second;
  std::vector<std::string> offers;
  auto const add = [&](std::string const& offer) {
    if (offers.size() < most_suggestions && std::find(offers.begin(), offers.end(), offer) == offers.end()) offers.push_back(offer);
  };
  auto const [first, last] = dictionary_->accented.equal_range(fold(wanted));
  std::for_each(first, last, [&](auto const& entry) { add(entry.second); });
  for (std::string const& offer : dictionary_->hunspell.suggest(wanted)) add(offer);
  if (dictionary_->offers.size() >= most_kept) dictionary_->offers.clear();
  dictionary_->offers.emplace(wanted, offers);
  return offers;
}

}  // namespace parvis::text
