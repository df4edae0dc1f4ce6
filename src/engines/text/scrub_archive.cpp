// SPDX-License-Identifier: AGPL-3.0-or-later
// OOXML and ODF: archives whose parts name their author in a few known places.
#include <algorithm>
#include <cstring>
#include <memory>
#include <set>
#include <sstream>

#include <pugixml.hpp>
#include <zip.h>

#include "base/media_chunks.h"
#include "text/internal/documents.h"
#include "text/internal/scrub.h"

namespace parvis::text::internal {
namespace {

using Archive = std::unique_ptr<zip_t, decltype(&zip_discard)>;
using Entry = std::unique_ptr<zip_file_t, decltype(&zip_fclose)>;
using Source = std::unique_ptr<zip_source_t, decltype(&zip_source_free)>;

constexpr std::string_view core_properties =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>)";
constexpr std::string_view extended_properties =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>)";
constexpr std::string_view custom_properties =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>)";
constexpr std::string_view odf_properties =
    R"(<?xml version="1.0" encoding="UTF-8"?><office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"><office:meta/></office:document-meta>)";

std::string_view emptied(std::string_view name) {
  if (name == "docProps/core.xml") return core_properties;
  if (name == "docProps/app.xml") return extended_properties;
  if (name == "docProps/custom.xml") return custom_properties;
  if (name == "meta.xml") return odf_properties;
  return {};
}

bool is_picture_of_it(std::string_view name) { return name.substr(0, 18) == "docProps/thumbnail" || name.substr(0, 11) == "Thumbnails/"; }

