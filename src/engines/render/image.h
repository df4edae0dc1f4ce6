// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Images, through libvips: what a file really is, and copies of it that fit a network or a list. A picture is never
// trusted: its format is read from its bytes, its size before any pixel is decoded, and every copy leaves without EXIF,
// GPS place, XMP, comment or thumbnail, upright, in sRGB.
// Reads JPEG, PNG, WebP and GIF (first frame). Thread-safe; each call decodes on one or two threads and keeps no cache.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace parvis::render {

enum class ImageFormat { jpeg, png, webp, gif };

/// "image/jpeg"...
std::string_view media_type(ImageFormat format);

/// Width and height as seen once upright.
struct ImageFacts {
  ImageFormat format = ImageFormat::jpeg;
  std::int32_t width = 0;
  std::int32_t height = 0;
  bool animated = false;
};

inline constexpr std::int64_t most_pixels = 50'000'000;

/// Reads the head only. Problems: "image.unreadable" (no image of these formats, or cut), "image.too_many_pixels"
/// (limit and value told).
Result<ImageFacts> probe_image(std::string_view bytes);

/// What a copy must respect; nothing is ever enlarged.
struct ImageLimits {
  std::int32_t most_width = 0;  // 0: no limit
  std::int32_t most_height = 0;
  std::size_t most_bytes = 0;
  ImageFormat format = ImageFormat::jpeg;  // jpeg or webp; jpeg puts transparency on white
};

struct Picture {
  std::string bytes;
  ImageFacts facts;
};

/// A copy within the limits: scaled down, then compressed harder, then scaled down again until it fits. Problems of
/// probe_image, and "image.cannot_fit" when even a small, rough copy is beyond most_bytes.
Result<Picture> fitted_image(std::string_view bytes, ImageLimits const& limits);

/// A WebP whose longer side is at most `side` pixels, for lists.
Result<Picture> thumbnail(std::string_view bytes, std::int32_t side);

/// A PNG of a square of 8-bit grey values, side × side (asserted).
std::string png_of_grey(std::string_view grey, std::int32_t side);

}  // namespace parvis::render
