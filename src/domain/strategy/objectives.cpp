// SPDX-License-Identifier: AGPL-3.0-or-later
#include "strategy/plan_store.h"
#include "strategy/record.h"
#include "strategy/routes.h"

namespace parvis::strategy {
namespace {

constexpr std::size_t longest_slug_stem = 50;

// Lower-case ASCII with common French letters unaccented, so that "Soldes d'été" gives "soldes-d-ete".
std::string ascii_lower(std::string const& text) {
  static constexpr std::pair<std::string_view, char> letters[] = {
      {"à", 'a'}, {"â", 'a'}, {"ä", 'a'}, {"é", 'e'}, {"è", 'e'}, {"ê", 'e'}, {"ë", 'e'}, {"î", 'i'}, {"ï", 'i'}, {"ô", 'o'},
      {"ö", 'o'}, {"ù", 'u'}, {"û", 'u'}, {"ü", 'u'}, {"ç", 'c'}, {"É", 'e'}, {"È", 'e'}, {"Ê", 'e'}, {"À", 'a'}, {"Ç", 'c'}};
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto const found = std::find_if(std::begin(letters), std::end(letters), [&](auto const& one) { return text.compare(i, 2, one.first) == 0; });
    if (found != std::end(letters)) {
      out += found->second;
      ++i;
    } else {
      out += text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] + 32) : text[i];
    }
  }
  return out;
}

std::string slug_stem(std::string const& title) {
  std::string stem;
  for (char c : ascii_lower(title)) {
    bool const kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (kept) stem += c;
    if (!kept && !stem.empty() && stem.back() != '-') stem += '-';
  }
  stem.resize(std::min(stem.size(), longest_slug_stem));
  while (!stem.empty() && stem.back() == '-') stem.pop_back();
  return stem.empty() ? "objectif" : stem;
}

// The campaign word of its links: it never changes once given, or yesterday's visits would lose their objective.
Slug free_slug(store::Transaction& tx, BrandId const& brand, std::string const& title) {
  std::string const stem = slug_stem(title);
  for (int number = 1;; ++number) {
    std::string const slug = number == 1 ? stem : stem + "-" + std::to_string(number);
    if (!objective_slug_taken(tx, brand, slug)) return *Slug::parse(slug);
  }
}

void take(Objective& objective, SaveObjective const& change) {
  objective.title = change.title;
  objective.metric = change.metric;
  objective.target = change.target;
  objective.starts_on = change.starts_on;
  objective.ends_on = change.ends_on;
  objective.budget = change.budget;
  objective.tax = change.tax.value_or(objective.tax);
  objective.margin_percent = change.margin_percent;
  objective.state = change.state.value_or(objective.state);
}

Act act_on(Objective const& objective, std::string action) {
  return {std::move(action), "objective", objective.id.to_string(), "C1.1.1", "comprendre/objectifs/" + objective.id.to_string()};
}

Result<Currency> brand_currency(store::Transaction& tx, BrandId const& brand) {
  TRY(identity::Brand const found, identity::load_brand(tx, brand));
  return found.currency;
}

void open_objective(store::Transaction& tx, Desk const& desk, Objective& objective) {
  objective.id = ObjectiveId::make(desk.clock);
  objective.created_at = objective.updated_at = desk.clock.now();
  objective.slug = free_slug(tx, objective.brand_id, objective.title.to_string());
  insert_objective(tx, objective);
}

}  // namespace

Result<Objective> create_objective(Desk const& desk, Actor const& actor, SaveObjective const& request) {
  return desk.database.write([&](store::Transaction& tx) { return create_objective(tx, desk, actor, request); });
}

Result<Objective> create_objective(store::Transaction& tx, Desk const& desk, Actor const& actor, SaveObjective const& request) {
  TRY(Currency const currency, brand_currency(tx, actor.brand));
  TRY_DONE(check(request, currency));
  Objective objective;
  objective.brand_id = actor.brand;
  objective.currency = currency;
  take(objective, request);
  open_objective(tx, desk, objective);
  record_act(tx, desk, actor, act_on(objective, "strategy.objective_created"));
  return objective;
}

Result<Objective> save_objective(Desk const& desk, Actor const& actor, ObjectiveId const& id, SaveObjective const& change) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Objective> {
    TRY(Objective objective, load_objective(tx, actor.brand, id));
    TRY_DONE(check(change, objective.currency));
    take(objective, change);
    objective.revision = change.revision.value_or(objective.revision) + 1;
    objective.updated_at = desk.clock.now();
    if (!update_objective(tx, objective)) return conflict("strategy.stale_revision");
    record_act(tx, desk, actor, act_on(objective, "strategy.objective_saved"));
    return objective;
  });
}

Result<Objective> renew_objective(Desk const& desk, Actor const& actor, ObjectiveId const& id) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Objective> {
    TRY(Objective const last, load_objective(tx, actor.brand, id));
    Objective next = renewed(last);
    open_objective(tx, desk, next);
    record_act(tx, desk, actor, act_on(next, "strategy.objective_renewed"));
    return next;
  });
}

Done shelve_objective(Desk const& desk, Actor const& actor, ObjectiveId const& id, Shelf shelf) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    TRY(Objective objective, load_objective(tx, actor.brand, id));
    objective.archived_at.reset();
    if (shelf == Shelf::archived) objective.archived_at = desk.clock.now();
    ++objective.revision;
    update_objective(tx, objective);
    record_act(tx, desk, actor, {"strategy.objective_shelved", "objective", id.to_string(), "", ""});
    return {};
  });
}

std::vector<Objective> objectives_of(store::Transaction& tx, BrandId const& brand) { return objective_rows(tx, brand); }

Result<Objective> load_objective(store::Transaction& tx, BrandId const& brand, ObjectiveId const& id) {
  auto objective = find_objective(tx, brand, id);
  if (!objective) return not_found("strategy.objective_not_found");
  return *objective;
}

}  // namespace parvis::strategy
