// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/demo/making.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "app/demo/school.h"

namespace parvis::app {
namespace {

constexpr char const* zone_name = "Europe/Paris";
constexpr int last_port = 65535;

bool is_free(int port) {
  int const socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int const again = 1;
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &again, sizeof again);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  bool const free = socket >= 0 && ::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  ::close(socket);
  return free;
}

}  // namespace

int free_port_from(int first) {
  for (int port = first; port <= last_port; ++port) {
    if (is_free(port)) return port;
  }
  return 0;
}

std::optional<MadeDemo> make_demo(Configuration const& configuration, Instant now) {
  ZoneName const zone = *ZoneName::parse(zone_name);
  LocalDate const today = local_moment(now, zone).date;
  ManualClock clock(resolve({today.plus_days(first_day), *LocalTime::parse("09:00"), zone}).at);
  Instance instance(configuration, clock, Purpose::rehearsal);
  Stage stage(instance, clock);
  if (stage.ask("", "GET /api/setup").at("done").as_bool()) return std::nullopt;
  Simulated simulated(configuration, clock);
  std::string const shop = simulated_shop_address(configuration);
  Season season(stage, read_story(shop), {today, zone, simulated_address(configuration), shop, simulated.shop()});
  School school(stage, season);
  season.play(now);
  std::string const code = season.living_code();
  std::string const address = configuration.public_address();
  return MadeDemo{season.brand(), season.approval_link(), code.empty() ? "" : address + "/l/" + code, school.verification().empty() ? "" : address + school.verification(), address + school.survey()};
}

}  // namespace parvis::app
