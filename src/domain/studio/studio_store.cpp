// SPDX-License-Identifier: AGPL-3.0-or-later
#include "studio/studio_store.h"

#include "store/record.h"
#include "studio/word_store.h"

namespace parvis::studio {
namespace {

constexpr auto content_sql = "SELECT * FROM studio_content WHERE brand_id = $1 AND id = $2";
constexpr auto search_text_sql = "SELECT search_text FROM studio_content WHERE id = $1";
constexpr auto revisions_sql = "SELECT * FROM studio_content_revision WHERE content_id = $1 ORDER BY revision DESC";
constexpr auto last_editor_sql = "SELECT saved_by FROM studio_content_revision WHERE content_id = $1 ORDER BY revision DESC LIMIT 1";
constexpr auto asset_sql = "SELECT * FROM studio_asset WHERE brand_id = $1 AND id = $2";
constexpr auto assets_sql = "SELECT * FROM studio_asset WHERE brand_id = $1 AND archived_at IS NULL ORDER BY created_at DESC, id DESC";
constexpr std::int64_t after_everything = std::int64_t{1} << 62;

std::string like_pattern(std::string const& words) {
  std::string pattern = "%";
  for (char c : words) {
    if (c == '%' || c == '_' || c == '!') pattern += '!';
    pattern += c;
  }
  return pattern + "%";
}

// The cursor is "<updated_at>|<id>" of the last row shown. Each shelf has an index of its own (and one by state), whose
// condition the statement must repeat: hence a text for each way of asking.
std::string page_sql(ContentQuestion const& question) {
  std::string sql = "SELECT * FROM studio_content WHERE brand_id = $1";
  sql += question.shelf == strategy::Shelf::active ? " AND archived_at IS NULL" : " AND archived_at IS NOT NULL";
  sql += " AND updated_at <= $2 AND (updated_at < $2 OR id < $3)";
  if (question.state) sql += " AND state = $5";
  if (!question.words.empty()) sql += question.state ? " AND search_text LIKE $6 ESCAPE '!'" : " AND search_text LIKE $5 ESCAPE '!'";
  return sql + " ORDER BY updated_at DESC, id DESC LIMIT $4";
}

struct Cursor {
  std::int64_t updated_at = after_everything;
  std::string id;
};

Cursor cursor_of(std::string const& text) {
  std::size_t const bar = text.find('|');
  Cursor cursor;
  if (bar == std::string::npos || bar == 0 || bar > 18 || text.find_first_not_of("0123456789") != bar) return cursor;
  cursor.updated_at = std::stoll(text.substr(0, bar));
  cursor.id = text.substr(bar + 1);
  return cursor;
}

}  // namespace

void insert_content(store::Transaction& tx, Content const& content) {
  store::insert(tx, "studio_content", content);
  index_content(tx, content.id, "", content.search_text);
}

bool update_content(store::Transaction& tx, Content const& content) {
  auto const before = tx.first(search_text_sql, {content.id.to_string()});
  if (!before || !store::update(tx, "studio_content", content)) return false;
  index_content(tx, content.id, before->text(0), content.search_text);
  return true;
}

std::optional<Content> find_content(store::Transaction& tx, BrandId const& brand, ContentId const& id) {
  return store::one<Content>(tx.first(content_sql, {brand.to_string(), id.to_string()}));
}

std::vector<Content> content_page(store::Transaction& tx, ContentQuestion const& question) {
  Cursor const cursor = cursor_of(question.after);
  store::Parameters values{question.brand.to_string(), cursor.updated_at, cursor.id, question.limit};
  if (question.state) values.emplace_back(json::name_of(*question.state));
  if (!question.words.empty()) values.emplace_back(like_pattern(question.words));
  return store::records<Content>(tx.rows(page_sql(question), values));
}

void insert_revision(store::Transaction& tx, ContentRevision const& revision) { store::insert(tx, "studio_content_revision", revision); }
std::optional<identity::PersonId> last_editor_row(store::Transaction& tx, ContentId const& content) {
  auto const row = tx.first(last_editor_sql, {content.to_string()});
  if (!row) return std::nullopt;
  auto const person = identity::PersonId::parse(row->text("saved_by"));
  return person ? std::optional(*person) : std::nullopt;
}
std::vector<ContentRevision> revision_rows(store::Transaction& tx, ContentId const& content) {
  return store::records<ContentRevision>(tx.rows(revisions_sql, {content.to_string()}));
}

void insert_asset(store::Transaction& tx, Asset const& asset) { store::insert(tx, "studio_asset", asset); }
bool update_asset(store::Transaction& tx, Asset const& asset) { return store::update(tx, "studio_asset", asset); }
std::optional<Asset> find_asset(store::Transaction& tx, BrandId const& brand, AssetId const& id) {
  return store::one<Asset>(tx.first(asset_sql, {brand.to_string(), id.to_string()}));
}
std::vector<Asset> asset_rows(store::Transaction& tx, BrandId const& brand) {
  return store::records<Asset>(tx.rows(assets_sql, {brand.to_string()}));
}

}  // namespace parvis::studio
