// SPDX-License-Identifier: AGPL-3.0-or-later
#include "examine/upload.h"

#include <algorithm>

namespace parvis::examine {
namespace {

constexpr std::int64_t document_bytes = 25'000'000, image_bytes = 25'000'000, sound_bytes = 60'000'000, film_bytes = 100'000'000, text_bytes = 2'000'000;

bool begins(std::string_view bytes, std::string_view mark, std::size_t at = 0) { return bytes.size() >= at + mark.size() && bytes.substr(at, mark.size()) == mark; }

bool is_zip(std::string_view bytes) { return begins(bytes, "PK\x03\x04"); }

// An OOXML or ODF archive names its main part near its head or in the directory at its end, uncompressed either way.
bool names_part(std::string_view bytes, std::string_view part) { return is_zip(bytes) && bytes.find(part) != std::string_view::npos; }

bool is_mpeg_sound(std::string_view bytes) {
  if (begins(bytes, "ID3")) return true;
  return bytes.size() > 1 && static_cast<unsigned char>(bytes[0]) == 0xFF && (static_cast<unsigned char>(bytes[1]) & 0xE0) == 0xE0;
}

bool is_plain(std::string_view bytes) { return bytes.substr(0, 65536).find('\0') == std::string_view::npos && !begins(bytes, "%PDF-") && !is_zip(bytes); }

bool bears_out(std::string_view ending, std::string_view bytes) {
  if (ending == "pdf") return begins(bytes, "%PDF-");
  if (ending == "docx") return names_part(bytes, "word/document.xml");
  if (ending == "pptx") return names_part(bytes, "ppt/presentation.xml");
  if (ending == "xlsx") return names_part(bytes, "xl/workbook.xml");
  if (ending == "odt") return names_part(bytes, "application/vnd.oasis.opendocument.text");
  if (ending == "odp") return names_part(bytes, "application/vnd.oasis.opendocument.presentation");
  if (ending == "ods") return names_part(bytes, "application/vnd.oasis.opendocument.spreadsheet");
  if (ending == "jpg" || ending == "jpeg") return begins(bytes, "\xFF\xD8\xFF");
  if (ending == "png") return begins(bytes, "\x89PNG\r\n\x1A\n");
  if (ending == "gif") return begins(bytes, "GIF87a") || begins(bytes, "GIF89a");
  if (ending == "webp") return begins(bytes, "RIFF") && begins(bytes, "WEBP", 8);
  if (ending == "wav") return begins(bytes, "RIFF") && begins(bytes, "WAVE", 8);
  if (ending == "mp3") return is_mpeg_sound(bytes);
  if (ending == "mp4" || ending == "m4a" || ending == "mov") return begins(bytes, "ftyp", 4);
  return is_plain(bytes);
}

std::string endings() {
  std::string all;
  for (FileFormat const& format : file_formats()) all += (all.empty() ? "" : ", ") + std::string(format.ending);
  return all;
}

bool is_bare_name(std::string_view name) {
  bool const clean = std::none_of(name.begin(), name.end(), [](char c) { return c == '/' || c == '\\' || c == ':' || static_cast<unsigned char>(c) < 0x20; });
  return clean && !name.empty() && name.size() <= 200 && name.front() != '.';
}

}  // namespace

std::vector<FileFormat> const& file_formats() {
  static std::vector<FileFormat> const all = {
      {"pdf", "application/pdf", "document", document_bytes},
      {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "office", document_bytes},
      {"pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", "office", document_bytes},
      {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "office", document_bytes},
      {"odt", "application/vnd.oasis.opendocument.text", "office", document_bytes},
      {"odp", "application/vnd.oasis.opendocument.presentation", "office", document_bytes},
      {"ods", "application/vnd.oasis.opendocument.spreadsheet", "office", document_bytes},
      {"jpg", "image/jpeg", "image", image_bytes},
      {"jpeg", "image/jpeg", "image", image_bytes},
      {"png", "image/png", "image", image_bytes},
      {"webp", "image/webp", "image", image_bytes},
      {"gif", "image/gif", "image", image_bytes},
      {"mp3", "audio/mpeg", "sound", sound_bytes},
      {"m4a", "audio/mp4", "film", sound_bytes},
      {"wav", "audio/wav", "sound", sound_bytes},
      {"mp4", "video/mp4", "film", film_bytes},
      {"mov", "video/quicktime", "film", film_bytes},
      {"txt", "text/plain; charset=utf-8", "text", text_bytes},
      {"md", "text/plain; charset=utf-8", "text", text_bytes},
      {"csv", "text/csv; charset=utf-8", "text", text_bytes},
  };
  return all;
}

Result<FileFormat> format_named(std::string_view name) {
  if (!is_bare_name(name)) return invalid_field("name", "examine.file_name", "", std::string(name.substr(0, 120)));
  std::size_t const dot = name.rfind('.');
  std::string ending(dot == std::string_view::npos ? "" : name.substr(dot + 1));
  std::transform(ending.begin(), ending.end(), ending.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  auto const& all = file_formats();
  auto const found = std::find_if(all.begin(), all.end(), [&](FileFormat const& format) { return format.ending == ending; });
  if (found == all.end()) return invalid_field("name", "examine.file_format", endings(), ending);
  return *found;
}

Result<FileFormat> checked_upload(std::string_view name, std::string_view bytes) {
  TRY(FileFormat const format, format_named(name));
  if (bytes.empty()) return invalid_field("file", "examine.file_empty");
  if (static_cast<std::int64_t>(bytes.size()) > format.most_bytes) {
    return too_large("examine.file_too_large", std::to_string(format.most_bytes), std::to_string(bytes.size()));
  }
  if (!bears_out(format.ending, bytes)) return invalid_field("file", "examine.file_content", std::string(format.ending));
  return format;
}

}  // namespace parvis::examine
