// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A request's target as it came over the wire ("/a/b?x=1", or the absolute form a proxy sends).

#include <optional>
#include <string>
#include <string_view>

namespace parvis::http {

struct Target {
  std::string path;
  std::string query;
};

/// nullopt for what no client of ours sends: no leading slash, control characters, bytes over 127, a broken escape, a
/// fragment, or a path segment that is "." or ".." in any spelling.
std::optional<Target> parse_target(std::string_view target);

}  // namespace parvis::http
