// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Who came to the shop, day by day: visitors by tagged links and otherwise, some consenting, some buying. Each follows the
// link for real, and what the shop's script would send goes through the collection's own route. Seeded.

#include <random>

#include "app/demo/stage.h"

namespace parvis::app {

class Traffic {
 public:
  /// A publication that is out: its link's code, and for how many days.
  struct Door {
    std::string code, network;
    int age = 0;
  };
  struct Site {
    std::string address;  // of the shop, without a last slash
    std::string key;      // its script's
  };

  explicit Traffic(Stage& stage) : stage_(stage) {}
  void open(Site site) { site_ = std::move(site); }
  bool is_open() const { return !site_.key.empty(); }
  /// The day's visitors, told at its end; the stage's clock stands there.
  void play_day(std::vector<Door> const& doors);
  /// What the shop's software exports: every order since the last export, traced or not. Empty when there is none.
  std::string export_orders();

 private:
  struct Buyer {
    std::string visitor;  // the identifier that consent lets the browser keep
    Visitor machine;
  };
  struct Visit {
    Buyer buyer;
    std::string landing, referrer;
    Instant at;
    bool consents = false;
    bool returns = false;
    bool buys = false;
  };
  Visit draw_visit(std::string const& landing, std::string const& referrer);
  void come_by(Door const& door);
  void tell(Visit const& visit);
  enum class Proof { none, given };
  void send(Visit const& visit, boost::json::array events, Proof proof);
  boost::json::object event(Visit const& visit, char const* name, int minutes);
  boost::json::object purchase(Visit const& visit);
  std::string new_id();
  int draw(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }
  bool chance(int per_thousand) { return draw(1, 1000) <= per_thousand; }

  Stage& stage_;
  Site site_;
  std::mt19937 random_{7'031'989};
  std::vector<Buyer> known_;  // consented once
  std::string exported_;
  int orders_ = 0;
};

}  // namespace parvis::app
