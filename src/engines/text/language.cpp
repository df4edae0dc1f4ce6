// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/language.h"

#include <string>
#include <unordered_set>

#include "text/fold.h"

namespace parvis::text {
namespace {

using Words = std::unordered_set<std::string_view>;

// Words that the other language does not use; "a", "on", "son", "me", "des", "or", "as" say nothing.
Words const french = {"le",   "la",   "les",  "un",    "une",  "du",    "et",   "est",  "dans", "pour", "que", "qui",
                      "avec", "sur",  "pas",  "vous",  "nous", "votre", "vos",  "nos",  "au",   "aux",  "ce",  "cette",
                      "ces",  "se",   "sont", "il",    "elle", "ils",   "je",   "tu",   "mais", "ou",   "donc", "ne",
                      "plus", "tout", "chez", "notre", "ete",  "etre",  "avoir", "fait", "de",  "en",   "par", "leur",
                      "sans", "comme", "aussi", "bien", "tous", "toutes", "quand", "merci", "bonjour", "voici"};
Words const english = {"the", "and",  "of",    "to",   "is",   "are",  "you",  "your", "we",    "our",  "with", "for",
                       "this", "that", "these", "from", "have", "has",  "it",   "its",  "was",   "were", "be",   "been",
                       "not",  "but",  "they",  "their", "he",  "she",  "his",  "her",  "will",  "would", "can",  "what",
                       "when", "how",  "all",   "more", "about", "which", "there", "do",  "does", "thanks", "hello", "in",
                       "my",   "at",   "by",    "so",   "if",   "just", "get",  "here", "new",   "who"};

bool letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

}  // namespace

Language detect_language(std::string_view utf8) {
  std::string const folded = fold(utf8.substr(0, 20'000));
  std::size_t in_french = 0, in_english = 0;
  for (std::size_t start = 0; start < folded.size();) {
    std::size_t end = start;
    while (end < folded.size() && letter(folded[end])) ++end;
    std::string_view const word = std::string_view(folded).substr(start, end - start);
    in_french += french.count(word);
    in_english += english.count(word);
    start = end + 1;
  }
  if (in_french >= 3 && in_french >= 2 * in_english) return Language::fr;
  if (in_english >= 3 && in_english >= 2 * in_french) return Language::en;
  return Language::unknown;
}

}  // namespace parvis::text
