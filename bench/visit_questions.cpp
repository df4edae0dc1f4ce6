// SPDX-License-Identifier: AGPL-3.0-or-later
// How long a question about visits takes over a million hits of 90 days. Visits are cut as hits are loaded; the peer is
// the same question on the same rows with visits cut when it is asked, as this program did before.
// Links: track events base
#include <algorithm>
#include <random>

#include "base/id.h"
#include "bench/bench.h"
#include "track/hit.h"
#include "track/measures.h"

namespace {

using namespace parvis;

constexpr int hits = 1'000'000, visitors = 120'000, a_batch = 1000, times = 5;
Instant const begin = *Instant::parse("2026-01-01T00:00:00Z");
track::Scope const scope{{"a"}, begin, begin + std::chrono::hours(24 * 90), *ZoneName::parse("Europe/Paris")};

events::Question const cut_when_asked{
    "cut_when_asked",
    "WITH seen AS (SELECT site_id, visitor, ts, event_id, channel, lag(ts) OVER (PARTITION BY site_id, visitor ORDER BY ts, event_id) AS before"
    "  FROM hit WHERE site_id IN ($1) AND ts >= $2 - 90000000 AND ts < $3 AND bot IS NULL AND visitor IS NOT NULL),"
    " running AS (SELECT *, CASE WHEN ts - before <= 1800000 THEN 0 ELSE 1 END AS opens,"
    "  max(CASE WHEN ts - before <= 1800000 THEN 0 ELSE ts END) OVER (PARTITION BY site_id, visitor ORDER BY ts, event_id"
    "  ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS run_begins FROM seen),"
    " cut AS (SELECT *, run_begins + 86400000 * CAST(floor((ts - run_begins) / 86400000.0) AS BIGINT) AS start, CASE WHEN opens = 1 OR"
    "  CAST(floor((ts - run_begins) / 86400000.0) AS BIGINT) <> CAST(floor((before - run_begins) / 86400000.0) AS BIGINT) THEN 1 ELSE 0 END AS first FROM running)"
    " SELECT coalesce(channel, '') AS from_channel, count(*) AS visits, count(DISTINCT visitor) FROM cut WHERE start >= $2 AND first = 1"
    " GROUP BY from_channel ORDER BY visits DESC, from_channel"};

track::Hit hit_at(std::int64_t place, std::mt19937_64& random) {
  track::Hit hit;
  hit.site_id = "a";
  Instant const when = begin + Milliseconds(place * 90 * 86'400'000 / hits);
  hit.event_id = new_uuid(when);
  hit.received = hit.at = when;
  hit.name = "page_view";
  hit.mode = "consented";
  hit.visitor = "0190aaaa-0000-7000-8000-" + std::to_string(100'000'000'000 + static_cast<std::int64_t>(random() % visitors));
  hit.host = "shop.example";
  hit.path = "/p/" + std::to_string(random() % 500);
  if (random() % 4 == 0) {
    hit.channel = random() % 2 == 0 ? "organic_social" : "email";
    hit.source = "instagram";
    hit.medium = "social";
    hit.campaign = "c" + std::to_string(random() % 20);
    hit.content = "pub" + std::to_string(random() % 200);
  }
  return hit;
}

double median_of(std::function<void()> const& act) {
  std::vector<double> seconds;
  for (int i = 0; i < times; ++i) seconds.push_back(bench::seconds_of(act));
  std::ranges::sort(seconds);
  return seconds[times / 2];
}

void load(events::Store& store) {
  std::mt19937_64 random(1);
  for (std::int64_t place = 0; place < hits;) {
    events::Batch batch;
    for (int i = 0; i < a_batch; ++i) batch.push_back(track::record_of(hit_at(place++, random)));
    if (!store.append(batch).get()) throw std::runtime_error("refused");
    if (place % 50'000 == 0) store.flush();
  }
  store.flush();
}

}  // namespace

int main() {
  bench::DiskFolder const folder("visit-questions");
  auto const store = events::open_store({.folder = folder.path() / "events", .tables = track::tables(), .load_every = std::chrono::milliseconds(0)});
  double const loading = bench::seconds_of([&] { load(*store); });
  std::printf("%d hits loaded in %.1f s (%.0f a second)\n", hits, loading, hits / loading);
  track::Measures const measures(*store);
  events::Parameters const asked{scope.sites, scope.from.milliseconds(), scope.to.milliseconds()};
  auto const slow = store->ask(cut_when_asked, asked).rows;
  auto const quick = measures.by_channel(scope);
  bool same = slow.size() == quick.size();
  for (std::size_t i = 0; same && i < slow.size(); ++i) same = events::text_at(slow[i], 0) == quick[i].channel && events::integer_at(slow[i], 1) == quick[i].visits;
  if (!same) throw std::runtime_error("the two cuts differ");
  double const before = median_of([&] { store->ask(cut_when_asked, asked); });
  double const now = median_of([&] { measures.by_channel(scope); });
  std::printf("visits by channel: %.3f s, %.3f s when cut as asked\n", now, before);
  std::printf("visits by day:     %.3f s\n", median_of([&] { measures.by_day(scope); }));
  std::printf("visits by tags:    %.3f s\n", median_of([&] { measures.by_tags(scope); }));
  std::printf("latest 50 visits:  %.3f s\n", median_of([&] { measures.visits(scope, {}, 50); }));
  std::printf("ways to purchase:  %.3f s\n", median_of([&] { measures.paths(scope, {"purchase"}, track::PathKey::channel); }));
  char conditions[200];
  std::snprintf(conditions, sizeof conditions, "median of %d, %d hits, %d visitors, 90 days, visits by channel; loading %.0f hits/s", times, hits, visitors, hits / loading);
  bench::print({"visit-questions", now * 1000, "ms", "the same question cutting visits when asked", before * 1000, before / now, conditions});
}
