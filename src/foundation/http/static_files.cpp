// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/static_files.h"

#include <sys/stat.h>

#include "base/encoding.h"
#include "http/compression.h"

namespace parvis::http {
namespace {

constexpr std::pair<std::string_view, std::string_view> media_types[] = {
    {"html", "text/html; charset=utf-8"}, {"js", "text/javascript; charset=utf-8"}, {"mjs", "text/javascript; charset=utf-8"},
    {"css", "text/css; charset=utf-8"}, {"json", "application/json"}, {"map", "application/json"}, {"svg", "image/svg+xml"},
    {"png", "image/png"}, {"jpg", "image/jpeg"}, {"jpeg", "image/jpeg"}, {"webp", "image/webp"}, {"gif", "image/gif"},
    {"ico", "image/x-icon"}, {"woff2", "font/woff2"}, {"txt", "text/plain; charset=utf-8"}, {"pdf", "application/pdf"},
    {"csv", "text/csv; charset=utf-8"}, {"webmanifest", "application/manifest+json"}, {"mp4", "video/mp4"}, {"wasm", "application/wasm"},
};

std::string etag_of(std::filesystem::path const& path) {
  struct stat facts {};
  if (::stat(path.c_str(), &facts) != 0) return {};
  return "\"" + std::to_string(facts.st_size) + "-" + std::to_string(facts.st_mtim.tv_sec) + std::to_string(facts.st_mtim.tv_nsec) + "\"";
}

bool has_extension(std::string_view path) { return path.substr(path.rfind('/') + 1).find('.') != std::string_view::npos; }

}  // namespace

std::string media_type_of(std::string_view file_name) {
  std::size_t const dot = file_name.rfind('.');
  std::string_view const extension = dot == std::string_view::npos ? std::string_view() : file_name.substr(dot + 1);
  for (auto const& [known, type] : media_types) {
    if (known == extension) return std::string(type);
  }
  return "application/octet-stream";
}

StaticFiles::StaticFiles(std::filesystem::path const& folder) {
  if (!std::filesystem::is_directory(folder)) return;
  for (auto const& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    files_.emplace("/" + entry.path().lexically_relative(folder).generic_string(), File{entry.path(), etag_of(entry.path())});
  }
}

std::optional<Response> StaticFiles::answer(Request const& request) const {
  if (request.method != Method::get && request.method != Method::head) return std::nullopt;
  auto const path = percent_decoded(request.path);
  if (!path) return std::nullopt;
  auto found = files_.find(*path);
  if (found == files_.end() && !has_extension(*path)) found = files_.find("/index.html");
  if (found == files_.end()) return std::nullopt;
  Response response;
  response.content_type = media_type_of(found->first);
  bool const hashed = found->first.starts_with("/assets/");
  response.headers.emplace_back("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
  response.headers.emplace_back("Vary", "Accept-Encoding");
  Coding const coding = accepted_coding(request.header("accept-encoding"));
  auto const packed = files_.find(found->first + (coding == Coding::brotli ? ".br" : ".gz"));
  bool const sends_packed = coding != Coding::identity && packed != files_.end();
  if (sends_packed) response.headers.emplace_back("Content-Encoding", std::string(name_of(coding)));
  File const& file = sends_packed ? packed->second : found->second;
  response.headers.emplace_back("ETag", file.etag);
  response.file = file.path;
  return response;
}

}  // namespace parvis::http
