// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Exact rationals: marks, weights, thresholds, accommodation factors. JSON {"numerator": 1, "denominator": 2}.
//
//   Rational const score = Rational{7} / Rational{2};      // {7, 2}
//   if (score >= Rational{1, 2} * Rational{10}) …          // never a floating number in between
//
// What the operators give is in lowest terms with a positive denominator. Each is computed without bound inside and
// throws LogicFailure when its result no longer fits 64 bits: nothing overflows in silence. Comparisons never overflow.
// A value that came from outside (JSON, a file) may have any denominator: pass it through lowest_terms() first; an
// operator given a denominator of 0 throws LogicFailure.

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

#include "base/result.h"

namespace parvis {

struct Rational {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;

  /// By value: 1/2 equals 2/4.
  friend bool operator==(Rational const& a, Rational const& b) { return (a <=> b) == 0; }
  friend std::weak_ordering operator<=>(Rational const& a, Rational const& b);
  friend Rational operator+(Rational const& a, Rational const& b);
  friend Rational operator-(Rational const& a, Rational const& b);
  friend Rational operator*(Rational const& a, Rational const& b);
  /// b is not zero, asserted.
  friend Rational operator/(Rational const& a, Rational const& b);
  Rational& operator+=(Rational const& b) { return *this = *this + b; }
};
BOOST_DESCRIBE_STRUCT(Rational, (), (numerator, denominator))

/// The value with a positive denominator and nothing in common. Problem "rational.zero_denominator".
Result<Rational> lowest_terms(Rational const& value);

/// Reads "12", "-0,5", "33.33333", "1/3". Problem "rational.malformed" (more than 9 decimals or 15 digits too).
Result<Rational> parse_rational(std::string_view text);

/// "7/2", or "3" when whole.
std::string to_text(Rational const& value);

/// "12.50" for {25, 2} and 2 places, rounded half away from zero: for showing, never for a verdict. Places 0 to 9.
std::string to_decimal(Rational const& value, int places);

}  // namespace parvis
