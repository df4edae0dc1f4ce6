// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What each act of this room leaves: the row in its table, a line of the ledger with it, one of the workspace's trail.

#include "certify/certify.h"

namespace parvis::certify {

inline constexpr char const* award_table = "certify_award";
inline constexpr char const* outcome_table = "certify_outcome";
inline constexpr char const* certificate_table = "certify_certificate";
inline constexpr char const* credential_table = "certify_credential";
inline constexpr char const* key_table = "certify_key";
inline constexpr char const* appeal_table = "certify_appeal";
inline constexpr char const* fraud_table = "certify_fraud";
inline constexpr char const* correction_table = "certify_correction";
inline constexpr char const* purge_table = "certify_purge";
inline constexpr char const* item_table = "certify_cdc_item";
inline constexpr char const* batch_table = "certify_cdc_batch";

/// The program acting by itself in a workspace.
Actor system_actor(WorkspaceId const& workspace);

/// Ledger and trail of a row that was just written; `kind` is the table.
struct Kept {
  std::string act;  // "certify.block_awarded"
  std::string kind;
  std::string id;
  json::Value row;
};
void record_kept(store::Transaction& tx, Desk const& desk, Actor const& actor, Kept const& kept);

/// Today in the workspace's zone.
LocalDate today_of(store::Transaction& tx, Clock const& clock, WorkspaceId const& workspace);

/// The text, or as much of it as holds in that many code points.
std::string first_code_points(std::string const& text, std::size_t most);

}  // namespace parvis::certify
