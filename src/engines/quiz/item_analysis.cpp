// SPDX-License-Identifier: AGPL-3.0-or-later
#include "quiz/item_analysis.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace parvis::quiz {
namespace {

/// One paper seen from one item: what it got there, and on its other items.
struct Seen {
  ItemResponse const* response;
  Rational rest;  // mean of the other items; 0 when there is none
};

double real(Rational const& value) { return static_cast<double>(value.numerator) / static_cast<double>(value.denominator); }

Rational mean_of_rest(Paper const& paper, ItemResponse const& item) {
  Rational sum;
  for (ItemResponse const& other : paper.responses) {
    if (&other != &item) sum += other.fraction;
  }
  auto const others = static_cast<std::int64_t>(paper.responses.size()) - 1;
  return others > 0 ? sum / Rational{others, 1} : Rational{};
}

Rational mean(std::vector<Seen> const& seen, std::size_t first, std::size_t count) {
  Rational sum;
  for (std::size_t i = first; i < first + count; ++i) sum += seen[i].response->fraction;
  return sum / Rational{static_cast<std::int64_t>(count), 1};
}

struct Moments {
  double item = 0, rest = 0, product = 0;
};

/// Sums of squares and products about the means.
Moments moments(std::vector<Seen> const& seen) {
  double const count = static_cast<double>(seen.size());
  double item_mean = 0, rest_mean = 0;
  for (Seen const& one : seen) {
    item_mean += real(one.response->fraction) / count;
    rest_mean += real(one.rest) / count;
  }
  Moments sums;
  for (Seen const& one : seen) {
    double const item = real(one.response->fraction) - item_mean, rest = real(one.rest) - rest_mean;
    sums.item += item * item;
    sums.rest += rest * rest;
    sums.product += item * rest;
  }
  return sums;
}

template <class Value>
bool varies(std::vector<Seen> const& seen, Value value) {
  return std::any_of(seen.begin(), seen.end(), [&](Seen const& one) { return value(one) != value(seen.front()); });
}

bool item_varies(std::vector<Seen> const& seen) {
  return varies(seen, [](Seen const& one) { return one.response->fraction; });
}

std::optional<std::int64_t> correlation(std::vector<Seen> const& seen) {
  if (!item_varies(seen) || !varies(seen, [](Seen const& one) { return one.rest; })) return std::nullopt;
  Moments const sums = moments(seen);
  return std::llround(1000 * sums.product / std::sqrt(sums.item * sums.rest));
}

std::vector<OptionUse> uses(std::vector<Seen> const& seen, std::size_t group) {
  std::map<std::int64_t, OptionUse> by_place;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    for (std::int64_t const place : seen[i].response->chosen) {
      OptionUse& use = by_place[place];
      use.place = place;
      ++use.all;
      use.upper += i < group;
      use.lower += i >= seen.size() - group;
    }
  }
  std::vector<OptionUse> all;
  for (auto const& [place, use] : by_place) all.push_back(use);
  return all;
}

/// Best rest first; papers of one rest keep their order, so that the figures are the same each time.
void sort_by_rest(std::vector<Seen>& seen) {
  std::stable_sort(seen.begin(), seen.end(), [](Seen const& a, Seen const& b) { return a.rest > b.rest; });
}

ItemFigures figures(std::string const& item, std::vector<Seen> seen, std::int64_t least_papers) {
  sort_by_rest(seen);
  std::size_t const count = seen.size();
  std::size_t const group = std::max<std::size_t>(1, (count * 27 + 50) / 100);
  ItemFigures out;
  out.item = item;
  out.papers = static_cast<std::int64_t>(count);
  out.group = static_cast<std::int64_t>(group);
  out.facility = mean(seen, 0, count);
  out.discrimination = mean(seen, 0, group) - mean(seen, count - group, group);
  out.point_biserial = correlation(seen);
  out.options = uses(seen, group);
  out.standing = out.papers < least_papers ? FigureStanding::too_few : item_varies(seen) ? FigureStanding::interpretable : FigureStanding::all_alike;
  return out;
}

}  // namespace

std::vector<ItemFigures> analyse_items(std::vector<Paper> const& papers, std::int64_t least_papers) {
  std::vector<std::string> order;
  std::map<std::string, std::vector<Seen>> by_item;
  for (Paper const& paper : papers) {
    for (ItemResponse const& response : paper.responses) {
      if (!by_item.contains(response.item)) order.push_back(response.item);
      by_item[response.item].push_back({&response, mean_of_rest(paper, response)});
    }
  }
  std::vector<ItemFigures> all;
  for (std::string const& item : order) all.push_back(figures(item, std::move(by_item[item]), least_papers));
  return all;
}

}  // namespace parvis::quiz
