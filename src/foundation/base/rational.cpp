// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/rational.h"

#include <algorithm>
#include <limits>
#include <optional>

#include <boost/multiprecision/cpp_int.hpp>

#include "base/assertion.h"

namespace parvis {
namespace {

using Exact = boost::multiprecision::cpp_rational;
using Whole = boost::multiprecision::cpp_int;

Exact exact(Rational const& value) {
  PARVIS_ASSERT(value.denominator != 0, "a rational has a denominator other than 0");
  return Exact(Whole(value.numerator), Whole(value.denominator));
}

std::int64_t fitting(Whole const& value) {
  PARVIS_ASSERT(value >= std::numeric_limits<std::int64_t>::min() && value <= std::numeric_limits<std::int64_t>::max(), "a rational outgrew 64 bits");
  return value.convert_to<std::int64_t>();
}

Rational kept(Exact const& value) { return {fitting(boost::multiprecision::numerator(value)), fitting(boost::multiprecision::denominator(value))}; }

constexpr int most_digits = 15;
constexpr int most_decimals = 9;

Failure malformed(std::string_view text) { return invalid_field("", "rational.malformed", "12, 0.5, 1/3", std::string(text)); }

// A whole number of 1 to 15 digits.
std::optional<std::int64_t> digits(std::string_view text) {
  if (text.empty() || text.size() > most_digits) return std::nullopt;
  std::int64_t number = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

std::int64_t power_of_ten(std::size_t exponent) {
  std::int64_t power = 1;
  for (std::size_t i = 0; i < exponent; ++i) power *= 10;
  return power;
}

std::optional<Rational> unsigned_value(std::string_view text) {
  if (auto const slash = text.find('/'); slash != std::string_view::npos) {
    auto const over = digits(text.substr(0, slash)), under = digits(text.substr(slash + 1));
    if (!over || !under || *under == 0) return std::nullopt;
    return kept(Exact(Whole(*over), Whole(*under)));
  }
  std::size_t const mark = text.find_first_of(".,");
  if (mark == std::string_view::npos) {
    auto const whole = digits(text);
    return whole ? std::optional(Rational{*whole, 1}) : std::nullopt;
  }
  std::string_view const decimals = text.substr(mark + 1);
  auto const all = digits(std::string(text.substr(0, mark)) + std::string(decimals));
  if (!all || mark == 0 || decimals.empty() || decimals.size() > most_decimals) return std::nullopt;
  return kept(Exact(Whole(*all), Whole(power_of_ten(decimals.size()))));
}

}  // namespace

std::weak_ordering operator<=>(Rational const& a, Rational const& b) {
  int const order = exact(a).compare(exact(b));
  return order < 0 ? std::weak_ordering::less : order > 0 ? std::weak_ordering::greater : std::weak_ordering::equivalent;
}

Rational operator+(Rational const& a, Rational const& b) { return kept(exact(a) + exact(b)); }
Rational operator-(Rational const& a, Rational const& b) { return kept(exact(a) - exact(b)); }
Rational operator*(Rational const& a, Rational const& b) { return kept(exact(a) * exact(b)); }

Rational operator/(Rational const& a, Rational const& b) {
  PARVIS_ASSERT(b.numerator != 0, "nothing is divided by zero");
  return kept(exact(a) / exact(b));
}

Result<Rational> lowest_terms(Rational const& value) {
  if (value.denominator == 0) return invalid_field("denominator", "rational.zero_denominator", "not 0", "0");
  Exact const reduced = exact(value);
  if (boost::multiprecision::denominator(reduced) > std::numeric_limits<std::int64_t>::max() ||
      boost::multiprecision::numerator(reduced) > std::numeric_limits<std::int64_t>::max())
    return invalid_field("", "rational.malformed", "64 bits", to_text(value));
  return kept(reduced);
}

Result<Rational> parse_rational(std::string_view text) {
  bool const negative = !text.empty() && text.front() == '-';
  auto const value = unsigned_value(text.substr(negative ? 1 : 0));
  if (!value) return malformed(text);
  return Rational{negative ? -value->numerator : value->numerator, value->denominator};
}

std::string to_text(Rational const& value) {
  std::string text = std::to_string(value.numerator);
  if (value.denominator != 1) text += "/" + std::to_string(value.denominator);
  return text;
}

std::string to_decimal(Rational const& value, int places) {
  PARVIS_ASSERT(places >= 0 && places <= most_decimals, "0 to 9 places are shown");
  Exact const scaled = boost::multiprecision::abs(exact(value)) * Whole(power_of_ten(static_cast<std::size_t>(places)));
  Whole const twice_under = boost::multiprecision::denominator(scaled) * 2;
  Whole const rounded = (boost::multiprecision::numerator(scaled) * 2 + boost::multiprecision::denominator(scaled)) / twice_under;
  std::string text = rounded.str();
  auto const kept_places = static_cast<std::size_t>(places);
  if (text.size() <= kept_places) text.insert(0, kept_places + 1 - text.size(), '0');
  if (places > 0) text.insert(text.size() - kept_places, ".");
  bool const negative = exact(value) < 0 && rounded != 0;
  return negative ? "-" + text : text;
}

}  // namespace parvis
