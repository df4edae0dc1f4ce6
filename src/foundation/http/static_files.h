// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The web application's files (web/dist). Read from the folder as it stands when this is made; a path is looked up in that
// list and never joined to the folder, so nothing outside it can be named.

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "http/message.h"

namespace parvis::http {

class StaticFiles {
 public:
  /// An absent folder holds nothing. Throws std::filesystem::filesystem_error when it cannot be read.
  explicit StaticFiles(std::filesystem::path const& folder);

  /// The file of the request's path; for a page of the application (a path without an extension) index.html; nullopt
  /// otherwise and for other methods than GET and HEAD. Files under assets/ bear a hash in their name and are cached for
  /// a year; the rest is asked again each time. A sibling of the same name ending in .br or .gz is sent where it is taken.
  std::optional<Response> answer(Request const& request) const;

  std::size_t count() const { return files_.size(); }

 private:
  struct File {
    std::filesystem::path path;
    std::string etag;
  };
  std::map<std::string, File, std::less<>> files_;  // by "/name"
};

/// By the name's extension; "application/octet-stream" when unknown.
std::string media_type_of(std::string_view file_name);

}  // namespace parvis::http
