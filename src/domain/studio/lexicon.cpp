// SPDX-License-Identifier: AGPL-3.0-or-later
#include "studio/lexicon_store.h"
#include "text/fold.h"

namespace parvis::studio {

std::vector<std::string> lexicon_of(store::Transaction& tx, BrandId const& brand) { return word_rows(tx, brand); }

Done add_word(store::Database& database, BrandId const& brand, std::string const& word) {
  std::string const folded = text::fold(word);
  if (folded.empty()) return invalid_field("word", "studio.word_empty");
  database.write([&](store::Transaction& tx) { insert_word(tx, brand, folded, word); });
  return {};
}

Done remove_word(store::Database& database, BrandId const& brand, std::string const& word) {
  std::string const folded = text::fold(word);
  bool const removed = database.write([&](store::Transaction& tx) { return delete_word(tx, brand, folded) == 1; });
  if (!removed) return not_found("studio.word_not_found");
  return {};
}

}  // namespace parvis::studio
