// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// From a beacon of the first-party script to the records that may be stored. The site's rules are enforced here and only
// here: what an exempt site may not collect is dropped before a record exists, whatever the script sent.
//
// An exempt hit keeps no title, and of a page that tells of an order (order_pages.h) not what stands after it.
//
//   Collector collector;
//   Result<Collected> read = collector.read(rules, {body, peer_address, user_agent, clock.now()});
//   store->append(read->batch, [answer = …](Done kept) { answer(kept ? 204 : 503); });
//
// The beacon: {"sent": ms, "visitor"?: uuid, "consent"?: {"version", "at"}, "events": [1..25 of {"id": uuid, "name",
// "at": ms, "url", "title"?, "referrer"?, "props"?: {…25 texts, numbers or booleans}, "value"?: minor units, "currency"?,
// "order"?: {"id", "items"?: [{"sku", "name"?, "category"?, "brand"?, "price"?, "quantity"?}]}, "screen"?, "language"?}]}
// Names that mean something here: page_view; purchase (wants value, currency and order); consent_given (a
// hit that brings the origin of the visit, seen before the person agreed); consent_withdrawn (kept as proof, not as a
// hit). Any other is kept as it is when the person consented.

#include "base/result.h"
#include "events/record.h"
#include "track/consent.h"
#include "track/visitors.h"

namespace parvis::track {

struct BeaconRequest {
  std::string_view body;
  std::string_view address;     // of the visitor, by the trusted proxy's word; never stored
  std::string_view user_agent;  // not stored
  Instant received;
  enum class OptOut { no, yes } opt_out = OptOut::no;  // the person refused measurement (cookie, Sec-GPC): nothing is stored
};

struct Collected {
  events::Batch batch;  // hits, refusals and proofs; empty when there is nothing to store
  int kept = 0;         // hits
  int purchases = 0;    // of them
  int refused = 0;      // events that broke the form: a refusal is stored for each, without what they held
  int withheld = 0;     // events that the consent mode does not allow
  ProofVerdict verdict = ProofVerdict::absent;
};

class Collector {
 public:
  static constexpr std::size_t most_bytes = 64u << 10;
  static constexpr std::size_t most_events = 25;
  static constexpr Milliseconds latest = std::chrono::hours(72);

  /// Problems: "track.beacon_too_large" (413), "json.malformed", "track.beacon_invalid" (its own fields are wrong).
  /// A single event that is wrong refuses itself alone. Thread-safe.
  Result<Collected> read(SiteRules const& rules, BeaconRequest const& request);

 private:
  Visitors visitors_;
};

}  // namespace parvis::track
