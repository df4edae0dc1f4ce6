// SPDX-License-Identifier: AGPL-3.0-or-later
#include "track/internal/questions.h"

// Visits begin up to 25 hours before the period: a visit under way at its beginning belongs to the day it began. The cut
// is that of visits.cpp, which the tests compare.
#define PARVIS_LOCAL_DAY(time)                                                                                          \
  "CAST(floor((" time " + CASE WHEN " time " >= $7 THEN $8 WHEN " time " >= $5 THEN $6 ELSE $4 END) / 86400000.0) AS BIGINT)"

#define PARVIS_VISITS                                                                                                   \
  "WITH seen AS (SELECT site_id, event_id, visitor, ts, name, mode, path, channel, source, medium, campaign, content"   \
  "  FROM hit WHERE site_id IN ($1) AND ts >= $2 - 90000000 AND ts < $3 AND bot IS NULL AND visitor IS NOT NULL),"      \
  " marked AS (SELECT *, CASE WHEN ts - lag(ts) OVER (PARTITION BY site_id, visitor ORDER BY ts, event_id) <= 1800000"  \
  "  THEN 0 ELSE 1 END AS opens FROM seen),"                                                                            \
  " numbered AS (SELECT *, sum(opens) OVER (PARTITION BY site_id, visitor ORDER BY ts, event_id"                        \
  "  ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS run FROM marked),"                                            \
  " timed AS (SELECT *, ts - min(ts) OVER (PARTITION BY site_id, visitor, run) AS within_run FROM numbered),"           \
  " cut AS (SELECT *, CAST(floor(within_run / 86400000.0) AS BIGINT) AS part FROM timed),"                              \
  " placed AS (SELECT *, row_number() OVER (PARTITION BY site_id, visitor, run, part ORDER BY ts, event_id) AS place,"  \
  "  min(ts) OVER (PARTITION BY site_id, visitor, run, part) AS begins FROM cut),"                                      \
  " period AS (SELECT * FROM placed WHERE begins >= $2) "

#define PARVIS_SEEN_HIT                                                                                                 \
  "h.site_id, h.visitor, h.ts, h.event_id, h.name, h.path, h.channel, h.source, h.medium, h.campaign, h.term, h.content, " \
  "h.value_minor, h.currency, h.order_id"

