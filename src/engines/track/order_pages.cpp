// SPDX-License-Identifier: AGPL-3.0-or-later
#include "track/order_pages.h"

#include <algorithm>
#include <vector>

#include "track/internal/files.h"
#include "track/web_address.h"

namespace parvis::track {

namespace {

struct OrderPagesFile {
  std::string about, source, date;
  std::vector<std::string> all, numbered;
};
BOOST_DESCRIBE_STRUCT(OrderPagesFile, (), (about, source, date, all, numbered))

OrderPagesFile const& pages() {
  static auto const file = internal::track_data<OrderPagesFile>("order_pages.json");
  return file;
}

bool is_listed(std::vector<std::string> const& segments, std::string const& segment) { return std::ranges::find(segments, segment) != segments.end(); }

bool is_figure(char c) { return c >= '0' && c <= '9'; }

bool bears_number(std::string_view segment) {
  if (!segment.empty() && is_figure(segment.front())) return true;
  std::size_t row = 0;
  for (char const c : segment) {
    row = is_figure(c) ? row + 1 : 0;
    if (row == 3) return true;
  }
  return false;
}

std::string any_of(std::vector<std::string> const& segments) {
  std::string pattern;
  for (std::string const& segment : segments) pattern += (pattern.empty() ? "" : "|") + segment;
  return "/(?:" + pattern + ")";
}

}  // namespace

std::string without_order(std::string_view path) {
  std::string kept;
  bool may_follow = false;
  for (std::string_view rest = path; !rest.empty();) {
    std::size_t const end = std::min(rest.size(), rest.find('/', 1));
    std::string const segment = lower_case(rest.substr(rest.front() == '/' ? 1 : 0, end - (rest.front() == '/' ? 1 : 0)));
    if (may_follow && bears_number(segment)) break;
    kept += rest.substr(0, end);
    if (is_listed(pages().all, segment)) break;
    may_follow = may_follow || is_listed(pages().numbered, segment);
    rest.remove_prefix(end);
  }
  return kept;
}

std::string const& order_path_pattern() {
  static std::string const pattern = any_of(pages().all) + "/+[^/]|" + any_of(pages().numbered) + "(?:/[^/]*)*/(?:[0-9]|[^/]*[0-9][0-9][0-9])";
  return pattern;
}

}  // namespace parvis::track
