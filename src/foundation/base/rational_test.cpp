// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstdint>
#include <limits>

#include <gtest/gtest.h>

#include "base/assertion.h"
#include "base/json.h"
#include "base/rational.h"

namespace parvis {
namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();

TEST(Rational, AHalfOfTenIsExactlyFive) {
  EXPECT_EQ((Rational{1, 2} * Rational{10}), Rational{5});
  EXPECT_TRUE((Rational{1, 3} + Rational{1, 6} >= Rational{1, 2}));
  EXPECT_TRUE((Rational{1, 10} + Rational{2, 10} == Rational{3, 10}));  // what floating numbers miss
}

TEST(Rational, ResultsAreInLowestTermsWithAPositiveDenominator) {
  Rational const sum = Rational{1, 4} + Rational{1, 4};
  EXPECT_EQ(sum.numerator, 1);
  EXPECT_EQ(sum.denominator, 2);
  Rational const quotient = Rational{1, 2} / Rational{-3, 4};
  EXPECT_EQ(quotient.numerator, -2);
  EXPECT_EQ(quotient.denominator, 3);
}

TEST(Rational, AgreesWithASlowTwinOnSmallValues) {
  for (int a = -6; a <= 6; ++a)
    for (int b = 1; b <= 5; ++b)
      for (int c = -6; c <= 6; ++c)
        for (int d = 1; d <= 5; ++d) {
          Rational const x{a, b}, y{c, d};
          EXPECT_EQ((x < y), (a * d < c * b));
          EXPECT_EQ((x + y), (Rational{a * d + c * b, b * d}));
          EXPECT_EQ((x - y) + y, x);
          if (c != 0) {
            EXPECT_EQ((x / y) * y, x);
          }
        }
}

TEST(Rational, ComparesTheLargestValuesWithoutOverflow) {
  EXPECT_LT((Rational{most - 1, most}), (Rational{most, most - 1}));
  EXPECT_LT((Rational{least, 1}), (Rational{most, 1}));
  EXPECT_GT((Rational{least, -1}), (Rational{most, 1}));
}

TEST(Rational, NeverOverflowsInSilence) {
  EXPECT_THROW((Rational{most} + Rational{1}), LogicFailure);
  EXPECT_THROW((Rational{1, most} * Rational{1, most}), LogicFailure);
  EXPECT_EQ((Rational{most} / Rational{2} * Rational{2}), Rational{most});  // only results count, not what is between
}

TEST(Rational, RefusesAZeroDenominator) {
  EXPECT_THROW((Rational{1, 0} + Rational{1}), LogicFailure);
  EXPECT_THROW((Rational{1} / Rational{0}), LogicFailure);
  EXPECT_EQ(lowest_terms({1, 0}).error().fields.at(0).code, "rational.zero_denominator");
  EXPECT_EQ(lowest_terms({2, -4})->denominator, 2);
  EXPECT_EQ(lowest_terms({1, least}).error().fields.at(0).code, "rational.malformed");
}

TEST(Rational, IsReadAsPeopleWriteIt) {
  EXPECT_EQ(*parse_rational("0,5"), (Rational{1, 2}));
  EXPECT_EQ(*parse_rational("-33.33333"), (Rational{-3333333, 100000}));
  EXPECT_EQ(*parse_rational("4/3"), (Rational{4, 3}));
  for (char const* wrong : {"", "-", "1/0", ".5", "5.", "1,2,3", "x", "1/2/3", "1234567890123456", "0.1234567890"})
    EXPECT_EQ(parse_rational(wrong).error().fields.at(0).code, "rational.malformed") << wrong;
}

TEST(Rational, IsShownRoundedHalfAwayFromZero) {
  EXPECT_EQ(to_decimal({25, 2}, 2), "12.50");
  EXPECT_EQ(to_decimal({1, 200}, 2), "0.01");
  EXPECT_EQ(to_decimal({-1, 200}, 2), "-0.01");
  EXPECT_EQ(to_decimal({-1, 2000}, 2), "0.00");
  EXPECT_EQ(to_decimal({7, 2}, 0), "4");
  EXPECT_EQ(to_text({7, 2}), "7/2");
  EXPECT_EQ(to_text({3, 1}), "3");
}

TEST(Rational, TravelsAsNumeratorAndDenominator) {
  EXPECT_EQ(json::encode(Rational{1, 2}), R"({"numerator":1,"denominator":2})");
  EXPECT_EQ(*json::decode<Rational>(R"({"numerator":2,"denominator":4})"), (Rational{1, 2}));
  EXPECT_FALSE(json::decode<Rational>(R"({"numerator":0.5,"denominator":1})"));
}

}  // namespace
}  // namespace parvis
