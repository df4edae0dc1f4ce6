// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Acts on an installation as people do: each request goes through the rows that serve everyone, with their permissions
// and their checks, so that what the demo shows was done, not written.

#include <map>

#include "app/wiring.h"

namespace parvis::app {

/// What a request carries beside its path.
struct Sent {
  std::string body;
  std::string content_type = "application/json";
};
Sent as_json(boost::json::object const& body);
/// The "id" of what a request made.
std::string id_of(json::Value const& answer);

/// Someone with a browser and no account.
struct Visitor {
  std::string address;
  std::string agent;
  std::string origin;  // of the page that asks, empty for none
};

class Stage {
 public:
  /// `clock` is the instance's own.
  Stage(Instance& instance, ManualClock& clock) : instance_(instance), clock_(clock) {}

  /// Whom the password below opens, from now on; they sign in when they first act, and again when their session ended.
  void know(std::string const& email) { cookies_.try_emplace(email, ""); }
  static std::string_view password();

  /// Asks as that person, "" for a guest. Throws std::runtime_error, quoting the answer, for anything but a 2xx.
  json::Value ask(std::string const& who, std::string const& line, Sent const& sent = {});
  json::Value ask(std::string const& who, std::string const& line, boost::json::object const& body) { return ask(who, line, as_json(body)); }
  /// The same, as it was answered: a file, or what is timed. Throws likewise.
  http::Response answer(std::string const& who, std::string const& line, Sent const& sent = {});
  /// Asks for what is refused: throws for anything but a 4xx.
  void ask_in_vain(std::string const& who, std::string const& line, Sent const& sent = {});
  /// What a visitor is answered. Throws for 4xx and 5xx.
  http::Response answer_visitor(Visitor const& visitor, std::string const& line, Sent const& sent = {});
  /// Whether a row serves "METHOD /path": rooms may be absent from a build.
  bool serves(std::string const& line) const;
  /// The word after `mark` in the newest mail to that address.
  std::string from_mail(std::string const& reader, std::string const& recipient, std::string const& mark);

  /// Lets that schedule come back so seldom while the demo is made; a serving instance sets its own again.
  void space_out(std::string const& schedule, Milliseconds every);
  /// Lets the clock go to `moment`, running what falls due on the way.
  void advance_to(Instant moment);
  Instant now() const { return clock_.now(); }

 private:
  http::Response answer_to(std::string const& who, std::string const& line, Sent const& sent);
  void sign_in(std::string const& who);

  Instance& instance_;
  ManualClock& clock_;
  std::map<std::string, std::string> cookies_;  // by address
};

}  // namespace parvis::app
