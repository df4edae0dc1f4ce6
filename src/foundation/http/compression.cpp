// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/compression.h"

#include <brotli/encode.h>
#include <zlib.h>

#include <array>
#include <cstdint>
#include <stdexcept>

namespace parvis::http {
namespace {

// Past these, time grows faster than bytes shrink.
constexpr int gzip_level = 5;
constexpr int brotli_quality = 4;

std::string gzipped(std::string_view bytes) {
  z_stream stream{};
  constexpr int gzip_frame = 16 + MAX_WBITS;
  if (deflateInit2(&stream, gzip_level, Z_DEFLATED, gzip_frame, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::runtime_error("gzip did not start");
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  int const outcome = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (outcome != Z_STREAM_END) throw std::runtime_error("gzip did not end");
  return out;
}

std::string brotlied(std::string_view bytes) {
  std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
  std::string out(size, '\0');
  auto const* in = reinterpret_cast<std::uint8_t const*>(bytes.data());
  if (BrotliEncoderCompress(brotli_quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(), in, &size,
                            reinterpret_cast<std::uint8_t*>(out.data())) == BROTLI_FALSE) {
    throw std::runtime_error("brotli failed");
  }
  out.resize(size);
  return out;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

bool refused(std::string_view parameters) {
  std::size_t const q = parameters.find("q=");
  if (q == std::string_view::npos) return false;
  std::string_view const weight = trimmed(parameters.substr(q + 2));
  return weight.find_first_not_of("0.") == std::string_view::npos;
}

}  // namespace

std::string_view name_of(Coding coding) {
  constexpr std::array<std::string_view, 3> names{"", "gzip", "br"};
  return names[static_cast<std::size_t>(coding)];
}

Coding accepted_coding(std::string_view accept_encoding) {
  Coding best = Coding::identity;
  while (!accept_encoding.empty()) {
    std::size_t const end = std::min(accept_encoding.find(','), accept_encoding.size());
    std::string_view const part = accept_encoding.substr(0, end);
    std::size_t const semicolon = std::min(part.find(';'), part.size());
    std::string_view const name = trimmed(part.substr(0, semicolon));
    bool const allowed = !refused(part.substr(semicolon));
    if (allowed && name == "br") best = Coding::brotli;
    if (allowed && name == "gzip" && best == Coding::identity) best = Coding::gzip;
    accept_encoding.remove_prefix(std::min(end + 1, accept_encoding.size()));
  }
  return best;
}

bool compresses_well(std::string_view content_type) {
  std::string_view const bare = trimmed(content_type.substr(0, content_type.find(';')));
  if (bare == "text/event-stream") return false;
  return bare.starts_with("text/") || bare == "application/json" || bare.ends_with("+json") || bare.ends_with("+xml") ||
         bare == "application/javascript" || bare == "application/manifest+json";
}

std::string compressed(std::string_view bytes, Coding coding) {
  switch (coding) {
    case Coding::gzip: return gzipped(bytes);
    case Coding::brotli: return brotlied(bytes);
    case Coding::identity: break;
  }
  return std::string(bytes);
}

}  // namespace parvis::http
