// SPDX-License-Identifier: AGPL-3.0-or-later
#include "convert/collection.h"

#include "convert/convert_store.h"
#include "jobs/queue.h"
#include "convert/privacy.h"
#include "track/hit.h"
#include "track/measures.h"

namespace parvis::convert {
namespace {

constexpr Milliseconds purchase_window = std::chrono::hours(72), path_lookback = std::chrono::hours(24 * 30);
// A browser that was told to try again later, or a slow network, brings a visit after the order it led to.
constexpr Milliseconds late_visits = std::chrono::minutes(15);

track::ConsentMode mode_of(ConsentMode mode) {
  switch (mode) {
    case ConsentMode::exempt: return track::ConsentMode::exempt;
    case ConsentMode::consented: return track::ConsentMode::consented;
    case ConsentMode::hybrid: return track::ConsentMode::hybrid;
  }
  return track::ConsentMode::exempt;
}

track::SiteRules rules_of(Site const& site) {
  track::SiteRules rules;
  rules.site_id = site.id.to_string();
  rules.mode = mode_of(site.mode);
  // A page is the site's own whatever port it was served on.
  for (HostName const& host : site.hosts) rules.domains.push_back(host.to_string().substr(0, host.to_string().find(':')));
  return rules;
}

// A browser says from which page it sends; programs that say nothing are taken, and flagged as what they are by track.
bool from_own_page(Site const& site, http::Request const& request) {
  std::string_view const origin = request.header("origin");
  std::size_t const host = origin.find("://");
  if (host == std::string_view::npos) return true;
  std::string_view const name = origin.substr(host + 3);
  return std::any_of(site.hosts.begin(), site.hosts.end(), [&](HostName const& own) { return own.to_string() == name; });
}

std::optional<Purchase> purchase_of(Site const& site, track::Conversion const& seen) {
  auto const& hit = seen.journey.conversion;
  auto const currency = Currency::parse(hit.currency);
  if (hit.order_id.empty() || !hit.value_minor || !currency) return std::nullopt;
  Purchase purchase{site, hit.order_id, hit.at, Money{*hit.value_minor, *currency}, {}, std::nullopt};
  for (track::Touchpoint const& touch : seen.journey.path) {
    if (!touch.origin.content.empty()) purchase.codes.push_back(touch.origin.content);
  }
  return purchase;
}

std::vector<std::string> ids_of(std::vector<Site> const& sites) {
  std::vector<std::string> ids;
  for (Site const& site : sites) ids.push_back(site.id.to_string());
  return ids;
}

// A sale is seen within seconds; several of one moment are gathered once.
void gather_soon(CollectionDesk const& desk) {
  desk.convert.database.write([&](store::Transaction& tx) {
    jobs::enqueue(tx, {.kind = "convert.gather_purchases", .run_at = desk.convert.clock.now() + std::chrono::seconds(3), .unique_key = "convert.gather_purchases"});
  });
}

}  // namespace

Done collect(CollectionDesk const& desk, std::string const& site_key, http::Request const& request) {
  auto const site = desk.convert.database.read([&](store::Transaction& tx) { return find_site_by_key(tx, site_key); });
  if (!site) return not_found("convert.site_not_found");
  if (!from_own_page(*site, request)) return forbidden("convert.host_unknown");
  track::BeaconRequest const beacon{request.body, request.remote_address, request.header("user-agent"), desk.convert.clock.now(),
                                    has_refused(request) ? track::BeaconRequest::OptOut::yes : track::BeaconRequest::OptOut::no};
  TRY(track::Collected const collected, desk.collector.read(rules_of(*site), beacon));
  if (collected.batch.empty()) return {};
  TRY_DONE(desk.events.append(collected.batch).get());
  if (collected.purchases == 0) return {};
  ++desk.purchases.come;
  gather_soon(desk);
  return {};
}

void count_click(CollectionDesk const& desk, strategy::ShortLink const& link, std::string_view user_agent) {
  track::LinkClick const click{link.brand_id.to_string(), link.code, desk.convert.clock.now(), std::string(user_agent)};
  desk.events.append({track::record_of(click)}, [](Done) {});
}

Done gather_purchases(CollectionDesk const& desk) {
  std::uint64_t const come = desk.purchases.come;
  if (come == desk.purchases.gathered) return {};
  auto const sites = desk.convert.database.read([](store::Transaction& tx) { return all_sites(tx); });
  if (sites.empty()) return {};
  desk.events.flush();
  Instant const now = desk.convert.clock.now();
  track::Measures const measures(desk.events);
  auto const seen = measures.conversions({ids_of(sites), now - purchase_window, now + std::chrono::minutes(5), ZoneName()}, {"purchase"}, path_lookback);
  bool awaits_visit = false;
  desk.convert.database.write([&](store::Transaction& tx) {
    for (track::Conversion const& conversion : seen) {
      auto const site = std::find_if(sites.begin(), sites.end(), [&](Site const& one) { return one.id.to_string() == conversion.site_id; });
      auto const purchase = site == sites.end() ? std::nullopt : purchase_of(*site, conversion);
      if (!purchase) continue;
      keep_purchase(tx, desk.convert, *purchase);
      awaits_visit = awaits_visit || (purchase->codes.empty() && now - purchase->at < late_visits);
    }
  });
  if (!awaits_visit) desk.purchases.gathered = come;
  return {};
}

std::vector<LinkVisits> visits_by_links(store::Transaction& tx, events::Store& events, VisitWindow const& window) {
  auto const sites = sites_of(tx, window.brand);
  if (sites.empty()) return {};
  track::Measures const measures(events);
  track::Scope const scope{ids_of(sites), window.from, window.to, window.zone};
  track::ConsentShare const share = measures.consent_share(scope);
  std::vector<LinkVisits> visits;
  std::int64_t tagged = 0;
  for (track::ContentsCount const& count : measures.by_contents(scope)) {
    visits.push_back({count.contents, count.visits, count.visits});
    tagged += count.visits;
  }
  std::int64_t const other = std::max<std::int64_t>(0, share.consented_visits - tagged);
  visits.push_back({{}, share.exempt_visits + other, other});
  return visits;
}

}  // namespace parvis::convert
