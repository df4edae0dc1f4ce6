// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The documents that rooms ask for without knowing how they are made.

#include "render/document_worker.h"
#include "strategy/strategy.h"

namespace parvis::app {

/// The charter as PDF/UA. The worker and the clock must outlive the function. Problems of DocumentWorker::pdf.
strategy::PrintCharter charter_printer(render::DocumentWorker& worker, Clock const& clock);

}  // namespace parvis::app
