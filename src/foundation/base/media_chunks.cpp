// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/media_chunks.h"

#include <algorithm>
#include <cstdint>
#include <set>

namespace parvis {
namespace {

Failure broken() { return unsupported("media.unreadable"); }

std::uint64_t big(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < count; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

std::uint64_t little(std::string_view bytes, std::size_t at) {
  std::uint64_t value = 0;
  for (std::size_t i = 4; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

void put_little(std::string& out, std::size_t at, std::uint64_t value) {
  for (std::size_t i = 0; i < 4; ++i) out[at + i] = static_cast<char>(value >> (8 * i) & 0xFF);
}

bool tells(std::string_view kind, std::string_view chunk, std::string_view bytes, std::size_t at) {
  if (kind == "WEBP") return chunk == "EXIF" || chunk == "XMP ";
  bool const list = chunk == "LIST" && bytes.size() > at + 12 && bytes.substr(at + 8, 4) == "INFO";
  return list || chunk == "bext" || chunk == "iXML" || chunk == "id3 " || chunk == "ID3 " || chunk == "_PMX";
}

std::size_t tag_size(std::string_view bytes) {
  if (bytes.size() < 10 || bytes.substr(0, 3) != "ID3") return 0;
  std::size_t size = 0;
  for (std::size_t i = 6; i < 10; ++i) size = size << 7 | (static_cast<unsigned char>(bytes[i]) & 0x7Fu);
  return size + 10;
}

constexpr int deepest_box = 8;

// Sizes stay, so that no offset of the film moves: a box that tells becomes free space.
Done blank_boxes(std::string& out, std::size_t from, std::size_t to, int depth) {
  static std::set<std::string_view> const holders = {"moov", "trak", "mdia", "minf", "moof", "traf"};
  static std::set<std::string_view> const gone = {"udta", "meta", "uuid", "ilst"};
  if (depth > deepest_box) return broken();
  for (std::size_t at = from; at + 8 <= to;) {
    std::uint64_t size = big(out, at, 4);
    std::size_t head = 8;
    if (size == 1 && at + 16 <= to) {
      size = big(out, at + 8, 8);
      head = 16;
    }
    if (size == 0) size = to - at;  // to the end of the file
    if (size < head || size > to - at) return broken();
    std::string const kind = out.substr(at + 4, 4);
    if (gone.contains(kind)) {
      out.replace(at + 4, 4, "free");
      std::fill(out.begin() + static_cast<std::ptrdiff_t>(at + head), out.begin() + static_cast<std::ptrdiff_t>(at + size), '\0');
    } else if (holders.contains(kind)) {
      TRY_DONE(blank_boxes(out, at + head, at + size, depth + 1));
    }
    at += size;
  }
  return {};
}

}  // namespace

Result<std::string> png_without_metadata(std::string_view bytes) {
  static std::set<std::string_view> const gone = {"tEXt", "iTXt", "zTXt", "eXIf", "tIME"};
  std::string out(bytes.substr(0, 8));
  for (std::size_t at = 8; at < bytes.size();) {
    if (bytes.size() - at < 12) return broken();
    std::uint64_t const whole = big(bytes, at, 4) + 12;
    if (whole > bytes.size() - at) return broken();
    if (!gone.contains(bytes.substr(at + 4, 4))) out += bytes.substr(at, whole);
    if (bytes.substr(at + 4, 4) == "IEND") break;  // what hides behind the end is left behind
    at += whole;
  }
  return out;
}

// The flags of VP8X that announce EXIF and XMP go with them.
Result<std::string> riff_without_metadata(std::string_view bytes) {
  if (bytes.size() < 12) return broken();
  std::string_view const kind = bytes.substr(8, 4);
  std::string out(bytes.substr(0, 12));
  for (std::size_t at = 12; at + 8 <= bytes.size();) {
    std::uint64_t const size = little(bytes, at + 4);
    if (size > bytes.size() - at - 8) return broken();
    std::uint64_t const whole = std::min<std::uint64_t>(8 + size + (size & 1), bytes.size() - at);
    std::string_view const chunk = bytes.substr(at, 4);
    if (!tells(kind, chunk, bytes, at)) {
      std::size_t const place = out.size();
      out += bytes.substr(at, whole);
      if (chunk == "VP8X" && size > 0) out[place + 8] = static_cast<char>(static_cast<unsigned char>(out[place + 8]) & ~0x0Cu);
    }
    at += whole;
  }
  put_little(out, 4, out.size() - 8);
  return out;
}

Result<std::string> mp3_without_metadata(std::string_view bytes) {
  for (std::size_t tag = tag_size(bytes); tag > 0; tag = tag_size(bytes)) {
    if (tag >= bytes.size()) return broken();
    bytes.remove_prefix(tag);
  }
  if (bytes.size() > 128 && bytes.substr(bytes.size() - 128, 3) == "TAG") bytes.remove_suffix(128);
  return std::string(bytes);
}

Result<std::string> mp4_without_metadata(std::string_view bytes) {
  std::string out(bytes);
  TRY_DONE(blank_boxes(out, 0, out.size(), 0));
  return out;
}

}  // namespace parvis
