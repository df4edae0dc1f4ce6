// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/version.h"

#include <algorithm>

#include "enrol/truncation.h"

namespace parvis::enrol {

Result<VersionState> moved(VersionState state, VersionEvent event) {
  if (state == VersionState::draft && event == VersionEvent::confirm) return VersionState::confirmed;
  if (state == VersionState::confirmed && event == VersionEvent::retire) return VersionState::retired;
  return conflict("enrol.version_state", json::name_of(state) + " -> " + json::name_of(event));
}

std::vector<Truncation> open_truncations(store::Transaction& tx, WorkspaceId const& workspace, ReferentialVersionId const& id, std::string const& block) {
  auto const version = load_version(tx, workspace, id);
  if (!version) return {};
  auto open = truncations_of(version->content);
  std::erase_if(open, [&](Truncation const& one) { return !block.empty() && one.block != block; });
  return open;
}

referential::Block const* find_block(ReferentialVersion const& version, std::string_view block) {
  auto const& all = version.content.blocks;
  auto const found = std::find_if(all.begin(), all.end(), [&](referential::Block const& one) { return one.id == block; });
  return found == all.end() ? nullptr : &*found;
}

std::vector<referential::Criterion const*> criteria_of(ReferentialVersion const& version, std::string_view block) {
  std::vector<referential::Criterion const*> criteria;
  if (referential::Block const* found = find_block(version, block)) {
    for (referential::CriteriaGroup const& group : found->evaluation.criteria_groups) {
      for (referential::Criterion const& criterion : group.criteria) criteria.push_back(&criterion);
    }
  }
  return criteria;
}

}  // namespace parvis::enrol
