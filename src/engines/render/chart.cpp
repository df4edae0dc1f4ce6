// SPDX-License-Identifier: AGPL-3.0-or-later
#include "render/chart.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "render/internal/xml.h"

namespace parvis::render {
namespace {

constexpr double width = 640;
constexpr double label_room = 206;
constexpr double value_room = 94;
constexpr double bar_height = 18;
constexpr double bar_step = 27;
constexpr std::size_t most_bars = 24;
constexpr std::size_t most_lines = 4;
constexpr std::size_t longest_label = 30;

constexpr char const* ink = "#1b1f24";
constexpr char const* quiet = "#5a636e";
constexpr char const* hair = "#d5dade";
constexpr char const* colours[most_lines] = {"#3346b8", "#c2571a", "#0f7f83", "#5d6470"};
constexpr char const* dashes[most_lines] = {"", "7 4", "2 3", "9 3 2 3"};

/// To a tenth, without a locale.
std::string number(double value) {
  auto const tenths = static_cast<std::int64_t>(std::llround(value * 10));
  std::int64_t const whole = tenths / 10;
  std::int64_t const rest = std::abs(tenths % 10);
  return (tenths < 0 && whole == 0 ? "-" : "") + std::to_string(whole) + (rest == 0 ? "" : "." + std::to_string(rest));
}

/// At most longest_label code points, with an ellipsis.
std::string cut(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xc0) == 0x80) continue;
    if (++count > longest_label) return std::string(text.substr(0, i)) + "…";
  }
  return std::string(text);
}

std::string opened(ChartWords const& words, double height) {
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + number(width) + " " + number(height) + "\" width=\"" + number(width) +
         "\" height=\"" + number(height) + "\" role=\"img\" font-family=\"Inter\" font-size=\"12\"><title>" + xml_escaped(words.title) +
         "</title><desc>" + xml_escaped(words.description) + "</desc>";
}

enum class Anchor { start, middle, end };

struct Label {
  double x;
  double y;
  Anchor anchor = Anchor::start;
  char const* colour = ink;
};

std::string text(Label const& at, std::string_view words) {
  char const* const anchors[] = {"start", "middle", "end"};
  return "<text x=\"" + number(at.x) + "\" y=\"" + number(at.y) + "\" text-anchor=\"" + anchors[static_cast<int>(at.anchor)] + "\" fill=\"" +
         at.colour + "\">" + xml_escaped(cut(words)) + "</text>";
}

std::string rectangle(double x, double y, double wide, char const* colour) {
  return "<rect x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(wide) + "\" height=\"" + number(bar_height) + "\" fill=\"" +
         colour + "\" rx=\"2\"/>";
}

std::string rule(double x1, double y1, double x2, double y2) {
  return "<path d=\"M" + number(x1) + " " + number(y1) + "L" + number(x2) + " " + number(y2) + "\" stroke=\"" + std::string(hair) + "\" fill=\"none\"/>";
}

double highest(std::vector<ChartBar> const& bars) {
  double top = 0;
  for (ChartBar const& bar : bars) top = std::max(top, bar.value);
  return top;
}

struct Plot {
  double left = 46;
  double right = width - 12;
  double top = 16;
  double bottom = 196;
  double highest = 1;
  std::size_t points = 1;

  double x(std::size_t i) const { return points < 2 ? (left + right) / 2 : left + (right - left) * static_cast<double>(i) / static_cast<double>(points - 1); }
  double y(double value) const { return bottom - (bottom - top) * std::clamp(value / highest, 0.0, 1.0); }
};

/// A gap starts a new stroke; a point alone is a mark.
std::string stroke(Plot const& plot, ChartLine const& line, std::size_t index) {
  std::string path;
  std::string marks;
  bool down = false;
  for (std::size_t i = 0; i < line.values.size() && i < plot.points; ++i) {
    if (!line.values[i]) {
      down = false;
      continue;
    }
    std::string const at = number(plot.x(i)) + " " + number(plot.y(*line.values[i]));
    path += (down ? "L" : "M") + at;
    down = true;
    if (plot.points <= 31) marks += "<circle cx=\"" + number(plot.x(i)) + "\" cy=\"" + number(plot.y(*line.values[i])) + "\" r=\"2\" fill=\"" + colours[index] + "\"/>";
  }
  return "<path d=\"" + path + "\" fill=\"none\" stroke=\"" + colours[index] + "\" stroke-width=\"2\" stroke-linejoin=\"round\" stroke-dasharray=\"" +
         dashes[index] + "\"/>" + marks;
}

