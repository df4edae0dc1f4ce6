// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/status_list.h"

#include <stdexcept>

#include <zlib.h>

#include "base/encoding.h"

namespace parvis::seal {
namespace {

constexpr std::size_t most_bytes = 1 << 20;
constexpr int gzip_window = 15 + 16;  // zlib's way to ask for the gzip form

Bytef* room_of(std::string& text) { return reinterpret_cast<Bytef*>(text.data()); }

std::string gzipped(std::string bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzip_window, 9, Z_DEFAULT_STRATEGY) != Z_OK) throw std::runtime_error("zlib refused to begin");
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = room_of(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = room_of(out);
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

// Nothing when the bytes are no whole gzip stream of at most `most_bytes`.
std::string ungzipped(std::string bytes) {
  z_stream stream{};
  if (inflateInit2(&stream, gzip_window) != Z_OK) throw std::runtime_error("zlib refused to begin");
  std::string out(most_bytes + 1, '\0');
  stream.next_in = room_of(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = room_of(out);
  stream.avail_out = static_cast<uInt>(out.size());
  int const outcome = inflate(&stream, Z_FINISH);
  out.resize(outcome == Z_STREAM_END ? stream.total_out : 0);
  inflateEnd(&stream);
  return out;
}

char mask(std::uint32_t index) { return static_cast<char>(0x80u >> (index % 8)); }

}  // namespace

Result<StatusList> StatusList::decode(std::string_view encoded) {
  StatusList list;
  auto const bytes = encoded.substr(0, 1) == "u" ? from_base64url(encoded.substr(1)) : std::nullopt;
  list.bits_ = bytes ? ungzipped(*bytes) : "";
  if (list.bits_.size() < status_entries / 8 || list.bits_.size() > most_bytes) return invalid("seal.status_list_malformed");
  return list;
}

std::string StatusList::encode() const { return 'u' + base64url(gzipped(bits_)); }

void StatusList::set(std::uint32_t index) { bits_[index / 8] = static_cast<char>(bits_[index / 8] | mask(index)); }
void StatusList::clear(std::uint32_t index) { bits_[index / 8] = static_cast<char>(bits_[index / 8] & ~mask(index)); }
bool StatusList::is_set(std::uint32_t index) const { return (bits_[index / 8] & mask(index)) != 0; }

}  // namespace parvis::seal
