// SPDX-License-Identifier: AGPL-3.0-or-later
#include "track/user_agent.h"

#include <algorithm>
#include <array>

#include "track/internal/files.h"
#include "track/web_address.h"

namespace parvis::track {

namespace {

struct BotsFile {
  std::string about, source, date;
  std::vector<std::string> spares, begins, holds;
};
BOOST_DESCRIBE_STRUCT(BotsFile, (), (about, source, date, spares, begins, holds))

BotsFile const& bots() {
  static auto const file = internal::track_data<BotsFile>("bots.json");
  return file;
}

struct Mark {
  std::string_view holds;
  std::string_view name;
};

// The first that is held tells: Edge says Chrome, Chrome says Safari.
constexpr std::array browsers = {Mark{"edg", "Edge"}, Mark{"opr/", "Opera"}, Mark{"opera", "Opera"}, Mark{"samsungbrowser", "Samsung Internet"},
                                 Mark{"firefox", "Firefox"}, Mark{"fxios", "Firefox"}, Mark{"crios", "Chrome"}, Mark{"chrome", "Chrome"}, Mark{"safari", "Safari"}};
constexpr std::array systems = {Mark{"iphone", "iOS"}, Mark{"ipad", "iOS"}, Mark{"ipod", "iOS"}, Mark{"android", "Android"},
                                Mark{"windows", "Windows"}, Mark{"cros", "ChromeOS"}, Mark{"mac os x", "macOS"}, Mark{"macintosh", "macOS"}, Mark{"linux", "Linux"}};

template <std::size_t N>
std::string first_held(std::string const& agent, std::array<Mark, N> const& marks) {
  auto const found = std::ranges::find_if(marks, [&](Mark const& mark) { return agent.find(mark.holds) != std::string::npos; });
  return found == marks.end() ? std::string() : std::string(found->name);
}

bool holds(std::string const& agent, std::string_view part) { return agent.find(part) != std::string::npos; }

std::string kind_of(std::string const& agent, std::string const& system) {
  if (holds(agent, "ipad") || holds(agent, "tablet")) return "tablet";
  if (system == "Android") return holds(agent, "mobile") ? "mobile" : "tablet";
  if (system == "iOS") return "mobile";
  return system.empty() ? "other" : "desktop";
}

std::string lowered(std::string_view user_agent) { return lower_case(cut(user_agent, 1024)); }

}  // namespace

Device device_of(std::string_view user_agent) {
  std::string const agent = lowered(user_agent);
  std::string const system = first_held(agent, systems);
  return {kind_of(agent, system), system, first_held(agent, browsers)};
}

std::string bot_reason(std::string_view user_agent) {
  std::string const agent = lowered(user_agent);
  if (agent.size() < 12) return "agent:empty";
  for (std::string const& start : bots().begins) {
    if (agent.starts_with(start)) return "agent:" + start;
  }
  if (std::ranges::any_of(bots().spares, [&](std::string const& spared) { return holds(agent, spared); })) return {};
  for (std::string const& part : bots().holds) {
    if (holds(agent, part)) return "agent:" + part;
  }
  return {};
}

}  // namespace parvis::track
