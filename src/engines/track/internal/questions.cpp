// SPDX-License-Identifier: AGPL-3.0-or-later
#include "track/internal/questions.h"

// A visit under way when the period begins belongs to the day it began. It is named by its visitor (whose id no two sites
// share) and its start.
#define PARVIS_LOCAL_DAY(time)                                                                                          \
  "CAST(floor((" time " + CASE WHEN " time " >= $7 THEN $8 WHEN " time " >= $5 THEN $6 ELSE $4 END) / 86400000.0) AS BIGINT)"

#define PARVIS_DAYS_WITHIN(time) "CAST(floor((" time " - run_begins) / 86400000.0) AS BIGINT)"

// Hits of the visits that begin within the period. `columns` of the table, each with a comma before it.
#define PARVIS_VISITS(columns)                                                                                          \
  "WITH period AS (SELECT site_id, visitor, ts, event_id" columns ", visit_start AS start, visit_first AS first FROM hit" \
  "  WHERE site_id IN ($1) AND ts >= $2 AND ts < $3 AND visit_start >= $2) "

#define PARVIS_SEEN_HIT                                                                                                 \
  "h.site_id, h.visitor, h.ts, h.event_id, h.name, h.path, h.channel, h.source, h.medium, h.campaign, h.term, h.content, " \
  "h.value_minor, h.currency, h.order_id"

