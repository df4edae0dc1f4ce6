// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Which measured figure informs which criterion: our reading of the criteria's words, as dated data
// (referential/indicators.json), shown to jurors as a help and never as a mark.

#include "examine/dossier.h"

namespace parvis::examine {

/// What the program can measure on work and on texts.
enum class MeasuredFigure {
  brief_restated, objectives_measurable, charter_parts_filled, personas_sourced, calendar_weeks_filled, publications_tagged, spelling_faults,
  texts_easy_to_read, texts_within_charter, images_described, channels_addressed, links_of_an_objective, costs_of_an_objective, objectives_with_return
};
BOOST_DESCRIBE_ENUM(MeasuredFigure, brief_restated, objectives_measurable, charter_parts_filled, personas_sourced, calendar_weeks_filled, publications_tagged,
                    spelling_faults, texts_easy_to_read, texts_within_charter, images_described, channels_addressed, links_of_an_objective,
                    costs_of_an_objective, objectives_with_return)

struct InformingFigure {
  MeasuredFigure figure = MeasuredFigure::spelling_faults;
  std::string criterion;  // "K2.1"
  LocalDate since;
  std::optional<LocalDate> until;  // the last day that it counts
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(InformingFigure, (), (figure, criterion, since, until, reason))

/// Every line of the data, in its order.
std::vector<InformingFigure> const& informing_figures();

/// numerator out of denominator; nothing is told of none at all.
struct Measured {
  MeasuredFigure figure = MeasuredFigure::spelling_faults;
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
};
/// One for each criterion that each figure informs on that day; without piece or deliverable yet.
std::vector<Indicator> informed(std::vector<Measured> const& measured, LocalDate const& day);

}  // namespace parvis::examine
