// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// How long a text is for a network. Every network counts in its own unit; the rules are data (data/networks.json)
// with a source, a date and whether the network itself states them.
//
//   TextRules const* rules = text_rules("bluesky", "post");
//   for (Count const& count : count_for(reading, *rules)) ...   // 300 graphemes and 3,000 bytes: two counts
//   if (!fits(measure(reading, *rules))) ...                    // its hashtags and mentions too

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/time.h"
#include "text/reading.h"

namespace parvis::text {

enum class Unit {
  graphemes,       // extended grapheme clusters, UAX #29
  code_points,
  utf8_bytes,
  utf16_units,
  x_weighted,      // twitter-text v3: 1 or 2 a code point after NFC, 2 an emoji
  emoji_as_bytes,  // code points, but each emoji as its UTF-8 bytes (Threads)
};
BOOST_DESCRIBE_ENUM(Unit, graphemes, code_points, utf8_bytes, utf16_units, x_weighted, emoji_as_bytes)

/// Which links are replaced by the network's own short link before counting.
enum class WeighedLinks { none, with_scheme, all };
BOOST_DESCRIBE_ENUM(WeighedLinks, none, with_scheme, all)

/// `local_part`: "@user@server" counts as "@user".
enum class CountedMention { whole, local_part };
BOOST_DESCRIBE_ENUM(CountedMention, whole, local_part)

/// `stated`: the network says both figure and unit. `unit_assumed`: it states the figure, and we take the larger
/// reading. `instance_default`: each server may differ, ask it.
enum class Certainty { stated, unit_assumed, instance_default };
BOOST_DESCRIBE_ENUM(Certainty, stated, unit_assumed, instance_default)

struct TextLimit {
  Unit unit = Unit::graphemes;
  std::uint32_t max = 0;
};
BOOST_DESCRIBE_STRUCT(TextLimit, (), (unit, max))

/// How one part ("post", "title", "caption"...) of one network's publication is measured.
struct TextRules {
  std::string network;
  std::string part;
  std::vector<TextLimit> limits;  // the text must keep all of them; empty = no limit
  WeighedLinks links = WeighedLinks::none;
  std::uint32_t url_weight = 0;
  CountedMention mentions = CountedMention::whole;
  std::optional<std::uint32_t> max_hashtags;
  std::optional<std::uint32_t> max_mentions;
  Certainty certainty = Certainty::stated;
  std::string source;
  LocalDate as_of;
};
BOOST_DESCRIBE_STRUCT(TextRules, (), (network, part, limits, links, url_weight, mentions, max_hashtags, max_mentions, certainty, source, as_of))

struct Count {
  Unit unit = Unit::graphemes;
  std::uint32_t used = 0;
  std::uint32_t max = 0;
  std::optional<std::uint32_t> over_from;  // UTF-16 offset of the first grapheme or link that no longer fits
};
BOOST_DESCRIBE_STRUCT(Count, (), (unit, used, max, over_from))

/// One count a limit, in the rules' order.
std::vector<Count> count_for(Reading const& reading, TextRules const& rules);
/// True when no limit is passed.
bool fits(std::vector<Count> const& counts);

/// How often something stands in a text, and how often it may.
struct Tally {
  std::uint32_t used = 0;
  std::optional<std::uint32_t> max;
};
bool fits(Tally const& tally);

/// All that a network limits of a text.
struct TextMeasure {
  std::vector<Count> counts;
  Tally hashtags;
  Tally mentions;
};
TextMeasure measure(Reading const& reading, TextRules const& rules);
bool fits(TextMeasure const& measure);

/// The whole table, read once; `revision` names it. The pointer and references last as long as the program.
std::vector<TextRules> const& all_text_rules();
std::string const& text_rules_revision();
/// nullptr when the network or part is unknown.
TextRules const* text_rules(std::string_view network, std::string_view part);

}  // namespace parvis::text
