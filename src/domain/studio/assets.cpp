// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/digest.h"
#include "studio/studio_store.h"

namespace parvis::studio {

Result<Asset> add_asset(Desk const& desk, Actor const& actor, std::string const& name, std::string const& bytes) {
  TRY(auto const label, (Text<1, 200>::parse(name)));
  TRY(DecodedImage const image, desk.decode_image(bytes));
  std::string const digest = sha256_hex(image.bytes);
  desk.keep_file(digest, image.bytes);
  return desk.database.write([&](store::Transaction& tx) -> Result<Asset> {
    Asset asset;
    asset.id = AssetId::make(desk.clock);
    asset.brand_id = actor.brand;
    asset.name = label;
    asset.sha256 = digest;
    asset.media_type = image.media_type;
    asset.width = image.width;
    asset.height = image.height;
    asset.bytes = static_cast<std::int64_t>(image.bytes.size());
    asset.created_at = desk.clock.now();
    insert_asset(tx, asset);
    identity::record_audit(tx, desk.clock, actor, {"studio.asset_added", "asset", asset.id.to_string()});
    return asset;
  });
}

Result<Asset> save_asset(Desk const& desk, Actor const& actor, AssetId const& id, SaveAsset const& change) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Asset> {
    TRY(Asset asset, load_asset(tx, actor.brand, id));
    asset.name = change.name;
    asset.alt = change.alt;
    asset.credit = change.credit;
    asset.licence = change.licence;
    asset.rights_until = change.rights_until;
    asset.revision = change.revision + 1;
    if (!update_asset(tx, asset)) return conflict("studio.stale_revision");
    identity::record_audit(tx, desk.clock, actor, {"studio.asset_saved", "asset", id.to_string()});
    return asset;
  });
}

std::vector<Asset> assets_of(store::Transaction& tx, BrandId const& brand) { return asset_rows(tx, brand); }

Result<Asset> load_asset(store::Transaction& tx, BrandId const& brand, AssetId const& id) {
  auto asset = find_asset(tx, brand, id);
  if (!asset) return not_found("studio.asset_not_found");
  return *asset;
}

}  // namespace parvis::studio
