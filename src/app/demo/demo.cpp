// SPDX-License-Identifier: AGPL-3.0-or-later
#include <filesystem>
#include <iostream>

#include "app/commands.h"
#include "app/demo/season.h"
#include "app/logs.h"

namespace parvis::app {
namespace {

constexpr char const* zone_name = "Europe/Paris";

bool is_set_up(Instance& instance, ManualClock& clock) {
  return Stage(instance, clock).ask("", "GET /api/setup").at("done").as_bool();
}

// The years of passwords were cheap, to be quick; what people sign in with is hashed as everyone's.
void hash_for_good(Configuration const& configuration, Instant now) {
  ManualClock clock(now);
  Instance instance(configuration, clock);
  Stage stage(instance, clock);
  for (std::string const& email : {people::owner, people::manager, people::author, people::client}) {
    stage.know(email);
    stage.ask(email, "PUT /api/me/password", boost::json::object{{"current", Stage::password()}, {"password", Stage::password()}});
  }
}

void print_sign_ins(std::string const& approval_link) {
  std::cout << "password of all: " << Stage::password() << "\n"
            << "owner:   " << people::owner << "\n"
            << "manager: " << people::manager << "\n"
            << "author:  " << people::author << "\n"
            << "client:  " << people::client << "\n";
  if (!approval_link.empty()) std::cout << "a month to approve, without an account: " << approval_link << "\n";
}

}  // namespace

int demo(Configuration const& configuration) {
  open_logs("error", LogForm::text);
  ZoneName const zone = *ZoneName::parse(zone_name);
  Instant const now = SystemClock().now();
  LocalDate const today = local_moment(now, zone).date;
  std::string approval_link;
  {
    ManualClock clock(resolve({today.plus_days(first_day), *LocalTime::parse("09:00"), zone}).at);
    Instance instance(configuration, clock, Purpose::rehearsal);
    if (is_set_up(instance, clock)) {
      std::cerr << "parvis: " << configuration.data().string() << " holds a workspace already; the demo was not added\n";
      return 1;
    }
    Stage stage(instance, clock);
    Season season(stage, read_story(), today, zone);
    season.play(now);
    approval_link = season.approval_link();
  }
  hash_for_good(configuration, now);
  print_sign_ins(approval_link);
  return 0;
}

}  // namespace parvis::app
