// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Tells the pages that are open on a brand what changed in it, so that they ask again: an event "<noun>_changed" with the
// path, on the topic "brand:<id>". Nouns are the paths' own: /contents/… is "content".

#include "http/service.h"
#include "http/streams.h"
#include "jobs/outbox.h"

namespace parvis::app {

/// After a request that changed something of a brand; nothing for others. Thread-safe.
void tell_of_change(http::EventStreams& streams, http::Served const& served);

/// Hears the rooms' events that carry a `brand_id`, for what jobs change; and tells as news, with the address of its page, what
/// a person would want to know who was elsewhere: publication_live, publication_rejected (missed, ambiguous, auth_wait,
/// manual_due, expired, changes_requested), approval_answered. `streams` outlives them.
std::vector<jobs::Listener> live_listeners(http::EventStreams& streams);

/// "content" for "contents", "delivery" for "deliveries", "charter" for "charter".
std::string noun_of(std::string_view collection);

}  // namespace parvis::app
