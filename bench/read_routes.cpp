// SPDX-License-Identifier: AGPL-3.0-or-later
// How long the main reading routes take on a large installation: 100 brands with 10,000 contents and as many publications
// each, asked over HTTP on loopback through the program's own wiring and server. On SQLite, or with an argument on the
// PostgreSQL (an empty database) that it names. PARVIS_BENCH_BRANDS and PARVIS_BENCH_CONTENTS make it smaller.
//
// No peer serves such pages from data of our own; beside stands what the machine gives at best, the same server answering
// /healthz. The aim is 50 ms at the 99th percentile for each route.
// Links: app
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <random>
#include <thread>

#include "app/wiring.h"
#include "base/json.h"
#include "bench/bench.h"
#include "http/server.h"

namespace {

using namespace parvis;

constexpr double aim_ms = 50;
constexpr int questions = 300, callers = 2;
Instant const today = *Instant::parse("2026-11-23T09:00:00Z");

int count_of(char const* name, int usual) {
  char const* const said = std::getenv(name);
  return said == nullptr ? usual : std::atoi(said);
}

/// One connection kept open; asks and waits.
class Caller {
 public:
  explicit Caller(int port, std::string cookie) : cookie_(std::move(cookie)), socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in where{};
    where.sin_family = AF_INET;
    where.sin_port = htons(static_cast<std::uint16_t>(port));
    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&where), sizeof where) != 0) throw std::runtime_error("cannot connect");
  }
  ~Caller() { ::close(socket_); }
  Caller(Caller const&) = delete;
  Caller& operator=(Caller const&) = delete;

  struct Answer {
    int status = 0;
    std::string head, body;
  };
  Answer ask(std::string const& line, std::string const& body = "") {
    std::string const text = line + " HTTP/1.1\r\nHost: localhost\r\nX-Parvis-Csrf: bench\r\nCookie: " + cookie_ +
                             "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    if (::send(socket_, text.data(), text.size(), MSG_NOSIGNAL) < 0) throw std::runtime_error("cannot send");
    Answer answer;
    std::size_t end;
    while ((end = held_.find("\r\n\r\n")) == std::string::npos) receive();
    answer.head = held_.substr(0, end);
    held_.erase(0, end + 4);
    answer.status = std::atoi(answer.head.c_str() + 9);
    std::size_t const length = answer.head.find("Content-Length: ");
    std::size_t const wanted = length == std::string::npos ? 0 : static_cast<std::size_t>(std::atol(answer.head.c_str() + length + 16));
    while (held_.size() < wanted) receive();
    answer.body = held_.substr(0, wanted);
    held_.erase(0, wanted);
    return answer;
  }
  json::Value want(std::string const& line, std::string const& body = "") {
    Answer const answer = ask(line, body);
    if (answer.status < 200 || answer.status > 299) throw std::runtime_error(line + " answered " + std::to_string(answer.status) + " " + answer.body);
    std::size_t const cookie = answer.head.find("Set-Cookie: ");
    if (cookie != std::string::npos) cookie_ = answer.head.substr(cookie + 12, answer.head.find(';', cookie) - cookie - 12);
    return json::parse(answer.body.empty() ? "null" : answer.body).value();
  }
  std::string const& cookie() const { return cookie_; }

 private:
  void receive() {
    char bytes[65536];
    ssize_t const count = ::recv(socket_, bytes, sizeof bytes, 0);
    if (count <= 0) throw std::runtime_error("the connection ended");
    held_.append(bytes, static_cast<std::size_t>(count));
  }
  std::string cookie_, held_;
  int socket_;
};

struct Brand {
  std::string id, objective, channel, content, publication;
};

std::string made(Caller& caller, std::string const& path, std::string const& body) {
  json::Value const answer = caller.want("POST " + path, body);
  for (char const* inner : {"objective", "publication"}) {
    if (auto const* found = answer.as_object().if_contains(inner); found != nullptr && found->is_object()) return json::text_of(found->at("id"));
  }
  return json::text_of(answer.at("id"));
}

