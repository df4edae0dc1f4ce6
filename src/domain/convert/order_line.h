// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What one line of a file of orders makes of the order that it tells of. A line may name its site; two sites of a brand may
// number their orders alike, and a line that names none cannot mean one of the two.

#include <map>

#include "convert/convert.h"

namespace parvis::convert {

/// What is known of an order: as it stands, or as the lines before would have left it.
struct OrderStanding {
  Money value;
  Money refunded;
  strategy::Tax tax = strategy::Tax::excluding;
  std::optional<std::int64_t> tax_per_mille;
  std::optional<SiteId> site_id;
  Source source = Source::csv;
  friend bool operator==(OrderStanding const&, OrderStanding const&) = default;
};

/// An order that bears a number.
struct KnownOrder {
  OrderStanding standing;
  std::optional<Conversion> kept;  // none when only a line of this preview told of it
};

/// One file under way.
struct OrdersReading {
  Desk const& desk;
  identity::Brand brand;
  Taxation unless_said;
  std::vector<Site> sites;
  ImportMode mode;
  std::map<std::string, std::vector<KnownOrder>> previewed = {};  // what earlier lines of a preview would have left, by number
};

/// What a line makes of an order.
struct LineEffect {
  std::string outcome;
  OrderStanding after;
};

/// Takes the line, or says what taking it would do: a preview takes the same way and writes nothing. The line was read without
/// errors and stands check_declared(). Problems by field: convert.csv_site, convert.order_ambiguous, those of check_refund().
Result<LineEffect> apply_line(store::Transaction& tx, OrdersReading& reading, OrderLine const& line);

}  // namespace parvis::convert
