// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// SQL over publications and approvals.

#include "publish/publish.h"

namespace parvis::publish {

void insert_publication(store::Transaction& tx, Publication const& publication);
/// False when the stored revision is not `publication.revision - 1`.
bool update_publication(store::Transaction& tx, Publication const& publication);
std::optional<Publication> find_publication(store::Transaction& tx, PublicationId const& id);
std::vector<Publication> publication_rows(store::Transaction& tx, BrandId const& brand, Instant from, Instant to);
std::vector<Publication> publication_rows(store::Transaction& tx, studio::ContentId const& content);
std::vector<Publication> live_rows(store::Transaction& tx, BrandId const& brand, Instant from, Instant to);
/// Those that bear a title and may still go out, in any state.
std::vector<Publication> unsent_titled_rows(store::Transaction& tx);
bool has_live_row(store::Transaction& tx, BrandId const& brand);
/// True when that content already stands on that channel at that instant, not withdrawn.
bool same_publication_stands(store::Transaction& tx, Publication const& publication);

void insert_request(store::Transaction& tx, ApprovalRequest const& request);
std::optional<ApprovalRequest> find_request_by_hash(store::Transaction& tx, std::string const& token_hash);
std::vector<ApprovalRequest> request_rows(store::Transaction& tx, BrandId const& brand);
std::vector<ApprovalRequest> open_requests(store::Transaction& tx, Instant now);
void set_reminders(store::Transaction& tx, ApprovalId const& id, std::int64_t count);
void insert_item(store::Transaction& tx, ApprovalItem const& item);
void update_item(store::Transaction& tx, ApprovalItem const& item);
std::vector<ApprovalItem> item_rows(store::Transaction& tx, ApprovalId const& request);
std::vector<ApprovalItem> item_rows(store::Transaction& tx, PublicationId const& publication);

}  // namespace parvis::publish
