// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The demo made in an empty data folder: three months played on a clock that comes forward to `now`, the networks and the
// shop simulated beside it on the same clock.

#include "app/configuration.h"
#include "base/zoned_time.h"

namespace parvis::app {

struct MadeDemo {
  std::string brand;           // id of the main brand
  std::string approval_link;   // the month to come, to approve without an account; empty when nothing is offered
  std::string short_link;      // of a post that is out, to the shop; empty without one
  std::string verification;    // of a certificate, for anyone; empty without one
  std::string survey;          // what became of somebody certified, to tell without an account
};

/// `configuration` has its `simulated_port`. nullopt when the folder holds a workspace already.
std::optional<MadeDemo> make_demo(Configuration const& configuration, Instant now);

/// A free loopback port, the first from `first` on; 0 when none is.
int free_port_from(int first);

}  // namespace parvis::app
