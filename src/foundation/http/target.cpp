// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/target.h"

#include <algorithm>

#include "base/encoding.h"

namespace parvis::http {
namespace {

bool is_plain(char letter) { return letter > ' ' && letter < 127 && letter != '#' && letter != '\\'; }

bool climbs(std::string_view decoded) {
  for (std::size_t at = 0; at <= decoded.size();) {
    std::size_t const end = std::min(decoded.find_first_of("/\\", at), decoded.size());
    std::string_view const segment = decoded.substr(at, end - at);
    if (segment == "." || segment == "..") return true;
    at = end + 1;
  }
  return false;
}

std::string_view without_authority(std::string_view target) {
  for (std::string_view const scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    std::size_t const slash = target.find('/', scheme.size());
    return slash == std::string_view::npos ? std::string_view("/") : target.substr(slash);
  }
  return target;
}

}  // namespace

std::optional<Target> parse_target(std::string_view target) {
  target = without_authority(target);
  if (target.empty() || target.front() != '/' || !std::all_of(target.begin(), target.end(), is_plain)) return std::nullopt;
  std::size_t const mark = std::min(target.find('?'), target.size());
  std::string_view const path = target.substr(0, mark);
  auto const decoded = percent_decoded(path);
  if (!decoded || decoded->find('\0') != std::string::npos || climbs(*decoded)) return std::nullopt;
  return Target{std::string(path), mark < target.size() ? std::string(target.substr(mark + 1)) : std::string()};
}

}  // namespace parvis::http
