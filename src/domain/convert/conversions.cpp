// SPDX-License-Identifier: AGPL-3.0-or-later
#include "convert/convert_store.h"
#include "convert/declared.h"
#include "convert/record.h"
#include "jobs/outbox.h"

namespace parvis::convert {
namespace {

std::vector<std::string> codes_of(store::Transaction& tx, BrandId const& brand, DeclareConversion const& request) {
  std::vector<std::string> codes;
  if (request.link_code) codes.push_back(request.link_code->to_string());
  if (!request.promo_code) return codes;
  auto const promo = find_promo_code(tx, brand, folded_code(request.promo_code->to_string()));
  if (promo && promo->link_code) codes.push_back(*promo->link_code);
  return codes;
}

// The objective named, else the promo code's.
std::optional<strategy::ObjectiveId> objective_of(store::Transaction& tx, BrandId const& brand, DeclareConversion const& request) {
  if (request.objective_id || !request.promo_code) return request.objective_id;
  auto const promo = find_promo_code(tx, brand, folded_code(request.promo_code->to_string()));
  return promo ? promo->objective_id : std::nullopt;
}

void take_tax(Conversion& conversion, DeclareConversion const& request) {
  conversion.tax = request.tax.value_or(conversion.tax);
  if (request.tax_per_mille) conversion.tax_per_mille = request.tax_per_mille;
}

void take(store::Transaction& tx, Conversion& conversion, DeclareConversion const& request) {
  conversion.kind = request.kind;
  auto const order_id = request.order_id ? std::optional(request.order_id->to_string()) : std::nullopt;
  if (order_id != conversion.order_id) conversion.site_id.reset();  // another order is not the one that the site told of
  conversion.order_id = order_id;
  conversion.at = request.at;
  conversion.value = request.value;
  conversion.refunded = request.refunded.value_or(Money{0, request.value.currency});
  take_tax(conversion, request);
  conversion.objective_id = objective_of(tx, conversion.brand_id, request);
  conversion.promo_code.reset();
  if (request.promo_code) conversion.promo_code = folded_code(request.promo_code->to_string());
  auto const codes = codes_of(tx, conversion.brand_id, request);
  // What the site told of it stays where a person tells nothing else.
  if (!conversion.site_id || !codes.empty()) conversion.codes = codes;
  conversion.note = request.note.value_or(Text<0, 300>());
}

/// Sites may number their orders alike; who tells of one names no site, so that a number known is known.
Done check_order_id(store::Transaction& tx, BrandId const& brand, DeclareConversion const& request) {
  if (!request.order_id || orders_called(tx, brand, request.order_id->to_string()).empty()) return {};
  return invalid_field("order_id", "convert.order_known", "", request.order_id->to_string());
}

// Whose order it is and by which links it came, of one told before: by the site, or by a person without a site. False when
// that was known.
bool learn(Conversion& known, Purchase const& purchase) {
  bool const tells = !known.site_id || (known.codes.empty() && !purchase.codes.empty());
  known.site_id = purchase.site.id;
  if (known.codes.empty()) known.codes = purchase.codes;
  return tells;
}

Conversion measured(Desk const& desk, Purchase const& purchase) {
  Conversion conversion;
  conversion.id = ConversionId::make(desk.clock);
  conversion.brand_id = purchase.site.brand_id;
  conversion.site_id = purchase.site.id;
  conversion.order_id = purchase.order_id;
  conversion.at = purchase.at;
  conversion.value = purchase.value;
  conversion.refunded = Money{0, purchase.value.currency};
  conversion.tax = purchase.site.tax;
  conversion.tax_per_mille = purchase.site.tax_per_mille;
  conversion.source = Source::measured;
  conversion.codes = purchase.codes;
  conversion.promo_code = purchase.promo_code;
  conversion.created_at = desk.clock.now();
  return conversion;
}

struct PurchaseKept {
  BrandId brand_id;
};
BOOST_DESCRIBE_STRUCT(PurchaseKept, (), (brand_id))

// What the site measured stays as measured; only what was given back and what is known of tax are a person's to say.
Done amend_measured(Conversion& conversion, DeclareConversion const& change) {
  TRY_DONE(check_refund(conversion.value, change.refunded.value_or(conversion.refunded)));
  TRY_DONE(check_rate(change.tax_per_mille));
  conversion.refunded = change.refunded.value_or(conversion.refunded);
  take_tax(conversion, change);
  return {};
}

Result<identity::Brand> checked(store::Transaction& tx, Desk const& desk, BrandId const& id, DeclareConversion const& request) {
  TRY(identity::Brand const brand, identity::load_brand(tx, id));
  TRY_DONE(check_declared(tx, desk, brand, request));
  return brand;
}

// An archived link's visitors still count.
Done check_link(store::Transaction& tx, BrandId const& brand, DeclareConversion const& request) {
  if (!request.link_code) return {};
  auto const link = strategy::follow_link(tx, request.link_code->to_string());
  bool const known = link ? link->brand_id == brand : link.error().code != "strategy.link_not_found";
  if (!known) return invalid_field("link_code", "convert.link_unknown", "", request.link_code->to_string());
  return {};
}

}  // namespace

Conversion declared(store::Transaction& tx, Desk const& desk, BrandId const& brand, DeclareConversion const& request) {
  Conversion conversion;
  conversion.id = ConversionId::make(desk.clock);
  conversion.brand_id = brand;
  conversion.created_at = desk.clock.now();
  Taxation const unless_said = taxation_of(tx, brand);
  conversion.tax = unless_said.tax;
  conversion.tax_per_mille = unless_said.tax_per_mille;
  take(tx, conversion, request);
  return conversion;
}

Done check_declared(store::Transaction& tx, Desk const& desk, identity::Brand const& brand, DeclareConversion const& request) {
  TRY_DONE(check(request, brand.currency, desk.clock.now()));
  if (request.objective_id) TRY_DONE(strategy::load_objective(tx, brand.id, *request.objective_id));
  return check_link(tx, brand.id, request);
}

Result<Conversion> declare_conversion(Desk const& desk, Actor const& actor, DeclareConversion const& request) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Conversion> {
    TRY_DONE(checked(tx, desk, actor.brand, request));
    TRY_DONE(check_order_id(tx, actor.brand, request));
    Conversion const conversion = declared(tx, desk, actor.brand, request);
    insert_conversion(tx, conversion);
    record_act(tx, desk, actor, {"convert.conversion_declared", "conversion", conversion.id.to_string(), "C5.1.2"});
    return conversion;
  });
}

