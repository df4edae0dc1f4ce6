// SPDX-License-Identifier: AGPL-3.0-or-later
#include "measure/reports.h"

#include "store/record.h"

namespace parvis::measure {

namespace {

constexpr auto report_sql = "SELECT * FROM measure_report WHERE brand_id = $1 AND id = $2";

}  // namespace

void insert_report(store::Transaction& tx, Report const& report) { store::insert(tx, "measure_report", report); }

std::optional<Report> find_report(store::Transaction& tx, BrandId const& brand, ReportId const& id) {
  return store::one<Report>(tx.first(report_sql, {brand.to_string(), id.to_string()}));
}

}  // namespace parvis::measure
