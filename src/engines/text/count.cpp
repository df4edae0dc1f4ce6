// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/count.h"

#include <algorithm>

#include "base/assertion.h"
#include "base/json.h"
#include "text/data/networks.h"
#include "text/internal/unicode.h"

namespace parvis::text {
namespace {

struct NetworkTable {
  std::string revision;
  std::vector<TextRules> rules;
};
BOOST_DESCRIBE_STRUCT(NetworkTable, (), (revision, rules))

NetworkTable const& table() {
  static NetworkTable const read = [] {
    auto decoded = json::decode<NetworkTable>(data::networks);
    PARVIS_ASSERT(decoded.has_value(), "data/networks.json does not read");
    return std::move(*decoded);
  }();
  return read;
}

/// twitter-text v3 configuration: these ranges weigh 1, all else 2.
bool light(char32_t c) { return c <= 4351 || (c >= 8192 && c <= 8205) || (c >= 8208 && c <= 8223) || (c >= 8242 && c <= 8247); }

std::uint32_t count_code_points(std::string_view utf8) {
  return static_cast<std::uint32_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::uint32_t x_weight(std::string_view cluster, Glyph glyph) {
  if (glyph == Glyph::emoji) return 2;
  std::string const composed = cluster.size() > 1 ? unicode::nfc(cluster) : std::string(cluster);
  std::uint32_t weight = 0;
  for (std::size_t at = 0; at < composed.size();) weight += light(unicode::next(composed, at)) ? 1 : 2;
  return weight;
}

std::uint32_t weight(Unit unit, std::string_view cluster, Glyph glyph) {
  switch (unit) {
    case Unit::graphemes: return 1;
    case Unit::code_points: return count_code_points(cluster);
    case Unit::utf8_bytes: return static_cast<std::uint32_t>(cluster.size());
    case Unit::utf16_units: return static_cast<std::uint32_t>(unicode::utf16_units(cluster));
    case Unit::x_weighted: return x_weight(cluster, glyph);
    case Unit::emoji_as_bytes: return glyph == Glyph::emoji ? static_cast<std::uint32_t>(cluster.size()) : count_code_points(cluster);
  }
  return 0;
}

/// What the entity weighs whole; nullopt when its characters count as any others.
std::optional<std::uint32_t> entity_weight(Entity const& entity, TextRules const& rules) {
  bool const weighed = rules.links == WeighedLinks::all || (rules.links == WeighedLinks::with_scheme && entity.scheme);
  if (entity.kind == EntityKind::url && weighed) return rules.url_weight;
  std::size_t const server = entity.value.find('@');
  if (entity.kind == EntityKind::mention && rules.mentions == CountedMention::local_part && server != std::string::npos) {
    return static_cast<std::uint32_t>(server + 1);
  }
  return std::nullopt;
}

Count count_unit(Reading const& reading, TextRules const& rules, TextLimit limit) {
  Count count{limit.unit, 0, limit.max, {}};
  auto entity = reading.entities().begin();
  auto const& graphemes = reading.graphemes();
  for (std::size_t i = 0; i < graphemes.size();) {
    Grapheme const& grapheme = graphemes[i];
    while (entity != reading.entities().end() && entity->grapheme_start < i) ++entity;
    std::optional<std::uint32_t> whole;
    if (entity != reading.entities().end() && entity->grapheme_start == i) whole = entity_weight(*entity, rules);
    count.used += whole ? *whole : weight(limit.unit, reading.slice(grapheme.byte_start, grapheme.byte_end), grapheme.glyph);
    if (!count.over_from && count.used > limit.max) count.over_from = reading.range(grapheme.byte_start, grapheme.byte_end).start;
    i = whole ? entity->grapheme_end : i + 1;
  }
  return count;
}

}  // namespace

std::vector<Count> count_for(Reading const& reading, TextRules const& rules) {
  std::vector<Count> counts;
  for (TextLimit const& limit : rules.limits) counts.push_back(count_unit(reading, rules, limit));
  return counts;
}

bool fits(std::vector<Count> const& counts) {
  return std::all_of(counts.begin(), counts.end(), [](Count const& count) { return count.used <= count.max; });
}

bool fits(Tally const& tally) { return !tally.max || tally.used <= *tally.max; }

TextMeasure measure(Reading const& reading, TextRules const& rules) {
  auto const standing = [&](EntityKind kind) {
    auto const& entities = reading.entities();
    return static_cast<std::uint32_t>(std::count_if(entities.begin(), entities.end(), [&](Entity const& one) { return one.kind == kind; }));
  };
  return {count_for(reading, rules), {standing(EntityKind::hashtag), rules.max_hashtags}, {standing(EntityKind::mention), rules.max_mentions}};
}

bool fits(TextMeasure const& measure) { return fits(measure.counts) && fits(measure.hashtags) && fits(measure.mentions); }

std::vector<TextRules> const& all_text_rules() { return table().rules; }

std::string const& text_rules_revision() { return table().revision; }

TextRules const* text_rules(std::string_view network, std::string_view part) {
  auto const& rules = all_text_rules();
  auto const found = std::find_if(rules.begin(), rules.end(), [&](TextRules const& r) { return r.network == network && r.part == part; });
  return found == rules.end() ? nullptr : &*found;
}

}  // namespace parvis::text
