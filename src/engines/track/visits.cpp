// SPDX-License-Identifier: AGPL-3.0-or-later
#include "track/visits.h"

#include <algorithm>
#include <tuple>

namespace parvis::track {

std::vector<Visit> cut_visits(std::vector<SeenHit>& hits) {
  std::ranges::sort(hits, {}, [](SeenHit const& hit) { return std::tie(hit.at, hit.event_id); });
  std::vector<Visit> visits;
  Instant run_begins;
  Milliseconds::rep part = 0;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    bool const pauses = i == 0 || hits[i].at - hits[i - 1].at > visit_gap;
    if (pauses) run_begins = hits[i].at;
    auto const now_in = (hits[i].at - run_begins) / longest_visit;
    if (pauses || now_in != part) visits.push_back({i, i});
    part = now_in;
    visits.back().last = i + 1;
  }
  return visits;
}

std::vector<Touchpoint> touchpoints_of(std::vector<SeenHit> const& hits, std::vector<Visit> const& visits) {
  std::vector<Touchpoint> found;
  for (Visit const& visit : visits) {
    Origin current;
    for (std::size_t i = visit.first; i < visit.last; ++i) {
      Origin const& origin = hits[i].origin;
      bool const direct_within = origin.channel == "direct" && i > visit.first;
      if (origin.channel.empty() || direct_within || origin == current) continue;
      current = origin;
      found.push_back({hits[i].at, hits[i].event_id, origin, hits[visit.first].at});
    }
  }
  return found;
}

namespace {

bool precedes(Touchpoint const& touchpoint, SeenHit const& hit) {
  if (std::tie(touchpoint.at, touchpoint.event_id) <= std::tie(hit.at, hit.event_id)) return true;
  return touchpoint.event_id < hit.event_id && touchpoint.at - hit.at <= slowest_delivery;
}

}  // namespace

std::vector<Journey> journeys_of(std::vector<SeenHit> hits, std::vector<std::string> const& conversions, Milliseconds lookback) {
  auto const visits = cut_visits(hits);
  auto const touchpoints = touchpoints_of(hits, visits);
  std::vector<Journey> journeys;
  for (SeenHit const& hit : hits) {
    if (std::ranges::find(conversions, hit.name) == conversions.end()) continue;
    Journey journey{hit, {}};
    std::ranges::copy_if(touchpoints, std::back_inserter(journey.path), [&](Touchpoint const& touchpoint) {
      return precedes(touchpoint, hit) && hit.at - touchpoint.at <= lookback;
    });
    journeys.push_back(std::move(journey));
  }
  return journeys;
}

}  // namespace parvis::track
