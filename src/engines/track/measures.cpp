// SPDX-License-Identifier: AGPL-3.0-or-later
#include "track/measures.h"

#include <algorithm>
#include <map>

#include "track/internal/questions.h"
#include "track/order_pages.h"

namespace parvis::track {

namespace {

using events::Answer;
using events::integer_at;
using events::Parameters;
using events::Row;
using events::text_at;

constexpr int days_at_once = 120;  // no zone changes its clocks more than twice in so many days

Parameters scope_parameters(Scope const& scope) { return {scope.sites, scope.from.milliseconds(), scope.to.milliseconds()}; }

/// What the zone's clocks add to UTC.
std::int64_t offset_at(Instant at, ZoneName const& zone) {
  LocalMoment const local = local_moment(at, zone);
  auto const minutes = std::chrono::duration_cast<std::chrono::minutes>(local.date.days().time_since_epoch()) + local.time.since_midnight();
  return (minutes.count() - at.milliseconds() / 60'000) * 60'000;
}

struct ClockChange {
  std::int64_t at;
  std::int64_t offset;
};

Instant change_between(Instant low, Instant high, ZoneName const& zone) {
  std::int64_t const after = offset_at(high, zone);
  while (high - low > std::chrono::minutes(1)) {
    Instant const middle = Instant::at_milliseconds((low.milliseconds() + high.milliseconds()) / 2 / 60'000 * 60'000);
    if (middle <= low) break;
    (offset_at(middle, zone) == after ? high : low) = middle;
  }
  return high;
}

std::vector<ClockChange> clock_changes(Scope const& scope) {
  std::vector<ClockChange> changes;
  Milliseconds const step = std::chrono::hours(24);
  for (Instant day = scope.from; day < scope.to; day = day + step) {
    Instant const next = std::min(day + step, scope.to);
    if (offset_at(day, scope.zone) == offset_at(next, scope.zone)) continue;
    Instant const change = change_between(Instant::at_milliseconds(day.milliseconds() / 60'000 * 60'000), Instant::at_milliseconds(next.milliseconds() / 60'000 * 60'000), scope.zone);
    changes.push_back({change.milliseconds(), offset_at(change, scope.zone)});
  }
  return changes;
}

Parameters day_parameters(Scope const& scope) {
  auto changes = clock_changes(scope);
  changes.resize(2, {std::numeric_limits<std::int64_t>::max(), 0});
  Parameters parameters = scope_parameters(scope);
  for (std::int64_t const value : {offset_at(scope.from, scope.zone), changes[0].at, changes[0].offset, changes[1].at, changes[1].offset}) parameters.push_back(value);
  return parameters;
}

LocalDate day_at(Row const& row) { return LocalDate::from_days(std::chrono::sys_days(std::chrono::days(integer_at(row, 0)))); }

SeenHit seen_hit(Row const& row) {
  SeenHit hit;
  hit.at = Instant::at_milliseconds(integer_at(row, 2));
  hit.event_id = text_at(row, 3);
  hit.name = text_at(row, 4);
  hit.path = text_at(row, 5);
  hit.origin = {text_at(row, 6), text_at(row, 7), text_at(row, 8), text_at(row, 9), text_at(row, 10), text_at(row, 11)};
  if (!events::null_at(row, 12)) hit.value_minor = integer_at(row, 12);
  hit.currency = text_at(row, 13);
  hit.order_id = text_at(row, 14);
  return hit;
}

using Visitor = std::pair<std::string, std::string>;

std::map<Visitor, std::vector<SeenHit>> by_visitor(Answer const& answer) {
  std::map<Visitor, std::vector<SeenHit>> found;
  for (Row const& row : answer.rows) found[{text_at(row, 0), text_at(row, 1)}].push_back(seen_hit(row));
  return found;
}

std::string step_key(Row const& row, PathKey key) {
  std::size_t const column = key == PathKey::campaign ? 7 : key == PathKey::content ? 8 : 6;
  std::string named = text_at(row, column);
  if (key == PathKey::channel || !named.empty()) return named;
  return "[" + text_at(row, 6) + "]";
}

/// Gathers steps, one visitor after the other, into ways.
class Ways {
 public:
  explicit Ways(PathKey key) : key_(key) {}

  void add(Row const& row) {
    Visitor visitor{text_at(row, 0), text_at(row, 1)};
    if (visitor != visitor_) end(0, 0, 1);
    visitor_ = std::move(visitor);
    std::string const visit = text_at(row, 0) + std::to_string(integer_at(row, 9));
    if (!events::null_at(row, 6)) step(row, visit);
    if (integer_at(row, 4) == 1) end(1, static_cast<double>(integer_at(row, 5)), 0);
  }

  std::vector<CountedPath> finish() && {
    end(0, 0, 1);
    std::vector<CountedPath> list;
    for (auto& [keys, path] : found_) list.push_back(std::move(path));
    return list;
  }

 private:
  // The same arrival again within one visit is no new touchpoint.
  void step(Row const& row, std::string const& visit) {
    std::string arrival = visit + ' ' + text_at(row, 6) + ' ' + text_at(row, 7) + ' ' + text_at(row, 8) + ' ' + text_at(row, 10);
    if (arrival == last_arrival_) return;
    last_arrival_ = std::move(arrival);
    keys_.push_back(step_key(row, key_));
  }

  void end(double conversions, double value, double without) {
    last_arrival_.clear();
    if (keys_.empty()) return;
    CountedPath& path = found_[keys_];
    path.keys = keys_;
    path.conversions += conversions;
    path.value += value;
    path.without_conversion += without;
    keys_.clear();
  }

  PathKey const key_;
  Visitor visitor_;
  std::string last_arrival_;
  std::vector<std::string> keys_;
  std::map<std::vector<std::string>, CountedPath> found_;
};

std::vector<std::string> parted(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (true) {
    std::size_t const end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

events::Parameter or_null(std::optional<std::string> const& text) { return text ? events::Parameter(*text) : events::Parameter(); }

}  // namespace

std::vector<DayCount> Measures::by_day(Scope const& scope) const {
  std::map<LocalDate, DayCount> days;
  for (LocalDate day = local_moment(scope.from, scope.zone).date; scope.from < scope.to; day = day.plus_days(1)) {
    if (resolve({day, {}, scope.zone}).at >= scope.to) break;
    days[day].day = day;
  }
  LocalDate first = local_moment(scope.from, scope.zone).date;
  for (Instant from = scope.from; from < scope.to;) {
    first = first.plus_days(days_at_once);
    Scope const part{scope.sites, from, std::min(scope.to, resolve({first, {}, scope.zone}).at), scope.zone};
    Parameters const parameters = day_parameters(part);
    for (Row const& row : store_.ask(internal::hits_by_day, parameters).rows) {
      days[day_at(row)].page_views = integer_at(row, 1);
      days[day_at(row)].visitors = integer_at(row, 2);
    }
    for (Row const& row : store_.ask(internal::visits_by_day, parameters).rows) days[day_at(row)].visits = integer_at(row, 1);
    from = part.to;
  }
  std::vector<DayCount> list;
  for (auto const& [day, count] : days) list.push_back(count);
  return list;
}

std::vector<ChannelCount> Measures::by_channel(Scope const& scope) const {
  std::vector<ChannelCount> list;
  for (Row const& row : store_.ask(internal::visits_by_channel, scope_parameters(scope)).rows) {
    list.push_back({text_at(row, 0), integer_at(row, 1), integer_at(row, 2)});
  }
  return list;
}

std::vector<TagCount> Measures::by_tags(Scope const& scope) const {
  std::vector<TagCount> list;
  for (Row const& row : store_.ask(internal::visits_by_tags, scope_parameters(scope)).rows) {
    list.push_back({text_at(row, 0), text_at(row, 1), text_at(row, 2), text_at(row, 3), integer_at(row, 4), integer_at(row, 5)});
  }
  return list;
}

std::vector<ContentsCount> Measures::by_contents(Scope const& scope) const {
  std::vector<ContentsCount> list;
  for (Row const& row : store_.ask(internal::visits_by_contents, scope_parameters(scope)).rows) {
    list.push_back({parted(text_at(row, 0), '\x1f'), integer_at(row, 1)});
  }
  return list;
}

std::vector<LinkCount> Measures::link_clicks(Scope const& scope) const {
  std::vector<LinkCount> list;
  for (Row const& row : store_.ask(internal::clicks_by_link, scope_parameters(scope)).rows) {
    list.push_back({text_at(row, 0), integer_at(row, 1), integer_at(row, 2)});
  }
  return list;
}

ConsentShare Measures::consent_share(Scope const& scope) const {
  ConsentShare share;
  std::map<std::string, std::int64_t> exempt;  // by site
  for (Row const& row : store_.ask(internal::visits_by_mode, scope_parameters(scope)).rows) {
    bool const consented = text_at(row, 1) == "consented";
    if (consented) share.consented_visits += integer_at(row, 2);
    exempt[text_at(row, 0)] += consented ? -integer_at(row, 3) : integer_at(row, 2);
  }
  // Fewer exempt visits than consents: several people behind one address are one exempt visitor.
  for (auto const& [site, visits] : exempt) share.exempt_visits += std::max<std::int64_t>(0, visits);
  return share;
}

std::vector<BadRow> Measures::bad_rows(Scope const& scope) const {
  std::vector<BadRow> list;
  for (Row const& row : store_.ask(internal::refusals, scope_parameters(scope)).rows) {
    list.push_back({text_at(row, 0), text_at(row, 1), text_at(row, 2), text_at(row, 3), integer_at(row, 4), Instant::at_milliseconds(integer_at(row, 5))});
  }
  return list;
}

std::vector<VisitRow> Measures::visits(Scope const& scope, VisitFilter const& filter, int most) const {
  Parameters parameters = scope_parameters(scope);
  for (auto const* field : {&filter.channel, &filter.campaign, &filter.content}) parameters.push_back(or_null(*field));
  parameters.push_back(std::int64_t{most});
  std::vector<VisitRow> list;
  for (Row const& row : store_.ask(internal::visit_list, parameters).rows) {
    list.push_back({text_at(row, 0), text_at(row, 1), text_at(row, 2), Instant::at_milliseconds(integer_at(row, 3)), text_at(row, 4), text_at(row, 5),
                    text_at(row, 6), text_at(row, 7), text_at(row, 8), text_at(row, 9), integer_at(row, 10)});
  }
  return list;
}

std::vector<Conversion> Measures::conversions(Scope const& scope, std::vector<std::string> const& names, Milliseconds lookback) const {
  Parameters parameters = scope_parameters(scope);
  parameters.push_back(names);
  parameters.push_back(lookback.count());
  std::vector<Conversion> list;
  for (auto& [visitor, hits] : by_visitor(store_.ask(internal::converting_hits, parameters))) {
    for (Journey& journey : journeys_of(std::move(hits), names, lookback)) {
      if (journey.conversion.at < scope.from) continue;
      list.push_back({visitor.first, visitor.second, std::move(journey)});
    }
  }
  std::ranges::sort(list, {}, [](Conversion const& one) { return std::tie(one.journey.conversion.at, one.journey.conversion.event_id); });
  return list;
}

std::vector<CountedPath> Measures::paths(Scope const& scope, std::vector<std::string> const& names, PathKey key) const {
  Parameters parameters = scope_parameters(scope);
  parameters.push_back(names);
  Ways ways(key);
  for (Row const& row : store_.ask(internal::steps, parameters).rows) ways.add(row);
  return std::move(ways).finish();
}

std::optional<Conversion> Measures::order(std::string const& site, std::string const& order_id, Milliseconds lookback) const {
  for (auto& [visitor, hits] : by_visitor(store_.ask(internal::order_hits, {site, order_id}))) {
    for (Journey& journey : journeys_of(std::move(hits), {"purchase"}, lookback)) {
      if (journey.conversion.order_id == order_id) return Conversion{visitor.first, visitor.second, std::move(journey)};
    }
  }
  return std::nullopt;
}

std::int64_t Measures::erase_visitor(std::string const& site, std::string const& visitor) {
  return store_.erase(internal::visitor_deletions, {site, visitor});
}

std::int64_t Measures::erase_before(std::vector<std::string> const& scopes, Instant cutoff) {
  return store_.erase(internal::age_deletions, {scopes, cutoff.milliseconds()});
}

std::optional<Instant> Measures::oldest(std::vector<std::string> const& scopes) const {
  std::optional<Instant> first;
  for (Row const& row : store_.ask(internal::oldest_rows, {scopes}).rows) {
    if (events::null_at(row, 0)) continue;
    Instant const at = Instant::at_milliseconds(events::integer_at(row, 0));
    first = std::min(first.value_or(at), at);
  }
  return first;
}

ExemptHoldings Measures::exempt_holdings(std::string const& site, Instant too_old_before) const {
  auto const rows = store_.ask(internal::exempt_rows, {site, too_old_before.milliseconds(), order_path_pattern()}).rows;
  ExemptHoldings held;
  if (rows.empty()) return held;
  Row const& row = rows.front();
  std::size_t column = 0;
  for (auto* figure : {&held.hits, &held.with_campaign, &held.with_order, &held.with_person, &held.with_referrer_path, &held.too_old}) {
    *figure = events::integer_at(row, column++);
  }
  if (!events::null_at(row, column)) held.oldest = Instant::at_milliseconds(events::integer_at(row, column));
  return held;
}

std::vector<std::string> usual_conversions() { return {"purchase", "generate_lead", "sign_up", "booking", "call", "quote"}; }

}  // namespace parvis::track
