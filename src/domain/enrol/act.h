// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What each act of this room leaves behind: a line of the ledger with the row, and one of the workspace's trail.

#include "base/assertion.h"
#include "enrol/enrol.h"
#include "store/record.h"

namespace parvis::enrol {

/// Both lines, in the caller's transaction.
void record_act(store::Transaction& tx, Clock const& clock, Actor const& actor, LedgerEntry const& entry);

/// The program acting by itself in a workspace.
Actor system_actor(WorkspaceId const& workspace);

/// Puts a row of T back in its table, in place of the one of the same key.
template <class T>
Rebuilder rebuilder(std::string const& table, std::string const& key = "id") {
  return {table, [table, key](store::Transaction& tx, json::Value const& row) {
            auto const noun = json::decode_value<T>(row);
            PARVIS_ASSERT(noun.has_value(), "the ledger holds a row of " + table + " that is no longer read");
            if (tx.run(store::update_of<T>(table, key), store::fields(*noun)) == 0) store::insert(tx, table, *noun);
          }};
}


}  // namespace parvis::enrol
