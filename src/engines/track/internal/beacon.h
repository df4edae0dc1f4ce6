// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The beacon's form. Limits stand in the types.

#include <map>
#include <optional>
#include <vector>

#include <boost/describe.hpp>

#include "base/id.h"
#include "base/json.h"
#include "base/text.h"

namespace parvis::track::internal {

struct EventTag;
using EventId = Id<EventTag>;

Result<std::string> event_name(std::string_view text);
Result<std::string> currency_code(std::string_view text);
struct EventNameForm { static constexpr char const* format = "event-name"; static constexpr std::size_t max_length = 40; };
struct CurrencyForm { static constexpr char const* format = "iso-4217"; static constexpr std::size_t max_length = 3; };
/// Lower-case letter, then letters, digits and '_', 40 at most. Problem "track.event_name_malformed".
using EventName = CheckedText<event_name, EventNameForm>;
/// Three capital letters. Problem "track.currency_malformed".
using CurrencyCode = CheckedText<currency_code, CurrencyForm>;

struct BeaconItem {
  Text<1, 80> sku;
  std::optional<Text<0, 120>> name, category, brand;
  std::optional<std::int64_t> price;     // minor units
  std::optional<std::int64_t> quantity;
};
BOOST_DESCRIBE_STRUCT(BeaconItem, (), (sku, name, category, brand, price, quantity))

struct BeaconOrder {
  Text<1, 80> id;
  std::optional<std::vector<BeaconItem>> items;
};
BOOST_DESCRIBE_STRUCT(BeaconOrder, (), (id, items))

struct BeaconEvent {
  EventId id;
  EventName name;
  std::int64_t at = 0;
  std::string url;
  std::optional<std::string> title;
  std::optional<std::string> referrer;
  std::optional<std::map<std::string, json::Value>> props;
  std::optional<std::int64_t> value;
  std::optional<CurrencyCode> currency;
  std::optional<BeaconOrder> order;
  std::optional<Text<0, 20>> screen;
  std::optional<Text<0, 35>> language;
};
BOOST_DESCRIBE_STRUCT(BeaconEvent, (), (id, name, at, url, title, referrer, props, value, currency, order, screen, language))

struct BeaconConsent {
  std::string version;
  std::int64_t at = 0;
};
BOOST_DESCRIBE_STRUCT(BeaconConsent, (), (version, at))

struct Beacon {
  std::int64_t sent = 0;
  std::optional<std::string> visitor;
  std::optional<BeaconConsent> consent;
  std::vector<json::Value> events;
};
BOOST_DESCRIBE_STRUCT(Beacon, (), (sent, visitor, consent, events))

/// The event, or every wrong field of it: form, lengths, bounds, and what its name asks for.
Result<BeaconEvent> read_event(json::Value const& value);

}  // namespace parvis::track::internal
