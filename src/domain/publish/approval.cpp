// SPDX-License-Identifier: AGPL-3.0-or-later
#include "publish/approval.h"

namespace parvis::publish {

Offer offer_of(Publication const& p) { return {p.text, p.assets, p.moment, p.hashes}; }

bool follow(ApprovalItem& item, Publication const& publication) {
  if (item.offered.hashes == publication.hashes) return false;
  if (item.decision == Decision::approved) item.approved = item.offered;
  item.offered = offer_of(publication);
  item.decision = Decision::pending;
  item.decided_by.reset();
  item.decided_at.reset();
  return true;
}

}  // namespace parvis::publish
