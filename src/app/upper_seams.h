// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What the upper rooms are told by the lower ones, and the documents that both print: each a function given to a desk by
// wiring.cpp.

#include "convert/convert.h"
#include "measure/measure.h"
#include "publish/publish.h"
#include "render/document_worker.h"

namespace parvis::app {

/// The charter through the template of render, with the rules that studio really runs.
Result<std::string> print_charter(render::DocumentWorker& documents, Clock const& clock, strategy::CharterPrint const& print);

/// Publications, conversions and visits as measure reads them. Visits come from the event store; until a brand has a
/// site there are none.
measure::Sources measure_sources();

/// Where a document worker finds Node and its script: beside the program.
render::DocumentWorkerSettings document_worker_settings();

}  // namespace parvis::app
