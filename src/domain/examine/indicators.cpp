// SPDX-License-Identifier: AGPL-3.0-or-later
#include "examine/indicators.h"

#include "base/assertion.h"
#include "base/json.h"
#include "embedded/examine_indicators.h"

namespace parvis::examine {
namespace {

std::vector<InformingFigure> read_lines() {
  auto read = json::decode<std::vector<InformingFigure>>(embedded::examine_indicators().front().bytes);
  PARVIS_ASSERT(read.has_value(), "the embedded figures have their described form");
  return std::move(*read);
}

bool counts_on(InformingFigure const& line, LocalDate const& day) { return line.since <= day && (!line.until || day <= *line.until); }

}  // namespace

std::vector<InformingFigure> const& informing_figures() {
  static std::vector<InformingFigure> const lines = read_lines();
  return lines;
}

std::vector<Indicator> informed(std::vector<Measured> const& measured, LocalDate const& day) {
  std::vector<Indicator> indicators;
  for (Measured const& one : measured) {
    if (one.denominator == 0) continue;
    for (InformingFigure const& line : informing_figures()) {
      if (line.figure == one.figure && counts_on(line, day)) indicators.push_back({line.criterion, json::name_of(one.figure), one.numerator, one.denominator, {}, {}});
    }
  }
  return indicators;
}

}  // namespace parvis::examine
