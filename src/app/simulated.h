// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Beside an installation whose `simulated_port` is set: networks to publish to and a shop to buy in, on one loopback port,
// always called simulated. The networks answer at 127.0.0.1, the shop at a name of its own, so that neither shares
// cookies or an origin with Parvis. What they keep stands in `simulated/` of the data folder.

#include "app/configuration.h"
#include "app/demo/shop.h"
#include "http/router.h"
#include "simulator/simulator.h"

namespace parvis::app {

/// "http://127.0.0.1:PORT", or "" without a `simulated_port`. What channels connect to.
std::string simulated_address(Configuration const& configuration);
/// "http://maison-rivage.localhost:PORT": browsers resolve *.localhost by themselves.
std::string simulated_shop_address(Configuration const& configuration);

/// GET /api/simulated: which addresses are simulated, so that every page may say so.
void register_simulated_routes(http::Router& router, Configuration const& configuration);

class Simulated {
 public:
  /// Only with a `simulated_port`. Throws std::runtime_error when the port is taken. The clock outlives it.
  Simulated(Configuration const& configuration, Clock const& clock);
  Shop& shop() { return shop_; }

 private:
  Shop shop_;
  simulator::Simulator networks_;
};

}  // namespace parvis::app
