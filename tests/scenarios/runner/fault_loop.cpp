// SPDX-License-Identifier: AGPL-3.0-or-later
#include "runner/fault_loop.h"

#include <fstream>
#include <sstream>

#include "store/dump.h"
#include "support/failing_statements.h"

namespace parvis::scenario {
namespace {

bool writes(http::Row const& row) { return row.method != http::Method::get && row.method != http::Method::head; }

std::string name_of(http::Row const& row) { return std::string(http::name_of(row.method)) + " " + row.path; }

// Acts of more than one transaction, each whole by itself: what a network gives is kept as it comes, for it gives it once.
bool keeps_as_it_goes(std::string const& row) { return row == "POST /api/brands/{brand}/channels/{channel}/connection/check"; }

std::string records(app::Instance& instance, std::filesystem::path const& scratch) {
  store::dump(instance.database(), scratch);
  std::ifstream in(scratch, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

// That a session was used is written by the door, before and apart from the act: told here, it is no half of the act.
void pass_the_door(app::Instance& instance, http::Request const& request) {
  http::Request look;
  look.method = http::Method::get;
  look.path = "/api/me";
  look.headers = request.headers;
  look.remote_address = request.remote_address;
  (void)instance.service().answer(look);
}

}  // namespace

bool FaultLoop::wants(app::Instance& instance, http::Request const& request) const {
  http::Row const* const row = instance.router().find(request.method, request.path);
  return row != nullptr && writes(*row) && !walks_.contains(name_of(*row));
}

http::Response FaultLoop::walk(app::Instance& instance, http::Request const& request, std::filesystem::path const& scratch) {
  for (http::Row const& row : instance.router().rows()) {
    if (writes(row)) unwalked_[name_of(row)] = {0, "no scenario makes it succeed"};
  }
  pass_the_door(instance, request);
  std::string const before = records(instance, scratch);
  http::Response answer;
  Walk walk;
  std::string const row = name_of(*instance.router().find(request.method, request.path));
  int tries = 0;
  walk.statements = test::fail_at_each_statement(
      instance.database(),
      [&] {
        http::Request again = request;
        again.remote_address = "192.0.2." + std::to_string(++tries % 250);  // rates are kept by address
        answer = instance.service().answer(again);
      },
      [&] {
        std::string const at = " when statement " + std::to_string(tries) + " failed";
        if (answer.status < 500) walk.problem = "answered " + std::to_string(answer.status) + at;
        if (!keeps_as_it_goes(row) && records(instance, scratch) != before) walk.problem = "left something half-written" + at;
      });
  bool const went_well = answer.status >= 200 && answer.status < 400;
  if (went_well) walks_[row] = walk;
  return answer;
}

std::map<std::string, FaultLoop::Walk> FaultLoop::results() const {
  auto all = walks_;
  all.insert(unwalked_.begin(), unwalked_.end());
  return all;
}

}  // namespace parvis::scenario
