// SPDX-License-Identifier: AGPL-3.0-or-later
#include "publish/day.h"
#include "store/asked.h"
#include "store/record.h"

namespace parvis::publish {
namespace {

// Brand by brand in the index (brand_id, state, at, id): SQLite keeps the order of a CROSS JOIN, whatever others there are.
std::string const of_brands = "FROM asked CROSS JOIN publish_publication p WHERE p.brand_id = asked.id AND p.at > $2 AND p.at <= $3 AND p.state IN ";
std::string const entry = "SELECT p.id, p.brand_id, p.content_id, p.channel_id, p.state, p.at ";

// The earliest are told from the index alone, and only they are read.
std::string earliest(std::string const& states) {
  return store::asked_ids + entry + "FROM publish_publication p WHERE p.id IN (SELECT p.id " + of_brands + states + " ORDER BY p.at, p.id LIMIT $4) ORDER BY p.at, p.id";
}

std::string const waiting_sql = earliest("('changes_requested', 'manual_due', 'ambiguous')");
std::string const failed_sql = earliest("('auth_wait', 'rejected', 'missed', 'expired')");
std::string const going_out_sql = earliest("('scheduled', 'deferred')");
// Those whose words may still change; studio_draft is a view of studio.
std::string const drafts_sql = store::asked_ids + entry + of_brands +
                               "('in_review', 'changes_requested', 'scheduled', 'expired', 'missed', 'manual_due', 'rejected') "
                               "AND EXISTS (SELECT 1 FROM studio_draft d WHERE d.id = p.content_id) ORDER BY p.at, p.id LIMIT $4";
std::string const in_review_sql = store::asked_ids + "SELECT p.brand_id, count(*) AS count, min(p.at) AS first_at " + of_brands + "('in_review') GROUP BY p.brand_id";

struct Span {
  std::string brands;
  Instant after, until;
};

std::vector<DayEntry> entries_of(store::Transaction& tx, std::string const& sql, Span const& span, std::int64_t most) {
  return store::records<DayEntry>(tx.rows(sql, {span.brands, span.after.milliseconds(), span.until.milliseconds(), most}));
}

}  // namespace

DayLists day_lists(store::Transaction& tx, DayScope const& question) {
  Span const around{store::joined(question.brands), question.now - question.back, question.now + question.ahead};
  Span const coming{around.brands, question.now, around.until}, soon{around.brands, question.now, question.now + question.soon};
  DayLists day;
  day.waiting = entries_of(tx, waiting_sql, around, question.most);
  day.failed = entries_of(tx, failed_sql, around, question.most);
  day.going_out = entries_of(tx, going_out_sql, soon, question.most);
  day.drafts = entries_of(tx, drafts_sql, soon, question.most);
  day.in_review = store::records<InReview>(tx.rows(in_review_sql, {coming.brands, coming.after.milliseconds(), coming.until.milliseconds()}));
  return day;
}

}  // namespace parvis::publish
