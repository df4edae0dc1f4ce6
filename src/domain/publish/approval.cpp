// SPDX-License-Identifier: AGPL-3.0-or-later
#include "publish/approval.h"

namespace parvis::publish {

Offer offer_of(Publication const& p) {
  return {p.title.empty() ? std::nullopt : std::optional(p.title), p.text, p.assets, p.moment, p.hashes, p.renditions};
}

bool follow(ApprovalItem& item, Publication const& publication) {
  if (item.offered.hashes == publication.hashes) return false;
  if (item.decision == Decision::approved) item.approved = item.offered;
  item.offered = offer_of(publication);
  bool const stands = publication.approved_hashes && *publication.approved_hashes == publication.hashes;
  bool const is_back = stands && item.approved && item.approved->hashes == publication.hashes;
  item.decision = is_back ? Decision::approved : Decision::pending;
  return true;
}

}  // namespace parvis::publish
