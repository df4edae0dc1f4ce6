// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Arithmetic of whole months, as delays of law count them.

#include "base/time.h"

namespace parvis {

/// The same day `months` later, or the last day of that month when it has no such day: 30 November plus 3 is 28 or
/// 29 February. `months` may be negative.
LocalDate plus_months(LocalDate const& day, int months);

}  // namespace parvis
