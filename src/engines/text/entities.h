// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Links, hashtags and mentions of a post. One linear pass by hand, no regular expression: hostile input costs O(n).
//
// A link is an http(s) URL, or a bare domain ending in a known top-level domain ("parvis.fr/prix"), as X and Bluesky
// link it. A mention is @user, @user@server (Mastodon) or @name.server (Bluesky). A hashtag holds at least one letter.

#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "text/range.h"

namespace parvis::text {

enum class EntityKind { url, hashtag, mention };
BOOST_DESCRIBE_ENUM(EntityKind, url, hashtag, mention)

struct Entity {
  EntityKind kind = EntityKind::url;
  Range range;
  std::uint32_t grapheme_start = 0;  // UAX #29 clusters from the start of the text
  std::uint32_t grapheme_end = 0;
  std::string value;    // the URL with its scheme, the tag without '#', the mention without '@'
  bool scheme = false;  // a link written with http:// or https://
};
BOOST_DESCRIBE_STRUCT(Entity, (), (kind, range, grapheme_start, grapheme_end, value, scheme))

/// In order, not overlapping. Only byte offsets are filled in; Reading fills in the others.
std::vector<Entity> find_entities(std::string_view utf8);

/// "exemple.fr" for "https://www.exemple.fr:8080/a?b#c": lower case, without "www.". Empty when there is none.
std::string host_of(std::string_view url);

/// True for a delegated top-level domain, lower case ("fr", "photography"), by data/tlds.txt.
bool is_top_level_domain(std::string_view label);

}  // namespace parvis::text
