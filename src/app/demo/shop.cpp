// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/demo/shop.h"

#include <fstream>
#include <sstream>

#include "app/demo/picture.h"
#include "base/json.h"
#include "base/zoned_time.h"
#include "embedded/demo_shop.h"
#include "simulator/page.h"

namespace parvis::app {
namespace {

using simulator::Answer;
using simulator::escaped;
using simulator::Request;
using Fill = std::map<std::string, std::string>;  // values are HTML

constexpr int most_candles_an_order = 3;

std::string_view file_named(std::string_view name) {
  for (auto const& file : embedded::demo_shop()) {
    if (file.name == name) return file.bytes;
  }
  return {};
}

json::Value const& texts() {
  static json::Value const read = json::parse(file_named("words.json")).value();
  return read;
}

std::string word(std::string const& language, std::string const& name) { return json::text_of(texts().at(language).at(name)); }

std::string filled(std::string_view form, std::string const& language, Fill const& fill) {
  std::string out;
  for (std::size_t at = 0; at < form.size();) {
    std::size_t const open = std::min(form.find("{{", at), form.size());
    out += form.substr(at, open - at);
    if (open == form.size()) break;
    std::size_t const close = form.find("}}", open);
    std::string const name(form.substr(open + 2, close - open - 2));
    auto const found = fill.find(name);
    out += name.starts_with("w.") ? escaped(word(language, name.substr(2))) : found == fill.end() ? "" : found->second;
    at = close + 2;
  }
  return out;
}

boost::json::array const& candles() { return texts().at("candles").as_array(); }

std::optional<std::size_t> candle_named(std::string const& slug) {
  for (std::size_t i = 0; i < candles().size(); ++i) {
    if (json::text_of(candles()[i].at("slug")) == slug) return i;
  }
  return std::nullopt;
}

std::string price(std::string const& language, std::int64_t minor) {
  return filled(word(language, "price"), language, {{"n", std::to_string(minor / 100)}});
}

Fill candle_fill(std::string const& language, std::size_t candle) {
  json::Value const& one = candles()[candle];
  auto const text = [&](std::size_t at) { return escaped(json::text_of(one.at(language).at(at))); };
  return {{"root", language == "en" ? "/en" : ""}, {"slug", json::text_of(one.at("slug"))}, {"picture", std::to_string(one.at("picture").to_number<int>())},
          {"name", text(0)}, {"line", text(1)}, {"alt", text(2)}, {"price", price(language, one.at("minor").to_number<std::int64_t>())}};
}

Answer redirect(std::string const& to) { return {303, "", "text/html; charset=utf-8", {{"Location", to}, {"Cache-Control", "no-store"}}}; }

Answer plain(std::string_view name, std::string media_type) { return {200, std::string(file_named(name)), std::move(media_type), {{"Cache-Control", "no-cache"}}}; }

std::string field(Request const& request, std::string const& name) {
  auto const form = request.form();
  auto const found = form.find(name);
  return found == form.end() ? "" : found->second;
}

std::optional<Answer> file_answer(std::string const& path) {
  if (path == "/shop.css") return plain("shop.css", "text/css; charset=utf-8");
  if (path == "/shop.js" || path == "/before.js") return plain(path.substr(1), "text/javascript; charset=utf-8");
  if (!path.starts_with("/images/")) return std::nullopt;
  return Answer{200, draw_candle(static_cast<unsigned>(std::atoi(path.c_str() + 8)) % 40), "image/png", {{"Cache-Control", "max-age=86400"}}};
}

// Stories link to gift boxes and scents by many addresses: a box is a box, an unknown scent is the first one.
std::optional<std::size_t> candle_at(std::string const& path) {
  if (path.starts_with("/coffrets")) return candle_named("coffret");
  if (!path.starts_with("/senteurs/")) return std::nullopt;
  return candle_named(path.substr(10)).value_or(0);
}

}  // namespace

std::int64_t Shop::Order::minor() const { return candles()[*candle_named(candle)].at("minor").to_number<std::int64_t>() * quantity; }

Shop::Shop(Clock const& clock, std::string parvis, std::filesystem::path file) : clock_(clock), parvis_(std::move(parvis)), file_(std::move(file)) {
  std::ifstream in(file_);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  auto const kept = json::parse(bytes.str().empty() ? "{}" : bytes.str());
  if (kept && kept->is_object() && kept->as_object().contains("site_key")) site_key_ = json::text_of(kept->at("site_key"));
}

bool Shop::carry(std::string const& script_line) {
  std::string const source = "src=\"" + parvis_ + "/p.js\"", mark = "data-key=\"";
  std::size_t const at = script_line.find(mark);
  if (script_line.find(source) == std::string::npos || at == std::string::npos) return false;
  std::string const key = script_line.substr(at + mark.size(), script_line.find('"', at + mark.size()) - at - mark.size());
  bool const shaped = !key.empty() && key.size() <= 64 && std::all_of(key.begin(), key.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_'; });
  if (!shaped) return false;
  std::lock_guard const lock(mutex_);
  site_key_ = key;
  std::ofstream(file_) << boost::json::serialize(boost::json::object{{"site_key", key}});
  return true;
}

std::string Shop::script_tag() const {
  std::lock_guard const lock(mutex_);
  return site_key_.empty() ? "" : "<script defer src=\"" + parvis_ + "/p.js\" data-key=\"" + site_key_ + "\"></script>";
}

std::optional<Answer> Shop::answer(Request const& request) {
  if (!request.header("host").starts_with(host)) return std::nullopt;
  if (auto file = file_answer(request.path)) return file;
  bool const english = request.path == "/en" || request.path.starts_with("/en/");
  Visit visit{english ? "en" : "fr", english ? request.path.substr(3) : request.path};
  if (visit.path.empty()) visit.path = "/";
  if (visit.path == "/commandes.csv") return orders_csv();
  if (visit.path == "/reglages") return settings(visit, request);
  if (visit.path == "/commande" && request.method == "POST") return take_order(visit, request);
  return page(visit, request);
}

Answer Shop::page(Visit const& visit, Request const& request) const {
  std::string const& language = visit.language;
  if (visit.path == "/" || visit.path.starts_with("/collections")) return framed(visit, word(language, "catalogue_title"), catalogue(visit));
  if (auto const candle = candle_at(visit.path)) return framed(visit, json::text_of(candles()[*candle].at(language).at(0)), product(visit, *candle));
  if (visit.path == "/commande" && candle_named(request.asked("candle"))) return framed(visit, word(language, "checkout_title"), checkout(visit, request.asked("candle")));
  if (visit.path == "/merci") return thanks(visit, request.asked("order"));
  if (visit.path == "/confidentialite") return framed(visit, word(language, "privacy_title"), filled(file_named("privacy.html"), language, {}));
  std::string const name = visit.path.substr(1, visit.path.find('/', 1) - 1);
  if (auto const* found = texts().at("pages").as_object().if_contains(name)) {
    json::Value const& text = found->at(language);
    return framed(visit, json::text_of(text.at(0)), "<p class=\"lead\">" + escaped(json::text_of(text.at(1))) + "</p>");
  }
  Answer unknown = framed(visit, word(language, "unknown_title"), "<p>" + escaped(word(language, "unknown_text")) + "</p>");
  unknown.status = 404;
  return unknown;
}

Answer Shop::framed(Visit const& visit, std::string const& title, std::string const& body) const {
  bool const english = visit.language == "en";
  Fill const fill{{"lang", visit.language}, {"title", escaped(title)}, {"body", body}, {"script", script_tag()}, {"root", english ? "/en" : ""},
                  {"other", escaped((english ? "" : "/en") + visit.path)}, {"otherlang", english ? "fr" : "en"}};
  std::string const policy = "default-src 'none'; script-src 'self' " + parvis_ + "; connect-src " + parvis_ +
                             "; img-src 'self'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  return {200, filled(file_named("frame.html"), visit.language, fill), "text/html; charset=utf-8", {{"Content-Security-Policy", policy}, {"Cache-Control", "no-store"}}};
}

std::string Shop::catalogue(Visit const& visit) const {
  std::string cards;
  for (std::size_t i = 0; i < candles().size(); ++i) cards += filled(file_named("card.html"), visit.language, candle_fill(visit.language, i));
  return filled(file_named("catalogue.html"), visit.language, {{"candles", cards}});
}

std::string Shop::product(Visit const& visit, std::size_t candle) const {
  return filled(file_named("product.html"), visit.language, candle_fill(visit.language, candle));
}

std::string Shop::checkout(Visit const& visit, std::string const& candle) const {
  return filled(file_named("checkout.html"), visit.language, candle_fill(visit.language, *candle_named(candle)));
}

Answer Shop::take_order(Visit const& visit, Request const& request) {
  Order order{field(request, "candle"), std::clamp(std::atoi(field(request, "quantity").c_str()), 1, most_candles_an_order), clock_.now()};
  if (!candle_named(order.candle)) return redirect("/");
  std::lock_guard const lock(mutex_);
  // Numbers never come back, not even after a restart: Parvis counts an order id once for ever.
  std::string const number = "S-" + std::to_string(order.at.milliseconds() / 1000) + "-" + std::to_string(orders_.size() + 1);
  orders_[number] = order;
  return redirect((visit.language == "en" ? "/en/merci?order=" : "/merci?order=") + number);
}

Answer Shop::thanks(Visit const& visit, std::string const& number) const {
  std::unique_lock lock(mutex_);
  auto const found = orders_.find(number);
  if (found == orders_.end()) return redirect(visit.language == "en" ? "/en" : "/");
  Order const order = found->second;
  lock.unlock();
  Fill fill = candle_fill(visit.language, *candle_named(order.candle));
  fill["number"] = escaped(number);
  fill["quantity"] = std::to_string(order.quantity);
  fill["minor"] = std::to_string(order.minor());
  fill["price"] = price(visit.language, order.minor());
  return framed(visit, word(visit.language, "thanks_title"), filled(file_named("thanks.html"), visit.language, fill));
}

Answer Shop::settings(Visit const& visit, Request const& request) {
  std::string note = script_tag().empty() ? "settings_none" : "settings_kept";
  if (request.method == "POST") note = carry(field(request, "line")) ? "settings_kept" : "settings_refused";
  return framed(visit, word(visit.language, "settings_title"),
                filled(file_named("settings.html"), visit.language,
                       {{"root", visit.language == "en" ? "/en" : ""}, {"line", escaped(script_tag())}, {"note", escaped(word(visit.language, note))}}));
}

Answer Shop::orders_csv() const {
  std::lock_guard const lock(mutex_);
  std::string csv = "order_id;date;amount\n";
  for (auto const& [number, order] : orders_) {
    csv += number + ";" + order.at.to_string().substr(0, 10) + ";" + std::to_string(order.minor() / 100) + ",00\n";
  }
  return {200, csv, "text/csv; charset=utf-8", {{"Content-Disposition", "attachment; filename=\"commandes.csv\""}}};
}

}  // namespace parvis::app
