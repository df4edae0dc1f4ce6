// SPDX-License-Identifier: AGPL-3.0-or-later
// JPEG and GIF, segment by segment; and what a file is by its first bytes.
#include <algorithm>
#include <cstdint>
#include <utility>

#include "base/media_chunks.h"

namespace parvis {
namespace {

Failure broken() { return unsupported("media.unreadable"); }

unsigned char at_of(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

std::uint64_t big(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < count; ++i) value = value << 8 | at_of(bytes, at + i);
  return value;
}

/// A TIFF structure, whose first letter says its byte order.
struct Tiff {
  std::string_view bytes;

  std::uint64_t number(std::size_t at, std::size_t count) const {
    if (bytes[0] == 'M') return big(bytes, at, count);
    std::uint64_t value = 0;
    for (std::size_t i = count; i-- > 0;) value = value << 8 | at_of(bytes, at + i);
    return value;
  }
};

/// The orientation that an EXIF segment's body states, 1 (upright) when it states none.
std::uint64_t orientation_in(std::string_view exif) {
  constexpr std::size_t head = 6, entry_size = 12;
  constexpr std::uint64_t orientation_tag = 0x0112, most = 8;
  if (exif.size() < head + 8 || exif.substr(0, 5) != std::string_view("Exif\0", 5)) return 1;
  Tiff const tiff{exif.substr(head)};
  std::uint64_t const directory = tiff.number(4, 4);
  if (directory + 2 > tiff.bytes.size()) return 1;
  std::uint64_t const entries = tiff.number(directory, 2);
  for (std::uint64_t i = 0; i < entries; ++i) {
    std::uint64_t const at = directory + 2 + i * entry_size;
    if (at + entry_size > tiff.bytes.size()) return 1;
    if (tiff.number(at, 2) != orientation_tag) continue;
    std::uint64_t const value = tiff.number(at + 8, 2);
    return value >= 1 && value <= most ? value : 1;
  }
  return 1;
}

/// An EXIF segment that states the orientation and nothing else.
std::string orientation_segment(std::uint64_t orientation) {
  std::string segment("\xFF\xE1\0\x22" "Exif\0\0" "MM\0\x2A\0\0\0\x08\0\x01" "\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0", 36);
  segment[29] = static_cast<char>(orientation);
  return segment;
}

constexpr unsigned start_of_scan = 0xDA, end_of_image = 0xD9, comment = 0xFE, first_application = 0xE0, last_application = 0xEF, exif_application = 0xE1;

/// Of the application segments only JFIF's, Adobe's and a colour profile say how to show the picture.
bool kept_segment(unsigned marker, std::string_view body) {
  if (marker == comment) return false;
  if (marker < first_application || marker > last_application) return true;
  return body.starts_with("JFIF") || body.starts_with("Adobe") || body.starts_with("ICC_PROFILE");
}

/// From the first byte of a scan's data, the place of the next marker that is no restart.
std::size_t end_of_scan(std::string_view bytes, std::size_t at) {
  for (; at + 1 < bytes.size(); ++at) {
    if (at_of(bytes, at) != 0xFF) continue;
    unsigned const next = at_of(bytes, at + 1);
    bool const inside = next == 0 || next == 0xFF || (next >= 0xD0 && next <= 0xD7);
    if (!inside) return at;
  }
  return bytes.size();
}

std::size_t end_of_blocks(std::string_view bytes, std::size_t at) {
  while (at < bytes.size() && bytes[at] != 0) at += 1 + at_of(bytes, at);
  return at + 1;
}

std::size_t colour_table(unsigned char packed) { return (packed & 0x80u) != 0 ? std::size_t{3} << ((packed & 7u) + 1) : 0; }

bool kept_extension(std::string_view bytes, std::size_t at) {
  constexpr unsigned graphic_control = 0xF9, application = 0xFF;
  unsigned const label = at_of(bytes, at + 1);
  if (label == graphic_control) return true;
  return label == application && (bytes.substr(at + 3, 8) == "NETSCAPE" || bytes.substr(at + 3, 8) == "ANIMEXTS");
}

}  // namespace

Result<std::string> jpeg_without_metadata(std::string_view bytes) {
  if (!bytes.starts_with("\xFF\xD8")) return broken();
  std::string out(bytes.substr(0, 2));
  std::uint64_t orientation = 1;
  for (std::size_t at = 2; at + 4 <= bytes.size();) {
    if (at_of(bytes, at) != 0xFF) return broken();
    unsigned const marker = at_of(bytes, at + 1);
    if (marker == end_of_image) break;
    if (marker == 0xFF) {  // filling
      ++at;
      continue;
    }
    std::size_t const size = 2 + big(bytes, at + 2, 2);
    if (at + size > bytes.size()) return broken();
    std::string_view const body = bytes.substr(at + 4, size - 4);
    if (marker == exif_application) orientation = std::max(orientation, orientation_in(body));
    if (marker == start_of_scan && orientation > 1) out += orientation_segment(std::exchange(orientation, 1));
    if (kept_segment(marker, body)) out += bytes.substr(at, size);
    at += size;
    if (marker != start_of_scan) continue;
    std::size_t const end = end_of_scan(bytes, at);
    out += bytes.substr(at, end - at);
    at = end;
  }
  return out + "\xFF\xD9";
}

Result<std::string> gif_without_metadata(std::string_view bytes) {
  constexpr std::size_t header = 13;
  constexpr unsigned char extension = 0x21, picture = 0x2C, trailer = 0x3B;
  if (bytes.size() < header) return broken();
  std::size_t at = header + colour_table(at_of(bytes, 10));
  if (at > bytes.size()) return broken();
  std::string out(bytes.substr(0, at));
  while (at + 2 <= bytes.size() && at_of(bytes, at) != trailer) {
    unsigned char const kind = at_of(bytes, at);
    std::size_t end = at;
    if (kind == extension) end = end_of_blocks(bytes, at + 2);
    else if (kind == picture && at + 11 <= bytes.size()) end = end_of_blocks(bytes, at + 11 + colour_table(at_of(bytes, at + 9)));
    else return broken();
    if (end > bytes.size()) return broken();
    if (kind == picture || kept_extension(bytes, at)) out += bytes.substr(at, end - at);
    at = end;
  }
  return out + static_cast<char>(trailer);
}

MediaKind media_kind(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xD8\xFF")) return MediaKind::jpeg;
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return MediaKind::png;
  if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a")) return MediaKind::gif;
  if (bytes.starts_with("RIFF") && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP") return MediaKind::webp;
  if (bytes.starts_with("BM")) return MediaKind::metadata_free;
  bool const tiff = bytes.starts_with(std::string_view("II*\0", 4)) || bytes.starts_with(std::string_view("MM\0*", 4));
  bool const boxes = bytes.size() >= 12 && bytes.substr(4, 4) == "ftyp";
  bool const heif = boxes && (bytes.substr(8, 2) == "he" || bytes.substr(8, 3) == "avi" || bytes.substr(8, 2) == "mi" || bytes.substr(8, 3) == "msf");
  if (boxes && !heif) return MediaKind::mp4;
  if (bytes.starts_with("RIFF") && bytes.size() >= 12 && bytes.substr(8, 4) == "WAVE") return MediaKind::wav;
  if (bytes.starts_with("ID3")) return MediaKind::mp3;
  bool const jpeg_xl = bytes.starts_with("\xFF\x0A") || bytes.starts_with(std::string_view("\0\0\0\x0CJXL ", 8));
  return tiff || heif || jpeg_xl ? MediaKind::opaque : MediaKind::no_media;
}

}  // namespace parvis
