// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// An objective's result as tables, for CSV and a workbook, in the reader's language (data/sheet_words.json).

#include "measure/result.h"
#include "render/report_document.h"
#include "render/table.h"

namespace parvis::measure {

/// What the figures leave out, by code, where there is any.
std::vector<render::ReportOmission> left_out(ObjectiveResult const& result);
/// A publication of it reached no real network.
bool is_simulated(ObjectiveResult const& result);

/// Figures, attribution, publications, conversions, costs. Moments are on the clock of `zone`, which their titles name;
/// amounts are in the objective's currency, which theirs name. The figures' last column is their code, the same in every
/// language.
std::vector<render::Table> report_tables(ObjectiveResult const& result, ZoneName const& zone, identity::Locale locale);

}  // namespace parvis::measure
