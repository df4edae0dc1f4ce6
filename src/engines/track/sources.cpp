// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <map>
#include <regex>
#include <unordered_map>

#include "track/channel.h"
#include "track/internal/files.h"
#include "track/web_address.h"

namespace parvis::track {

namespace {

struct ListedSource {
  std::string name;
  std::vector<std::string> hosts;
  std::optional<std::vector<std::string>> parameters;
};
BOOST_DESCRIBE_STRUCT(ListedSource, (), (name, hosts, parameters))

struct ListedClickId {
  std::string network;
  std::optional<std::string> paid_with;
};
BOOST_DESCRIBE_STRUCT(ListedClickId, (), (network, paid_with))

struct SourcesFile {
  std::string about, source, date, mail_host;  // mail_host: what a webmail's host looks like
  std::vector<ListedSource> email, ai, video, shopping, social, search;
  std::map<std::string, std::string> aliases;
  std::map<std::string, ListedClickId> click_ids;
};
BOOST_DESCRIBE_STRUCT(SourcesFile, (), (about, source, date, mail_host, email, ai, video, shopping, social, search, aliases, click_ids))

struct Entry {
  Source source;
  std::vector<std::string> parameters;
};

/// The lists by host and by name. Read once; never changed.
class Directory {
 public:
  static Directory const& instance() {
    static Directory const directory;
    return directory;
  }

  Entry const* by_host(std::string const& host) const {
    for (std::string_view rest = host;;) {
      if (Entry const* found = exact(std::string(rest))) return found;
      std::size_t const dot = rest.find('.');
      if (dot == std::string_view::npos || rest.find('.', dot + 1) == std::string_view::npos) return nullptr;
      rest.remove_prefix(dot + 1);
    }
  }

  Entry const* by_name(std::string const& name) const {
    auto const alias = file_.aliases.find(name);
    auto const found = names_.find(alias == file_.aliases.end() ? name : lower_case(alias->second));
    return found == names_.end() ? nullptr : &entries_[found->second];
  }

  SourcesFile const& file() const { return file_; }
  bool is_mail(std::string const& host) const { return std::regex_search(host, mail_host_); }

 private:
  Directory() : file_(internal::track_data<SourcesFile>("sources.json")), mail_host_(file_.mail_host, std::regex::optimize) {
    for (auto const* group : {&file_.email, &file_.ai, &file_.video, &file_.shopping, &file_.social, &file_.search}) take(*group);
    entries_.push_back({{"Google Ads", "search", true}, {}});
    names_.emplace("google ads", entries_.size() - 1);
  }

  std::string group_of(std::vector<ListedSource> const& list) const {
    if (&list == &file_.email) return "email";
    if (&list == &file_.ai) return "ai";
    if (&list == &file_.video) return "video";
    if (&list == &file_.shopping) return "shopping";
    return &list == &file_.social ? "social" : "search";
  }

  void take(std::vector<ListedSource> const& list) {
    for (ListedSource const& listed : list) {
      std::size_t const index = entries_.size();
      entries_.push_back({{listed.name, group_of(list), false}, listed.parameters.value_or(std::vector<std::string>())});
      names_.emplace(lower_case(listed.name), index);
      for (std::string const& host : listed.hosts) hosts_.emplace(bare_host(host), index);
    }
  }

  Entry const* exact(std::string const& host) const {
    for (std::string const& form : {host, without_ending(host), without_country(host)}) {
      auto const found = form.empty() ? hosts_.end() : hosts_.find(form);
      if (found != hosts_.end()) return &entries_[found->second];
    }
    return nullptr;
  }

  // "google.co.uk" and "google.fr" are "google.{}" in the list.
  static std::string without_ending(std::string_view host) {
    std::size_t const last = host.rfind('.');
    if (last == std::string_view::npos || host.size() - last > 4) return {};
    std::size_t const before = host.rfind('.', last - 1);
    bool const doubled = before != std::string_view::npos && last - before <= 4 && host.size() - last == 3;
    return std::string(host.substr(0, doubled ? before : last)) + ".{}";
  }

  // "fr.search.example" is "{}.search.example" in the list.
  static std::string without_country(std::string_view host) {
    std::size_t const first = host.find('.');
    return first != 2 && first != 3 ? std::string() : "{}" + std::string(host.substr(first));
  }

  SourcesFile const file_;
  std::regex const mail_host_;
  std::vector<Entry> entries_;
  std::unordered_map<std::string, std::size_t> hosts_;
  std::unordered_map<std::string, std::size_t> names_;
};

// "reddit-ads", "facebook_ads": the network, paid.
std::string without_ads(std::string name) {
  for (std::string_view const ending : {"-ads", "_ads", " ads", "ads"}) {
    if (name.size() > ending.size() && name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
  }
  return {};
}

}  // namespace

std::optional<Source> source_of_host(std::string_view host, std::string_view path) {
  std::string const bare = bare_host(lower_case(host));
  auto const& directory = Directory::instance();
  if (path.starts_with("/i/grok") && bare == "x.com") return directory.by_name("grok")->source;
  if (Entry const* found = directory.by_host(bare)) return found->source;
  if (bare.size() <= 100 && directory.is_mail(bare)) return Source{bare, "email", false};
  return std::nullopt;
}

std::optional<Source> source_of_name(std::string_view name) {
  std::string const wanted = lower_case(name);
  auto const& directory = Directory::instance();
  if (Entry const* found = directory.by_name(wanted)) return found->source;
  if (wanted.find('.') != std::string::npos) return source_of_host(wanted);
  std::string const network = without_ads(wanted);
  Entry const* const found = network.empty() ? nullptr : directory.by_name(network);
  if (found == nullptr) return std::nullopt;
  return Source{found->source.name, found->source.group, true};
}

std::string search_term(std::string_view referrer) {
  auto const address = parse_address(referrer);
  if (!address) return {};
  Entry const* const found = Directory::instance().by_host(bare_host(address->host));
  if (found == nullptr || found->source.group != "search") return {};
  for (std::string const& name : found->parameters) {
    std::string value = parameter(*address, name);
    if (!value.empty()) return value;
  }
  return {};
}

std::optional<ClickId> click_id(std::string_view parameter) {
  auto const& known = Directory::instance().file().click_ids;
  auto const found = known.find(std::string(parameter));
  if (found == known.end()) return std::nullopt;
  return ClickId{found->first, found->second.network, found->second.paid_with.value_or("")};
}

}  // namespace parvis::track
