// SPDX-License-Identifier: AGPL-3.0-or-later
#include "convert/order_line.h"

#include "convert/convert_store.h"
#include "convert/declared.h"
#include "text/fold.h"

namespace parvis::convert {
namespace {

char const* outcome_of(std::optional<OrderStanding> const& before, OrderStanding const& after, Money const& told) {
  if (!before) return "new";
  if (told != after.value) return "differs";
  if (after == *before) return "known";
  OrderStanding refund_alone = *before;
  refund_alone.refunded = after.refunded;
  return after == refund_alone ? "refund_updated" : "updated";
}

OrderStanding new_order(OrdersReading const& reading, Site const* site, Money const& value) {
  Taxation const tax = site ? Taxation{site->tax, site->tax_per_mille} : reading.unless_said;
  return {value, Money{0, value.currency}, tax.tax, tax.tax_per_mille, {}, Source::csv};
}

// The amount of a measured order stays as measured; the rest is a person's to say.
Result<LineEffect> effect_of(OrdersReading const& reading, KnownOrder const* known, DeclareConversion const& order, Site const* site) {
  auto const before = known ? std::optional(known->standing) : std::nullopt;
  OrderStanding after = before ? *before : new_order(reading, site, order.value);
  if (after.source != Source::measured) after.value = order.value;
  after.refunded = order.refunded.value_or(after.refunded);
  if (after.refunded.minor == 0) after.refunded.currency = after.value.currency;
  after.tax = order.tax.value_or(after.tax);
  if (order.tax_per_mille) after.tax_per_mille = order.tax_per_mille;
  if (site) after.site_id = site->id;
  TRY_DONE(check_refund(after.value, after.refunded));
  return LineEffect{outcome_of(before, after, order.value), after};
}

std::vector<KnownOrder> orders_of(store::Transaction& tx, OrdersReading const& reading, std::string const& number) {
  if (auto const before = reading.previewed.find(number); before != reading.previewed.end()) return before->second;
  std::vector<KnownOrder> orders;
  for (Conversion& kept : orders_called(tx, reading.brand.id, number)) {
    OrderStanding const standing{kept.value, kept.refunded, kept.tax, kept.tax_per_mille, kept.site_id, kept.source};
    orders.push_back({standing, std::move(kept)});
  }
  return orders;
}

void keep_new(store::Transaction& tx, OrdersReading const& reading, DeclareConversion const& order, OrderStanding const& after) {
  Conversion conversion = declared(tx, reading.desk, reading.brand.id, order);
  conversion.source = Source::csv;
  conversion.site_id = after.site_id;
  conversion.tax = after.tax;
  conversion.tax_per_mille = after.tax_per_mille;
  insert_conversion(tx, conversion);
}

void keep_changed(store::Transaction& tx, Conversion kept, OrderStanding const& after) {
  kept.value = after.value;
  kept.refunded = after.refunded;
  kept.tax = after.tax;
  kept.tax_per_mille = after.tax_per_mille;
  kept.site_id = after.site_id;
  ++kept.revision;
  update_conversion(tx, kept);
}

/// By its name in any case, or one of its hosts; none where the line names none.
Result<Site const*> site_named(OrdersReading const& reading, std::string const& name) {
  if (name.empty()) return nullptr;
  std::string const folded = text::lower_case(name);
  std::vector<Site const*> meant;
  for (Site const& site : reading.sites) {
    bool const host = std::any_of(site.hosts.begin(), site.hosts.end(), [&](HostName const& one) { return one.to_string() == folded; });
    if (host || text::lower_case(site.name.to_string()) == folded) meant.push_back(&site);
  }
  if (meant.size() != 1) return invalid_field("site", "convert.csv_site", std::to_string(meant.size()), name);
  return meant.front();
}

KnownOrder const* order_of(std::vector<KnownOrder> const& orders, std::optional<SiteId> const& site) {
  auto const found = std::find_if(orders.begin(), orders.end(), [&](KnownOrder const& one) { return one.standing.site_id == site; });
  return found == orders.end() ? nullptr : &*found;
}

/// Of the orders that bear a number: the site's, else the one told without a site; null when it is a new one. A line that
/// names no site says of several none which it is.
Result<KnownOrder const*> order_meant(std::vector<KnownOrder> const& orders, std::string const& number, Site const* site) {
  if (site) {
    KnownOrder const* const theirs = order_of(orders, site->id);
    return theirs ? theirs : order_of(orders, std::nullopt);
  }
  if (orders.size() > 1) return invalid_field("order_id", "convert.order_ambiguous", std::to_string(orders.size()), number);
  return orders.empty() ? nullptr : &orders.front();
}

}  // namespace

Result<LineEffect> apply_line(store::Transaction& tx, OrdersReading& reading, OrderLine const& line) {
  std::string const number = line.order.order_id->to_string();
  TRY(Site const* const site, site_named(reading, line.site));
  auto orders = orders_of(tx, reading, number);
  TRY(KnownOrder const* const known, order_meant(orders, number, site));
  TRY(LineEffect effect, effect_of(reading, known, line.order, site));
  if (reading.mode == ImportMode::preview) {
    std::size_t const at = known ? static_cast<std::size_t>(known - orders.data()) : orders.size();
    if (!known) orders.push_back({});
    orders[at].standing = effect.after;
    reading.previewed.insert_or_assign(number, std::move(orders));
  } else if (!known) {
    keep_new(tx, reading, line.order, effect.after);
  } else if (effect.after != known->standing) {
    keep_changed(tx, *known->kept, effect.after);
  }
  return effect;
}

}  // namespace parvis::convert
