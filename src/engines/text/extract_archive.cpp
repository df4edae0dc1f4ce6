// SPDX-License-Identifier: AGPL-3.0-or-later
// DOCX and ODT: one XML part of a ZIP archive. Nothing is ever written to disk.
#include <algorithm>
#include <cstring>
#include <functional>
#include <memory>
#include <optional>

#include <pugixml.hpp>
#include <zip.h>

#include "text/internal/documents.h"

namespace parvis::text::internal {
namespace {

constexpr std::uint64_t ratio_floor = 1'000'000;  // small parts may be as repetitive as they like

using Archive = std::unique_ptr<zip_t, decltype(&zip_discard)>;
using Entry = std::unique_ptr<zip_file_t, decltype(&zip_fclose)>;

Result<Archive> open_archive(std::string_view bytes, ExtractLimits const& limits) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* opened = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
  zip_error_fini(&error);
  if (opened == nullptr) {
    if (source != nullptr) zip_source_free(source);
    return unreadable("not a ZIP archive that opens");
  }
  Archive archive(opened, &zip_discard);
  auto const entries = static_cast<std::uint64_t>(zip_get_num_entries(opened, 0));
  if (entries > limits.entries) return too_large("document.overinflated", std::to_string(limits.entries), std::to_string(entries));
  return archive;
}

bool escapes(std::string_view name) {
  return name.empty() || name.front() == '/' || name.find('\\') != std::string_view::npos || name == ".." || name.substr(0, 3) == "../" ||
         name.find("/../") != std::string_view::npos;
}

/// The index of the one entry of that name; nullopt when absent. Twins and names that climb out mean a forged archive.
Result<std::optional<std::uint64_t>> find_entry(zip_t* archive, std::string_view wanted) {
  std::optional<std::uint64_t> found;
  auto const entries = static_cast<std::uint64_t>(zip_get_num_entries(archive, 0));
  for (std::uint64_t i = 0; i < entries; ++i) {
    char const* name = zip_get_name(archive, i, ZIP_FL_ENC_RAW);
    if (name == nullptr || escapes(name)) return unreadable("an entry's name leaves the archive");
    if (wanted != name) continue;
    if (found) return unreadable("two entries of one name");
    found = i;
  }
  return found;
}

Done check_sizes(zip_stat_t const& stat, ExtractLimits const& limits) {
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) return unsupported("document.encrypted");
  if (stat.size > limits.unpacked_bytes) return too_large("document.overinflated", std::to_string(limits.unpacked_bytes), std::to_string(stat.size));
  bool const inflated = stat.size > ratio_floor && stat.size / std::max<std::uint64_t>(stat.comp_size, 1) > limits.ratio;
  if (inflated) return too_large("document.overinflated", std::to_string(limits.ratio), std::to_string(stat.size / std::max<std::uint64_t>(stat.comp_size, 1)));
  return {};
}

/// The bytes of an entry; an absent one is nullopt. The announced size is not believed: reading stops at the cap.
Result<std::optional<std::string>> read_entry(zip_t* archive, std::string_view name, ExtractLimits const& limits) {
  TRY(auto const index, find_entry(archive, name));
  if (!index) return std::optional<std::string>();
  zip_stat_t stat;
  if (zip_stat_index(archive, *index, 0, &stat) != 0) return unreadable("an entry without a header");
  TRY_DONE(check_sizes(stat, limits));
  Entry const entry(zip_fopen_index(archive, *index, 0), &zip_fclose);
  if (!entry) return unreadable("an entry that does not open");
  std::string out;
  char buffer[65536];
  for (;;) {
    auto const count = zip_fread(entry.get(), buffer, sizeof buffer);
    if (count < 0) return unreadable("an entry that does not unpack");
    if (count == 0) return std::optional<std::string>(std::move(out));
    out.append(buffer, static_cast<std::size_t>(count));
    if (out.size() > limits.unpacked_bytes) return too_large("document.overinflated", std::to_string(limits.unpacked_bytes), std::to_string(out.size()));
  }
}

/// A tree without document type: neither format has one, and it is where entities are declared.
Done load_xml(pugi::xml_document& tree, std::string const& xml) {
  if (xml.find("<!DOCTYPE") != std::string::npos) return unreadable("a document type declaration");
  auto const parsed = tree.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata);
  if (!parsed) return unreadable(std::string("malformed XML: ") + parsed.description());
  return {};
}

enum class Walk { into, over };
using Visit = std::function<Result<Walk>(pugi::xml_node)>;

