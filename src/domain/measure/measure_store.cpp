// SPDX-License-Identifier: AGPL-3.0-or-later
#include "measure/measure_store.h"

#include "store/record.h"

namespace parvis::measure {
namespace {

constexpr auto cost_by_id = " FROM measure_cost_line WHERE brand_id = $1 AND id = $2";
constexpr auto costs_where =
    " FROM measure_cost_line WHERE brand_id = $1 AND archived_at IS NULL AND ($2 = '' OR objective_id = $2) "
    "AND ($3 = '' OR on_day >= $3) AND ($4 = '' OR on_day <= $4) ORDER BY on_day DESC, id DESC";
constexpr auto week_where = " FROM measure_cost_line WHERE person_id = $1 AND week = $2 AND archived_at IS NULL ORDER BY id";
constexpr auto readings_where = " FROM measure_reading WHERE brand_id = $1 AND publication_id = $2 ORDER BY at DESC, id DESC";
// Of readings at one instant the last recorded wins.
constexpr auto last_where =
    " FROM measure_reading AS r WHERE brand_id = $1 AND NOT EXISTS (SELECT 1 FROM measure_reading AS later WHERE later.brand_id = r.brand_id "
    "AND later.publication_id = r.publication_id AND later.metric = r.metric AND (later.at > r.at OR (later.at = r.at AND later.id > r.id))) "
    "ORDER BY publication_id, metric";

}  // namespace

void insert_cost(store::Transaction& tx, CostLine const& line) { store::insert(tx, "measure_cost_line", line); }

bool update_cost(store::Transaction& tx, CostLine const& line) { return store::update(tx, "measure_cost_line", line); }

std::optional<CostLine> find_cost(store::Transaction& tx, BrandId const& brand, CostLineId const& id) {
  static std::string const sql = store::selected<CostLine>(cost_by_id);
  return store::one<CostLine>(tx.first(sql, {brand.to_string(), id.to_string()}));
}

std::vector<CostLine> cost_rows(store::Transaction& tx, BrandId const& brand, CostQuestion const& question) {
  static std::string const sql = store::selected<CostLine>(costs_where);
  return store::records<CostLine>(tx.rows(
      sql, {brand.to_string(), store::or_empty(question.objective), store::or_empty(question.from), store::or_empty(question.to)}));
}

std::vector<CostLine> week_rows(store::Transaction& tx, identity::PersonId const& person, LocalDate const& monday) {
  static std::string const sql = store::selected<CostLine>(week_where);
  return store::records<CostLine>(tx.rows(sql, {person.to_string(), monday.to_string()}));
}

void insert_reading(store::Transaction& tx, Reading const& reading) { store::insert(tx, "measure_reading", reading); }

std::vector<Reading> reading_rows(store::Transaction& tx, BrandId const& brand, std::string const& publication) {
  static std::string const sql = store::selected<Reading>(readings_where);
  return store::records<Reading>(tx.rows(sql, {brand.to_string(), publication}));
}

std::vector<Reading> last_readings(store::Transaction& tx, BrandId const& brand) {
  static std::string const sql = store::selected<Reading>(last_where);
  return store::records<Reading>(tx.rows(sql, {brand.to_string()}));
}

}  // namespace parvis::measure