Brand open_brand(Caller& caller, int number) {
  Brand brand;
  brand.id = made(caller, "/api/brands", R"({"name":"Marque )" + std::to_string(number) + "\"}");
  std::string const path = "/api/brands/" + brand.id;
  brand.objective = made(caller, path + "/objectives", R"({"title":"Vendre","metric":"orders","target":10,"starts_on":"2026-11-01","ends_on":"2026-12-31","state":"active"})");
  brand.channel = made(caller, path + "/channels", R"({"network":"mastodon","name":"Mastodon","address":"","delivery":"manual"})");
  brand.content = made(caller, path + "/contents", R"({"title":"Bougie","body":"Une bougie coulée à la main, dans l'atelier du port.","language":"fr","assets":[],"variants":[],"objective_id":")" +
                                                       brand.objective + R"(","state":"ready"})");
  brand.publication = made(caller, path + "/publications", R"({"content_id":")" + brand.content + R"(","channel_id":")" + brand.channel +
                                                               R"(","moment":{"date":"2026-11-30","time":"10:00","zone":"Europe/Paris","fold":"earlier"}})");
  return brand;
}

std::string const number_text = "substr(CAST(1000000000000 + n.i AS TEXT), 2, 12)";
std::string const numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $2) ";

// Copies of one row, an hour apart over fourteen months; each column as it is but those named.
std::string copies(std::string const& table, std::string const& columns, std::string const& values) {
  return numbers + "INSERT INTO " + table + " (" + columns + ") SELECT " + values + " FROM " + table + " o, n WHERE o.id = $1";
}

void fill(store::Database& records, Brand const& brand, int contents) {
  std::string const id = "substr(o.id, 1, 24) || " + number_text;
  std::string const own_content = "substr(o.content_id, 1, 24) || " + number_text;
  records.write([&](store::Transaction& tx) {
    tx.run(copies("studio_content",
                  "id, brand_id, objective_id, pillar_id, persona_id, title, body, language, link_url, assets, variants, state, author_id, search_text, revision, created_at, updated_at, archived_at",
                  id + ", brand_id, objective_id, pillar_id, persona_id, title || ' ' || CAST(n.i AS TEXT), body, language, link_url, assets, variants, state, author_id, search_text || ' ' || CAST(n.i AS TEXT), "
                       "revision, created_at, updated_at - n.i * 3600000, archived_at"),
           {brand.content, contents - 1});
    tx.run(copies("publish_publication",
                  "id, brand_id, content_id, channel_id, author_id, state, approval, moment, at, text, assets, language, link_id, link_code, hashes, approved_hashes, approved_by, approved_at, proof, revision, created_at, updated_at, renditions",
                  id + ", brand_id, " + own_content + ", channel_id, author_id, state, approval, moment, at - n.i * 3600000, text, assets, language, link_id, link_code, hashes, approved_hashes, approved_by, approved_at, proof, revision, "
                       "created_at, updated_at, renditions"),
           {brand.publication, contents - 1});
  });
}

struct Route {
  std::string name;
  std::function<std::string(Brand const&)> line;
};

std::vector<Route> routes() {
  auto const under = [](std::string path) { return [path](Brand const& brand) { return "GET /api/brands/" + brand.id + path; }; };
  auto const fixed = [](std::string line) { return [line](Brand const&) { return line; }; };
  return {
      {"healthz", fixed("GET /healthz")},
      {"oneself", fixed("GET /api/me")},
      {"brands", fixed("GET /api/brands")},
      {"thread of all brands", fixed("GET /api/fil")},
      {"search", fixed("GET /api/search?q=bougie%2042")},
      {"contents, first page", under("/contents?limit=50")},
      {"contents, by words", under("/contents?q=bougie%20421&limit=50")},
      {"contents, archived", under("/contents?shelf=archived&limit=50")},
      {"contents, drafts", under("/contents?state=draft&limit=50")},
      {"one content", [](Brand const& b) { return "GET /api/brands/" + b.id + "/contents/" + b.content; }},
      {"its publications", [](Brand const& b) { return "GET /api/brands/" + b.id + "/contents/" + b.content + "/publications"; }},
      {"a month of the calendar", under("/publications?from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z")},
      {"a week of the calendar", under("/publications?from=2026-11-23T00:00:00Z&to=2026-11-30T00:00:00Z")},
      {"one publication", [](Brand const& b) { return "GET /api/brands/" + b.id + "/publications/" + b.publication; }},
      {"approvals", under("/approvals")},
      {"deliveries to settle", under("/deliveries/to-settle")},
      {"objectives", under("/objectives")},
      {"result of an objective", [](Brand const& b) { return "GET /api/brands/" + b.id + "/objectives/" + b.objective + "/result"; }},
      {"thread of a content", [](Brand const& b) { return "GET /api/brands/" + b.id + "/thread?kind=content&id=" + b.content; }},
      {"thread of an objective", [](Brand const& b) { return "GET /api/brands/" + b.id + "/thread?kind=objective&id=" + b.objective; }},
      {"channels", under("/channels")},
      {"first steps", under("/first-steps")},
      {"conversions", under("/conversions")},
      {"costs", under("/costs")},
      {"freeze", under("/freeze")},
  };
}

