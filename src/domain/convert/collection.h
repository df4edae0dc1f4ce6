// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What a site's script sends, taken under the site's consent mode (track enforces it), and what comes of it: visits by
// tagged link, clicks, and purchases kept as conversions with the links that led to them.

#include <atomic>

#include "convert/convert.h"
#include "events/store.h"
#include "track/collector.h"

namespace parvis::convert {

/// How many beacons held a purchase, and how many of those were gathered. One to begin with: what came before the program
/// started is looked for.
struct PurchaseCount {
  std::atomic<std::uint64_t> come{1};
  std::atomic<std::uint64_t> gathered{0};
};

struct CollectionDesk {
  Desk const& convert;
  events::Store& events;
  track::Collector& collector;
  PurchaseCount& purchases;
};

/// Takes one beacon for the site of that key. The answer comes only once what is kept stands on the disk. Problems:
/// convert.site_not_found, convert.host_unknown (the page is not one of the site's hosts), and track's own.
Done collect(CollectionDesk const& desk, std::string const& site_key, http::Request const& request);

/// A visit through a short link, without anything about the visitor.
void count_click(CollectionDesk const& desk, strategy::ShortLink const& link, std::string_view user_agent);

/// Purchases of the last three days that the sites told, each kept once. Run every minute; asks the event store only when
/// a purchase came since the last time, or one of the last 15 minutes still lacks the visit that led to it.
Done gather_purchases(CollectionDesk const& desk);

/// Visits of a period by the links they came by, each counted once, with all of its own; without any, those that came
/// otherwise. `consented` ones told their links, the others could not: the share that consent hides.
struct LinkVisits {
  std::vector<std::string> codes;
  std::int64_t all = 0;
  std::int64_t consented = 0;
};
struct VisitWindow {
  BrandId brand;
  Instant from;
  Instant to;
  ZoneName zone;
};
std::vector<LinkVisits> visits_by_links(store::Transaction& tx, events::Store& events, VisitWindow const& window);

}  // namespace parvis::convert
