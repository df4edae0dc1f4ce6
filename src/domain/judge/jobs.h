// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "jobs/outbox.h"
#include "judge/judge.h"

namespace parvis::judge {

/// A session that comes to marking by whatever door has its grids made.
std::vector<jobs::Listener> listeners(Desk const& desk);

}  // namespace parvis::judge
