// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "app/demo/season.h"

namespace parvis::app {
namespace {

using Object = boost::json::object;

constexpr int orders_of_first = 48, untraced_of_first = 11;
constexpr int orders_of_second = 23;

Object money(std::int64_t minor) { return {{"minor", minor}, {"currency", "EUR"}}; }

/// What a post of that network usually reaches there: least and most.
std::pair<int, int> usual_reach(std::string const& network) {
  if (network == "instagram") return {620, 1900};
  if (network == "bluesky") return {180, 720};
  if (network == "mastodon") return {140, 560};
  if (network == "wordpress") return {60, 240};
  return {300, 900};
}

}  // namespace

void Season::plan_figures() {
  int const weekday = static_cast<int>(today_.iso_weekday());
  for (int monday = 1 - weekday - 84; monday + 4 <= 0; monday += 7) {
    on(monday + 4, "17:30", [this, monday] { log_hours(monday); });
  }
  on(-20, "09:50", [this] { add_costs(); });
  plan_orders();
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

void Season::read_figures(Placed const& placed) {
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

void Season::plan_orders() {
  for (int number = 0; number < orders_of_first - untraced_of_first; ++number) {
    on(-83 + number * 51 / (orders_of_first - untraced_of_first), "21:" + std::to_string(10 + number), [this, number] { declare_order(number, 0); });
  }
  for (int number = 0; number < orders_of_second; ++number) {
    on(-26 + number * 25 / orders_of_second, "20:" + std::to_string(10 + number), [this, number] { declare_order(orders_of_first + number, 1); });
  }
  on(-30, "10:00", [this] { import_untraced(); });
}

// The client says where the buyer came from: the link of a post that was already out.
void Season::declare_order(int number, std::size_t objective) {
  std::string const line = "POST " + of_brand("/conversions");
  if (!stage_.serves(line)) return;
  std::vector<std::string> codes;
  for (Placed const& placed : placed_) {
    bool const out = placed.brand == main_.id && at(placed.day, "23:59") < stage_.now() && !placed.code.empty();
    if (out && placed.content < story_.contents.size() && story_.contents[placed.content].objective == static_cast<int>(objective)) codes.push_back(placed.code);
  }
  static std::vector<int> const baskets = {3400, 3400, 6800, 6200, 12'400, 3400, 9300, 6800};
  int const value = baskets[static_cast<std::size_t>(draw(0, static_cast<int>(baskets.size()) - 1))];
  Object order{{"kind", "order"}, {"order_id", "R-" + std::to_string(2400 + number)}, {"at", stage_.now().to_string()}, {"value", money(value)},
               {"objective_id", main_.objectives[objective]}, {"note", ""}};
  if (!codes.empty()) order["link_code"] = codes[static_cast<std::size_t>(draw(0, static_cast<int>(codes.size()) - 1))];
  if (number % 17 == 5) order["refunded"] = money(3400);
  stage_.ask(people::owner, line, order);
}

// What the shop's software exports and nobody can trace: real all the same, and shown as untraced.
void Season::import_untraced() {
  std::string const line = "POST " + of_brand("/orders.csv");
  if (!stage_.serves(line)) return;
  std::string csv = "order_id;date;amount\n";
  for (int number = 0; number < untraced_of_first; ++number) {
    csv += "B-" + std::to_string(810 + number) + ";" + date(-80 + number * 4).to_string() + ";" + (number % 3 == 0 ? "68,00" : "34,00") + "\n";
  }
  stage_.ask(people::owner, line, Sent{csv, "text/csv"});
}

}  // namespace parvis::app
