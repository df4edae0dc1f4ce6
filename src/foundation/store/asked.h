// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// One statement about any number of ids: its text stays constant, and all the ids travel in $1.
//
//   std::string const open_sql = store::asked_ids + "SELECT * FROM strategy_objective WHERE brand_id IN (SELECT id FROM asked)";
//   tx.rows(open_sql, {store::joined(brands)});
//
// Ids are taken off the text by 32, then one by one: taken one by one from the whole, a thousand would cost its square.

#include <string>

#include "base/assertion.h"

namespace parvis::store {

/// What such a statement begins with: the ids of $1 as a table `asked` of one column `id`. More tables may follow a comma.
inline std::string const asked_ids =
    "WITH RECURSIVE asked_part(ids, rest) AS (SELECT substr(CAST($1 AS TEXT), 1, 1152), substr(CAST($1 AS TEXT), 1153) "
    "UNION ALL SELECT substr(rest, 1, 1152), substr(rest, 1153) FROM asked_part WHERE rest <> ''), "
    "asked(id, rest) AS (SELECT substr(ids, 1, 36), substr(ids, 37) FROM asked_part "
    "UNION ALL SELECT substr(rest, 1, 36), substr(rest, 37) FROM asked WHERE rest <> '') ";

/// Ids (base/id.h) as one parameter; none of them may be nil.
template <class Ids>
std::string joined(Ids const& ids) {
  std::string text;
  for (auto const& id : ids) {
    PARVIS_ASSERT(id.to_string().size() == 36, "the nil id is never asked for");
    text += id.to_string();
  }
  return text;
}

}  // namespace parvis::store
