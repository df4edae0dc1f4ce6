// SPDX-License-Identifier: AGPL-3.0-or-later
#include "render/archive.h"

#include <memory>

#include <zip.h>

namespace parvis::render {
namespace {

constexpr zip_uint16_t first_dos_day = 0x21, no_time = 0;  // 1980-01-01 00:00

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
using Archive = std::unique_ptr<zip_t, Discard>;

zip_source_t* source_of(zip_t* archive, ArchiveEntry const& entry) {
  if (auto const* text = std::get_if<std::string>(&entry.content)) return zip_source_buffer(archive, text->data(), text->size(), 0);
  return zip_source_file(archive, std::get<std::filesystem::path>(entry.content).c_str(), 0, -1);
}

bool add(zip_t* archive, ArchiveEntry const& entry) {
  zip_source_t* const source = source_of(archive, entry);
  if (source == nullptr) return false;
  zip_int64_t const index = zip_file_add(archive, entry.path.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    return false;
  }
  auto const at = static_cast<zip_uint64_t>(index);
  return zip_set_file_compression(archive, at, ZIP_CM_DEFLATE, 0) == 0 && zip_file_set_dostime(archive, at, no_time, first_dos_day, 0) == 0;
}

}  // namespace

Done write_archive(std::filesystem::path const& to, std::vector<ArchiveEntry> const& entries) {
  int error = 0;
  Archive archive(zip_open(to.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error));
  if (!archive) return unavailable("render.archive_failed", std::to_string(error));
  for (ArchiveEntry const& entry : entries) {
    if (!add(archive.get(), entry)) return unavailable("render.archive_failed", entry.path);
  }
  // Writes beside and renames: a stop in the middle leaves no half archive.
  if (zip_close(archive.get()) != 0) return unavailable("render.archive_failed", zip_error_strerror(zip_get_error(archive.get())));
  static_cast<void>(archive.release());
  return {};
}

}  // namespace parvis::render
