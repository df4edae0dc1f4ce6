// SPDX-License-Identifier: AGPL-3.0-or-later
#include "judge/agreement_store.h"

#include "base/digest.h"
#include "judge/minutes_store.h"

namespace parvis::judge {
namespace {

constexpr auto kept_page = "SELECT page FROM judge_agreement WHERE workspace_id = $1 AND minutes = $2";
constexpr auto keep_page =
    "INSERT INTO judge_agreement (workspace_id, minutes, page) VALUES ($1, $2, $3) "
    "ON CONFLICT (workspace_id) DO UPDATE SET minutes = excluded.minutes, page = excluded.page";

}  // namespace

std::string closed_minutes(store::Transaction& tx, WorkspaceId const& workspace) {
  std::string ids;
  for (Minutes const& one : all_minutes(tx, workspace)) {
    if (one.state == MinutesState::closed) ids += one.id.to_string();
  }
  return sha256_hex(ids);
}

std::optional<Agreement> kept_agreement(store::Transaction& tx, AgreementBasis const& basis) {
  auto const row = tx.first(kept_page, {basis.workspace.to_string(), basis.minutes});
  if (!row) return std::nullopt;
  auto page = json::decode<Agreement>(row->text("page"));
  if (!page) return std::nullopt;  // an older version's: reckoned again
  return std::move(*page);
}

void keep_agreement(store::Transaction& tx, AgreementBasis const& basis, Agreement const& page) {
  tx.run(keep_page, {basis.workspace.to_string(), basis.minutes, json::encode(page)});
}

}  // namespace parvis::judge
