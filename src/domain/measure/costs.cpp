// SPDX-License-Identifier: AGPL-3.0-or-later
#include "measure/act.h"
#include "measure/declared.h"
#include "measure/measure_store.h"

namespace parvis::measure {
namespace {

constexpr unsigned monday_iso = 1;
constexpr std::int64_t most_weight = 1'000'000;
constexpr std::int64_t most_week_minutes = 7 * 24 * 60;

Result<Currency> brand_currency(store::Transaction& tx, BrandId const& brand) {
  TRY(identity::Brand const found, identity::load_brand(tx, brand));
  return found.currency;
}

/// The objective is of this brand, when one is named.
Done know_objective(store::Transaction& tx, BrandId const& brand, std::optional<ObjectiveId> const& objective) {
  if (!objective) return {};
  TRY([[maybe_unused]] auto const found, strategy::load_objective(tx, brand, *objective));
  return {};
}

Done check_in(store::Transaction& tx, Desk const& desk, BrandId const& brand, SaveCostLine const& line) {
  TRY(Currency const currency, brand_currency(tx, brand));
  TRY_DONE(check(line, currency));
  TRY_DONE(know_objective(tx, brand, line.objective_id));
  if (line.publication_id) TRY_DONE(check_publication(tx, desk, brand, *line.publication_id));
  return {};
}

/// A person's week is logged once for a brand and an objective.
Done check_week(store::Transaction& tx, CostLine const& line) {
  if (!line.week || !line.person_id || line.archived_at) return {};
  for (CostLine const& other : week_rows(tx, *line.person_id, *line.week)) {
    bool const same = other.id != line.id && other.brand_id == line.brand_id && other.objective_id == line.objective_id;
    if (same) return conflict("measure.week_logged");
  }
  return {};
}

void take(CostLine& line, SaveCostLine const& change) {
  line.objective_id = change.objective_id;
  line.publication_id = change.publication_id;
  line.kind = change.kind;
  line.side = change.side;
  line.on_day = change.on_day;
  line.amount = change.amount;
  line.tax = change.tax;
  line.tax_per_mille = change.tax_per_mille;
  line.minutes = change.minutes;
  line.note = change.note.value_or(line.note);
}

Act act_on(CostLine const& line, std::string action) { return {std::move(action), "cost", line.id.to_string(), "C5.2.3", "mesurer/couts"}; }

Result<CostLine> load_cost(store::Transaction& tx, BrandId const& brand, CostLineId const& id) {
  auto line = find_cost(tx, brand, id);
  if (!line) return not_found("measure.cost_not_found");
  return std::move(*line);
}

/// Who may not see internal costs may not write or shelve one either: it is not to be known.
bool may_see(Actor const& actor, CostSide side) {
  return side == CostSide::billed || identity::grants(actor.role, identity::may::see_internal_costs.name);
}

CostLine opened(Desk const& desk, BrandId const& brand) {
  CostLine line;
  line.id = CostLineId::make(desk.clock);
  line.brand_id = brand;
  line.created_at = desk.clock.now();
  return line;
}

Done check(LogWeek const& week, Currency const& currency) {
  std::vector<FieldError> wrong;
  if (week.monday.iso_weekday() != monday_iso) wrong.push_back({"monday", "measure.not_a_monday", "", week.monday.to_string()});
  if (week.minutes < 0 || week.minutes > most_week_minutes) {
    wrong.push_back({"minutes", "measure.minutes_range", "0.." + std::to_string(most_week_minutes), std::to_string(week.minutes)});
  }
  if (week.hourly.currency != currency) wrong.push_back({"hourly", "measure.currency_mismatch", currency.to_string(), week.hourly.currency.to_string()});
  if (week.hourly.minor < 0) wrong.push_back({"hourly", "measure.cost_negative", "0", std::to_string(week.hourly.minor)});
  if (!wrong.empty()) return invalid("measure.week_invalid", std::move(wrong));
  return {};
}

std::optional<CostLine> same_week(store::Transaction& tx, Actor const& actor, LogWeek const& week) {
  for (CostLine const& line : week_rows(tx, actor.person, week.monday)) {
    if (line.brand_id == actor.brand && line.objective_id == week.objective_id) return line;
  }
  return std::nullopt;
}

void fill(CostLine& line, Actor const& actor, LogWeek const& week) {
  line.objective_id = week.objective_id;
  line.kind = CostKind::hours;
  line.side = CostSide::internal;
  line.on_day = line.week.emplace(week.monday);
  line.minutes = week.minutes;
  line.person_id = actor.person;
  line.amount = scaled(week.hourly, week.minutes, 60);
  line.tax_per_mille = 0;  // one's own work bears no tax: the same in either basis
}

Done check(SpreadRetainer const& retainer) {
  if (retainer.shares.empty()) return invalid_field("shares", "measure.spread_empty");
  for (std::size_t i = 0; i < retainer.shares.size(); ++i) {
    std::int64_t const weight = retainer.shares[i].weight;
    if (weight < 1 || weight > most_weight) {
      return invalid_field("shares/" + std::to_string(i) + "/weight", "measure.weight_range", "1.." + std::to_string(most_weight), std::to_string(weight));
    }
  }
  return {};
}

}  // namespace

Result<CostLine> add_cost(Desk const& desk, Actor const& actor, SaveCostLine const& request) {
  return desk.database.write([&](store::Transaction& tx) -> Result<CostLine> {
    TRY_DONE(check_in(tx, desk, actor.brand, request));
    CostLine line = opened(desk, actor.brand);
    take(line, request);
    insert_cost(tx, line);
    record_act(tx, desk, actor, act_on(line, "measure.cost_added"));
    return line;
  });
}

Result<CostLine> save_cost(Desk const& desk, Actor const& actor, CostLineId const& id, SaveCostLine const& change) {
  return desk.database.write([&](store::Transaction& tx) -> Result<CostLine> {
    TRY(CostLine line, load_cost(tx, actor.brand, id));
    if (!may_see(actor, line.side)) return not_found("measure.cost_not_found");
    TRY_DONE(check_in(tx, desk, actor.brand, change));
    take(line, change);
    TRY_DONE(check_week(tx, line));
    line.revision = change.revision.value_or(line.revision) + 1;
    if (!update_cost(tx, line)) return conflict("measure.stale_revision");
    record_act(tx, desk, actor, act_on(line, "measure.cost_saved"));
    return line;
  });
}

Done shelve_cost(Desk const& desk, Actor const& actor, CostLineId const& id, strategy::Shelf shelf) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    TRY(CostLine line, load_cost(tx, actor.brand, id));
    if (!may_see(actor, line.side)) return not_found("measure.cost_not_found");
    line.archived_at.reset();
    if (shelf == strategy::Shelf::archived) line.archived_at = desk.clock.now();
    TRY_DONE(check_week(tx, line));
    ++line.revision;
    update_cost(tx, line);
    record_act(tx, desk, actor, {"measure.cost_shelved", "cost", id.to_string(), "", ""});
    return {};
  });
}

