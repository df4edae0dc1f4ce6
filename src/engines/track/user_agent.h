// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What a user agent tells, coarsely: enough for figures, too little to tell one person from another.

#include <string>
#include <string_view>

namespace parvis::track {

struct Device {
  std::string kind;     // "desktop", "mobile", "tablet", "other"
  std::string system;   // "Windows", "macOS", "iOS", "Android", "Linux", "ChromeOS", ""
  std::string browser;  // "Chrome", "Safari", "Firefox", "Edge", "Opera", "Samsung Internet", ""
};

Device device_of(std::string_view user_agent);

/// Why the hit comes from no visitor ("agent:<what it holds>", "agent:empty"), or "" (data/bots.json).
std::string bot_reason(std::string_view user_agent);

}  // namespace parvis::track
