// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/truncation.h"

namespace parvis::enrol {
namespace {

/// Calls `see(block, kind, item)` for every competency, modality and criterion, in order.
template <class Content, class See>
void each_item(Content& content, See&& see) {
  for (auto& block : content.blocks) {
    for (auto& competency : block.competencies) see(block, TruncatedKind::competency, competency);
    for (auto& modality : block.evaluation.modality) see(block, TruncatedKind::modality, modality);
    for (auto& group : block.evaluation.criteria_groups) {
      for (auto& criterion : group.criteria) see(block, TruncatedKind::criterion, criterion);
    }
  }
}

std::optional<std::string> reconstruction_of(referential::Criterion const& criterion) { return criterion.inferred_full_text; }
template <class Item>
std::optional<std::string> reconstruction_of(Item const&) {
  return std::nullopt;
}

}  // namespace

std::vector<Truncation> truncations_of(referential::Referential const& content) {
  std::vector<Truncation> found;
  each_item(content, [&](auto const& block, TruncatedKind kind, auto const& item) {
    if (item.truncated.value_or(false)) found.push_back({item.id, block.id, kind, item.text, reconstruction_of(item)});
  });
  return found;
}

void resolve_in(referential::Referential& content, Resolution const& resolution) {
  each_item(content, [&](auto&, TruncatedKind, auto& item) {
    if (item.id != resolution.code || !item.truncated.value_or(false)) return;
    item.truncated.reset();
    if (resolution.kind == ResolutionKind::completed) item.text = resolution.text.to_string();
  });
}

}  // namespace parvis::enrol
