// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What each act of this room leaves behind: an audit entry, and evidence of the competency it served.

#include "strategy/strategy.h"

namespace parvis::strategy {

struct Act {
  std::string action;      // "strategy.objective_saved"
  std::string kind;        // "objective"
  std::string id;
  std::string competency;  // "C1.1.1"; empty when the act is evidence of none
  std::string path;        // below /b/<brand>/, where the object is seen
};
void record_act(store::Transaction& tx, Desk const& desk, Actor const& actor, Act const& act);

}  // namespace parvis::strategy
