// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Writing a noun of this room whole, new or over its former self: what a use case and the ledger's replay both do. For
// stores only.

#include "store/record.h"

namespace parvis::judge {

template <class Noun>
void put_row(store::Transaction& tx, char const* table, Noun const& noun) {
  if (tx.run(store::update_of<Noun>(table), store::fields(noun)) == 0) store::insert(tx, table, noun);
}

}  // namespace parvis::judge
