// SPDX-License-Identifier: AGPL-3.0-or-later
#include "render/media_scrub.h"

#include "base/media_chunks.h"
#include "render/image.h"

namespace parvis::render {
namespace {

Result<std::string> scrub_jpeg(std::string_view bytes) {
  TRY(Picture picture, fitted_image(bytes, {0, 0, 0, ImageFormat::jpeg}));
  return std::move(picture.bytes);
}

}  // namespace

Result<std::string> scrubbed_media(std::string_view bytes, MediaFormat format) {
  switch (format) {
    case MediaFormat::jpeg: return scrub_jpeg(bytes);
    case MediaFormat::png: return png_without_metadata(bytes);
    case MediaFormat::webp:
    case MediaFormat::wav: return riff_without_metadata(bytes);
    case MediaFormat::mp3: return mp3_without_metadata(bytes);
    case MediaFormat::mp4: return mp4_without_metadata(bytes);
    case MediaFormat::gif: return gif_without_metadata(bytes);
  }
  return std::string(bytes);
}

}  // namespace parvis::render
