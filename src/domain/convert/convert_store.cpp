// SPDX-License-Identifier: AGPL-3.0-or-later
#include "convert/convert_store.h"

#include "store/record.h"

namespace parvis::convert {
namespace {

constexpr auto site_sql = "SELECT * FROM convert_site WHERE brand_id = $1 AND id = $2";
constexpr auto sites_sql = "SELECT * FROM convert_site WHERE brand_id = $1 AND archived_at IS NULL ORDER BY created_at, id";
constexpr auto all_sites_sql = "SELECT * FROM convert_site WHERE archived_at IS NULL ORDER BY created_at, id";
constexpr auto every_site_sql = "SELECT * FROM convert_site ORDER BY created_at, id";
constexpr auto site_by_key_sql = "SELECT * FROM convert_site WHERE site_key = $1 AND archived_at IS NULL";
constexpr auto conversion_sql = "SELECT * FROM convert_conversion WHERE brand_id = $1 AND id = $2";
constexpr auto orders_sql = "SELECT * FROM convert_conversion WHERE brand_id = $1 AND order_id = $2 ORDER BY created_at, id";
constexpr auto order_of_site_sql =
    "SELECT * FROM convert_conversion WHERE brand_id = $1 AND order_id = $2 AND kind = 'order' AND (site_id = $3 OR site_id IS NULL) ORDER BY site_id NULLS LAST";
constexpr auto between_sql = "SELECT * FROM convert_conversion WHERE brand_id = $1 AND at >= $2 AND at < $3 ORDER BY at, id";
constexpr auto delete_declared_sql = "DELETE FROM convert_conversion WHERE brand_id = $1 AND id = $2 AND source <> 'measured'";
constexpr auto trace_sql = "UPDATE convert_conversion SET site_id = $3, codes = $4 WHERE brand_id = $1 AND id = $2";
constexpr auto promo_code_sql = "SELECT * FROM convert_promo_code WHERE brand_id = $1 AND code = $2 AND archived_at IS NULL";
constexpr auto promo_codes_sql = "SELECT * FROM convert_promo_code WHERE brand_id = $1 ORDER BY created_at, id";

}  // namespace

void insert_site(store::Transaction& tx, Site const& site) { store::insert(tx, "convert_site", site); }
bool update_site(store::Transaction& tx, Site const& site) { return store::update(tx, "convert_site", site); }
std::optional<Site> find_site(store::Transaction& tx, BrandId const& brand, SiteId const& id) {
  return store::one<Site>(tx.first(site_sql, {brand.to_string(), id.to_string()}));
}
std::vector<Site> sites_of(store::Transaction& tx, BrandId const& brand) { return store::records<Site>(tx.rows(sites_sql, {brand.to_string()})); }
std::vector<Site> all_sites(store::Transaction& tx) { return store::records<Site>(tx.rows(all_sites_sql)); }
std::vector<Site> every_site(store::Transaction& tx) { return store::records<Site>(tx.rows(every_site_sql)); }
std::optional<Site> find_site_by_key(store::Transaction& tx, std::string const& key) { return store::one<Site>(tx.first(site_by_key_sql, {key})); }

bool insert_conversion(store::Transaction& tx, Conversion const& conversion) {
  return tx.run(store::insert_into<Conversion>("convert_conversion") + " ON CONFLICT DO NOTHING", store::fields(conversion)) == 1;
}
void trace_conversion(store::Transaction& tx, Conversion const& conversion) {
  tx.run(trace_sql, {conversion.brand_id.to_string(), conversion.id.to_string(), conversion.site_id->to_string(), json::encode(conversion.codes)});
}
bool update_conversion(store::Transaction& tx, Conversion const& conversion) { return store::update(tx, "convert_conversion", conversion); }
std::optional<Conversion> find_conversion(store::Transaction& tx, BrandId const& brand, ConversionId const& id) {
  return store::one<Conversion>(tx.first(conversion_sql, {brand.to_string(), id.to_string()}));
}
std::vector<Conversion> orders_called(store::Transaction& tx, BrandId const& brand, std::string const& order_id) {
  return store::records<Conversion>(tx.rows(orders_sql, {brand.to_string(), order_id}));
}
std::optional<Conversion> find_order(store::Transaction& tx, Site const& site, std::string const& order_id) {
  return store::one<Conversion>(tx.first(order_of_site_sql, {site.brand_id.to_string(), order_id, site.id.to_string()}));
}
std::int64_t delete_declared(store::Transaction& tx, BrandId const& brand, ConversionId const& id) {
  return tx.run(delete_declared_sql, {brand.to_string(), id.to_string()});
}
std::vector<Conversion> conversions_between(store::Transaction& tx, BrandId const& brand, Instant from, Instant to) {
  return store::records<Conversion>(tx.rows(between_sql, {brand.to_string(), from.milliseconds(), to.milliseconds()}));
}

bool insert_promo_code(store::Transaction& tx, PromoCode const& code) {
  return tx.run(store::insert_into<PromoCode>("convert_promo_code") + " ON CONFLICT (brand_id, code) DO NOTHING", store::fields(code)) == 1;
}
std::optional<PromoCode> find_promo_code(store::Transaction& tx, BrandId const& brand, std::string const& code) {
  return store::one<PromoCode>(tx.first(promo_code_sql, {brand.to_string(), code}));
}
std::vector<PromoCode> promo_codes_of(store::Transaction& tx, BrandId const& brand) {
  return store::records<PromoCode>(tx.rows(promo_codes_sql, {brand.to_string()}));
}

}  // namespace parvis::convert
