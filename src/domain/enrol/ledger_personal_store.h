// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What of the ledger's rows stands beside the chain because it must be able to go: one row a line, salted, which the line
// commits to by the SHA-256, in hexadecimal, of the salt, a line feed and the members as JSON. See docs/adr/0018.

#include "enrol/ledger.h"

namespace parvis::enrol {

/// The row that the line will hold: without the entry's personal members, which are put aside, and with the commitment.
json::Value with_personal_apart(store::Transaction& tx, LedgerLine const& line, LedgerEntry const& entry);
/// The row as it was written; nothing when its personal part was forgotten.
std::optional<json::Value> with_personal_back(store::Transaction& tx, LedgerLine const& line);
/// Number of the first line, after the one and up to the other, whose commitment what is kept beside it does not meet.
std::optional<std::int64_t> first_unkept(store::Transaction& tx, identity::WorkspaceId const& workspace, std::pair<std::int64_t, std::int64_t> const& lines);

}  // namespace parvis::enrol