struct Timed {
  double median = 0, high = 0;
  std::size_t bytes = 0;
};

Timed measure(Route const& route, std::vector<Brand> const& brands, int port, std::string const& cookie) {
  std::vector<double> all[callers];
  std::size_t bytes[callers] = {};
  std::vector<std::thread> threads;
  for (int number = 0; number < callers; ++number) {
    threads.emplace_back([&, number] {
      Caller caller(port, cookie);
      std::mt19937 random(static_cast<unsigned>(number));
      for (int i = 0; i < questions; ++i) {
        std::string const line = route.line(brands[random() % brands.size()]);
        auto const began = std::chrono::steady_clock::now();
        auto const answer = caller.ask(line);
        all[number].push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count());
        bytes[number] = std::max(bytes[number], answer.body.size());
        if (answer.status != 200) throw std::runtime_error(line + " answered " + std::to_string(answer.status) + " " + answer.body);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::vector<double> times;
  for (auto const& list : all) times.insert(times.end(), list.begin(), list.end());
  std::ranges::sort(times);
  return {times[times.size() / 2], times[times.size() * 99 / 100], *std::max_element(bytes, bytes + callers)};
}

}  // namespace

int main(int argc, char** argv) {
  int const brands_wanted = count_of("PARVIS_BENCH_BRANDS", 100), contents = count_of("PARVIS_BENCH_CONTENTS", 10'000);
  bench::DiskFolder const folder("read-routes");
  app::Configuration::Values settings{{"data", folder.path().string()}, {"web", folder.path().string()}, {"database", argc > 1 ? argv[1] : ""}};
  ManualClock const clock(today);
  app::Instance instance(*app::Configuration::gather(settings, {}), clock, app::Purpose::rehearsal);
  http::Server server({instance.router(), [&](http::Request const& request) { return instance.service().answer(request); }, instance.streams()},
                      http::ServerOptions{.workers = 2, .spool_folder = folder.path()});
  server.start();
  Caller owner(server.port(), "");
  owner.want("POST /api/setup", R"({"workspace_name":"Atelier","person_name":"Léa","email":"lea@exemple.fr","password":"une phrase assez longue","locale":"fr","zone":"Europe/Paris","currency":"EUR","approval":"off"})");
  std::vector<Brand> brands;
  double const filling = bench::seconds_of([&] {
    for (int number = 0; number < brands_wanted; ++number) fill(instance.database(), brands.emplace_back(open_brand(owner, number)), contents);
  });
  std::printf("%d brands of %d contents and publications, filled in %.0f s\n\n%-28s %9s %9s %9s\n", brands_wanted, contents, filling, "route", "p50 ms", "p99 ms", "bytes");
  double worst = 0, floor = 0;
  std::string slowest;
  for (Route const& route : routes()) {
    Timed const timed = measure(route, brands, server.port(), owner.cookie());
    std::printf("%-28s %9.2f %9.2f %9zu%s\n", route.name.c_str(), timed.median, timed.high, timed.bytes, timed.high > aim_ms ? "  over the aim" : "");
    std::fflush(stdout);
    if (route.name == "healthz") floor = timed.high;
    if (timed.high > worst) worst = timed.high, slowest = route.name;
  }
  server.stop(std::chrono::seconds(5));
  std::string const engine = argc > 1 ? "PostgreSQL" : "SQLite";
  bench::print({"read-routes", worst, "ms at p99, the slowest route", "the same server's /healthz", floor, aim_ms / worst,
                engine + ", slowest: " + slowest + ", aim 50 ms; " + std::to_string(brands_wanted) + " brands x " + std::to_string(contents) + " contents and publications, " +
                    std::to_string(callers) + " callers, " + std::to_string(std::thread::hardware_concurrency()) + " cores"});
}