namespace parvis::track::internal {

events::Question const hits_by_day{
    "hits_by_day",
    "SELECT " PARVIS_LOCAL_DAY("ts") " AS day, count(*) FILTER (WHERE name = 'page_view'), count(DISTINCT visitor) "
    "FROM hit WHERE site_id IN ($1) AND ts >= $2 AND ts < $3 AND bot IS NULL GROUP BY day"};

events::Question const visits_by_day{
    "visits_by_day", PARVIS_VISITS("") "SELECT " PARVIS_LOCAL_DAY("start") " AS day, count(*) FROM period WHERE first = 1 GROUP BY day"};

events::Question const visits_by_channel{
    "visits_by_channel",
    PARVIS_VISITS(", channel") "SELECT coalesce(channel, '') AS from_channel, count(*) AS visits, count(DISTINCT visitor) "
    "FROM period WHERE first = 1 GROUP BY from_channel ORDER BY visits DESC, from_channel"};

events::Question const visits_by_tags{
    "visits_by_tags",
    PARVIS_VISITS(", source, medium, campaign, content") ", tagged AS (SELECT DISTINCT coalesce(campaign, '') AS c, coalesce(source, '') AS s, "
    "coalesce(medium, '') AS m, coalesce(content, '') AS t, visitor, start FROM period WHERE campaign IS NOT NULL OR content IS NOT NULL OR medium IS NOT NULL) "
    "SELECT c, s, m, t, count(*) AS visits, count(DISTINCT visitor) FROM tagged GROUP BY c, s, m, t ORDER BY visits DESC, c, s, m, t"};

events::Question const visits_by_contents{
    "visits_by_contents",
    PARVIS_VISITS(", content") ", arrived AS (SELECT DISTINCT visitor, start, content FROM period WHERE content IS NOT NULL), "
    "came AS (SELECT visitor, start, string_agg(content, chr(31) ORDER BY content) AS contents FROM arrived GROUP BY visitor, start) "
    "SELECT contents, count(*) AS visits FROM came GROUP BY contents ORDER BY visits DESC, contents"};

events::Question const clicks_by_link{
    "clicks_by_link",
    "SELECT code, count(*) FILTER (WHERE bot IS NULL) AS clicks, count(*) FILTER (WHERE bot IS NOT NULL) "
    "FROM link_click WHERE scope IN ($1) AND ts >= $2 AND ts < $3 GROUP BY code ORDER BY clicks DESC, code"};

events::Question const visits_by_mode{
    "visits_by_mode",
    PARVIS_VISITS(", mode, name") "SELECT site_id, mode, count(*), count(*) FILTER (WHERE name = 'consent_given') FROM period WHERE first = 1 GROUP BY site_id, mode"};

events::Question const refusals{
    "refusals",
    "SELECT coalesce(event, ''), coalesce(field, ''), code, coalesce(bound, ''), count(*) AS n, max(received) "
    "FROM bad_row WHERE site_id IN ($1) AND received >= $2 AND received < $3 GROUP BY event, field, code, bound ORDER BY n DESC, code, field"};

// The latest visits are found first; only those are described.
events::Question const visit_list{
    "visit_list",
    PARVIS_VISITS(", name, channel, campaign, content") ", touched AS (SELECT site_id, visitor, start, count(*) FILTER (WHERE name = 'page_view') AS pages, "
    "max(CASE WHEN first = 1 THEN ts END) AS begins, max(CASE WHEN first = 1 THEN CAST(event_id AS VARCHAR) END) AS opening, "
    "max(CASE WHEN first = 1 THEN channel END) AS from_channel FROM period GROUP BY site_id, visitor, start "
    "HAVING count(*) FILTER (WHERE (CAST($5 AS VARCHAR) IS NULL OR campaign = $5) AND (CAST($6 AS VARCHAR) IS NULL OR content = $6)) > 0), "
    "latest AS (SELECT * FROM touched WHERE CAST($4 AS VARCHAR) IS NULL OR coalesce(from_channel, '') = $4 ORDER BY begins DESC, opening LIMIT $7) "
    "SELECT h.site_id, h.visitor, h.mode, l.begins, h.path, h.channel, h.source, h.medium, h.campaign, h.content, l.pages "
    "FROM latest l JOIN hit h ON h.site_id = l.site_id AND h.ts = l.begins AND h.event_id = CAST(l.opening AS UUID) ORDER BY l.begins DESC, l.opening"};

events::Question const converting_hits{
    "converting_hits",
    "WITH converted AS (SELECT DISTINCT site_id, visitor FROM hit WHERE site_id IN ($1) AND ts >= $2 AND ts < $3 AND name IN ($4) "
    "AND mode = 'consented' AND bot IS NULL) "
    "SELECT " PARVIS_SEEN_HIT " FROM hit h JOIN converted c ON h.site_id = c.site_id AND h.visitor = c.visitor "
    "WHERE h.ts >= $2 - $5 - 90000000 AND h.ts < $3 AND h.bot IS NULL ORDER BY h.site_id, h.visitor, h.ts, h.event_id"};

events::Question const steps{
    "steps",
    PARVIS_VISITS(", mode, name, value_minor, channel, source, campaign, content") "SELECT site_id, visitor, ts, event_id, "
    "CASE WHEN name IN ($4) THEN 1 ELSE 0 END, coalesce(value_minor, 0), CASE WHEN channel = 'direct' AND first = 0 THEN NULL ELSE channel END, "
    "campaign, content, start, source FROM period WHERE mode = 'consented' AND ((channel IS NOT NULL AND (channel <> 'direct' OR first = 1)) "
    "OR name IN ($4)) ORDER BY site_id, visitor, ts, event_id"};

events::Question const order_hits{
    "order_hits",
    "WITH ordered AS (SELECT site_id, visitor, ts FROM hit WHERE site_id = $1 AND order_id = $2 AND name = 'purchase' ORDER BY ts, event_id LIMIT 1) "
    "SELECT " PARVIS_SEEN_HIT " FROM hit h JOIN ordered o ON h.site_id = o.site_id AND h.visitor = o.visitor "
    "WHERE h.ts <= o.ts + 300000 AND h.bot IS NULL ORDER BY h.site_id, h.visitor, h.ts, h.event_id"};

// Only what a new hit can change is cut again: its visitor's hits from it on. Those of the pause before it say in which run
// they stand; a run's beginning only grows with time, so its greatest so far is the present one.
std::string_view const visit_cut =
    "UPDATE hit SET run_begins = cut.run_begins, visit_start = cut.run_begins + 86400000 * cut.days, visit_first = cut.first FROM ("
    "WITH came AS (SELECT site_id, visitor, min(ts) AS since FROM temp.hit_incoming WHERE bot IS NULL AND visitor IS NOT NULL GROUP BY site_id, visitor),"
    " seen AS (SELECT h.rowid AS place, h.site_id, h.visitor, h.ts, h.event_id, h.run_begins AS known, c.since,"
    "  lag(h.ts) OVER (PARTITION BY h.site_id, h.visitor ORDER BY h.ts, h.event_id) AS before"
    "  FROM hit h JOIN came c ON h.site_id = c.site_id AND h.visitor = c.visitor"
    "  WHERE h.bot IS NULL AND h.ts >= {since} - 1800000 AND h.ts >= c.since - 1800000),"
    " running AS (SELECT *, CASE WHEN ts - before <= 1800000 THEN 0 ELSE 1 END AS opens,"
    "  max(CASE WHEN ts < since THEN known WHEN ts - before <= 1800000 THEN 0 ELSE ts END) OVER"
    "  (PARTITION BY site_id, visitor ORDER BY ts, event_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS run_begins FROM seen)"
    " SELECT place, run_begins, " PARVIS_DAYS_WITHIN("ts") " AS days,"
    "  CASE WHEN opens = 1 OR " PARVIS_DAYS_WITHIN("ts") " <> " PARVIS_DAYS_WITHIN("before") " THEN 1 ELSE 0 END AS first"
    "  FROM running WHERE ts >= since) AS cut WHERE hit.rowid = cut.place";

std::vector<events::Question> const visitor_deletions = {
    {"erase_hits_of_visitor", "DELETE FROM hit WHERE site_id = $1 AND visitor = $2"},
    {"erase_proofs_of_visitor", "DELETE FROM consent_proof WHERE site_id = $1 AND visitor = $2"}};

std::vector<events::Question> const age_deletions = {
    {"erase_old_hits", "DELETE FROM hit WHERE site_id IN ($1) AND ts < $2"},
    {"erase_old_refusals", "DELETE FROM bad_row WHERE site_id IN ($1) AND received < $2"},
    {"erase_old_clicks", "DELETE FROM link_click WHERE scope IN ($1) AND ts < $2"},
    {"erase_old_proofs", "DELETE FROM consent_proof WHERE site_id IN ($1) AND ts < $2"}};

events::Question const oldest_rows{
    "oldest_rows", "SELECT min(ts) FROM hit WHERE site_id IN ($1) UNION ALL SELECT min(ts) FROM link_click WHERE scope IN ($1)"};

events::Question const exempt_rows{
    "exempt_rows",
    "SELECT count(*), count(*) FILTER (WHERE coalesce(channel, source, medium, campaign, term, content, campaign_id, click_id_type, click_id_hash) IS NOT NULL), "
    "count(*) FILTER (WHERE coalesce(order_id, items, currency, order_key) IS NOT NULL OR value_minor IS NOT NULL "
    "OR regexp_matches(lower(path), $3) OR regexp_matches(title, '[0-9]')), "
    "count(*) FILTER (WHERE coalesce(consent_version, props) IS NOT NULL), count(*) FILTER (WHERE referrer_path IS NOT NULL), "
    "count(*) FILTER (WHERE ts < $2), min(ts) FROM hit WHERE site_id = $1 AND mode = 'exempt'"};

}  // namespace parvis::track::internal
