// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Where a visit came from. Sources (hosts, names, click ids) and the ordered rules are data with their source and date:
// data/sources.json, data/channel_rules.json. An acquisition channel is one of: cross_network, paid_shopping,
// paid_search, paid_social, paid_video, display, paid_other, organic_shopping, organic_social, organic_video,
// ai_assistant, organic_search, email, affiliate, audio, sms, push, referral, direct.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parvis::track {

struct Source {
  std::string name;   // "Google", "Instagram"
  std::string group;  // "search", "social", "video", "shopping", "email", "ai"
  bool paid = false;  // its name says so: "google-ads"
};

/// By a referrer's host, with its path for the few that need it.
std::optional<Source> source_of_host(std::string_view host, std::string_view path = "/");
/// By a name, as utm_source gives it: "ig", "facebook-ads", "instagram.com".
std::optional<Source> source_of_name(std::string_view name);
/// What was searched for, or "", from a search engine's own parameters.
std::string search_term(std::string_view referrer);

struct ClickId {
  std::string type;      // "gclid"
  std::string network;   // "Google"
  std::string paid_with; // the source with which it proves a paid click, or ""
};

/// A click id by the name of its parameter.
std::optional<ClickId> click_id(std::string_view parameter);

/// Texts as they came; empty when absent.
struct Arrival {
  std::string referrer_source;  // a source's name, or the referrer's host
  std::string utm_source;
  std::string utm_medium;
  std::string utm_campaign;
  std::string click_id;  // type
};

/// utm_source outranks the referrer; a medium that decides alone outranks the referrer's group.
std::string channel_of(Arrival const& arrival);

}  // namespace parvis::track
