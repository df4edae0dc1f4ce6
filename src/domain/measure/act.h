// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What each act of this room leaves behind: an audit entry, and evidence of the competency it served.

#include "measure/measure.h"

namespace parvis::measure {

struct Act {
  std::string action;      // "measure.cost_added"
  std::string kind;        // "cost"
  std::string id;
  std::string competency;  // empty when the act is evidence of none
  std::string path;        // below /b/<brand>/
};
void record_act(store::Transaction& tx, Desk const& desk, Actor const& actor, Act const& act);

}  // namespace parvis::measure