namespace parvis::track::internal {

events::Question const hits_by_day{
    "hits_by_day",
    "SELECT " PARVIS_LOCAL_DAY("ts") " AS day, count(*) FILTER (WHERE name = 'page_view'), count(DISTINCT concat(site_id, ' ', visitor)) "
    "FROM hit WHERE site_id IN ($1) AND ts >= $2 AND ts < $3 AND bot IS NULL GROUP BY day"};

events::Question const visits_by_day{
    "visits_by_day", PARVIS_VISITS "SELECT " PARVIS_LOCAL_DAY("begins") " AS day, count(*) FROM period WHERE place = 1 GROUP BY day"};

events::Question const visits_by_channel{
    "visits_by_channel",
    PARVIS_VISITS "SELECT coalesce(channel, '') AS from_channel, count(*) AS visits, count(DISTINCT concat(site_id, ' ', visitor)) "
    "FROM period WHERE place = 1 GROUP BY from_channel ORDER BY visits DESC, from_channel"};

events::Question const visits_by_tags{
    "visits_by_tags",
    PARVIS_VISITS "SELECT coalesce(campaign, '') AS c, coalesce(source, '') AS s, coalesce(medium, '') AS m, coalesce(content, '') AS t, "
    "count(DISTINCT concat(site_id, ' ', visitor, ' ', run, ' ', part)) AS visits, count(DISTINCT concat(site_id, ' ', visitor)) "
    "FROM period WHERE campaign IS NOT NULL OR content IS NOT NULL OR medium IS NOT NULL GROUP BY c, s, m, t ORDER BY visits DESC, c, s, m, t"};

events::Question const clicks_by_link{
    "clicks_by_link",
    "SELECT code, count(*) FILTER (WHERE bot IS NULL) AS clicks, count(*) FILTER (WHERE bot IS NOT NULL) "
    "FROM link_click WHERE scope IN ($1) AND ts >= $2 AND ts < $3 GROUP BY code ORDER BY clicks DESC, code"};

events::Question const visits_by_mode{"visits_by_mode", PARVIS_VISITS "SELECT mode, count(*) FROM period WHERE place = 1 GROUP BY mode"};

events::Question const refusals{
    "refusals",
    "SELECT coalesce(event, ''), coalesce(field, ''), code, coalesce(bound, ''), count(*) AS n, max(received) "
    "FROM bad_row WHERE site_id IN ($1) AND received >= $2 AND received < $3 GROUP BY event, field, code, bound ORDER BY n DESC, code, field"};

events::Question const visit_list{
    "visit_list",
    PARVIS_VISITS ", touched AS (SELECT site_id, visitor, run, part, count(*) FILTER (WHERE name = 'page_view') AS pages "
    "FROM period GROUP BY site_id, visitor, run, part "
    "HAVING count(*) FILTER (WHERE (CAST($5 AS VARCHAR) IS NULL OR campaign = $5) AND (CAST($6 AS VARCHAR) IS NULL OR content = $6)) > 0) "
    "SELECT p.site_id, p.visitor, p.mode, p.begins, p.path, p.channel, p.source, p.medium, p.campaign, p.content, t.pages "
    "FROM period p JOIN touched t ON p.site_id = t.site_id AND p.visitor = t.visitor AND p.run = t.run AND p.part = t.part "
    "WHERE p.place = 1 AND (CAST($4 AS VARCHAR) IS NULL OR coalesce(p.channel, '') = $4) ORDER BY p.begins DESC, p.event_id LIMIT $7"};

events::Question const converting_hits{
    "converting_hits",
    "WITH converted AS (SELECT DISTINCT site_id, visitor FROM hit WHERE site_id IN ($1) AND ts >= $2 AND ts < $3 AND name IN ($4) "
    "AND mode = 'consented' AND bot IS NULL) "
    "SELECT " PARVIS_SEEN_HIT " FROM hit h JOIN converted c ON h.site_id = c.site_id AND h.visitor = c.visitor "
    "WHERE h.ts >= $2 - $5 - 90000000 AND h.ts < $3 AND h.bot IS NULL ORDER BY h.site_id, h.visitor, h.ts, h.event_id"};

events::Question const order_hits{
    "order_hits",
    "WITH ordered AS (SELECT site_id, visitor, ts FROM hit WHERE site_id = $1 AND order_id = $2 AND name = 'purchase' ORDER BY ts, event_id LIMIT 1) "
    "SELECT " PARVIS_SEEN_HIT " FROM hit h JOIN ordered o ON h.site_id = o.site_id AND h.visitor = o.visitor "
    "WHERE h.ts <= o.ts AND h.bot IS NULL ORDER BY h.site_id, h.visitor, h.ts, h.event_id"};

std::vector<events::Question> const visitor_deletions = {
    {"erase_hits_of_visitor", "DELETE FROM hit WHERE site_id = $1 AND visitor = $2"},
    {"erase_proofs_of_visitor", "DELETE FROM consent_proof WHERE site_id = $1 AND visitor = $2"}};

std::vector<events::Question> const age_deletions = {
    {"erase_old_hits", "DELETE FROM hit WHERE site_id = $1 AND ts < $2"},
    {"erase_old_refusals", "DELETE FROM bad_row WHERE site_id = $1 AND received < $2"},
    {"erase_old_clicks", "DELETE FROM link_click WHERE scope = $1 AND ts < $2"},
    {"erase_old_proofs", "DELETE FROM consent_proof WHERE site_id = $1 AND ts < $2"}};

}  // namespace parvis::track::internal
