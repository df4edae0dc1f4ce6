// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "app/demo/season.h"

namespace parvis::app {
namespace {

using Object = boost::json::object;

constexpr int days_that_links_live = 5;

Object money(std::int64_t minor) { return {{"minor", minor}, {"currency", "EUR"}}; }

/// What a post of that network usually reaches there: least and most.
std::pair<int, int> usual_reach(std::string const& network) {
  if (network == "instagram") return {620, 1900};
  if (network == "wordpress") return {60, 240};
  return {300, 900};
}

}  // namespace

void Season::plan_figures() {
  int const weekday = static_cast<int>(scene_.today.iso_weekday());
  for (int monday = 1 - weekday - 84; monday + 4 <= 0; monday += 7) {
    on(monday + 4, "17:30", [this, monday] { log_hours(monday); });
  }
  on(-20, "09:50", [this] { add_costs(); });
  plan_traffic();
}

void Season::log_hours(int monday) {
  std::string const line = "PUT " + of_brand("/hours");
  if (!stage_.serves(line)) return;
  std::string const objective = main_.objectives[monday < -31 ? 0 : 1];
  auto const log = [&](std::string const& who, int minutes, std::int64_t hourly) {
    stage_.ask(who, line, Object{{"monday", date(monday).to_string()}, {"objective_id", objective}, {"minutes", minutes}, {"hourly", money(hourly)}});
  };
  log(people::owner, draw(4, 8) * 15, 4500);
  log(people::author, draw(5, 10) * 15, 3200);
}

// What a network tells its reader alone is typed; Bluesky and Mastodon tell reactions to Parvis, and reach to nobody.
void Season::read_figures(Placed const& placed) {
  if (placed.network == "bluesky" || placed.network == "mastodon") return;
  std::string const line = "POST /api/brands/" + placed.brand + "/readings";
  if (!stage_.serves(line)) return;
  auto const [least, most] = usual_reach(placed.network);
  int const reach = draw(least, most);
  auto const type = [&](char const* metric, int value) {
    stage_.ask(people::owner, line, Object{{"publication_id", placed.publication}, {"metric", metric}, {"value", value}, {"at", stage_.now().to_string()}});
  };
  type("reach", reach);
  if (placed.network == "shop_window" || placed.network == "wordpress") return;
  type("reactions", reach * draw(18, 62) / 1000);
  type("comments", draw(0, 9));
}

void Season::add_costs() {
  std::string const line = "POST " + of_brand("/costs");
  if (!stage_.serves(line)) return;
  struct Cost {
    int day;
    std::size_t objective;
    char const *kind, *side, *note;
    std::int64_t minor;
  };
  for (Cost const& cost : {Cost{-83, 0, "production", "internal", "Photographe, demi-journée à l'atelier", 32'000},
                           Cost{-60, 0, "media", "internal", "Mise en avant d'une publication, quartier", 15'000},
                           Cost{-81, 0, "production", "internal", "Impression de l'affiche de vitrine", 4'200},
                           Cost{-26, 1, "production", "internal", "Photos des coffrets", 24'000},
                           Cost{-22, 1, "tools", "internal", "Banque de sons et polices", 2'900},
                           Cost{-62, 0, "fee", "billed", "Accompagnement, premier mois", 58'000},
                           Cost{-33, 0, "fee", "billed", "Accompagnement, deuxième mois", 58'000}}) {
    stage_.ask(people::owner, line,
               Object{{"objective_id", main_.objectives[cost.objective]}, {"kind", cost.kind}, {"side", cost.side}, {"on_day", date(cost.day).to_string()},
                      {"amount", money(cost.minor)}, {"tax", "excluding"}, {"tax_per_mille", 200}, {"note", cost.note}});
  }
  stage_.ask(people::owner, "POST " + of_brand("/retainers"),
             Object{{"on_day", date(-21).to_string()}, {"amount", money(58'000)}, {"tax", "excluding"}, {"tax_per_mille", 200},
                    {"shares", boost::json::array{Object{{"objective_id", main_.objectives[1]}, {"weight", 1}}}}});
}

void Season::plan_traffic() {
  for (int day = first_day + 3; day < 0; ++day) {
    on(day, "23:40", [this, day] { traffic_.play_day(doors(day)); });
  }
  int const weekday = static_cast<int>(scene_.today.iso_weekday());
  for (int monday = 1 - weekday - 84; monday <= 0; monday += 7) on(monday, "10:05", [this] { import_orders(); });
  on(-31, "08:50", [this] { import_orders(); });
  for (int number = 0; number < 3; ++number) on(-66 + number * 21, "15:20", [this, number] { declare_call(number); });
}

std::vector<Traffic::Door> Season::doors(int day) const {
  std::vector<Traffic::Door> open;
  for (Placed const& placed : placed_) {
    int const age = day - placed.day;
    if (age >= 0 && age < days_that_links_live && !placed.code.empty() && goes_out(placed)) open.push_back({placed.code, placed.network, age});
  }
  return open;
}

// A company orders by telephone and says which post it had seen.
void Season::declare_call(int number) {
  std::string code;
  std::size_t const objective = stage_.now() < at(-31, "00:00") ? 0 : 1;
  for (Placed const& placed : placed_) {
    bool const out = goes_out(placed) && at(placed.day, "23:59") < stage_.now() && !placed.code.empty();
    if (out && content_of(placed).objective == static_cast<int>(objective)) code = placed.code;
  }
  Object order{{"kind", "order"}, {"order_id", "T-" + std::to_string(31 + number)}, {"at", stage_.now().to_string()}, {"value", money(24'800)},
               {"objective_id", main_.objectives[objective]}, {"note", "Par téléphone"}};
  if (!code.empty()) order["link_code"] = code;
  if (number == 1) order["refunded"] = money(3400);
  stage_.ask(people::owner, "POST " + of_brand("/conversions"), order);
}

// What the shop's software exports: the orders that the script told are known already, the others cannot be traced. Real all
// the same, and shown as untraced.
void Season::import_orders() {
  std::string const csv = traffic_.export_orders();
  if (!csv.empty()) stage_.ask(people::owner, "POST " + of_brand("/orders.csv?name=commandes-boutique.csv"), Sent{csv, "text/csv"});
}

}  // namespace parvis::app