Result<Conversion> save_conversion(Desk const& desk, Actor const& actor, ConversionId const& id, DeclareConversion const& change) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Conversion> {
    auto found = find_conversion(tx, actor.brand, id);
    if (!found) return not_found("convert.conversion_not_found");
    Conversion conversion = *found;
    if (conversion.source == Source::measured) {
      TRY_DONE(amend_measured(conversion, change));
    } else {
      TRY_DONE(checked(tx, desk, actor.brand, change));
      take(tx, conversion, change);
      if (conversion.order_id != found->order_id) TRY_DONE(check_order_id(tx, actor.brand, change));
    }
    conversion.revision = change.revision.value_or(conversion.revision) + 1;
    if (!update_conversion(tx, conversion)) return conflict("convert.stale_revision");
    record_act(tx, desk, actor, {"convert.conversion_saved", "conversion", id.to_string(), "C5.1.2"});
    return conversion;
  });
}

Done remove_conversion(Desk const& desk, Actor const& actor, ConversionId const& id) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    if (delete_declared(tx, actor.brand, id) == 0) return not_found("convert.conversion_not_found");
    identity::record_audit(tx, desk.clock, actor, {"convert.conversion_removed", "conversion", id.to_string()});
    return {};
  });
}

void keep_purchase(store::Transaction& tx, Desk const& desk, Purchase const& purchase) {
  auto known = find_order(tx, purchase.site, purchase.order_id);
  if (known && !learn(*known, purchase)) return;
  if (known) {
    trace_conversion(tx, *known);
  } else if (!insert_conversion(tx, measured(desk, purchase))) {
    return;
  }
  jobs::publish_event(tx, "convert.purchase_kept", json::encode(PurchaseKept{purchase.site.brand_id}));
}

Result<PromoCode> create_promo_code(Desk const& desk, Actor const& actor, NewPromoCode const& request) {
  return desk.database.write([&](store::Transaction& tx) -> Result<PromoCode> {
    if (request.objective_id) TRY_DONE(strategy::load_objective(tx, actor.brand, *request.objective_id));
    PromoCode code{new_uuid(desk.clock.now()), actor.brand, folded_code(request.code.to_string()), request.objective_id, std::nullopt, request.note,
                   desk.clock.now(), std::nullopt};
    if (request.link_code) code.link_code = request.link_code->to_string();
    if (!insert_promo_code(tx, code)) return invalid_field("code", "convert.promo_code_taken", "", code.code);
    record_act(tx, desk, actor, {"convert.promo_code_created", "promo_code", code.id, "C4.2.1"});
    return code;
  });
}

}  // namespace parvis::convert
