// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/assertion.h"
#include "base/json.h"
#include "embedded/strategy_data.h"
#include "strategy/channel.h"

namespace parvis::strategy {
namespace {

std::vector<NetworkRules> read_rules() {
  for (embedded::File const& file : embedded::strategy_data()) {
    if (file.name != "networks.json") continue;
    auto rules = json::decode<std::vector<NetworkRules>>(file.bytes);
    PARVIS_ASSERT(rules.has_value(), "networks.json does not read");
    return std::move(*rules);
  }
  throw LogicFailure("networks.json is not in the program");
}

}  // namespace

std::vector<NetworkRules> const& network_rules() {
  static std::vector<NetworkRules> const rules = read_rules();
  return rules;
}

NetworkRules const& rules_of(Network network) { return network_rules().at(static_cast<std::size_t>(network)); }

}  // namespace parvis::strategy
