// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// One hit as it is stored, and the tables that track keeps in events.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "events/record.h"

namespace parvis::track {

/// Empty texts are stored as null. Fields marked (c) are empty in an exempt hit.
struct Hit {
  std::string site_id;
  std::string event_id;  // the browser's UUIDv7
  Instant received;
  Instant at;    // received − (sent − happened), by the browser's own clock
  std::string name;
  std::string props;            // (c) a JSON object
  std::string mode;             // "exempt", "consented"
  std::string consent_version;  // (c)
  std::string visitor;          // random and forgotten when exempt; the browser's id when consented
  std::string host, path, query;
  std::string title;  // (c)
  std::string referrer_host;
  std::string referrer_path;  // (c)
  // (c) Where it came from; channel is empty when the hit arrives from the site itself or from a payment.
  std::string channel, source, medium, campaign, term, content, campaign_id, click_id_type, click_id_hash;
  std::string device, system, browser, screen, language;
  std::optional<std::int64_t> value_minor;  // (c)
  std::string currency, order_id, items;    // (c) items is a JSON array
  std::string bot;                          // why it is no visitor's, or empty
};

struct Refusal {
  std::string site_id;
  std::string event;  // its name when it could be read
  std::string field;  // path in the event
  std::string code;   // "json.required", "track.too_old"…
  std::string limit;
  Instant received;
};

struct LinkClick {
  std::string scope;  // opaque: whose link it is
  std::string code;
  Instant at;
  std::string user_agent;  // only to tell a program from a person; not stored
};

/// Tables of the store that track reads and writes; open it with all of them, in this order, beginning at index 0.
std::vector<events::Table> tables();

events::Record record_of(Hit const& hit);
events::Record record_of(Refusal const& refusal);
events::Record record_of(LinkClick const& click);
/// A proof, kept once for each visitor, version and time of consent. `withdrawn`: the day it ended, when it did.
events::Record record_of_proof(std::string_view site_id, std::string_view visitor, std::string_view version, Instant at, std::optional<Instant> withdrawn);

}  // namespace parvis::track
