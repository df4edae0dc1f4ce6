// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What a candidate may hand in as a file: which formats, how large, and whether the bytes are what the name says.
// Problem codes: examine.file_name (a path, a control character, no ending), examine.file_format (limit: those allowed),
// examine.file_content (the bytes are not of that format), examine.file_too_large (limit and value in bytes),
// examine.file_empty, examine.file_overinflated (an archive that unpacks beyond measure), examine.file_encrypted,
// examine.file_media_opaque (a picture within an office file whose metadata cannot be taken out).

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace parvis::examine {

/// A format by its ending. `family`: document, image, sound, film, text, office (an archive of XML parts).
struct FileFormat {
  std::string_view ending;  // "pdf"
  std::string_view media_type;
  std::string_view family;
  std::int64_t most_bytes = 0;
};
std::vector<FileFormat> const& file_formats();
constexpr std::size_t most_upload_bytes = 100'000'000;

/// The last part of the name without spaces around: what stands behind a slash or a backslash is refused, not cut.
Result<FileFormat> format_named(std::string_view name);
/// The format that the name says, once the bytes bear it out.
Result<FileFormat> checked_upload(std::string_view name, std::string_view bytes);

/// A copy without what tells its author. `bytes` are those to keep; `stripped` false when the format holds none or
/// cannot be rewritten. Given by app (render, text). Problems examine.file_*, document.*.
struct CleanCopy {
  std::string bytes;
  enum class Outcome { stripped, untouched } outcome = Outcome::stripped;
};
using CleanFile = std::function<Result<CleanCopy>(FileFormat const& format, std::string const& bytes)>;

}  // namespace parvis::examine
