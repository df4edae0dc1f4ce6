// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A simulated shop: a few plain pages in French and English where a visitor arrives by a tagged link, is asked for
// consent, and buys. It carries Parvis's script as any site would: its keeper pastes the line on /reglages. Orders live
// in memory, none of what a buyer types is kept, and /commandes.csv is what a shop's software would export.

#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

#include "base/clock.h"
#include "simulator/message.h"

namespace parvis::app {

class Shop {
 public:
  static constexpr std::string_view host = "maison-rivage.localhost";

  /// `parvis`: the only origin whose script the shop carries. `file` keeps the script's line for the next run.
  Shop(Clock const& clock, std::string parvis, std::filesystem::path file);

  /// nullopt when the request is for another host.
  std::optional<simulator::Answer> answer(simulator::Request const& request);
  /// Pastes the script's line; false when it is not this Parvis's.
  bool carry(std::string const& script_line);

 private:
  struct Order {
    std::string candle;
    int quantity = 1;
    Instant at;
    std::int64_t minor() const;
  };
  struct Visit {
    std::string language;  // "fr", "en"
    std::string path;      // without the language's prefix
  };

  simulator::Answer page(Visit const& visit, simulator::Request const& request) const;
  simulator::Answer framed(Visit const& visit, std::string const& title, std::string const& body) const;
  std::string product(Visit const& visit, std::size_t candle) const;
  std::string checkout(Visit const& visit, std::string const& candle) const;
  std::string catalogue(Visit const& visit) const;
  simulator::Answer take_order(Visit const& visit, simulator::Request const& request);
  simulator::Answer thanks(Visit const& visit, std::string const& number) const;
  simulator::Answer settings(Visit const& visit, simulator::Request const& request);
  simulator::Answer orders_csv() const;
  std::string script_tag() const;

  Clock const& clock_;
  std::string const parvis_;
  std::filesystem::path const file_;
  mutable std::mutex mutex_;
  std::string site_key_;
  std::map<std::string, Order> orders_;  // by number
};

}  // namespace parvis::app
