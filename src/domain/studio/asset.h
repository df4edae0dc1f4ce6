// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// An image of the library: its bytes stand in the data folder under their SHA-256, stripped of where and by whom it was
// taken. Problem codes: studio.asset_not_found, studio.asset_in_use, image.unreadable, image.too_many_pixels.

#include "studio/content.h"

namespace parvis::studio {

struct Asset {
  AssetId id;
  BrandId brand_id;
  Text<1, 200> name;
  std::string sha256;
  std::string media_type;
  std::int64_t width = 0;   // pixels, as shown (after orientation)
  std::int64_t height = 0;
  std::int64_t bytes = 0;
  Text<0, 1500> alt;        // proposed to each use
  Text<0, 200> credit;
  Text<0, 120> licence;
  std::optional<LocalDate> rights_until;
  std::int64_t revision = 1;
  Instant created_at;
  std::optional<Instant> archived_at;
};
BOOST_DESCRIBE_STRUCT(Asset, (), (id, brand_id, name, sha256, media_type, width, height, bytes, alt, credit, licence, rights_until, revision,
                                  created_at, archived_at))

struct SaveAsset {
  Text<1, 200> name;
  Text<0, 1500> alt;
  Text<0, 200> credit;
  Text<0, 120> licence;
  std::optional<LocalDate> rights_until;
  std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(SaveAsset, (), (name, alt, credit, licence, rights_until, revision))

/// What a decoder says of an image's bytes; `bytes` are the clean ones to keep.
struct DecodedImage {
  std::string bytes;
  std::string media_type;
  std::int64_t width = 0;
  std::int64_t height = 0;
};

}  // namespace parvis::studio
