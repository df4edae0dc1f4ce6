// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Small SVG charts for documents: what they show is said in <title> and <desc>, series differ by dash and mark as well
// as by colour, and the same values give the same bytes. Values are given beside their text as shown ("1 234,56 €"):
// numbers are formatted by whoever knows the language.

#include <optional>
#include <string>
#include <vector>

namespace parvis::render {

/// `title` says what the chart shows; `description` says it in a sentence for who cannot see it.
struct ChartWords {
  std::string title;
  std::string description;
};

struct ChartBar {
  std::string label;
  double value = 0;        // below 0 is drawn as 0
  std::string value_text;  // shown at its end
};

/// Horizontal bars in the order given, labels at left. At most 24 bars are drawn.
std::string bar_chart(ChartWords const& words, std::vector<ChartBar> const& bars);

struct ChartLine {
  std::string name;
  std::vector<std::optional<double>> values;  // as many as the labels; an absent value leaves a gap
};

/// At most 4 lines over the labels (days, weeks); `top_text` is the text of the axis' highest value, `top`.
struct LineChart {
  std::vector<std::string> labels;
  std::vector<ChartLine> lines;
  double top = 0;
  std::string top_text;
};
std::string line_chart(ChartWords const& words, LineChart const& chart);

/// Steps from wide to narrow, each as wide as its share of the first; the share is written by the caller in value_text.
std::string funnel_chart(ChartWords const& words, std::vector<ChartBar> const& steps);

}  // namespace parvis::render
