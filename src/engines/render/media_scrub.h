// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Copies of media without what tells who made them, when, where and with what, the picture or sound itself untouched:
// chunks of metadata are left out (PNG, WebP, WAV, MP3) or blanked where they stand (MP4, QuickTime). A JPEG is turned
// upright first, since its orientation stands in what goes (image.h).

#include <string>
#include <string_view>

#include "base/result.h"

namespace parvis::render {

enum class MediaFormat { jpeg, png, webp, gif, mp3, wav, mp4 };

/// Problem "image.unreadable", "media.unreadable" (its boxes or chunks run past the end).
Result<std::string> scrubbed_media(std::string_view bytes, MediaFormat format);

}  // namespace parvis::render
