// SPDX-License-Identifier: AGPL-3.0-or-later
#include "runner/world.h"

#include <algorithm>
#include <fstream>
#include <random>
#include <sstream>

#include "identity/totp.h"
#include "net/client.h"
#include "render/image.h"
#include "support/private_postgres.h"

namespace parvis::scenario {
namespace {

constexpr std::chrono::seconds patience{5};
std::string const password = "une phrase assez longue";

app::Configuration configured(std::filesystem::path const& data, std::string const& database = "", std::string const& private_hosts = "") {
  return *app::Configuration::gather({{"data", data.string()}, {"web", (data / "web").string()}, {"database", database}, {"private_hosts", private_hosts}}, {});
}

/// Records with every migration applied, made once for each engine: a copy is far quicker.
struct Template {
  test::TemporaryFolder folder;
  std::string name;  // of a PostgreSQL database

  explicit Template(store::Engine engine) {
    ManualClock const clock(Instant::at_milliseconds(0));
    if (engine == store::Engine::postgresql) name = server().create_database();
    app::Instance instance(configured(folder.path(), name.empty() ? "" : server().connection(name)), clock, app::Purpose::rehearsal);
    if (name.empty()) instance.database().backup_to(folder / "template.db");
  }

  static test::PrivatePostgres& server() {
    test::PrivatePostgres* const found = test::PrivatePostgres::instance();
    if (found == nullptr) throw std::runtime_error("PostgreSQL is not installed");
    return *found;
  }

