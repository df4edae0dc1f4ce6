// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// SQL of the named questions. $1 sites, $2 from, $3 to in milliseconds; what follows is said beside each.

#include "events/store.h"

namespace parvis::track::internal {

extern events::Question const hits_by_day;    // $4..$8: offset, first change, offset, second change, offset -> day, page views, visitors
extern events::Question const visits_by_day;  // the same -> day, visits
extern events::Question const visits_by_channel;
extern events::Question const visits_by_tags;
extern events::Question const visits_by_contents;  // -> contents set apart by U+001F, visits
extern events::Question const clicks_by_link;
extern events::Question const visits_by_mode;  // -> site, mode, visits, those of them that begin with consent_given
extern events::Question const refusals;
extern events::Question const visit_list;       // $4 channel, $5 campaign, $6 content (null: any), $7 most
extern events::Question const converting_hits;  // $4 names, $5 lookback in ms -> every hit of visitors who converted
extern events::Question const steps;            // $4 names -> arrivals and conversions of consented visitors, in order
extern events::Question const order_hits;       // $1 site, $2 order id -> every hit of its visitor up to it, and 5 minutes more

/// Fills the visits' columns of the hits whose visitors came ({since}: the earliest of what came): run_begins (the run's
/// first hit), visit_start (that, and the whole days since) and visit_first (1 for the first hit of a visit). All null for
/// bots. The rule is that of visits.h, which the tests compare.
extern std::string_view const visit_cut;

extern std::vector<events::Question> const visitor_deletions;  // $1 site, $2 visitor
extern std::vector<events::Question> const age_deletions;      // $1 sites and scopes, $2 cutoff
extern events::Question const oldest_rows;                      // $1 sites and scopes -> a time for each table, null when empty
extern events::Question const exempt_rows;                      // $1 site, $2 cutoff, $3 pattern of paths with an order -> what ExemptHoldings tells, in its order

}  // namespace parvis::track::internal
