// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/money.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/assertion.h"

namespace parvis {
namespace {

struct CurrencyRow {
  std::string_view code;
  int exponent;
};

// ISO 4217 list one, the currencies of the European Economic Area and of the trade's usual invoices; 2026-11-23.
constexpr std::array<CurrencyRow, 25> currencies{{
    {"AUD", 2}, {"BGN", 2}, {"BRL", 2}, {"CAD", 2}, {"CHF", 2}, {"CNY", 2}, {"CZK", 2}, {"DKK", 2},
    {"EUR", 2}, {"GBP", 2}, {"HUF", 2}, {"INR", 2}, {"ISK", 0}, {"JPY", 0}, {"MAD", 2}, {"MXN", 2},
    {"NOK", 2}, {"PLN", 2}, {"RON", 2}, {"SEK", 2}, {"TND", 3}, {"USD", 2}, {"XAF", 0}, {"XOF", 0},
    {"XPF", 0},
}};

CurrencyRow const* row_of(std::string_view code) {
  auto const found = std::find_if(currencies.begin(), currencies.end(), [&](CurrencyRow const& row) { return row.code == code; });
  return found == currencies.end() ? nullptr : &*found;
}

std::string without_spaces(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ' ') continue;
    if (text.substr(i, 2) == "\xC2\xA0") { ++i; continue; }      // no-break space
    if (text.substr(i, 3) == "\xE2\x80\xAF") { i += 2; continue; }  // narrow no-break space
    out += text[i];
  }
  return out;
}

// The amount in minor units of `digits` with at most one decimal mark, nullopt when it is not so shaped.
std::optional<std::int64_t> minor_units(std::string_view digits, int exponent) {
  std::int64_t minor = 0;
  int decimals = -1;
  if (digits.empty()) return std::nullopt;
  for (char c : digits) {
    if (c == ',' || c == '.') {
      if (decimals >= 0) return std::nullopt;
      decimals = 0;
      continue;
    }
    if (c < '0' || c > '9' || minor > 900'000'000'000'000) return std::nullopt;
    minor = minor * 10 + (c - '0');
    if (decimals >= 0 && ++decimals > exponent) return std::nullopt;
  }
  for (int i = std::max(decimals, 0); i < exponent; ++i) minor *= 10;
  return minor;
}

}  // namespace

Result<Currency> Currency::parse(std::string_view text) {
  if (row_of(text) == nullptr) return invalid_field("", "currency.unknown", "ISO 4217", std::string(text));
  return Currency(std::string(text));
}

Currency Currency::euro() { return Currency("EUR"); }

int Currency::exponent() const { return row_of(code_)->exponent; }

Result<Money> sum(Money const& a, Money const& b) {
  if (a.currency != b.currency) return invalid_field("currency", "money.currency_mismatch", a.currency.to_string(), b.currency.to_string());
  Money total{0, a.currency};
  if (__builtin_add_overflow(a.minor, b.minor, &total.minor)) return invalid("money.overflow");
  return total;
}

Money scaled(Money const& amount, std::int64_t numerator, std::int64_t denominator) {
  PARVIS_ASSERT(denominator > 0, "a rate has a positive denominator");
  __extension__ using Wide = __int128;
  Wide const product = static_cast<Wide>(amount.minor) * numerator;
  Wide const half = product < 0 ? -denominator / 2 : denominator / 2;
  return {static_cast<std::int64_t>((product + half) / denominator), amount.currency};
}

Result<Money> parse_amount(std::string_view text, Currency const& currency) {
  std::string const compact = without_spaces(text);
  bool const negative = !compact.empty() && compact.front() == '-';
  auto const minor = minor_units(std::string_view(compact).substr(negative ? 1 : 0), currency.exponent());
  if (!minor) return invalid_field("", "money.malformed", "1234,56", std::string(text));
  return Money{negative ? -*minor : *minor, currency};
}

}  // namespace parvis
