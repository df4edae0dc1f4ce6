// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "base/random.h"
#include "convert/convert_store.h"
#include "convert/record.h"

namespace parvis::convert {
namespace {

constexpr std::size_t key_bytes = 9, most_hosts = 20;
constexpr std::int64_t most_per_mille = 1000;

Done check(SaveSite const& request) {
  if (request.hosts.empty()) return invalid_field("hosts", "convert.host_missing");
  if (request.hosts.size() > most_hosts) return invalid_field("hosts", "convert.too_many_hosts", std::to_string(most_hosts), std::to_string(request.hosts.size()));
  return check_rate(request.tax_per_mille);
}

void take(Site& site, SaveSite const& change) {
  site.name = change.name;
  site.hosts = change.hosts;
  site.mode = change.mode;
  if (!change.tax) return;
  site.tax = *change.tax;
  site.tax_per_mille = change.tax_per_mille;
}

}  // namespace

Done check_rate(std::optional<std::int64_t> const& rate) {
  if (rate && (*rate < 0 || *rate > most_per_mille)) return invalid_field("tax_per_mille", "convert.tax_range", "0..1000", std::to_string(*rate));
  return {};
}

Result<Site> create_site(Desk const& desk, Actor const& actor, SaveSite const& request) {
  TRY_DONE(check(request));
  return desk.database.write([&](store::Transaction& tx) -> Result<Site> {
    Site site{SiteId::make(desk.clock), actor.brand, request.name, request.hosts, request.mode, random_token(key_bytes), 1, desk.clock.now(), std::nullopt};
    take(site, request);
    insert_site(tx, site);
    record_act(tx, desk, actor, {"convert.site_created", "site", site.id.to_string(), "C4.2.1"});
    return site;
  });
}

Result<Site> save_site(Desk const& desk, Actor const& actor, SiteId const& id, SaveSite const& change) {
  TRY_DONE(check(change));
  return desk.database.write([&](store::Transaction& tx) -> Result<Site> {
    TRY(Site site, load_site(tx, actor.brand, id));
    take(site, change);
    site.revision = change.revision.value_or(site.revision) + 1;
    if (!update_site(tx, site)) return conflict("convert.stale_revision");
    record_act(tx, desk, actor, {"convert.site_saved", "site", id.to_string(), "C4.2.1"});
    return site;
  });
}

Result<Site> load_site(store::Transaction& tx, BrandId const& brand, SiteId const& id) {
  auto site = find_site(tx, brand, id);
  if (!site) return not_found("convert.site_not_found");
  return *site;
}

Taxation taxation_of(store::Transaction& tx, BrandId const& brand) {
  auto const sites = sites_of(tx, brand);
  return sites.empty() ? Taxation() : Taxation{sites.front().tax, sites.front().tax_per_mille};
}

std::int64_t sites_after_consent(store::Transaction& tx, BrandId const& brand) {
  auto const sites = sites_of(tx, brand);
  return std::count_if(sites.begin(), sites.end(), [](Site const& one) { return one.mode == ConsentMode::consented; });
}

}  // namespace parvis::convert
