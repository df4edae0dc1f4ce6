// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// SQL over the words of contents; what other rooms ask of them is found.h.

#include "studio/studio.h"

namespace parvis::studio {

/// Follows what a content says, from `before` to `now`, both folded.
void index_content(store::Transaction& tx, ContentId const& id, std::string const& before, std::string const& now);

}  // namespace parvis::studio