std::string legend(LineChart const& chart, std::size_t count) {
  std::string out;
  double x = 46;
  for (std::size_t i = 0; i < count && count > 1; ++i) {
    out += "<path d=\"M" + number(x) + " 230H" + number(x + 26) + "\" stroke=\"" + colours[i] + "\" stroke-width=\"2\" stroke-dasharray=\"" + dashes[i] + "\"/>";
    out += text({x + 32, 234}, chart.lines[i].name);
    x += 150;
  }
  return out;
}

/// First, middle and last: no more than the eye needs.
std::string axis(Plot const& plot, LineChart const& chart) {
  std::string out = rule(plot.left, plot.bottom, plot.right, plot.bottom) + rule(plot.left, plot.top, plot.right, plot.top);
  out += text({plot.left - 6, plot.top + 4, Anchor::end, quiet}, chart.top_text) + text({plot.left - 6, plot.bottom + 4, Anchor::end, quiet}, "0");
  if (chart.labels.empty()) return out;
  std::size_t const last = chart.labels.size() - 1;
  out += text({plot.x(0), plot.bottom + 18, last == 0 ? Anchor::middle : Anchor::start, quiet}, chart.labels.front());
  if (last > 3) out += text({plot.x(last / 2), plot.bottom + 18, Anchor::middle, quiet}, chart.labels[last / 2]);
  if (last > 0) out += text({plot.x(last), plot.bottom + 18, Anchor::end, quiet}, chart.labels.back());
  return out;
}

}  // namespace

std::string bar_chart(ChartWords const& words, std::vector<ChartBar> const& bars) {
  std::size_t const count = std::min(bars.size(), most_bars);
  double const top = highest(bars);
  std::string out = opened(words, static_cast<double>(count) * bar_step + 8);
  double const room = width - label_room - value_room;
  for (std::size_t i = 0; i < count; ++i) {
    double const y = static_cast<double>(i) * bar_step + 6;
    double const wide = top > 0 ? room * std::max(0.0, bars[i].value) / top : 0;
    out += text({label_room - 10, y + 13, Anchor::end}, bars[i].label);
    if (wide >= 0.1) out += rectangle(label_room, y, wide, colours[0]);
    out += text({label_room + wide + 7, y + 13, Anchor::start, quiet}, bars[i].value_text);
  }
  return out + rule(label_room, 2, label_room, static_cast<double>(count) * bar_step + 4) + "</svg>";
}

std::string line_chart(ChartWords const& words, LineChart const& chart) {
  Plot plot;
  plot.highest = chart.top > 0 ? chart.top : 1;
  plot.points = std::max<std::size_t>(chart.labels.size(), 1);
  plot.left = 20 + 7.0 * static_cast<double>(std::max<std::size_t>(chart.top_text.size(), 3));
  std::size_t const count = std::min(chart.lines.size(), most_lines);
  std::string out = opened(words, count > 1 ? 244 : 222) + axis(plot, chart);
  for (std::size_t i = 0; i < count; ++i) out += stroke(plot, chart.lines[i], i);
  return out + legend(chart, count) + "</svg>";
}

std::string funnel_chart(ChartWords const& words, std::vector<ChartBar> const& steps) {
  double const first = steps.empty() || steps.front().value <= 0 ? 1 : steps.front().value;
  double const room = width - label_room - value_room;
  std::string out = opened(words, static_cast<double>(std::min(steps.size(), most_bars)) * bar_step + 8);
  for (std::size_t i = 0; i < std::min(steps.size(), most_bars); ++i) {
    double const wide = std::clamp(steps[i].value / first, 0.004, 1.0) * room;
    double const y = static_cast<double>(i) * bar_step + 6;
    out += text({label_room - 10, y + 13, Anchor::end}, steps[i].label) + rectangle(label_room + (room - wide) / 2, y, wide, colours[0]);
    out += text({label_room + room + 10, y + 13, Anchor::start, quiet}, steps[i].value_text);
  }
  return out + "</svg>";
}

}  // namespace parvis::render