std::string_view local_name(char const* name) {
  std::string_view const whole(name);
  std::size_t const colon = whole.find(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

bool names_someone(pugi::xml_node node, std::string_view attribute) {
  static std::set<std::string_view> const always = {"author", "initials", "displayName", "userId", "providerId"};
  std::string_view const element = local_name(node.name());
  if (always.contains(attribute)) return true;
  if (element == "absPath") return attribute == "url";
  return (element == "cmAuthor" || element == "author") && attribute == "name";
}

bool holds_a_name(pugi::xml_node node) {
  std::string_view const element = local_name(node.name());
  return element == "creator" || element == "initial-creator" || element == "printed-by" || element == "sender-initials" || element == "author";
}

// Iterative, as a document may be nested on purpose.
bool blank_names(pugi::xml_document& tree) {
  bool changed = false;
  for (pugi::xml_node node = tree.first_child(); node;) {
    for (pugi::xml_attribute attribute : node.attributes()) {
      if (!names_someone(node, local_name(attribute.name()))) continue;
      attribute.set_value("");
      changed = true;
    }
    if (holds_a_name(node) && !node.text().empty()) {
      node.text().set("");
      changed = true;
    }
    if (node.first_child()) {
      node = node.first_child();
      continue;
    }
    while (node && !node.next_sibling()) node = node.parent();
    if (node) node = node.next_sibling();
  }
  return changed;
}

bool drop_thumbnail_link(pugi::xml_document& tree) {
  bool changed = false;
  pugi::xml_node relationships = tree.child("Relationships");
  for (pugi::xml_node one = relationships.first_child(); one;) {
    pugi::xml_node const next = one.next_sibling();
    if (std::string_view(one.attribute("Target").value()).find("docProps/thumbnail") != std::string_view::npos) {
      relationships.remove_child(one);
      changed = true;
    }
    one = next;
  }
  return changed;
}

/// A picture or sound of the document: EXIF, XMP and tags say whose camera and where.
Result<std::string> without_metadata(std::string const& bytes) {
  switch (media_kind(bytes)) {
    case MediaKind::jpeg: return jpeg_without_metadata(bytes);
    case MediaKind::png: return png_without_metadata(bytes);
    case MediaKind::gif: return gif_without_metadata(bytes);
    case MediaKind::webp:
    case MediaKind::wav: return riff_without_metadata(bytes);
    case MediaKind::mp3: return mp3_without_metadata(bytes);
    case MediaKind::mp4: return mp4_without_metadata(bytes);
    case MediaKind::opaque: return unsupported("document.media_opaque");
    default: return bytes;
  }
}

/// A part as it should stand, or nullopt to leave it.
Result<std::optional<std::string>> cleaned_part(std::string_view name, std::string const& bytes) {
  if (auto const blank = emptied(name); !blank.empty()) return std::optional(std::string(blank));
  bool const xml = name.size() > 4 && (name.substr(name.size() - 4) == ".xml" || name.substr(name.size() - 5) == ".rels");
  if (!xml) {
    auto clean_media = without_metadata(bytes);
    // One that cannot be cleaned is told by name, while its author can still put another in its place.
    if (!clean_media) return unsupported("document.media_opaque", std::string(name));
    std::string clean = std::move(*clean_media);
    return clean == bytes ? std::optional<std::string>() : std::optional(std::move(clean));
  }
  if (bytes.find("<!DOCTYPE") != std::string::npos) return unreadable("a document type declaration");
  pugi::xml_document tree;
  auto const parsed = tree.load_buffer(bytes.data(), bytes.size(), pugi::parse_full | pugi::parse_ws_pcdata);
  if (!parsed) return unreadable(std::string("malformed XML: ") + parsed.description());
  bool const changed = name == "_rels/.rels" ? drop_thumbnail_link(tree) : blank_names(tree);
  if (!changed) return std::optional<std::string>();
  std::ostringstream out;
  tree.save(out, "", pugi::format_raw);
  return std::optional(out.str());
}

Result<std::string> part(zip_t* archive, std::uint64_t index, std::uint64_t most) {
  Entry const entry(zip_fopen_index(archive, index, 0), &zip_fclose);
  if (!entry) return unreadable("an entry that does not open");
  std::string out;
  char buffer[65536];
  for (;;) {
    auto const count = zip_fread(entry.get(), buffer, sizeof buffer);
    if (count < 0) return unreadable("an entry that does not unpack");
    if (count == 0) return out;
    out.append(buffer, static_cast<std::size_t>(count));
    if (out.size() > most) return too_large("document.overinflated", std::to_string(most), std::to_string(out.size()));
  }
}

bool escapes(std::string_view name) {
  return name.empty() || name.front() == '/' || name.find('\\') != std::string_view::npos || name.substr(0, 3) == "../" || name.find("/../") != std::string_view::npos;
}

// Sizes as announced, in all and one by one; reading stops at them whatever was announced.
Done check_parts(zip_t* archive, ExtractLimits const& limits) {
  auto const entries = static_cast<std::uint64_t>(zip_get_num_entries(archive, 0));
  if (entries > limits.entries) return too_large("document.overinflated", std::to_string(limits.entries), std::to_string(entries));
  std::uint64_t sum = 0;
  for (std::uint64_t i = 0; i < entries; ++i) {
    zip_stat_t stat;
    if (zip_stat_index(archive, i, 0, &stat) != 0 || escapes(stat.name)) return unreadable("an entry's name leaves the archive");
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) return unsupported("document.encrypted");
    sum += stat.size;
    std::uint64_t const ratio = stat.size / std::max<std::uint64_t>(stat.comp_size, 1);
    if (stat.size > 1'000'000 && ratio > limits.ratio) return too_large("document.overinflated", std::to_string(limits.ratio), std::to_string(ratio));
    std::uint64_t const most = 4 * limits.unpacked_bytes;
    if (stat.size > limits.unpacked_bytes || sum > most) return too_large("document.overinflated", std::to_string(limits.unpacked_bytes), std::to_string(sum));
  }
  return {};
}

Done rewrite(zip_t* archive, std::uint64_t index, std::string const& bytes) {
  void* const kept = std::malloc(bytes.size());  // libzip frees it
  if (kept == nullptr) return unreadable("no memory");
  std::memcpy(kept, bytes.data(), bytes.size());
  zip_source_t* const source = zip_source_buffer(archive, kept, bytes.size(), 1);
  if (source == nullptr || zip_file_replace(archive, index, source, 0) != 0) return unreadable("an entry that is not replaced");
  return {};
}

Done clean_parts(zip_t* archive, ExtractLimits const& limits) {
  auto const entries = static_cast<std::uint64_t>(zip_get_num_entries(archive, 0));
  for (std::uint64_t i = 0; i < entries; ++i) {
    std::string const name = zip_get_name(archive, i, ZIP_FL_ENC_RAW);
    if (is_picture_of_it(name) && name.back() != '/') {
      zip_delete(archive, i);
      continue;
    }
    TRY(std::string const bytes, part(archive, i, limits.unpacked_bytes));
    TRY(auto const clean, cleaned_part(name, bytes));
    if (clean) TRY_DONE(rewrite(archive, i, *clean));
  }
  return {};
}

Result<std::string> all_of(zip_source_t* source) {
  zip_stat_t stat;
  if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0) return unreadable("an archive that is not written");
  std::string out(stat.size, '\0');
  auto const count = zip_source_read(source, out.data(), out.size());
  zip_source_close(source);
  if (count < 0 || static_cast<std::uint64_t>(count) != stat.size) return unreadable("an archive that is not written");
  return out;
}

}  // namespace

Result<std::string> scrub_archive(std::string_view bytes, ExtractLimits const& limits) {
  Source const source(zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr), &zip_source_free);
  if (!source) return unreadable("not a ZIP archive that opens");
  zip_source_keep(source.get());
  zip_t* const opened = zip_open_from_source(source.get(), 0, nullptr);
  if (opened == nullptr) {
    zip_source_free(source.get());
    return unreadable("not a ZIP archive that opens");
  }
  Archive archive(opened, &zip_discard);
  TRY_DONE(check_parts(archive.get(), limits));
  TRY_DONE(clean_parts(archive.get(), limits));
  if (zip_close(archive.get()) != 0) return unreadable(zip_strerror(archive.get()));
  archive.release();
  return all_of(source.get());
}

}  // namespace parvis::text::internal