  static Template const& of(store::Engine engine) {
    static Template const made(engine);  // a run tells its stories on one engine
    return made;
  }
};

std::string quoted(std::string const& text) { return boost::json::serialize(boost::json::value(text)); }

// Noise, which no compression makes small: the same at each run.
std::string noisy_picture(int side) {
  std::minstd_rand random(1);
  std::string grey(static_cast<std::size_t>(side) * static_cast<std::size_t>(side), '\0');
  for (char& pixel : grey) pixel = (random() >> 8) % 2 == 0 ? '\0' : '\xff';
  return render::fitted_image(render::png_of_grey(grey, side), {side, side, 0, render::ImageFormat::jpeg})->bytes;
}

http::Request request_of(std::string const& line) {
  std::vector<std::string> const parts = words(line);
  http::Request request;
  auto const method = parts.empty() ? std::nullopt : http::method_named(parts[0]);
  if (!method || parts.size() != 2) throw Mismatch("not a method and a path: " + line);
  request.method = *method;
  std::size_t const mark = std::min(parts[1].find('?'), parts[1].size());
  request.path = parts[1].substr(0, mark);
  request.query = mark < parts[1].size() ? parts[1].substr(mark + 1) : "";
  request.remote_address = "127.0.0.1";
  request.id = "scenario";
  return request;
}

std::int64_t milliseconds_of(std::string const& text) {
  std::int64_t all = 0, number = 0;
  for (char const letter : text) {
    if (std::isdigit(static_cast<unsigned char>(letter)) != 0) {
      number = number * 10 + (letter - '0');
      continue;
    }
    std::int64_t const unit = letter == 'd' ? 86'400'000 : letter == 'h' ? 3'600'000 : letter == 'm' ? 60'000 : letter == 's' ? 1'000 : 0;
    if (unit == 0) throw Mismatch("not a time such as 1d2h30m: " + text);
    all += std::exchange(number, 0) * unit;
  }
  return all;
}

std::string from_base32(std::string const& text) {
  static std::string const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string bytes;
  unsigned bits = 0, held = 0;
  for (char const letter : text) {
    bits = (bits << 5 | static_cast<unsigned>(alphabet.find(letter))) & 0xFFFF;
    held += 5;
    if (held < 8) continue;
    held -= 8;
    bytes += static_cast<char>(bits >> held & 0xFF);
  }
  return bytes;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  return text;
}

}  // namespace

Records::Records(store::Engine engine, std::filesystem::path const& data) {
  Template const& made = Template::of(engine);
  if (engine == store::Engine::postgresql) name_ = Template::server().create_database(made.name);
  if (engine == store::Engine::sqlite) std::filesystem::copy_file(made.folder / "template.db", data / "parvis.db");
  // The counters beside them too: records alone would be those of a restored instance.
  std::filesystem::copy(made.folder / "numbers", data / "numbers", std::filesystem::copy_options::recursive);
}

Records::~Records() {
  if (!name_.empty()) Template::server().drop_database(name_);
}

std::string Records::connection() const { return name_.empty() ? "" : Template::server().connection(name_); }

World::World(Ground ground, FaultLoop* faults) : records_(ground.engine, folder_.path()), clock_(*Instant::parse("2026-11-23T09:00:00Z")), route_(ground.route), faults_(faults) {
  instance_.emplace(configured(folder_.path(), records_.connection(), networks_.address().substr(7)), clock_, app::Purpose::rehearsal);
  captures_["networks"] = networks_.address();
  if (route_ == Route::in_process) return;
  server_.emplace(http::ServerParts{instance_->router(), instance_->service(), instance_->streams()},
                  http::ServerOptions{.workers = 2, .spool_folder = folder_.path()});
  server_->start();
}

void World::take(Step const& step, std::filesystem::path const& folder) {
  if (!std::exchange(settled_, true) && step.verb != "empty") set_up();
  if (step.verb == "empty") return;
  if (step.verb == "as") who_ = step.rest;
  else if (step.verb == "person") add_person(step);
  else if (step.verb == "header") next_headers_[lower(step.rest.substr(0, step.rest.find(':')))] = filled(step.rest.substr(step.rest.find(':') + 2), captures_);
  else if (step.verb == "body") take_body(step, folder);
  else if (http::method_named(step.verb)) ask(step);
  else if (step.verb == "expect") expect(step);
  else if (step.verb == "advance") advance(step);
  else if (step.verb == "run" && step.rest.starts_with("jobs")) run_jobs(step);
  else if (step.verb == "mail") read_mail(step);
  else if (step.verb == "no") find_no_mail(step);
  else if (step.verb == "totp") make_totp(step);
  else if (step.verb == "network") set_network(step);
  else throw Mismatch("no such step: " + step.verb + " " + step.rest);
}

void World::set_up() {
  http::Request request = request_of("POST /api/setup");
  request.body = R"({"workspace_name":"Atelier","person_name":"Owner","email":"owner@exemple.fr","password":)" + quoted(password) +
                 R"(,"locale":"fr","zone":"Europe/Paris","currency":"EUR","approval":"required"})";
  who_ = "owner";
  http::Response const answer = send(request);
  if (answer.status != 201) throw Mismatch("the setting up answered " + std::to_string(answer.status) + " " + answer.body);
  json::Value const brand = arrange("owner", "POST /api/brands", R"({"name":"Rivage"})", 201);
  captures_["brand"] = json::text_of(brand.at("id"));
}

json::Value World::arrange(std::string const& who, std::string const& line, std::string const& body, int status) {
  std::string const before = std::exchange(who_, who);
  http::Request request = request_of(line);
  request.body = body;
  http::Response const answer = send(request);
  who_ = before;
  if (answer.status != status) throw Mismatch(line + " answered " + std::to_string(answer.status) + " " + answer.body);
  auto const value = json::parse(answer.body.empty() ? "null" : answer.body);
  if (!value) throw Mismatch(line + " answered " + answer.body);
  return *value;
}

// run jobs                          all that is due
// run jobs without measure_report   the same, while each statement that names this table fails
void World::run_jobs(Step const& step) {
  std::vector<std::string> const parts = words(step.rest);
  std::string const lost = parts.size() == 3 && parts[1] == "without" ? parts[2] : "";
  if (lost.empty() && parts.size() != 1) throw Mismatch("run jobs wants nothing more, or `without` and a table");
  store::Database& database = instance_->database();
  if (!lost.empty()) {
    database.set_fault([lost](std::string_view sql) {
      if (sql.find(lost) != std::string_view::npos) throw store::Failure(lost + " is lost");
    });
  }
  instance_->runner().run_due_once(clock_.now());
  database.set_fault({});
}

// network bluesky createRecord store_then_error     the next such request to the simulated network
// network bluesky holds 1                          posts that anyone could read there
void World::set_network(Step const& step) {
  std::vector<std::string> const parts = words(step.rest);
  if (parts.size() != 3) throw Mismatch("network wants a network, an operation and a fate, or a network, `holds` and a count");
  if (parts[1] == "holds") {
    std::string const count = std::to_string(networks_.posts(parts[0]).size());
    if (count != parts[2]) throw Mismatch("the simulated " + parts[0] + " holds " + count + " posts");
    return;
  }
  auto const fate = json::named<simulator::Fate>(parts[2]);
  if (!fate) throw Mismatch("no such fate: " + parts[2]);
  networks_.set_fault({parts[0], parts[1], *fate});
}

// person camille manager        a role in the whole workspace
// person zoe client brand       a role on the first brand
void World::add_person(Step const& step) {
  std::vector<std::string> const parts = words(step.rest);
  if (parts.size() < 2) throw Mismatch("person wants a name and a role");
  std::string const email = quoted(parts[0] + "@exemple.fr");
  std::string const brand = parts.size() > 2 ? ",\"brand_id\":" + quoted(filled(parts[2] == "brand" ? "{{brand}}" : parts[2], captures_)) : "";
  arrange("owner", "POST /api/workspace/invitations", "{\"email\":" + email + ",\"role\":" + quoted(parts[1]) + brand + "}", 201);
  Captures link;
  read_mail({step.line, "mail", "to " + parts[0] + "@exemple.fr contains /invitation/{{invitation}}\n", ""});
  std::string const token = captures_.extract("invitation").mapped();
  arrange("nobody", "POST /api/invitations/" + token, "{\"name\":" + quoted(parts[0]) + ",\"password\":" + quoted(password) + ",\"locale\":\"fr\"}", 204);
  arrange(parts[0], "POST /api/session", "{\"email\":" + email + ",\"password\":" + quoted(password) + "}", 200);
}

void World::take_body(Step const& step, std::filesystem::path const& folder) {
  std::vector<std::string> const parts = words(step.rest);
  if (parts.size() == 2 && parts[0] == "file") {
    std::ifstream in(folder / parts[1], std::ios::binary);
    if (!in) throw Mismatch("no file " + parts[1]);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    next_body_ = bytes.str();
    return;
  }
  if (step.rest.starts_with("picture ")) {
    next_body_ = noisy_picture(std::stoi(step.rest.substr(8)));
    return;
  }
  if (step.rest != "text") throw Mismatch("body wants `text` and indented lines, `file NAME` or `picture SIDE`");
  std::istringstream lines(step.text);
  next_body_ = "";
  for (std::string line; std::getline(lines, line);) *next_body_ += filled(line.starts_with("  ") ? line.substr(2) : line, captures_) + "\n";
}

void World::ask(Step const& step) {
  last_line_ = step.verb + " " + filled(step.rest, captures_);
  http::Request request = request_of(last_line_);
  request.headers = std::exchange(next_headers_, {});
  request.body = next_body_ ? *std::exchange(next_body_, std::nullopt) : filled(step.text, captures_);
  last_ = send(request);
}

http::Response World::answer_of(http::Request const& request) {
  if (route_ == Route::over_http) return send_over_http(request);
  bool const succeeds = foreseen_ >= 200 && foreseen_ < 400;
  if (faults_ != nullptr && succeeds && faults_->wants(*instance_, request)) return faults_->walk(*instance_, request, folder_ / "walk.dump");
  return instance_->service().answer(request);
}

http::Response World::send(http::Request& request) {
  if (cookies_.contains(who_)) request.headers.try_emplace("cookie", cookies_.at(who_));
  if (!request.body.empty()) request.headers.try_emplace("content-type", "application/json");
  request.headers.try_emplace("x-parvis-csrf", "scenario");
  http::Response response = answer_of(request);
  for (auto const& [name, value] : response.headers) {
    if (lower(name) == "set-cookie" && who_ != "nobody") cookies_[who_] = value.substr(0, value.find(';'));
  }
  return response;
}

http::Response World::send_over_http(http::Request const& request) {
  static std::map<http::Method, net::Method> const methods = {{http::Method::get, net::Method::get},       {http::Method::head, net::Method::head},
                                                              {http::Method::post, net::Method::post},     {http::Method::put, net::Method::put},
                                                              {http::Method::patch, net::Method::patch},   {http::Method::remove, net::Method::remove}};
  net::Outgoing outgoing;
  outgoing.method = methods.at(request.method);
  outgoing.url = "http://127.0.0.1:" + std::to_string(server_->port()) + request.path + (request.query.empty() ? "" : "?" + request.query);
  for (auto const& [name, value] : request.headers) outgoing.headers.push_back({name, value});
  if (!request.body.empty()) outgoing.body = request.body;
  outgoing.policy.reach = net::Reach::any;
  net::Exchange const exchange = net::Client().send(outgoing);
  if (exchange.outcome != net::Outcome::answered) throw Mismatch("no answer over HTTP: " + exchange.detail);
  http::Response response = http::text_answer(exchange.status, std::string(exchange.header("content-type")), exchange.body);
  for (net::Header const& header : exchange.headers) response.headers.emplace_back(header.name, header.value);
  return response;
}

// expect 201            and JSON beneath: a part of the answer
// expect header Location: /x/*
// expect body *text*
void World::expect(Step const& step) {
  if (!last_) throw Mismatch("nothing was asked yet");
  if (step.rest.starts_with("header ")) return expect_header(step.rest.substr(7));
  if (step.rest.starts_with("body ")) {
    if (!fits(step.rest.substr(5), last_->body, captures_)) throw Mismatch("body: expected " + step.rest.substr(5) + ", got " + last_->body.substr(0, 600));
    return;
  }
  if (std::to_string(last_->status) != step.rest) {
    throw Mismatch(last_line_ + ": expected " + step.rest + ", got " + std::to_string(last_->status) + " " + last_->body.substr(0, 600));
  }
  if (step.text.empty()) return;
  auto const expected = json::parse(step.text);
  if (!expected) throw Mismatch("what is expected is no JSON: " + step.text);
  auto const got = json::parse(last_->body);
  if (!got) throw Mismatch("the answer is no JSON: " + last_->body.substr(0, 600));
  match(*expected, *got, captures_);
}

std::string World::header_of_last(std::string const& name) const {
  if (name == "content-type" && !last_->content_type.empty()) return last_->content_type;
  for (auto const& [known, value] : last_->headers) {
    if (lower(known) == name) return value;
  }
  return "(absent)";
}

void World::expect_header(std::string const& rest) {
  std::size_t const colon = rest.find(": ");
  if (colon == std::string::npos) throw Mismatch("expect header wants `Name: value`");
  std::string const got = header_of_last(lower(rest.substr(0, colon)));
  if (!fits(rest.substr(colon + 2), got, captures_)) throw Mismatch("header " + rest.substr(0, colon) + ": expected " + rest.substr(colon + 2) + ", got " + got);
}

// advance clock 1h30m      advance clock to 2026-11-24T08:00:00Z
void World::advance(Step const& step) {
  std::vector<std::string> const parts = words(step.rest);
  if (parts.size() == 3 && parts[0] == "clock" && parts[1] == "to") {
    auto const to = Instant::parse(filled(parts[2], captures_));
    if (!to) throw Mismatch("not an instant: " + parts[2]);
    return clock_.set(*to);
  }
  if (parts.size() != 2 || parts[0] != "clock") throw Mismatch("advance wants `clock 1h` or `clock to INSTANT`");
  clock_.advance(Milliseconds(milliseconds_of(parts[1])));
}

// totp {{code}} of {{secret}}      what an authenticator would show now for that base32 secret
void World::make_totp(Step const& step) {
  std::vector<std::string> const parts = words(step.rest);
  if (parts.size() != 3 || parts[1] != "of" || parts[0].size() < 5) throw Mismatch("totp wants `{{code}} of {{secret}}`");
  std::int64_t const at_step = clock_.now().milliseconds() / 30000;
  captures_[parts[0].substr(2, parts[0].size() - 4)] = identity::totp_code(from_base32(filled(parts[2], captures_)), at_step);
}

// mail contains TEXT       mail to zoe@exemple.fr contains /a/{{token}}     (the token ends at a space or a line's end)
void World::read_mail(Step const& step) {
  std::size_t const at = step.rest.find("contains ");
  if (at == std::string::npos) throw Mismatch("mail wants `contains`");
  std::string const to = step.rest.starts_with("to ") ? filled(words(step.rest)[1], captures_) : "";
  std::string wanted = step.rest.substr(at + 9);
  while (!wanted.empty() && wanted.back() == '\n') wanted.pop_back();
  std::string seen;
  auto const rows = instance_->database().read([](store::Transaction& tx) { return tx.rows("SELECT recipient, subject, body FROM identity_sent_mail ORDER BY created_at DESC, id DESC"); });
  for (store::Row const& row : rows) {
    if (!to.empty() && row.text("recipient") != to) continue;
    std::string text = std::string(row.text("subject")) + "\n" + std::string(row.text("body")) + "\n";
    std::replace(text.begin(), text.end(), '\n', ' ');
    if (fits("*" + wanted + " *", text, captures_) || fits("*" + wanted + "*", text, captures_)) return;
    seen += "\n  " + std::string(row.text("recipient")) + ": " + text.substr(0, 300);
  }
  throw Mismatch("no mail " + (to.empty() ? "" : "to " + to + " ") + "contains " + wanted + "; there are:" + (seen.empty() ? " none" : seen));
}

// no mail to ADDRESS
void World::find_no_mail(Step const& step) {
  auto const parts = words(step.rest);
  if (parts.size() != 3 || parts[0] != "mail" || parts[1] != "to") throw Mismatch("no such step: no " + step.rest);
  auto const row = instance_->database().read([&](store::Transaction& tx) { return tx.first("SELECT subject FROM identity_sent_mail WHERE recipient = $1", {filled(parts[2], captures_)}); });
  if (row) throw Mismatch("a mail to " + parts[2] + ": " + std::string(row->text("subject")));
}

}  // namespace parvis::scenario
