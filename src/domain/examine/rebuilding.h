// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Rows put back from the ledger, for this room's stores.

#include "base/assertion.h"
#include "enrol/enrol.h"
#include "store/record.h"

namespace parvis::examine {

/// Puts a row of T back in place of the one of the same key.
template <class T>
enrol::Rebuilder rebuilder(std::string const& table, std::string const& key = "id") {
  return {table, [table, key](store::Transaction& tx, json::Value const& row) {
            auto const noun = json::decode_value<T>(row);
            PARVIS_ASSERT(noun.has_value(), "the ledger holds a row of " + table + " that is no longer read");
            if (tx.run(store::update_of<T>(table, key), store::fields(*noun)) == 0) store::insert(tx, table, *noun);
          }};
}

}  // namespace parvis::examine
