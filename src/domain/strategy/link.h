// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Tagged links: a short address served by Parvis (/l/CODE) that leads to a stored target with the UTM vocabulary's
// words: source and medium by network, campaign = the objective's slug, content = the link's own code. So a visit, and
// then an order, can be pulled back to one publication. Problem codes: strategy.link_not_found, strategy.utm_word.

#include "strategy/channel.h"

namespace parvis::strategy {

using LinkId = Id<struct LinkTag>;

/// A UTM word: lower-case letters, digits, '-', '_' and '.', 1 to 64. Problem strategy.utm_word.
Result<std::string> utm_word(std::string_view text);
struct UtmForm { static constexpr char const* format = "utm"; static constexpr std::size_t max_length = 64; };
using UtmWord = CheckedText<utm_word, UtmForm>;

struct ShortLink {
  LinkId id;
  BrandId brand_id;
  std::string code;  // 7 characters without look-alikes
  WebUrl target;
  UtmWord source;
  UtmWord medium;
  UtmWord campaign;
  std::string content;  // = code
  std::optional<ObjectiveId> objective_id;
  std::optional<ChannelId> channel_id;
  std::optional<std::string> publication_id;
  Instant created_at;
  std::optional<Instant> archived_at;
};
BOOST_DESCRIBE_STRUCT(ShortLink, (), (id, brand_id, code, target, source, medium, campaign, content, objective_id, channel_id,
                                      publication_id, created_at, archived_at))

/// What a link is asked for. Source and medium come from the channel's network, campaign from the objective, unless given.
struct NewLink {
  WebUrl target;
  std::optional<ObjectiveId> objective_id;
  std::optional<ChannelId> channel_id;
  std::optional<std::string> publication_id;
  std::optional<UtmWord> source;
  std::optional<UtmWord> medium;
  std::optional<UtmWord> campaign;
};
BOOST_DESCRIBE_STRUCT(NewLink, (), (target, objective_id, channel_id, publication_id, source, medium, campaign))

constexpr std::size_t link_code_length = 7;
/// A fresh code of `link_code_length` characters from an alphabet of 31 without 0, o, 1, l, i (27 billion of them).
std::string new_link_code();

/// The target with its utm_* set: the target's own query and fragment stay, its own utm_* are replaced.
std::string tagged_target(ShortLink const& link);

}  // namespace parvis::strategy
