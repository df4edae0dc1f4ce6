// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// SQL over costs and readings.

#include "measure/measure.h"

namespace parvis::measure {

void insert_cost(store::Transaction& tx, CostLine const& line);
/// False when the revision is not the one before.
bool update_cost(store::Transaction& tx, CostLine const& line);
std::optional<CostLine> find_cost(store::Transaction& tx, BrandId const& brand, CostLineId const& id);
std::vector<CostLine> cost_rows(store::Transaction& tx, BrandId const& brand, CostQuestion const& question);
std::vector<CostLine> week_rows(store::Transaction& tx, identity::PersonId const& person, LocalDate const& monday);

void insert_reading(store::Transaction& tx, Reading const& reading);
std::vector<Reading> reading_rows(store::Transaction& tx, BrandId const& brand, std::string const& publication);
/// The last reading of each publication and metric.
std::vector<Reading> last_readings(store::Transaction& tx, BrandId const& brand);

}  // namespace parvis::measure
