// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Where contents are made: drafts with variants by channel, their images, every revision kept, and the charter's verdict.
//
// Problem codes: studio.content_not_found, studio.revision_not_found, studio.stale_revision, studio.asset_not_found,
// studio.alt_missing, and those of asset.h.

#include "studio/asset.h"
#include "studio/content.h"
#include "studio/found.h"
#include "studio/verdict.h"

namespace parvis::studio {

/// Checks and cleans an image (render). Problems image.*.
using DecodeImage = std::function<Result<DecodedImage>(std::string const& bytes)>;
/// Where the bytes of a digest stand.
using FileOf = std::function<std::filesystem::path(std::string const& sha256)>;

struct Desk {
  store::Database& database;
  Clock const& clock;
  DecodeImage decode_image;
  strategy::KeepFile keep_file;
  FileOf file_of;
  std::string public_address = {};  // "https://parvis.example": tagged links begin so
};

/// Payload of the event "studio.content_saved": rooms above follow what a content says.
struct ContentSaved {
  BrandId brand_id;
  ContentId content_id;
};
BOOST_DESCRIBE_STRUCT(ContentSaved, (), (brand_id, content_id))

Result<Content> create_content(Desk const& desk, Actor const& actor, Draft const& draft);
struct SaveContent {
  Draft draft;
  std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(SaveContent, (), (draft, revision))
/// Keeps the revision it replaces. Problem studio.stale_revision.
Result<Content> save_content(Desk const& desk, Actor const& actor, ContentId const& id, SaveContent const& change);
/// Brings an earlier revision back as a new one.
Result<Content> restore_revision(Desk const& desk, Actor const& actor, ContentId const& id, std::int64_t revision);
Done shelve_content(Desk const& desk, Actor const& actor, ContentId const& id, strategy::Shelf shelf);
/// Who saved the content as it stands.
std::optional<identity::PersonId> last_editor(store::Transaction& tx, ContentId const& id);
Result<Content> load_content(store::Transaction& tx, BrandId const& brand, ContentId const& id);

struct ContentQuestion {
  BrandId brand;
  std::string words;  // folded; empty for any
  std::optional<ContentState> state;
  strategy::Shelf shelf = strategy::Shelf::active;
  std::string after;  // cursor of the page before, empty for the first
  std::int64_t limit = 50;
};
std::vector<Content> contents(store::Transaction& tx, ContentQuestion const& question);

Result<Asset> add_asset(Desk const& desk, Actor const& actor, std::string const& name, std::string const& bytes);
Result<Asset> save_asset(Desk const& desk, Actor const& actor, AssetId const& id, SaveAsset const& change);
std::vector<Asset> assets_of(store::Transaction& tx, BrandId const& brand);
Result<Asset> load_asset(store::Transaction& tx, BrandId const& brand, AssetId const& id);

}  // namespace parvis::studio
