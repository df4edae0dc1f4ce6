// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/random.h"
#include "convert/convert_store.h"
#include "convert/record.h"

namespace parvis::convert {
namespace {

constexpr std::size_t key_bytes = 9, most_hosts = 20;

Done check(SaveSite const& request) {
  if (request.hosts.empty()) return invalid_field("hosts", "convert.host_missing");
  if (request.hosts.size() > most_hosts) return invalid_field("hosts", "convert.too_many_hosts", std::to_string(most_hosts), std::to_string(request.hosts.size()));
  return {};
}

}  // namespace

Result<Site> create_site(Desk const& desk, Actor const& actor, SaveSite const& request) {
  TRY_DONE(check(request));
  return desk.database.write([&](store::Transaction& tx) -> Result<Site> {
    Site const site{SiteId::make(desk.clock), actor.brand, request.name, request.hosts, request.mode, random_token(key_bytes), 1, desk.clock.now(), std::nullopt};
    insert_site(tx, site);
    record_act(tx, desk, actor, {"convert.site_created", "site", site.id.to_string(), "C4.2.1"});
    return site;
  });
}

Result<Site> save_site(Desk const& desk, Actor const& actor, SiteId const& id, SaveSite const& change) {
  TRY_DONE(check(change));
  return desk.database.write([&](store::Transaction& tx) -> Result<Site> {
    TRY(Site site, load_site(tx, actor.brand, id));
    site.name = change.name;
    site.hosts = change.hosts;
    site.mode = change.mode;
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

}  // namespace parvis::convert
