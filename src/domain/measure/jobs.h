// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "jobs/outbox.h"
#include "measure/measure.h"

namespace parvis::measure {

/// Keeps what the networks tell of publications, as measured readings.
std::vector<jobs::Listener> listeners(Desk const& desk);

}  // namespace parvis::measure
