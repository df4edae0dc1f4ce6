// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fstream>
#include <iostream>

#include "app/commands.h"
#include "app/demo/cohort.h"
#include "app/demo/making.h"
#include "app/demo/school.h"
#include "app/logs.h"

namespace parvis::app {
namespace {

// The years of passwords were cheap, to be quick; what people sign in with is hashed as everyone's.
void hash_for_good(Configuration const& configuration, Instant now, std::vector<std::string> const& emails) {
  ManualClock clock(now);
  Instance instance(configuration, clock);
  Stage stage(instance, clock);
  for (std::string const& email : emails) {
    stage.know(email);
    stage.ask(email, "PUT /api/me/password", boost::json::object{{"current", Stage::password()}, {"password", Stage::password()}});
  }
}

void print_sign_ins(Configuration const& configuration, MadeDemo const& made) {
  std::cout << "password of all: " << Stage::password() << "\n"
            << "owner:   " << people::owner << "\n"
            << "manager: " << people::manager << "\n"
            << "author:  " << people::author << "\n"
            << "client:  " << people::client << "\n"
            << "president of the jury: " << people::president << "    juror: " << people::juror << "    candidate: " << people::candidate << "\n";
  if (!made.approval_link.empty()) std::cout << "a month to approve, without an account: " << made.approval_link << "\n";
  if (!made.verification.empty()) std::cout << "a certificate, verified by anyone: " << made.verification << "\n";
  std::cout << "what became of somebody certified, without an account: " << made.survey << "\n";
  std::cout << "simulated networks: " << simulated_address(configuration) << "    simulated shop: " << simulated_shop_address(configuration) << "\n";
  if (!made.short_link.empty()) std::cout << "a post's tagged link, to the shop: " << made.short_link << "\n";
}

// What is simulated is chosen once: channels and links of the demo name its port.
Configuration with_port(Configuration const& configuration) {
  if (!configuration.text("simulated_port").empty()) return configuration;
  int const port = free_port_from(configuration.listen_port() + 1);
  return configuration.with("simulated_port", std::to_string(port));
}

void print_cohort(MadeCohort const& made) {
  std::cout << "password of all: " << Stage::password() << "\n"
            << "certifier: " << people::owner << "\n"
            << "president: " << people::president << "\n"
            << "juror:     " << people::juror << "\n"
            << "candidate: " << made.candidate << "\n"
            << "certified: " << made.certificates.size() << "; anyone may verify one: /verification/" << made.certificates.front() << "\n";
}

int refuse_added(Configuration const& configuration) {
  std::cerr << "parvis: " << configuration.data().string() << " holds a workspace already; the demo was not added\n";
  return 1;
}

}  // namespace

int demo_cohort(Configuration const& configuration, std::size_t candidates) {
  open_logs("error", LogForm::text);
  Instant const now = SystemClock().now();
  std::optional<MadeCohort> const made = make_cohort(configuration, {candidates, now}, [](std::string const& step) { std::cerr << step << "\n"; });
  if (!made) return refuse_added(configuration);
  hash_for_good(configuration, now, {people::owner, people::president, people::juror, made->candidate});
  print_cohort(*made);
  return 0;
}

int demo(Configuration const& given) {
  open_logs("error", LogForm::text);
  Instant const now = SystemClock().now();
  Configuration const configuration = with_port(given);
  std::optional<MadeDemo> const made = make_demo(configuration, now);
  if (!made) return refuse_added(configuration);
  std::ofstream(configuration.data() / "parvis.conf", std::ios::app) << "# The demo's networks and shop, simulated.\nsimulated_port = " << configuration.text("simulated_port") << "\n";
  hash_for_good(configuration, now, {people::owner, people::manager, people::author, people::client, people::president, people::juror, people::candidate});
  print_sign_ins(configuration, *made);
  return 0;
}

}  // namespace parvis::app
