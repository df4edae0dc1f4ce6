// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What the pages that look across rooms are given.

#include "measure/measure.h"
#include "publish/publish.h"

namespace parvis::app {

struct ReadingDesk {
  store::Database& database;
  Clock const& clock;
  measure::Desk const* measure;  // null: figures are unknown
};

/// The web address of a place under a brand: below(brand, "produire").
inline std::string below(identity::BrandId const& brand, std::string const& path) { return "/b/" + brand.to_string() + "/" + path; }

}  // namespace parvis::app
