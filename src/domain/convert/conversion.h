// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A conversion: an order, a call, a booking, a quote, a lead, or a promo code used, with what it was worth and what was
// given back. Only an order is a sale; what the others were worth is announced. Measured by the site's script, typed by a
// person (declared), or read from a file of orders (csv).

#include "convert/site.h"

namespace parvis::convert {

using ConversionId = Id<struct ConversionTag>;

enum class Kind { order, lead, call, booking, quote, promo_code };
BOOST_DESCRIBE_ENUM(Kind, order, lead, call, booking, quote, promo_code)
enum class Source { measured, declared, csv };
BOOST_DESCRIBE_ENUM(Source, measured, declared, csv)

struct Conversion {
  ConversionId id;
  BrandId brand_id;
  std::optional<SiteId> site_id;
  Kind kind = Kind::order;
  std::optional<std::string> order_id;
  Instant at;
  Money value;
  Money refunded;
  strategy::Tax tax = strategy::Tax::excluding;
  Source source = Source::declared;
  std::optional<strategy::ObjectiveId> objective_id;
  std::optional<std::string> promo_code;  // as folded()
  std::vector<std::string> codes;         // link codes of the visits before it, oldest first
  Text<0, 300> note;
  std::int64_t revision = 1;
  Instant created_at;
  std::optional<std::int64_t> tax_per_mille = {};  // 200 for 20 %: needed to state value and refunded in the other basis
};
BOOST_DESCRIBE_STRUCT(Conversion, (), (id, brand_id, site_id, kind, order_id, at, value, refunded, tax, source, objective_id, promo_code, codes,
                                       note, revision, created_at, tax_per_mille))

struct DeclareConversion {
  Kind kind = Kind::order;
  std::optional<Text<1, 80>> order_id;
  Instant at;
  Money value;
  std::optional<Money> refunded;
  std::optional<strategy::Tax> tax;           // unless said: taxation_of() for a new one, as it stands for a correction
  std::optional<std::int64_t> tax_per_mille;  // the same
  std::optional<strategy::ObjectiveId> objective_id;
  std::optional<Text<1, 40>> promo_code;
  std::optional<Text<1, 20>> link_code;  // of the link the person came by, when they told
  std::optional<Text<0, 300>> note;
  std::optional<std::int64_t> revision;
};
BOOST_DESCRIBE_STRUCT(DeclareConversion, (), (kind, order_id, at, value, refunded, tax, tax_per_mille, objective_id, promo_code, link_code, note, revision))

struct PromoCode {
  std::string id;
  BrandId brand_id;
  std::string code;  // folded
  std::optional<strategy::ObjectiveId> objective_id;
  std::optional<std::string> link_code;  // whose publication it credits
  Text<0, 200> note;
  Instant created_at;
  std::optional<Instant> archived_at;
};
BOOST_DESCRIBE_STRUCT(PromoCode, (), (id, brand_id, code, objective_id, link_code, note, created_at, archived_at))

struct NewPromoCode {
  Text<2, 40> code;
  std::optional<strategy::ObjectiveId> objective_id;
  std::optional<Text<1, 20>> link_code;
  Text<0, 200> note;
};
BOOST_DESCRIBE_STRUCT(NewPromoCode, (), (code, objective_id, link_code, note))

/// Codes are compared without case or spaces: "Noël 10" typed at a till is "NOËL10" in the file.
std::string folded_code(std::string_view code);

/// Problems by field: convert.value_negative, convert.refund_over_value, strategy.currency_mismatch, convert.in_the_future,
/// convert.tax_range.
Done check(DeclareConversion const& request, Currency const& currency, Instant now);

/// Nothing given back has no currency to respect. Problems, their fields beneath "refunded": convert.refund_over_value,
/// strategy.currency_mismatch.
Done check_refund(Money const& value, Money const& refunded);

/// One line of a file of orders, as read, or the problem that its field has.
struct OrderLine {
  std::int64_t line = 0;  // in the file, from 1
  DeclareConversion order;
  std::string site;  // as the file names it; empty where it names none
  std::vector<FieldError> errors;
};

/// Reads a CSV of orders (text/csv.h) whose header names, in French or English as shops export them, order_id, date
/// (YYYY-MM-DD or DD/MM/YYYY, alone or with a time, or RFC 3339), amount ("Montant TTC" and "HT" say their basis), and if
/// present refunded, tax (HT or excluding, TTC or including), tax_rate (in per cent), promo_code, link_code, site (its
/// name or one of its hosts), note. Amounts are French or English. Dates without a time are noon in `zone`.
/// Problems: convert.csv_header, convert.csv_too_long (10,000 lines), text.csv_quote.
struct OrdersFile {
  std::string_view csv;  // UTF-8
  ZoneName zone;
  Currency currency;
};
Result<std::vector<OrderLine>> read_orders(OrdersFile const& file);
/// The same problems, before any line is read.
Done check_orders(std::string_view csv);

}  // namespace parvis::convert
