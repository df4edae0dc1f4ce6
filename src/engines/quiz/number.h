// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Numbers as question files write them: decimals kept as text, read exactly.

#include <string_view>

#include "base/rational.h"
#include "quiz/question.h"

namespace parvis::quiz {

/// "12", "-0.5", "33.33333": at most 9 digits before the point and 6 after it.
bool is_decimal(std::string_view text);

/// "1822", "3.14:0.01", "1..5"; nothing when it is none of these.
std::optional<NumberRange> number_range(std::string_view text);

/// The part of the points that a percentage brings: "50" is 1/2. A percentage written with three decimals or more that is
/// a fraction of denominator up to 20, rounded or cut, is that fraction: "33.33333" is 1/3, so that three of them make the
/// whole. Of the others, those of more than four decimals are refused. Problem quiz.weight_malformed.
Result<Rational> weight_of(std::string_view percent);

/// The percentage of a fraction as files take it: 1/2 is "50", 1/3 is "33.33333".
std::string percent_of(Rational const& weight);

/// Does the number lie within the range? False when either is malformed.
bool lies_within(Rational const& number, NumberRange const& range);

}  // namespace parvis::quiz
