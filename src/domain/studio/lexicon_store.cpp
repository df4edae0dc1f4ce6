// SPDX-License-Identifier: AGPL-3.0-or-later
#include "studio/lexicon_store.h"

namespace parvis::studio {
namespace {

constexpr auto insert_word_sql =
    "INSERT INTO studio_word (brand_id, folded, word) VALUES ($1, $2, $3) ON CONFLICT (brand_id, folded) DO UPDATE SET word = excluded.word";
constexpr auto delete_word_sql = "DELETE FROM studio_word WHERE brand_id = $1 AND folded = $2";
constexpr auto words_sql = "SELECT word FROM studio_word WHERE brand_id = $1 ORDER BY folded LIMIT $2";

}  // namespace

void insert_word(store::Transaction& tx, BrandId const& brand, std::string const& folded, std::string const& word) {
  tx.run(insert_word_sql, {brand.to_string(), folded, word});
}

std::int64_t delete_word(store::Transaction& tx, BrandId const& brand, std::string const& folded) {
  return tx.run(delete_word_sql, {brand.to_string(), folded});
}

std::vector<std::string> word_rows(store::Transaction& tx, BrandId const& brand) {
  std::vector<std::string> words;
  for (store::Row const& row : tx.rows(words_sql, {brand.to_string(), most_words})) words.push_back(row.text("word"));
  return words;
}

}  // namespace parvis::studio
