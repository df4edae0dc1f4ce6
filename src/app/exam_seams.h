// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What exams ask of engines and rooms that they do not see.

#include "convert/routes.h"
#include "examine/examine.h"
#include "render/document_worker.h"

namespace parvis::app {

/// A copy without its author: documents through the reader's child process, media by their chunks; plain text as it is.
Result<examine::CleanCopy> clean_copy(examine::FileFormat const& format, std::string const& bytes);

/// Live work as PDF/UA. The worker and the clock must outlive the function.
examine::PrintWork work_printer(render::DocumentWorker& worker, Clock const& clock);

/// Visits told to the site as its own script would tell them, each from a visitor of its own who consented.
examine::CountVisits visit_counter(convert::CollectionDesk const& desk);

}  // namespace parvis::app
