// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// From one visitor's hits to visits, touchpoints and conversions. Pure and deterministic: the same hits in any order give
// the same answer; hits of one moment are ordered by their ids.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"

namespace parvis::track {

/// A visit ends with a gap of more than 30 minutes. It is not cut at midnight; one that never pauses is cut every 24 hours
/// from its beginning.
constexpr Milliseconds visit_gap = std::chrono::minutes(30);
constexpr Milliseconds longest_visit = std::chrono::hours(24);

/// A hit's time is reckoned from its arrival, so that a slow network may set one after another that it preceded; ids tell
/// the order of one browser's own clock, and settle it within this time.
constexpr Milliseconds slowest_delivery = std::chrono::minutes(5);

/// Where a hit came from; all empty when it came from the site itself or from a payment.
struct Origin {
  std::string channel, source, medium, campaign, term, content;
  friend auto operator<=>(Origin const&, Origin const&) = default;
};

struct SeenHit {
  Instant at;
  std::string event_id;
  std::string name;
  std::string path;
  Origin origin;
  std::optional<std::int64_t> value_minor;
  std::string currency;
  std::string order_id;
};

/// Hits [first, last) of the sorted list.
struct Visit {
  std::size_t first = 0;
  std::size_t last = 0;
};

struct Touchpoint {
  Instant at;
  std::string event_id;
  Origin origin;
  Instant visit_begins;
};

/// A conversion with the touchpoints of the days before it, oldest first.
struct Journey {
  SeenHit conversion;
  std::vector<Touchpoint> path;
};

/// Sorts the hits by (at, event_id) and cuts them.
std::vector<Visit> cut_visits(std::vector<SeenHit>& hits);

/// Every hit whose origin is not the visit's current one; "direct" only as the first hit of a visit.
std::vector<Touchpoint> touchpoints_of(std::vector<SeenHit> const& hits, std::vector<Visit> const& visits);

/// One journey for each hit named in `conversions`, with its path within `lookback`, a touchpoint delivered late included;
/// refunds and other hits make none.
std::vector<Journey> journeys_of(std::vector<SeenHit> hits, std::vector<std::string> const& conversions, Milliseconds lookback);

}  // namespace parvis::track
