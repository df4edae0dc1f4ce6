// SPDX-License-Identifier: AGPL-3.0-or-later
#include "publish/calendar_store.h"

#include "store/record.h"

namespace parvis::publish {
namespace {

constexpr auto publication_sql = "SELECT * FROM publish_publication WHERE id = $1";
constexpr auto between_sql = "SELECT * FROM publish_publication WHERE brand_id = $1 AND at >= $2 AND at < $3 AND state <> 'cancelled' ORDER BY at, id";
constexpr auto live_sql =
    "SELECT * FROM publish_publication WHERE brand_id = $1 AND state = 'live' AND at >= $2 AND at < $3 ORDER BY at, id";
constexpr auto unsent_titled_sql =
    "SELECT * FROM publish_publication WHERE title <> '' AND state IN ('in_review', 'changes_requested', 'scheduled', 'preparing', 'sending', 'ambiguous', "
    "'deferred', 'auth_wait', 'manual_due', 'rejected', 'missed', 'expired') ORDER BY at, id";
constexpr auto has_live_sql = "SELECT id FROM publish_publication WHERE brand_id = $1 AND state = 'live' LIMIT 1";
constexpr auto of_content_sql = "SELECT * FROM publish_publication WHERE content_id = $1 ORDER BY at, id";
constexpr auto same_sql =
    "SELECT id FROM publish_publication WHERE content_id = $1 AND channel_id = $2 AND at = $3 AND state <> 'cancelled'";
constexpr auto request_sql = "SELECT * FROM publish_approval_request WHERE token_hash = $1";
constexpr auto requests_sql = "SELECT * FROM publish_approval_request WHERE brand_id = $1 ORDER BY created_at DESC, id DESC";
constexpr auto open_requests_sql = "SELECT * FROM publish_approval_request WHERE closed_at IS NULL AND expires_at > $1 ORDER BY created_at, id";
constexpr auto reminders_sql = "UPDATE publish_approval_request SET reminders = $2 WHERE id = $1";
constexpr auto items_of_request_sql = "SELECT * FROM publish_approval_item WHERE request_id = $1 ORDER BY id";
constexpr auto items_of_publication_sql = "SELECT * FROM publish_approval_item WHERE publication_id = $1 ORDER BY id";

}  // namespace

void insert_publication(store::Transaction& tx, Publication const& publication) { store::insert(tx, "publish_publication", publication); }

bool update_publication(store::Transaction& tx, Publication const& publication) { return store::update(tx, "publish_publication", publication); }

std::optional<Publication> find_publication(store::Transaction& tx, PublicationId const& id) {
  return store::one<Publication>(tx.first(publication_sql, {id.to_string()}));
}

std::vector<Publication> publication_rows(store::Transaction& tx, BrandId const& brand, Instant from, Instant to) {
  return store::records<Publication>(tx.rows(between_sql, {brand.to_string(), from.milliseconds(), to.milliseconds()}));
}

std::vector<Publication> publication_rows(store::Transaction& tx, studio::ContentId const& content) {
  return store::records<Publication>(tx.rows(of_content_sql, {content.to_string()}));
}

std::vector<Publication> live_rows(store::Transaction& tx, BrandId const& brand, Instant from, Instant to) {
  return store::records<Publication>(tx.rows(live_sql, {brand.to_string(), from.milliseconds(), to.milliseconds()}));
}

std::vector<Publication> unsent_titled_rows(store::Transaction& tx) { return store::records<Publication>(tx.rows(unsent_titled_sql)); }

bool has_live_row(store::Transaction& tx, BrandId const& brand) { return tx.first(has_live_sql, {brand.to_string()}).has_value(); }

bool same_publication_stands(store::Transaction& tx, Publication const& p) {
  return tx.first(same_sql, {p.content_id.to_string(), p.channel_id.to_string(), p.at.milliseconds()}).has_value();
}

void insert_request(store::Transaction& tx, ApprovalRequest const& request) { store::insert(tx, "publish_approval_request", request); }

std::optional<ApprovalRequest> find_request_by_hash(store::Transaction& tx, std::string const& token_hash) {
  return store::one<ApprovalRequest>(tx.first(request_sql, {token_hash}));
}

std::vector<ApprovalRequest> request_rows(store::Transaction& tx, BrandId const& brand) {
  return store::records<ApprovalRequest>(tx.rows(requests_sql, {brand.to_string()}));
}

std::vector<ApprovalRequest> open_requests(store::Transaction& tx, Instant now) {
  return store::records<ApprovalRequest>(tx.rows(open_requests_sql, {now.milliseconds()}));
}

void set_reminders(store::Transaction& tx, ApprovalId const& id, std::int64_t count) { tx.run(reminders_sql, {id.to_string(), count}); }

void insert_item(store::Transaction& tx, ApprovalItem const& item) { store::insert(tx, "publish_approval_item", item); }

void update_item(store::Transaction& tx, ApprovalItem const& item) {
  tx.run(store::update_of<ApprovalItem>("publish_approval_item"), store::fields(item));
}

std::vector<ApprovalItem> item_rows(store::Transaction& tx, ApprovalId const& request) {
  return store::records<ApprovalItem>(tx.rows(items_of_request_sql, {request.to_string()}));
}

std::vector<ApprovalItem> item_rows(store::Transaction& tx, PublicationId const& publication) {
  return store::records<ApprovalItem>(tx.rows(items_of_publication_sql, {publication.to_string()}));
}

}  // namespace parvis::publish
