// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Pictures and sounds without what tells who made them, when, where and with what: their chunks, segments and extensions of
// metadata are left out, the picture or sound itself is not decoded and stays to the bit. What hides behind the end goes too.
// Problem media.unreadable: chunks run past the end.

#include <string>
#include <string_view>

#include "base/result.h"

namespace parvis {

/// Which way up it stands (EXIF) is kept, alone.
Result<std::string> jpeg_without_metadata(std::string_view bytes);
Result<std::string> png_without_metadata(std::string_view bytes);
Result<std::string> gif_without_metadata(std::string_view bytes);
/// WebP and WAV.
Result<std::string> riff_without_metadata(std::string_view bytes);

/// Tags before and behind the sound.
Result<std::string> mp3_without_metadata(std::string_view bytes);
/// MP4 and QuickTime: what tells is blanked where it stands, so that no offset of the film moves.
Result<std::string> mp4_without_metadata(std::string_view bytes);

/// metadata_free: holds none by its format. opaque: may hold some, and we cannot take it out.
enum class MediaKind { jpeg, png, gif, webp, wav, mp3, mp4, metadata_free, opaque, no_media };
/// By its first bytes. TIFF, HEIF (HEIC, AVIF) and JPEG XL are opaque; what we do not know is no media.
MediaKind media_kind(std::string_view bytes);

}  // namespace parvis
