// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// How many statements were asked of the records: what tests and benches hold a page to.

#include <cstdint>

namespace parvis::store {

/// Since the calling thread began, within transactions on any database. Their BEGIN and COMMIT are not counted.
std::int64_t statements_of_this_thread();

}  // namespace parvis::store