Result<std::optional<CostLine>> log_week(Desk const& desk, Actor const& actor, LogWeek const& week) {
  return desk.database.write([&](store::Transaction& tx) -> Result<std::optional<CostLine>> {
    TRY(Currency const currency, brand_currency(tx, actor.brand));
    TRY_DONE(check(week, currency));
    TRY_DONE(know_objective(tx, actor.brand, week.objective_id));
    auto const before = same_week(tx, actor, week);
    if (!before && week.minutes == 0) return std::nullopt;
    CostLine line = before.value_or(opened(desk, actor.brand));
    fill(line, actor, week);
    if (week.minutes == 0) line.archived_at = desk.clock.now();
    if (before) {
      ++line.revision;
      update_cost(tx, line);
    } else {
      insert_cost(tx, line);
    }
    record_act(tx, desk, actor, act_on(line, "measure.week_logged"));
    return week.minutes == 0 ? std::nullopt : std::optional(line);
  });
}

Result<std::vector<CostLine>> spread_retainer(Desk const& desk, Actor const& actor, SpreadRetainer const& retainer) {
  return desk.database.write([&](store::Transaction& tx) -> Result<std::vector<CostLine>> {
    TRY_DONE(check(retainer));
    SaveCostLine line{{}, {}, CostKind::fee, CostSide::billed, retainer.on_day, retainer.amount, retainer.tax, retainer.tax_per_mille, {}, {}, {}};
    TRY(Currency const currency, brand_currency(tx, actor.brand));
    TRY_DONE(check(line, currency));
    std::vector<std::int64_t> weights;
    for (RetainerShare const& share : retainer.shares) weights.push_back(share.weight);
    auto const parts = shared_out(retainer.amount.minor, weights);
    std::vector<CostLine> lines;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      line.objective_id = retainer.shares[i].objective_id;
      TRY_DONE(know_objective(tx, actor.brand, line.objective_id));
      line.amount.minor = parts[i];
      CostLine& made = lines.emplace_back(opened(desk, actor.brand));
      take(made, line);
      insert_cost(tx, made);
      record_act(tx, desk, actor, act_on(made, "measure.retainer_spread"));
    }
    return lines;
  });
}

std::vector<CostLine> costs(Desk const& desk, Actor const& actor, CostQuestion const& question) {
  auto lines = desk.database.read([&](store::Transaction& tx) { return cost_rows(tx, actor.brand, question); });
  std::erase_if(lines, [&](CostLine const& line) { return !may_see(actor, line.side); });
  return lines;
}

std::vector<CostLine> own_week(Desk const& desk, identity::PersonId const& person, LocalDate const& monday) {
  return desk.database.read([&](store::Transaction& tx) { return week_rows(tx, person, monday); });
}

}  // namespace parvis::measure
