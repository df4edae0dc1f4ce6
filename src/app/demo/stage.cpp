// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/demo/stage.h"

#include <algorithm>
#include <stdexcept>

#include "jobs/schedule.h"

namespace parvis::app {
namespace {

// Reminders and sweeps come back hourly or daily: this is often enough for a story.
constexpr Milliseconds stride = std::chrono::hours(6);

http::Request request_of(std::string const& line) {
  http::Request request;
  std::size_t const space = line.find(' ');
  request.method = http::method_named(line.substr(0, space)).value();
  std::string const target = line.substr(space + 1);
  std::size_t const mark = std::min(target.find('?'), target.size());
  request.path = target.substr(0, mark);
  request.query = mark < target.size() ? target.substr(mark + 1) : "";
  request.remote_address = "127.0.0.1";
  request.id = "demo";
  request.headers["x-parvis-csrf"] = "demo";
  request.headers["user-agent"] = "Parvis demo";
  return request;
}

}  // namespace

Sent as_json(boost::json::object const& body) { return {boost::json::serialize(body)}; }

std::string id_of(json::Value const& answer) { return json::text_of(answer.at("id")); }

std::string_view Stage::password() { return "la place du village"; }

http::Response Stage::answer(std::string const& who, std::string const& line, Sent const& sent) {
  http::Response response = answer_to(who, line, sent);
  if (response.status == 401 && !who.empty()) {
    sign_in(who);
    response = answer_to(who, line, sent);
  }
  if (response.status < 200 || response.status > 299) {
    throw std::runtime_error("the demo stops: " + who + " " + line + " answered " + std::to_string(response.status) + " " +
                             response.body.substr(0, 800) + " to " + sent.body.substr(0, 400));
  }
  return response;
}

json::Value Stage::ask(std::string const& who, std::string const& line, Sent const& sent) {
  http::Response const response = answer(who, line, sent);
  bool const readable = !response.body.empty() && response.content_type.starts_with("application/json");
  auto const value = json::parse(readable ? response.body : "null");
  return value ? *value : json::Value();
}

void Stage::ask_in_vain(std::string const& who, std::string const& line, Sent const& sent) {
  http::Response const response = answer_to(who, line, sent);
  bool const refused = response.status >= 400 && response.status < 500 && response.status != 401;
  if (!refused) throw std::runtime_error("the demo stops: " + who + " " + line + " was to be refused and answered " + std::to_string(response.status) + " " + response.body.substr(0, 400));
}

bool Stage::serves(std::string const& line) const {
  http::Request const request = request_of(line);
  return instance_.router().find(request.method, request.path) != nullptr;
}

http::Response Stage::answer_to(std::string const& who, std::string const& line, Sent const& sent) {
  http::Request request = request_of(line);
  request.body = sent.body;
  if (!sent.body.empty()) request.headers["content-type"] = sent.content_type;
  auto const cookie = cookies_.find(who);
  if (cookie != cookies_.end() && !cookie->second.empty()) request.headers["cookie"] = cookie->second;
  http::Response response = instance_.service().answer(request);
  for (auto const& [name, value] : response.headers) {
    if (name == "Set-Cookie" && !who.empty()) cookies_[who] = value.substr(0, value.find(';'));
  }
  return response;
}

http::Response Stage::answer_visitor(Visitor const& visitor, std::string const& line, Sent const& sent) {
  http::Request request = request_of(line);
  request.body = sent.body;
  request.remote_address = visitor.address;
  request.headers = {{"user-agent", visitor.agent}};
  if (!visitor.origin.empty()) request.headers["origin"] = visitor.origin;
  if (!sent.body.empty()) request.headers["content-type"] = sent.content_type;
  http::Response response = instance_.service().answer(request);
  if (response.status >= 400) throw std::runtime_error("the demo stops: a visitor's " + line + " answered " + std::to_string(response.status) + " " + response.body.substr(0, 400));
  return response;
}

void Stage::space_out(std::string const& schedule, Milliseconds every) {
  instance_.database().write([&](store::Transaction& tx) {
    jobs::schedule(tx, {.name = schedule, .kind = schedule, .recurrence = jobs::Every{every}}, clock_.now());
  });
}

void Stage::sign_in(std::string const& who) {
  cookies_[who].clear();
  Sent const attempt = as_json({{"email", who}, {"password", std::string(password())}});
  http::Response const response = answer_to(who, "POST /api/session", attempt);
  if (response.status != 200) throw std::runtime_error("the demo stops: signing " + who + " in answered " + std::to_string(response.status) + " " + response.body);
}

std::string Stage::from_mail(std::string const& reader, std::string const& recipient, std::string const& mark) {
  json::Value const mails = ask(reader, "GET /api/workspace/sent-mail");
  for (json::Value const& mail : mails.at("items").as_array()) {
    if (json::text_of(mail.at("recipient")) != recipient) continue;
    std::string const text = json::text_of(mail.at("body"));
    std::size_t const at = text.find(mark);
    if (at == std::string::npos) continue;
    return text.substr(at + mark.size(), text.find_first_of(" \n", at) - at - mark.size());
  }
  throw std::runtime_error("the demo stops: no mail to " + recipient + " has " + mark);
}

void Stage::advance_to(Instant moment) {
  while (clock_.now() < moment) {
    clock_.set(std::min(clock_.now() + stride, moment));
    instance_.runner().run_due_once(clock_.now());
  }
}

}  // namespace parvis::app
