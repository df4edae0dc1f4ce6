// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What the upper rooms are told by the lower ones: each a function given to a desk by wiring.cpp.

#include "app/configuration.h"
#include "convert/convert.h"
#include "measure/measure.h"
#include "publish/publish.h"
#include "render/document_worker.h"

namespace parvis::app {

/// Publications, conversions and visits as measure reads them. Visits come from the event store; until a brand has a
/// site there are none.
measure::Sources measure_sources();

/// Where a document worker finds its script: as the settings say, else beside the program.
render::DocumentWorkerSettings document_worker_settings(Configuration const& configuration);

}  // namespace parvis::app
