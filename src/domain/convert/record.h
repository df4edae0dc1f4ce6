// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What each act of this room leaves behind: an audit entry, and evidence of C4.2.1 or C5.1.2.

#include "convert/convert.h"

namespace parvis::convert {

struct Act {
  std::string action;
  std::string kind;  // "site", "conversion", "promo_code"
  std::string id;
  std::string competency;
};
void record_act(store::Transaction& tx, Desk const& desk, Actor const& actor, Act const& act);

}  // namespace parvis::convert
