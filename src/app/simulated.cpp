// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/simulated.h"

#include "identity/identity.h"

namespace parvis::app {
namespace {

std::string at_port(Configuration const& configuration, std::string const& host) {
  std::string const& port = configuration.text("simulated_port");
  return port.empty() ? "" : "http://" + host + ":" + port;
}

struct SimulatedView {
  std::optional<std::string> networks;
  std::optional<std::string> shop;
};
BOOST_DESCRIBE_STRUCT(SimulatedView, (), (networks, shop))

std::filesystem::path kept_in(Configuration const& configuration, char const* name) {
  std::filesystem::path const folder = configuration.data() / "simulated";
  std::filesystem::create_directories(folder);
  return folder / name;
}

}  // namespace

std::string simulated_address(Configuration const& configuration) { return at_port(configuration, "127.0.0.1"); }

std::string simulated_shop_address(Configuration const& configuration) { return at_port(configuration, std::string(Shop::host)); }

void register_simulated_routes(http::Router& router, Configuration const& configuration) {
  router.get<SimulatedView>("/api/simulated", identity::may::anyone, "Which networks and shop beside this installation are simulated",
                            [&configuration](http::Asked const&) -> Result<SimulatedView> {
                              if (configuration.text("simulated_port").empty()) return SimulatedView();
                              return SimulatedView{simulated_address(configuration), simulated_shop_address(configuration)};
                            });
}

Simulated::Simulated(Configuration const& configuration, Clock const& clock)
    : shop_(clock, configuration.public_address(), kept_in(configuration, "shop.json")),
      networks_(clock, {.port = static_cast<int>(configuration.count("simulated_port")),
                        .file = kept_in(configuration, "posts.jsonl"),
                        .guest = [this](simulator::Request const& request) { return shop_.answer(request); }}) {}

}  // namespace parvis::app
