// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// SQL over sites, conversions and promo codes.

#include "convert/convert.h"

namespace parvis::convert {

void insert_site(store::Transaction& tx, Site const& site);
bool update_site(store::Transaction& tx, Site const& site);
/// Of every brand, archived ones left out.
/// Archived ones too: what they left is purged like the rest.
std::vector<Site> every_site(store::Transaction& tx);
std::vector<Site> all_sites(store::Transaction& tx);
std::optional<Site> find_site(store::Transaction& tx, BrandId const& brand, SiteId const& id);

/// False when its site has that order already; told without a site, when another stands so.
bool insert_conversion(store::Transaction& tx, Conversion const& conversion);
/// Keeps its site, which it must have, and its links; the revision stays, for nobody changed it.
void trace_conversion(store::Transaction& tx, Conversion const& conversion);
bool update_conversion(store::Transaction& tx, Conversion const& conversion);
std::optional<Conversion> find_conversion(store::Transaction& tx, BrandId const& brand, ConversionId const& id);
/// Of every site and of none, oldest first.
std::vector<Conversion> orders_called(store::Transaction& tx, BrandId const& brand, std::string const& order_id);
/// The site's order, else one that was told without a site.
std::optional<Conversion> find_order(store::Transaction& tx, Site const& site, std::string const& order_id);
std::int64_t delete_declared(store::Transaction& tx, BrandId const& brand, ConversionId const& id);

/// False when the brand has that code already.
bool insert_promo_code(store::Transaction& tx, PromoCode const& code);
std::optional<PromoCode> find_promo_code(store::Transaction& tx, BrandId const& brand, std::string const& code);

}  // namespace parvis::convert
