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

StaticFiles::StaticFiles(std::filesystem::path const& folder) : folder_(folder), listing_(listed(stamp())) {}

// Three stats, however many files there are: a build writes index.html, and files come and go in the two folders.
std::string StaticFiles::stamp() const { return etag_of(folder_ / "index.html") + etag_of(folder_) + etag_of(folder_ / "assets"); }

std::shared_ptr<StaticFiles::Listing const> StaticFiles::listed(std::string stamp) const {
  auto made = std::make_shared<Listing>(Listing{std::move(stamp), {}});
  if (!std::filesystem::is_directory(folder_)) return made;
  for (auto const& entry : std::filesystem::recursive_directory_iterator(folder_)) {
    if (!entry.is_regular_file()) continue;
    made->files.emplace("/" + entry.path().lexically_relative(folder_).generic_string(), File{entry.path(), etag_of(entry.path())});
  }
  return made;
}

// While a build has taken index.html away, the list of before stands: its files may still be there, and the new one is to come.
std::shared_ptr<StaticFiles::Listing const> StaticFiles::listing() const {
  std::string const now = stamp();
  std::lock_guard const lock(mutex_);
  if (now != listing_->stamp && std::filesystem::exists(folder_ / "index.html")) listing_ = listed(now);
  return listing_;
}

std::optional<Response> StaticFiles::answer(Request const& request) const {
  if (request.method != Method::get && request.method != Method::head) return std::nullopt;
  auto const path = percent_decoded(request.path);
  if (!path) return std::nullopt;
  auto const now = listing();
  auto const& files = now->files;
  auto found = files.find(*path);
  if (found == files.end() && !has_extension(*path)) found = files.find("/index.html");
  if (found == files.end()) return std::nullopt;
  Response response;
  response.content_type = media_type_of(found->first);
  bool const hashed = found->first.starts_with("/assets/");
  response.headers.emplace_back("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
  response.headers.emplace_back("Vary", "Accept-Encoding");
  Coding const coding = accepted_coding(request.header("accept-encoding"));
  auto const packed = files.find(found->first + (coding == Coding::brotli ? ".br" : ".gz"));
  bool const sends_packed = coding != Coding::identity && packed != files.end();
  if (sends_packed) response.headers.emplace_back("Content-Encoding", std::string(name_of(coding)));
  File const& file = sends_packed ? packed->second : found->second;
  response.headers.emplace_back("ETag", file.etag);
  response.file = file.path;
  return response;
}

}  // namespace parvis::http
