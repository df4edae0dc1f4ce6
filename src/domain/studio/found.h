// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Contents as the lists and the search of rooms above show them, read many at once.

#include <map>
#include <set>

#include "studio/content.h"

namespace parvis::studio {

/// What lists of other rooms show of a content, read many at once.
struct ContentLabel {
  ContentId id;
  BrandId brand_id;
  std::string title;
  std::optional<strategy::ObjectiveId> objective_id;
  std::optional<strategy::PillarId> pillar_id;
  ContentState state = ContentState::draft;
  std::optional<Instant> archived_at;
};
BOOST_DESCRIBE_STRUCT(ContentLabel, (), (id, brand_id, title, objective_id, pillar_id, state, archived_at))
/// Those that exist, of any brand.
std::map<ContentId, ContentLabel> labels_of(store::Transaction& tx, std::set<ContentId> const& ids);

struct FoundContent {
  ContentId id;
  BrandId brand_id;
  std::string title;
};
/// Active contents of these brands in which each word asked (folded) begins a word of the title or body; the newest first,
/// at most `most`. Of words that are all common, the newest thousand contents that hold the rarest are looked at.
std::vector<FoundContent> contents_holding(store::Transaction& tx, std::set<BrandId> const& brands, std::string const& folded, std::size_t most);
/// Once, before the program serves: fills the words of contents that are older than the table of words.
void index_older_contents(store::Database& database);

}  // namespace parvis::studio
