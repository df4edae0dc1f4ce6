// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What the jury's room asks for without knowing how it is made.

#include "certify/certify.h"
#include "judge/judge.h"
#include "render/document_worker.h"

namespace parvis::app {

/// Minutes as PDF/UA. The worker must outlive the function. Problems of DocumentWorker::pdf.
judge::PrintMinutes minutes_printer(render::DocumentWorker& worker);

/// Serials of certificates, never given twice. The numbering must outlive the function.
certify::NextSerial certificate_serials(judge::Numbering& numbers);

}  // namespace parvis::app
