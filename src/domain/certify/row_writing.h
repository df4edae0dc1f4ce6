// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Writing a noun of this room whole: what a use case and the ledger's replay both do. For stores only.

#include "base/assertion.h"
#include "certify/certify.h"
#include "store/record.h"

namespace parvis::certify {

template <class Noun>
void put_row(store::Transaction& tx, char const* table, Noun const& noun) {
  if (tx.run(store::update_of<Noun>(table), store::fields(noun)) == 0) store::insert(tx, table, noun);
}

template <class Noun>
enrol::Rebuilder rebuilder_of(char const* table) {
  return {table, [table](store::Transaction& tx, json::Value const& row) {
            auto const noun = json::decode_value<Noun>(row);
            PARVIS_ASSERT(noun.has_value(), std::string("the ledger holds a row that is no longer read, of ") + table);
            put_row(tx, table, *noun);
          }};
}

}  // namespace parvis::certify
