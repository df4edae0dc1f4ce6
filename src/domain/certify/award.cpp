// SPDX-License-Identifier: AGPL-3.0-or-later
#include "certify/award.h"

#include <algorithm>

namespace parvis::certify {

Capital capital_of(CapitalQuestion const& question) {
  Capital capital;
  for (std::string const& block : question.blocks) {
    Award const* kept = nullptr;
    for (Award const& award : question.awards) {
      if (award.block != block || award.state != AwardStanding::standing) continue;
      bool const expired = award.until && *award.until < question.day;
      if (expired || !question.counts(award)) {
        capital.uncounted.push_back({award.id, block, expired ? NotCounted::expired : NotCounted::no_equivalence});
      } else if (kept == nullptr || award.awarded_on < kept->awarded_on) {
        kept = &award;
      }
    }
    kept == nullptr ? capital.missing.push_back(block) : capital.acquired.push_back(*kept);
  }
  return capital;
}

}  // namespace parvis::certify
