// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What the routes answer.

#include "referential/referential.h"

namespace parvis::referential {

struct ReferentialPage {
  Referential referential;
  std::vector<CompetencyRoom> rooms;
};
BOOST_DESCRIBE_STRUCT(ReferentialPage, (), (referential, rooms))

struct CompetencyPage {
  Competency competency;
  Activity activity;
  std::string block_id;
  std::string block_title;
  std::vector<Criterion> criteria;
  std::vector<Anomaly> anomalies;
  CompetencyRoom room;
};
BOOST_DESCRIBE_STRUCT(CompetencyPage, (), (competency, activity, block_id, block_title, criteria, anomalies, room))

struct PortfolioFilter {
  std::optional<std::string> competency;
  std::optional<Id<identity::BrandTag>> brand;
  std::optional<EvidenceId> after;
  std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(PortfolioFilter, (), (competency, brand, after, limit))

struct Portfolio {
  std::map<std::string, std::int64_t> counts;
  std::vector<Evidence> items;
  std::optional<EvidenceId> next;
};
BOOST_DESCRIBE_STRUCT(Portfolio, (), (counts, items, next))

}  // namespace parvis::referential
