// SPDX-License-Identifier: AGPL-3.0-or-later
#include "track/channel.h"

#include <algorithm>
#include <regex>

#include "base/assertion.h"
#include "track/internal/files.h"
#include "track/web_address.h"

namespace parvis::track {

namespace {

struct ListedRule {
  std::string channel;
  std::optional<bool> paid;
  std::optional<std::string> group, campaign_matches, medium_matches, source_matches;
  std::optional<std::vector<std::string>> medium_in;
};
BOOST_DESCRIBE_STRUCT(ListedRule, (), (channel, paid, group, campaign_matches, medium_matches, source_matches, medium_in))

struct RulesFile {
  std::string about, source, date, paid_medium;
  std::vector<ListedRule> rules;
};
BOOST_DESCRIBE_STRUCT(RulesFile, (), (about, source, date, paid_medium, rules))

using Pattern = std::optional<std::regex>;

struct Rule {
  ListedRule listed;
  Pattern campaign, medium, source;
};

/// What the rules look at.
struct Facts {
  std::string source, medium, campaign, group;
  bool paid = false;
};

Pattern pattern_of(std::optional<std::string> const& text) {
  return text ? Pattern(std::regex(*text, std::regex::optimize)) : std::nullopt;
}

bool found(Pattern const& pattern, std::string const& text) { return !pattern || std::regex_search(text, *pattern); }

bool holds(Rule const& rule, Facts const& facts) {
  ListedRule const& listed = rule.listed;
  if (listed.paid && *listed.paid != facts.paid) return false;
  if (listed.group && *listed.group != facts.group) return false;
  if (listed.medium_in && std::ranges::find(*listed.medium_in, facts.medium) == listed.medium_in->end()) return false;
  return found(rule.campaign, facts.campaign) && found(rule.medium, facts.medium) && found(rule.source, facts.source);
}

class Rules {
 public:
  static Rules const& instance() {
    static Rules const rules;
    return rules;
  }

  std::string const& first(Facts const& facts) const {
    auto const rule = std::ranges::find_if(rules_, [&](Rule const& each) { return holds(each, facts); });
    PARVIS_ASSERT(rule != rules_.end(), "the last channel rule has no condition");
    return rule->listed.channel;
  }
  bool is_paid(std::string const& medium) const { return std::regex_match(medium, paid_medium_); }

 private:
  Rules() {
    auto const file = internal::track_data<RulesFile>("channel_rules.json");
    paid_medium_ = std::regex(file.paid_medium);
    for (ListedRule const& listed : file.rules) {
      rules_.push_back({listed, pattern_of(listed.campaign_matches), pattern_of(listed.medium_matches), pattern_of(listed.source_matches)});
    }
  }

  std::regex paid_medium_;
  std::vector<Rule> rules_;
};

std::optional<Source> known_source(std::string const& text) {
  if (text.empty()) return std::nullopt;
  return source_of_name(text);
}

bool proves_payment(std::string const& type, std::optional<Source> const& source) {
  auto const known = click_id(type);
  return known && source && !known->paid_with.empty() && known->paid_with == source->name;
}

}  // namespace

std::string channel_of(Arrival const& arrival) {
  Rules const& rules = Rules::instance();
  auto const referring = known_source(arrival.referrer_source);
  auto const said = known_source(arrival.utm_source);
  auto const& source = arrival.utm_source.empty() ? referring : said;
  // regex_search backtracks by recursion: what nobody reads beyond its beginning is cut.
  Facts facts{lower_case(cut(arrival.utm_source.empty() ? arrival.referrer_source : arrival.utm_source, 100)),
              lower_case(cut(arrival.utm_medium, 100)), lower_case(cut(arrival.utm_campaign, 100)), source ? source->group : "", false};
  facts.paid = rules.is_paid(facts.medium) || (source && source->paid) || proves_payment(arrival.click_id, source);
  if (!facts.medium.empty() && !facts.paid && arrival.utm_source.empty()) {
    std::string const alone = rules.first({"", facts.medium, facts.campaign, "", false});
    if (alone != "referral") return alone;
  }
  return rules.first(facts);
}

}  // namespace parvis::track
