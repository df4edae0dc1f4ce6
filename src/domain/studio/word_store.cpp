// SPDX-License-Identifier: AGPL-3.0-or-later
#include "studio/word_store.h"

#include <algorithm>
#include <span>

#include "store/record.h"
#include "studio/found.h"
#include "studio/words.h"

namespace parvis::studio {
namespace {

// Statements take a fixed count of values, so that their texts are constants: a short list repeats its last.
constexpr std::size_t words_at_once = 16, labels_at_once = 64;
// As many holders of the rarest word are looked at, the newest first: what bounds a search however common its words.
constexpr std::int64_t most_looked_at = 1000;
constexpr std::int64_t backfilled_at_once = 500;

std::string places(std::size_t from, std::size_t count, std::string const& before, std::string const& after) {
  std::string list;
  for (std::size_t i = from; i < from + count; ++i) list += (list.empty() ? "" : ", ") + before + "$" + std::to_string(i) + after;
  return list;
}

std::string const add_sql = "INSERT INTO studio_content_word (content_id, word) VALUES " + places(2, words_at_once, "($1, ", ")") + " ON CONFLICT (word, content_id) DO NOTHING";
std::string const drop_sql = "DELETE FROM studio_content_word WHERE content_id = $1 AND word IN (" + places(2, words_at_once, "", "") + ")";
std::string const labels_sql =
    "SELECT id, brand_id, title, objective_id, pillar_id, state, archived_at FROM studio_content WHERE id IN (" + places(1, labels_at_once, "", "") + ")";
std::string const texts_sql =
    "SELECT id, brand_id, title, search_text FROM studio_content WHERE archived_at IS NULL AND id IN (" + places(1, labels_at_once, "", "") + ")";
constexpr auto range_count_sql =
    "SELECT count(*) AS n FROM (SELECT 1 AS one FROM studio_content_word WHERE word >= $1 AND word < $2 LIMIT $3) AS counted";
constexpr auto range_sql = "SELECT DISTINCT content_id FROM studio_content_word WHERE word >= $1 AND word < $2 LIMIT $3";
constexpr auto word_sql = "SELECT content_id FROM studio_content_word WHERE word = $1 ORDER BY content_id DESC LIMIT $2";
constexpr auto any_word_sql = "SELECT word FROM studio_content_word LIMIT 1";
constexpr auto all_texts_sql = "SELECT id, search_text FROM studio_content WHERE id > $1 ORDER BY id LIMIT $2";

// `count` values of `given` from `at` on, the last repeated where there are fewer.
void append(store::Parameters& values, std::span<std::string const> given, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) values.emplace_back(given[std::min(i, given.size() - 1)]);
}

void each_batch(std::vector<std::string> const& all, std::size_t size, std::function<void(std::span<std::string const>)> const& act) {
  for (std::size_t at = 0; at < all.size(); at += size) act(std::span(all).subspan(at, std::min(size, all.size() - at)));
}

void run_batches(store::Transaction& tx, std::string const& sql, ContentId const& id, std::vector<std::string> const& words) {
  each_batch(words, words_at_once, [&](std::span<std::string const> some) {
    store::Parameters values{id.to_string()};
    append(values, some, words_at_once);
    tx.run(sql, values);
  });
}

std::int64_t count_of(store::Transaction& tx, std::string const& beginning) {
  return tx.first(range_count_sql, {beginning, end_of_range(beginning), most_looked_at}).value().integer("n");
}

std::vector<std::string> ids_of(std::vector<store::Row> const& rows) {
  std::vector<std::string> ids;
  for (store::Row const& row : rows) ids.push_back(row.text(0));
  return ids;
}

// Ids hold the time they were made at: their order is that of age. Of a beginning that too many words share, those that
// hold it as a whole word come first.
std::vector<std::string> holders_of(store::Transaction& tx, std::string const& beginning, std::int64_t count) {
  std::vector<std::string> ids;
  if (count >= most_looked_at) ids = ids_of(tx.rows(word_sql, {beginning, most_looked_at}));
  if (ids.empty()) ids = ids_of(tx.rows(range_sql, {beginning, end_of_range(beginning), most_looked_at}));
  std::ranges::sort(ids, std::greater());
  return ids;
}

std::vector<std::string> candidates(store::Transaction& tx, Words const& asked) {
  std::string const* rarest = nullptr;
  std::int64_t least = most_looked_at + 1;
  for (std::string const& word : asked) {
    std::int64_t const count = count_of(tx, word);
    if (count < least) least = count, rarest = &word;
  }
  return rarest == nullptr || least == 0 ? std::vector<std::string>() : holders_of(tx, *rarest, least);
}

}  // namespace

void index_content(store::Transaction& tx, ContentId const& id, std::string const& before, std::string const& now) {
  if (before == now) return;
  Words const held = words_of(before), wanted = words_of(now);
  std::vector<std::string> gone, come;
  std::ranges::set_difference(held, wanted, std::back_inserter(gone));
  std::ranges::set_difference(wanted, held, std::back_inserter(come));
  run_batches(tx, drop_sql, id, gone);
  run_batches(tx, add_sql, id, come);
}

void index_older_contents(store::Database& database) {
  auto const begun = [](store::Transaction& tx) { return tx.first(any_word_sql).has_value(); };
  if (database.read(begun)) return;
  database.write([&](store::Transaction& tx) {
    if (begun(tx)) return;
    std::string last;
    for (auto rows = tx.rows(all_texts_sql, {last, backfilled_at_once}); !rows.empty(); rows = tx.rows(all_texts_sql, {last, backfilled_at_once})) {
      for (store::Row const& row : rows) index_content(tx, ContentId::parse(row.text("id")).value(), "", row.text("search_text"));
      last = rows.back().text("id");
    }
  });
}

std::map<ContentId, ContentLabel> labels_of(store::Transaction& tx, std::set<ContentId> const& ids) {
  std::vector<std::string> wanted;
  for (ContentId const& id : ids) wanted.push_back(id.to_string());
  std::map<ContentId, ContentLabel> labels;
  each_batch(wanted, labels_at_once, [&](std::span<std::string const> some) {
    store::Parameters values;
    append(values, some, labels_at_once);
    for (ContentLabel& label : store::records<ContentLabel>(tx.rows(labels_sql, values))) labels.emplace(label.id, std::move(label));
  });
  return labels;
}

std::vector<FoundContent> contents_holding(store::Transaction& tx, std::set<BrandId> const& brands, std::string const& folded, std::size_t most) {
  Words const asked = words_of(folded);
  std::vector<FoundContent> found;
  each_batch(candidates(tx, asked), labels_at_once, [&](std::span<std::string const> some) {
    if (found.size() >= most) return;
    store::Parameters values;
    append(values, some, labels_at_once);
    for (store::Row const& row : tx.rows(texts_sql, values)) {
      auto const brand = BrandId::parse(row.text("brand_id"));
      if (!brands.contains(*brand) || !holds(words_of(row.text("search_text")), asked)) continue;
      found.push_back({ContentId::parse(row.text("id")).value(), *brand, row.text("title")});
    }
  });
  std::ranges::sort(found, std::greater(), &FoundContent::id);
  if (found.size() > most) found.resize(most);
  return found;
}

}  // namespace parvis::studio
