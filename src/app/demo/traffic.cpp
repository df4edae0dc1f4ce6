// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/demo/traffic.h"

#include <array>
#include <cmath>

namespace parvis::app {
namespace {

constexpr int consents_per_thousand = 680, returns_per_thousand = 300;
// Who comes back by a second post buys more readily.
constexpr int buys_at_first_per_thousand = 75, buys_on_return_per_thousand = 240, buys_otherwise_per_thousand = 25;
constexpr int first_order = 2401;

constexpr std::array<char const*, 5> agents = {
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15"};
constexpr std::array<char const*, 4> scents = {"sormiou", "morgiou", "en-vau", "port-pin"};

/// Visitors that a post's link brings on its first day.
int first_day_visitors(std::string const& network) {
  if (network == "instagram") return 11;
  if (network == "bluesky") return 7;
  if (network == "mastodon") return 6;
  return 4;
}

std::string referrer_of(std::string const& network) {
  if (network == "instagram") return "https://l.instagram.com/";
  if (network == "bluesky") return "https://go.bsky.app/";
  if (network == "mastodon") return "https://mastodon.social/";
  return "";
}

}  // namespace

std::string Traffic::new_id() {
  constexpr char digits[] = "0123456789abcdef";
  std::string id = "xxxxxxxx-xxxx-7xxx-8xxx-xxxxxxxxxxxx";
  for (char& c : id) {
    if (c == 'x') c = digits[random_() % 16];
  }
  return id;
}

Traffic::Visit Traffic::draw_visit(std::string const& landing, std::string const& referrer) {
  Visit visit;
  visit.landing = landing;
  visit.referrer = referrer;
  visit.at = stage_.now() - std::chrono::minutes(draw(20, 15 * 60));
  visit.consents = chance(consents_per_thousand);
  if (visit.consents && !known_.empty() && chance(returns_per_thousand)) {
    visit.buyer = known_[random_() % known_.size()];
    visit.returns = true;
    return visit;
  }
  // Addresses are cut before they are used: they differ in what is left.
  visit.buyer.machine = {"82." + std::to_string(draw(1, 254)) + "." + std::to_string(draw(1, 254)) + ".7", agents[random_() % agents.size()], site_.address};
  visit.buyer.visitor = new_id();
  if (visit.consents) known_.push_back(visit.buyer);
  return visit;
}

void Traffic::come_by(Door const& door) {
  Visitor const passer{"82.66.1.7", agents[random_() % agents.size()], ""};
  http::Response const led = stage_.answer_visitor(passer, "GET /l/" + door.code);
  std::string landing;
  for (auto const& [name, value] : led.headers) {
    if (name == "Location") landing = value;
  }
  Visit visit = draw_visit(landing, referrer_of(door.network));
  visit.buys = chance(visit.returns ? buys_on_return_per_thousand : buys_at_first_per_thousand);
  tell(visit);
}

void Traffic::play_day(std::vector<Door> const& doors) {
  for (Door const& door : doors) {
    int const usual = static_cast<int>(std::lround(first_day_visitors(door.network) * std::pow(0.5, door.age)));
    for (int left = usual == 0 ? 0 : draw(usual / 2, usual + usual / 2); left > 0; --left) come_by(door);
  }
  for (int left = draw(4, 9); left > 0; --left) {
    Visit visit = draw_visit(site_.address + "/", chance(500) ? "https://www.google.com/" : "");
    visit.buys = chance(buys_otherwise_per_thousand);
    tell(visit);
  }
}

boost::json::object Traffic::event(Visit const& visit, char const* name, int minutes) {
  return {{"id", new_id()}, {"name", name}, {"at", (visit.at + std::chrono::minutes(minutes)).milliseconds()}, {"url", visit.landing},
          {"title", "Maison Rivage"}, {"referrer", visit.referrer}, {"screen", "390x844"}, {"language", "fr-FR"}};
}

// The order is the shop's whoever bought; only who consented is told of.
boost::json::object Traffic::purchase(Visit const& visit) {
  static constexpr std::array<int, 6> baskets = {3400, 3400, 6800, 3400, 12'400, 6800};
  int const value = baskets[random_() % baskets.size()];
  std::string const number = "R-" + std::to_string(first_order + orders_++);
  exported_ += number + ";" + visit.at.to_string().substr(0, 10) + ";" + std::to_string(value / 100) + ",00\n";
  boost::json::object bought = event(visit, "purchase", 9);
  bought["url"] = site_.address + "/merci";
  bought["referrer"] = site_.address + "/commande";
  bought["value"] = value;
  bought["currency"] = "EUR";
  bought["order"] = boost::json::object{{"id", number}};
  return bought;
}

void Traffic::send(Visit const& visit, boost::json::array events, Proof proof) {
  boost::json::object beacon{{"sent", stage_.now().milliseconds()}, {"events", std::move(events)}};
  if (proof == Proof::given) {
    beacon["visitor"] = visit.buyer.visitor;
    beacon["consent"] = boost::json::object{{"version", "2026-1"}, {"at", visit.at.milliseconds()}};
  }
  stage_.answer_visitor(visit.buyer.machine, "POST /c/" + site_.key, {boost::json::serialize(beacon), "text/plain"});
}

// As the script does: the page seen before any choice goes without proof, and consent tells whence the person came.
void Traffic::tell(Visit const& visit) {
  bool const agrees = visit.consents && !visit.returns;
  if (agrees) send(visit, {event(visit, "page_view", 0)}, Proof::none);
  boost::json::array events{event(visit, agrees ? "consent_given" : "page_view", 0)};
  for (int more = draw(0, 3); more > 0; --more) {
    boost::json::object next = event(visit, "page_view", 4 - more);
    next["url"] = site_.address + "/senteurs/" + scents[random_() % scents.size()];
    next["referrer"] = site_.address + "/";
    events.push_back(next);
  }
  if (visit.buys) {
    boost::json::object const bought = purchase(visit);
    if (visit.consents) events.push_back(bought);
  }
  send(visit, std::move(events), visit.consents ? Proof::given : Proof::none);
}

std::string Traffic::export_orders() {
  if (exported_.empty()) return "";
  return "order_id;date;amount\n" + std::exchange(exported_, "");
}

}  // namespace parvis::app
