// SPDX-License-Identifier: AGPL-3.0-or-later
#include "quiz/number.h"

#include <algorithm>

namespace parvis::quiz {
namespace {

constexpr std::size_t most_decimals = 6;
constexpr std::size_t most_free_decimals = 4;  // finer percentages must be fractions: sums then keep within 64 bits
constexpr std::int64_t most_denominator = 20;

bool all_digits(std::string_view text, std::size_t most) {
  return !text.empty() && text.size() <= most && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view decimals_of(std::string_view text) {
  std::size_t const point = text.find('.');
  return point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
}

std::string_view without_sign(std::string_view text) { return text.starts_with('-') ? text.substr(1) : text; }

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

Rational power_of_ten(std::size_t exponent) {
  Rational power{1, 1};
  for (std::size_t i = 0; i < exponent; ++i) power = power * Rational{10, 1};
  return power;
}

/// Is `percent`, of so many decimals, what is left of 100 × `fraction` by rounding or cutting?
bool stands_for(Rational const& percent, Rational const& fraction, std::size_t decimals) {
  Rational const whole = fraction * Rational{100, 1};
  Rational const gap = whole >= percent ? whole - percent : percent - whole;
  return gap < Rational{1, 1} / power_of_ten(decimals);
}

Rational magnitude(Rational const& value) { return value < Rational{} ? Rational{} - value : value; }

}  // namespace

bool is_decimal(std::string_view text) {
  text = without_sign(text);
  std::size_t const point = text.find('.');
  return all_digits(text.substr(0, point), 9) && (point == std::string_view::npos || all_digits(text.substr(point + 1), most_decimals));
}

std::optional<NumberRange> number_range(std::string_view text) {
  text = trimmed(text);
  NumberRange range;
  std::size_t mark = text.find("..");
  std::size_t width = 2;
  if (mark != std::string_view::npos) {
    range.form = NumberForm::between;
  } else if (mark = text.find(':'), width = 1; mark != std::string_view::npos) {
    range.form = NumberForm::around;
  }
  range.first = trimmed(text.substr(0, mark));
  if (mark != std::string_view::npos) range.second = trimmed(text.substr(mark + width));
  if (!is_decimal(range.first) || (range.form != NumberForm::exact && !is_decimal(range.second))) return std::nullopt;
  return range;
}

Result<Rational> weight_of(std::string_view percent) {
  if (!is_decimal(percent)) return invalid_field("weight", "quiz.weight_malformed", "-100..100", std::string(percent));
  TRY(Rational const written, parse_rational(percent));
  Rational const size = magnitude(written);
  std::size_t const decimals = decimals_of(percent).size();
  for (std::int64_t under = 3; decimals >= 3 && under <= most_denominator; ++under) {
    std::int64_t const over = (size * Rational{under, 100} + Rational{1, 2}).numerator / (size * Rational{under, 100} + Rational{1, 2}).denominator;
    if (!stands_for(size, Rational{over, under}, decimals)) continue;
    return written < Rational{} ? Rational{-over, under} * Rational{1, 1} : Rational{over, under} * Rational{1, 1};
  }
  if (decimals > most_free_decimals) return invalid_field("weight", "quiz.weight_malformed", "-100..100", std::string(percent));
  return written / Rational{100, 1};
}

std::string percent_of(Rational const& weight) {
  std::string text = to_decimal(weight * Rational{100, 1}, 5);
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text;
}

bool lies_within(Rational const& number, NumberRange const& range) {
  auto const first = parse_rational(range.first);
  if (!first) return false;
  if (range.form == NumberForm::exact) return number == *first;
  auto const second = parse_rational(range.second);
  if (!second) return false;
  if (range.form == NumberForm::between) return *first <= number && number <= *second;
  return *first - *second <= number && number <= *first + *second;
}

}  // namespace parvis::quiz
