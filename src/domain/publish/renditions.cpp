// SPDX-License-Identifier: AGPL-3.0-or-later
// Copies of images that fit a network: made when a content comes onto a channel, so that what is previewed, approved and
// sent are the same bytes.
#include "publish/record.h"

namespace parvis::publish {
namespace {

Result<Rendition> copy_of(Desk const& desk, Publication const& p, studio::Asset const& asset, std::int64_t most_bytes) {
  for (Rendition const& standing : p.renditions) {
    if (standing.asset_id == asset.id && standing.bytes <= most_bytes) return standing;
  }
  TRY(Rendition copy, desk.fit_image(asset.sha256, most_bytes));
  copy.asset_id = asset.id;
  copy.most_bytes = most_bytes;
  return copy;
}

}  // namespace

Done fit_images(store::Transaction& tx, Desk const& desk, Publication& p) {
  TRY(strategy::Channel const channel, strategy::load_channel(tx, p.brand_id, p.channel_id));
  auto const most_bytes = strategy::rules_of(channel.network).image_bytes;
  std::vector<Rendition> copies;
  for (std::size_t i = 0; desk.fit_image && most_bytes && i < p.assets.size(); ++i) {
    TRY(studio::Asset const asset, studio::load_asset(tx, p.brand_id, p.assets[i].asset_id));
    if (asset.bytes <= *most_bytes) continue;
    auto copy = copy_of(desk, p, asset, *most_bytes);
    if (!copy) return invalid_field("assets/" + std::to_string(i), copy.error().code, std::to_string(*most_bytes), std::to_string(asset.bytes));
    copies.push_back(std::move(*copy));
  }
  p.renditions = std::move(copies);
  return {};
}

Result<ShownImage> sent_image(store::Transaction& tx, BrandId const& brand, Offer const& offer, studio::AssetId const& asset) {
  bool const used = std::any_of(offer.assets.begin(), offer.assets.end(), [&](studio::AssetUse const& use) { return use.asset_id == asset; });
  if (!used) return not_found("studio.asset_not_found");
  for (Rendition const& copy : offer.renditions.value_or(std::vector<Rendition>())) {
    if (copy.asset_id == asset) return ShownImage{copy.sha256, copy.media_type};
  }
  TRY(studio::Asset const whole, studio::load_asset(tx, brand, asset));
  return ShownImage{whole.sha256, whole.media_type};
}

}  // namespace parvis::publish
