// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A content: one intent with one body, and variants where a channel wants other words or other images. What goes out on
// a channel is `rendered()`; it is pure, so that a preview and a publication cannot differ.

#include "strategy/strategy.h"

namespace parvis::studio {

using identity::Actor;
using identity::BrandId;
using ContentId = Id<struct ContentTag>;
using AssetId = Id<struct AssetTag>;

enum class ContentState { draft, ready };
BOOST_DESCRIBE_ENUM(ContentState, draft, ready)

/// An image as this content uses it: its alternative text belongs to the use, not to the file.
struct AssetUse {
  AssetId asset_id;
  Text<0, 1500> alt;
};
BOOST_DESCRIBE_STRUCT(AssetUse, (), (asset_id, alt))

/// Where a channel departs from the common body or images. Absent: as the content.
struct Variant {
  strategy::ChannelId channel_id;
  std::optional<Text<0, 20000>> body;
  std::optional<std::vector<AssetUse>> assets;
};
BOOST_DESCRIBE_STRUCT(Variant, (), (channel_id, body, assets))

/// What a person writes.
struct Draft {
  Text<1, 160> title;
  Text<0, 20000> body;
  identity::Locale language = identity::Locale::fr;
  std::optional<WebUrl> link_url;
  std::vector<AssetUse> assets;
  std::vector<Variant> variants;
  std::optional<strategy::ObjectiveId> objective_id;
  std::optional<strategy::PillarId> pillar_id;
  std::optional<strategy::PersonaId> persona_id;
  ContentState state = ContentState::draft;
};
BOOST_DESCRIBE_STRUCT(Draft, (), (title, body, language, link_url, assets, variants, objective_id, pillar_id, persona_id, state))

struct Content {
  ContentId id;
  BrandId brand_id;
  std::optional<strategy::ObjectiveId> objective_id;
  std::optional<strategy::PillarId> pillar_id;
  std::optional<strategy::PersonaId> persona_id;
  Text<1, 160> title;
  Text<0, 20000> body;
  identity::Locale language = identity::Locale::fr;
  std::optional<WebUrl> link_url;
  std::vector<AssetUse> assets;
  std::vector<Variant> variants;
  ContentState state = ContentState::draft;
  identity::PersonId author_id;
  std::string search_text;  // folded title and body
  std::int64_t revision = 1;
  Instant created_at;
  Instant updated_at;
  std::optional<Instant> archived_at;
};
BOOST_DESCRIBE_STRUCT(Content, (), (id, brand_id, objective_id, pillar_id, persona_id, title, body, language, link_url, assets, variants,
                                    state, author_id, search_text, revision, created_at, updated_at, archived_at))

/// What goes out on one channel, before its tagged link is put in.
struct Rendered {
  std::string text;
  std::vector<AssetUse> assets;
  identity::Locale language = identity::Locale::fr;
  std::optional<WebUrl> link_url;
};

Rendered rendered(Content const& content, strategy::ChannelId const& channel);

/// The text with the content's link put in as `short_url`: in place of the first address of the text that is exactly the link,
/// never within a longer one, else on a line of its own at the end.
std::string with_link(std::string const& text, std::string const& link, std::string const& short_url);

void take(Content& content, Draft const& draft);
Draft draft_of(Content const& content);

}  // namespace parvis::studio
