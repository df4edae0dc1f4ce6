// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What the upper rooms are told by the lower ones: each a function given to a desk by wiring.cpp.

#include "app/configuration.h"
#include "convert/convert.h"
#include "events/store.h"
#include "measure/measure.h"
#include "publish/publish.h"
#include "render/document_worker.h"

namespace parvis::app {

/// Publications, conversions and visits as measure reads them; visits come from the event store, which outlives them. The
/// proof of what stands under `simulated` (an address, or empty) is called "simulated".
measure::Sources measure_sources(events::Store& events, std::string simulated);

/// Where a document worker finds its script: as the settings say, else beside the program.
render::DocumentWorkerSettings document_worker_settings(Configuration const& configuration);

}  // namespace parvis::app
