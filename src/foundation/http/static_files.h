// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The web application's files (web/dist). A path is looked up in the folder's list and never joined to the folder, so nothing
// outside it can be named. The list is made anew once the folder was built again, so that a server that goes on serving shows
// the new page with the files it names. Thread-safe.

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "http/message.h"

namespace parvis::http {

class StaticFiles {
 public:
  /// An absent folder holds nothing until it is there. Throws std::filesystem::filesystem_error when it cannot be read.
  explicit StaticFiles(std::filesystem::path const& folder);

  /// The file of the request's path; for a page of the application (a path without an extension) index.html; nullopt
  /// otherwise and for other methods than GET and HEAD. Files under assets/ bear a hash in their name and are cached for
  /// a year; the rest is asked again each time. A sibling of the same name ending in .br or .gz is sent where it is taken.
  std::optional<Response> answer(Request const& request) const;

  std::size_t count() const { return listing()->files.size(); }

 private:
  struct File {
    std::filesystem::path path;
    std::string etag;
  };
  struct Listing {
    std::string stamp;                              // of what a build leaves otherwise than it was
    std::map<std::string, File, std::less<>> files;  // by "/name"
  };
  std::shared_ptr<Listing const> listing() const;
  std::shared_ptr<Listing const> listed(std::string stamp) const;
  std::string stamp() const;

  std::filesystem::path folder_;
  mutable std::mutex mutex_;
  mutable std::shared_ptr<Listing const> listing_;
};

/// By the name's extension; "application/octet-stream" when unknown.
std::string media_type_of(std::string_view file_name);

}  // namespace parvis::http
