// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The questions of the product, typed. Hits flagged as bots are left out of all. What was acknowledged is seen within the
// store's delay; call store.flush() first to see all. Thread-safe.
//
//   Measures measures(*store);
//   for (DayCount const& day : measures.by_day({{site}, from, to, zone})) …

#include "base/zoned_time.h"
#include "events/store.h"
#include "track/attribution.h"
#include "track/visits.h"

namespace parvis::track {

/// Hits with from <= time < to. Days are those of the zone.
struct Scope {
  std::vector<std::string> sites;
  Instant from;
  Instant to;
  ZoneName zone;
};

struct DayCount {
  LocalDate day;
  std::int64_t page_views = 0;
  std::int64_t visits = 0;    // that begin on this day; one that consents on its way is two here
  std::int64_t visitors = 0;  // different ones on this day; not to be added up over days
};

/// Visits by the channel of their first hit. Channel "" holds what is not known: exempt visits, the exempt beginning of those
/// that consent, returns from a payment.
struct ChannelCount {
  std::string channel;
  std::int64_t visits = 0;
  std::int64_t visitors = 0;
};

/// Visits with at least one arrival under these tags (a visit with two tagged arrivals counts for both). Consented only.
struct TagCount {
  std::string campaign, source, medium, content;
  std::int64_t visits = 0;
  std::int64_t visitors = 0;
};

/// Visits by the contents (utm_content) they arrived under: each stands once, under all of its own. Consented only.
struct ContentsCount {
  std::vector<std::string> contents;
  std::int64_t visits = 0;
};

struct LinkCount {
  std::string code;
  std::int64_t clicks = 0;
  std::int64_t by_bots = 0;  // not among clicks
};

/// A visit that consents on its way is seen twice, by two visitors that are never joined: without proof until then, and from
/// consent_given on. Each consented visit that begins so is taken off its site's exempt ones, and counts once.
struct ConsentShare {
  std::int64_t exempt_visits = 0;     // what consent hides: their origin and their orders are not known
  std::int64_t consented_visits = 0;
};

struct BadRow {
  std::string event, field, code, limit;
  std::int64_t count = 0;
  Instant last;
};

/// A conversion, whose it is, and how it came about.
struct Conversion {
  std::string site_id;
  std::string visitor;
  Journey journey;
};

/// Only consented visits have tags and orders; an absent filter holds for all.
struct VisitFilter {
  std::optional<std::string> channel;  // of the first hit
  std::optional<std::string> campaign, content;  // of any hit
};

struct VisitRow {
  std::string site_id, visitor, mode;
  Instant begins;
  std::string landing;  // path
  std::string channel, source, medium, campaign, content;
  std::int64_t page_views = 0;
};

/// What stands of a site's exempt hits. Everything but hits should be 0.
struct ExemptHoldings {
  std::int64_t hits = 0;
  std::int64_t with_campaign = 0;       // a tag, a channel or a click id
  std::int64_t with_order = 0;          // an order, a value or articles, or a number of one in an address or a title
  std::int64_t with_person = 0;         // a consent's version or properties
  std::int64_t with_referrer_path = 0;  // more than the referrer's host
  std::int64_t too_old = 0;
  std::optional<Instant> oldest;
};

/// What a path is made of. Touchpoints without a campaign or content are named by their channel, in brackets.
enum class PathKey { channel, campaign, content };

class Measures {
 public:
  explicit Measures(events::Store& store) : store_(store) {}

  std::vector<DayCount> by_day(Scope const& scope) const;            // every day of the scope, also empty ones
  std::vector<ChannelCount> by_channel(Scope const& scope) const;    // most visits first
  std::vector<TagCount> by_tags(Scope const& scope) const;           // most visits first
  std::vector<ContentsCount> by_contents(Scope const& scope) const;  // most visits first
  std::vector<LinkCount> link_clicks(Scope const& scope) const;      // sites are the links' scopes
  ConsentShare consent_share(Scope const& scope) const;
  std::vector<BadRow> bad_rows(Scope const& scope) const;            // most frequent first
  std::vector<VisitRow> visits(Scope const& scope, VisitFilter const& filter, int most) const;  // latest first

  /// Hits of these names within the scope, each with its touchpoints of the `lookback` before it.
  std::vector<Conversion> conversions(Scope const& scope, std::vector<std::string> const& names, Milliseconds lookback) const;
  /// The purchase with this order id and what led to it; nullopt when none was measured.
  std::optional<Conversion> order(std::string const& site, std::string const& order_id, Milliseconds lookback) const;

  /// The ways consented visitors took within the scope, for Markov and Shapley: each conversion ends one, what follows begins
  /// another, and a way that led to none counts as such. Equal ways are added up. Values are in minor units.
  std::vector<CountedPath> paths(Scope const& scope, std::vector<std::string> const& names, PathKey key) const;

  /// All hits and proofs of a visitor are gone from the disk. Returns how many rows.
  std::int64_t erase_visitor(std::string const& site, std::string const& visitor);
  /// Everything of these sites (and of links of these scopes) older than this is gone from the disk. Returns how many rows.
  std::int64_t erase_before(std::vector<std::string> const& scopes, Instant cutoff);
  /// The oldest that stands of them, among hits and clicks.
  std::optional<Instant> oldest(std::vector<std::string> const& scopes) const;
  /// Bots included: what is counted is what is stored.
  ExemptHoldings exempt_holdings(std::string const& site, Instant too_old_before) const;

 private:
  events::Store& store_;
};

/// The names that count as conversions when nobody chose: purchase, generate_lead, sign_up, booking, call, quote.
std::vector<std::string> usual_conversions();

}  // namespace parvis::track