/// Every node below the root in document order, without recursion. Nesting beyond the cap is refused.
Done walk(pugi::xml_node root, std::uint32_t depth_cap, Visit const& visit) {
  std::uint32_t depth = 0;
  for (pugi::xml_node node = root.first_child(); node && node != root;) {
    TRY(Walk const step, visit(node));
    if (step == Walk::into && node.first_child()) {
      if (++depth > depth_cap) return unreadable("XML nested too deep");
      node = node.first_child();
      continue;
    }
    while (node != root && !node.next_sibling()) {
      node = node.parent();
      --depth;
    }
    if (node != root) node = node.next_sibling();
  }
  return {};
}

bool named(pugi::xml_node node, char const* name) { return std::strcmp(node.name(), name) == 0; }

/// The paragraph being read.
struct Open {
  Paragraphs paragraphs;
  std::uint32_t page = 1;
  std::uint32_t page_of_text = 1;
  std::string text;
  Done flush() {
    TRY_DONE(paragraphs.add(page_of_text, text));
    text.clear();
    page_of_text = page;
    return {};
  }
  void append(std::string_view piece) {
    if (text.empty()) page_of_text = page;
    text += piece;
  }
};

Result<Walk> visit_docx(Open& open, pugi::xml_node node) {
  if (node.type() == pugi::node_pcdata) {
    if (named(node.parent(), "w:t")) open.append(node.value());
    return Walk::over;
  }
  // What was deleted, or moved from here, is not of the text any more.
  if (named(node, "mc:Fallback") || named(node, "w:del") || named(node, "w:moveFrom")) return Walk::over;
  bool const break_page = named(node, "w:br") && std::strcmp(node.attribute("w:type").value(), "page") == 0;
  if (named(node, "w:p")) TRY_DONE(open.flush());
  if (named(node, "w:lastRenderedPageBreak") || break_page) ++open.page;
  if (named(node, "w:tab") || named(node, "w:br") || named(node, "w:cr")) open.append(" ");
  if (named(node, "w:noBreakHyphen")) open.append("-");
  return Walk::into;
}

bool odt_paragraph(pugi::xml_node node) { return named(node, "text:p") || named(node, "text:h"); }

bool inside_odt_paragraph(pugi::xml_node node) {
  for (pugi::xml_node up = node.parent(); up; up = up.parent()) {
    if (odt_paragraph(up)) return true;
  }
  return false;
}

Result<Walk> visit_odt(Open& open, pugi::xml_node node) {
  if (node.type() == pugi::node_pcdata) {
    if (inside_odt_paragraph(node)) open.append(node.value());
    return Walk::over;
  }
  if (named(node, "office:annotation") || named(node, "text:tracked-changes") || named(node, "text:note")) return Walk::over;
  if (odt_paragraph(node)) TRY_DONE(open.flush());
  if (named(node, "text:soft-page-break")) ++open.page;
  if (named(node, "text:s") || named(node, "text:tab") || named(node, "text:line-break")) open.append(" ");
  return Walk::into;
}

Result<Extracted> read_tree(std::string const& xml, DocumentFormat format, ExtractLimits const& limits) {
  pugi::xml_document tree;
  TRY_DONE(load_xml(tree, xml));
  Open open{Paragraphs(limits), 1, 1, {}};
  auto const visit = format == DocumentFormat::docx ? visit_docx : visit_odt;
  TRY_DONE(walk(tree, limits.depth, [&](pugi::xml_node node) { return visit(open, node); }));
  TRY_DONE(open.flush());
  if (open.page > limits.pages) return too_large("document.too_many_pages", std::to_string(limits.pages), std::to_string(open.page));
  return Extracted{format, open.page, open.paragraphs.take()};
}

}  // namespace

Result<Extracted> read_docx(std::string_view bytes, ExtractLimits const& limits) {
  TRY(Archive const archive, open_archive(bytes, limits));
  TRY(auto const part, read_entry(archive.get(), "word/document.xml", limits));
  if (!part) return unsupported("document.wrong_extension", "zip");
  return read_tree(*part, DocumentFormat::docx, limits);
}

Result<Extracted> read_odt(std::string_view bytes, ExtractLimits const& limits) {
  TRY(Archive const archive, open_archive(bytes, limits));
  TRY(auto const mark, read_entry(archive.get(), "mimetype", limits));
  if (!mark || mark->rfind("application/vnd.oasis.opendocument.text", 0) != 0) return unsupported("document.wrong_extension", "zip");
  TRY(auto const manifest, read_entry(archive.get(), "META-INF/manifest.xml", limits));
  if (manifest && manifest->find("encryption-data") != std::string::npos) return unsupported("document.encrypted");
  TRY(auto const part, read_entry(archive.get(), "content.xml", limits));
  if (!part) return unreadable("an ODT without content");
  return read_tree(*part, DocumentFormat::odt, limits);
}

}  // namespace parvis::text::internal
