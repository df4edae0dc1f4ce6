// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A conversion that a person tells of, typed or in a file: what is checked of it, and what it becomes.

#include "convert/convert.h"

namespace parvis::convert {

/// Problems of check(), strategy.objective_not_found, convert.link_unknown.
Done check_declared(store::Transaction& tx, Desk const& desk, identity::Brand const& brand, DeclareConversion const& request);
/// With the links and the objective that its promo code credits; not yet kept.
Conversion declared(store::Transaction& tx, Desk const& desk, BrandId const& brand, DeclareConversion const& request);

}  // namespace parvis::convert
