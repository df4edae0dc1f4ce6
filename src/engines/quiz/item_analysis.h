// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// How the items of a questionnaire behaved in one exam session. Information for authors: it never changes a score.

#include <optional>
#include <vector>

#include "base/rational.h"

namespace parvis::quiz {

/// One candidate's answer to one item: the fraction of its points, and the places ticked.
struct ItemResponse {
  std::string item;
  Rational fraction;
  std::vector<std::int64_t> chosen;
};

/// One candidate's responses to the items drawn for them, marked by rule or by people.
struct Paper {
  std::vector<ItemResponse> responses;
};

/// How often an option was ticked by the best and by the weakest papers.
struct OptionUse {
  std::int64_t place = 0;
  std::int64_t all = 0;
  std::int64_t upper = 0;
  std::int64_t lower = 0;
};
BOOST_DESCRIBE_STRUCT(OptionUse, (), (place, all, upper, lower))

/// too_few: under the stated number of papers, shown for what they are but not to be interpreted; all_alike: every paper
/// got the same, so that nothing can be told apart.
enum class FigureStanding { interpretable, too_few, all_alike };
BOOST_DESCRIBE_ENUM(FigureStanding, interpretable, too_few, all_alike)

/// facility: mean fraction. discrimination: mean fraction of the upper group less that of the lower one, each `group`
/// papers (27 % of those that hold the item, at least 1) by their ratio on their other items. point_biserial: correlation
/// of the item with the rest of its paper, in thousandths, absent when either does not vary.
struct ItemFigures {
  std::string item;
  std::int64_t papers = 0;
  FigureStanding standing = FigureStanding::too_few;
  Rational facility;
  Rational discrimination;
  std::int64_t group = 0;
  std::optional<std::int64_t> point_biserial;
  std::vector<OptionUse> options;
};
BOOST_DESCRIBE_STRUCT(ItemFigures, (), (item, papers, standing, facility, discrimination, group, point_biserial, options))

constexpr std::int64_t usual_least_papers = 10;

/// In the order in which items first appear. Items of fewer than `least_papers` papers are too_few.
std::vector<ItemFigures> analyse_items(std::vector<Paper> const& papers, std::int64_t least_papers = usual_least_papers);

}  // namespace parvis::quiz
