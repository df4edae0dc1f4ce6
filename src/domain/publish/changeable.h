// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Publications whose words and moment may still change, read by their moment.

#include "publish/publication.h"

namespace parvis::publish {

struct ChangeableQuestion {
  BrandId brand;
  Instant after, until;  // moments in (after, until]
  std::int64_t most = 100;
};
/// The earliest first, at most `most`.
std::vector<Publication> changeable_between(store::Transaction& tx, ChangeableQuestion const& question);

}  // namespace parvis::publish
