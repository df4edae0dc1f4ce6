// SPDX-License-Identifier: AGPL-3.0-or-later
#include "strategy/charter.h"

namespace parvis::strategy {
namespace {

void check_range(std::vector<FieldError>& wrong, char const* path, std::optional<std::int64_t> value, std::pair<int, int> bounds) {
  if (!value || (*value >= bounds.first && *value <= bounds.second)) return;
  std::string const limit = std::to_string(bounds.first) + ".." + std::to_string(bounds.second);
  wrong.push_back({path, "strategy.rule_range", limit, std::to_string(*value)});
}

}  // namespace

std::vector<std::string> missing(CharterText const& text, std::size_t pillars) {
  std::vector<std::string> names;
  if (text.promise.empty()) names.emplace_back("promise");
  if (text.stance.empty()) names.emplace_back("stance");
  if (text.tone.empty()) names.emplace_back("tone");
  if (text.lexical_field.empty()) names.emplace_back("lexical_field");
  if (text.formats.empty()) names.emplace_back("formats");
  if (pillars == 0) names.emplace_back("pillars");
  return names;
}

Done check(WritingRules const& rules) {
  std::vector<FieldError> wrong;
  check_range(wrong, "text/rules/longest_sentence_words", rules.longest_sentence_words, {5, 80});
  check_range(wrong, "text/rules/most_emoji", rules.most_emoji, {0, 50});
  check_range(wrong, "text/rules/most_hashtags", rules.most_hashtags, {0, 30});
  if (!wrong.empty()) return invalid("strategy.charter_invalid", std::move(wrong));
  return {};
}

}  // namespace parvis::strategy
