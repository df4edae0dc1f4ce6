// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// SQL over contents, their revisions and assets.

#include "studio/studio.h"

namespace parvis::studio {

struct ContentRevision {
  ContentId content_id;
  std::int64_t revision = 0;
  Draft draft;
  std::string saved_by;
  Instant saved_at;
};
BOOST_DESCRIBE_STRUCT(ContentRevision, (), (content_id, revision, draft, saved_by, saved_at))

void insert_content(store::Transaction& tx, Content const& content);
bool update_content(store::Transaction& tx, Content const& content);
std::optional<Content> find_content(store::Transaction& tx, BrandId const& brand, ContentId const& id);
std::vector<Content> content_page(store::Transaction& tx, ContentQuestion const& question);
void insert_revision(store::Transaction& tx, ContentRevision const& revision);
std::optional<identity::PersonId> last_editor_row(store::Transaction& tx, ContentId const& content);
std::vector<ContentRevision> revision_rows(store::Transaction& tx, ContentId const& content);

void insert_asset(store::Transaction& tx, Asset const& asset);
bool update_asset(store::Transaction& tx, Asset const& asset);
std::optional<Asset> find_asset(store::Transaction& tx, BrandId const& brand, AssetId const& id);
std::vector<Asset> asset_rows(store::Transaction& tx, BrandId const& brand);

}  // namespace parvis::studio
