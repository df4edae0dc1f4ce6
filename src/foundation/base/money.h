// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Money: integer minor units with their ISO 4217 currency; never a floating number. 12.50 EUR is {1250, EUR}, 900 JPY is
// {900, JPY}. Rates are kept as numerator and denominator and divided only where they are shown.

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

#include "base/result.h"
#include "base/text_rule.h"

namespace parvis {

/// An ISO 4217 code of three capitals. Problem "currency.unknown" for a code that currency_exponent does not know.
class Currency {
 public:
  Currency() = default;
  static Result<Currency> parse(std::string_view text);
  static Currency euro();
  std::string const& to_string() const { return code_; }
  static TextRule rule() { return {"currency", 3, 3}; }
  /// Decimal digits of the minor unit: 2 for EUR, 0 for JPY, 3 for TND.
  int exponent() const;
  friend auto operator<=>(Currency const&, Currency const&) = default;

 private:
  explicit Currency(std::string code) : code_(std::move(code)) {}
  std::string code_ = "EUR";
};

struct Money {
  std::int64_t minor = 0;
  Currency currency;
  friend auto operator<=>(Money const&, Money const&) = default;
};
BOOST_DESCRIBE_STRUCT(Money, (), (minor, currency))

/// Sum of two amounts of one currency. Problems "money.currency_mismatch", "money.overflow".
Result<Money> sum(Money const& a, Money const& b);

/// `amount` × numerator ÷ denominator, rounded half away from zero. denominator > 0, asserted.
Money scaled(Money const& amount, std::int64_t numerator, std::int64_t denominator);

/// Reads "1 234,56", "1234.56", "-3", as written in French or English files, in the currency's minor units.
/// Problem "money.malformed" (letters, two decimal marks, more decimals than the currency has).
Result<Money> parse_amount(std::string_view text, Currency const& currency);

}  // namespace parvis
