// SPDX-License-Identifier: AGPL-3.0-or-later
// How long the main reading routes take on a large installation: 100 brands with 10,000 contents and as many publications
// each over five years, asked over HTTP on loopback through the program's own wiring and server.
//
//   read-routes [--keep FOLDER] [--only TEXT] [POSTGRESQL]   the database is SQLite in a folder, or the PostgreSQL (empty)
//                                   that is named; a kept folder is filled once and asked again by the next run;
//                                   --only asks the routes whose name holds that text
//
// PARVIS_BENCH_BRANDS and PARVIS_BENCH_CONTENTS make it smaller. Each brand's first content and publication are made
// through the routes; the others are copies made by SQL (same tables, same constraints), since 2,000,000 requests would
// take hours. A route is asked until 300 answers a caller or eight seconds have passed.
//
// No peer serves such pages from data of our own; beside stands what the machine gives at best, the same server answering
// /healthz. The aim is 50 ms at the 99th percentile for each route. On a busy machine look at the column "cpu": the
// processor time of one question, server and caller together, which other programs hardly change.
// Links: app
#include <arpa/inet.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <random>
#include <set>
#include <thread>

#include "app/wiring.h"
#include "base/json.h"
#include "bench/bench.h"
#include "http/server.h"

namespace {

using namespace parvis;

constexpr double aim_ms = 50;
constexpr int questions = 300, callers = 2;
constexpr double longest_s = 8;  // a slow route is judged by fewer questions
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
BOOST_DESCRIBE_STRUCT(Brand, (), (id, objective, channel, content, publication))

/// What a kept folder says of itself.
struct Filled {
  std::string cookie;
  std::vector<Brand> brands;
};
BOOST_DESCRIBE_STRUCT(Filled, (), (cookie, brands))

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
std::string const numbers = "WITH RECURSIVE n(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < $2) ";

/// A column of copies: its own value, unless said otherwise.
using Column = std::pair<std::string, std::string>;

// Copies of one row over five years, one every 4.4 hours; each column as it is but those said otherwise.
std::string copies(std::string const& table, std::vector<std::string> const& columns, std::vector<Column> const& otherwise) {
  std::string names, values;
  for (std::string const& column : columns) {
    auto const said = std::ranges::find(otherwise, column, &Column::first);
    names += (names.empty() ? "" : ", ") + column;
    values += (values.empty() ? "" : ", ") + (said == otherwise.end() ? "o." + column : said->second);
  }
  return numbers + "INSERT INTO " + table + " (" + names + ") SELECT " + values + " FROM " + table + " o, n WHERE o.id = $1";
}

std::vector<std::string> columns_of(store::Transaction& tx, std::string const& table) {
  return tx.first("SELECT * FROM " + table).value().columns().names();
}

std::set<std::string> words_of_first(store::Transaction& tx, Brand const& brand) {
  std::set<std::string> words;
  for (store::Row const& row : tx.rows("SELECT word FROM studio_content_word WHERE content_id = $1", {brand.content})) words.insert(row.text(0));
  return words;
}

void copy_rows(store::Transaction& tx, Brand const& brand, int contents) {
  std::string const id = "substr(o.id, 1, 24) || " + number_text, before = " - n.i * 15840000";
  tx.run(copies("studio_content", columns_of(tx, "studio_content"),
                {{"id", id}, {"title", "o.title || ' ' || CAST(n.i AS TEXT)"}, {"search_text", "o.search_text || ' ' || CAST(n.i AS TEXT)"},
                 {"state", "CASE WHEN n.i % 50 = 0 THEN 'draft' ELSE o.state END"}, {"updated_at", "o.updated_at" + before},
                 {"archived_at", "CASE WHEN n.i % 100 = 1 THEN o.updated_at ELSE o.archived_at END"}}),
         {brand.content, contents - 1});
  tx.run(copies("publish_publication", columns_of(tx, "publish_publication"),
                {{"id", id}, {"content_id", "substr(o.content_id, 1, 24) || " + number_text}, {"at", "o.at" + before},
                 {"state", "CASE WHEN o.at" + before + " < " + std::to_string(today.milliseconds()) + " THEN 'live' ELSE o.state END"}}),
         {brand.publication, contents - 1});
}

void copy_words(store::Transaction& tx, Brand const& brand, int contents, std::set<std::string> const& words) {
  std::string const into = numbers + "INSERT INTO studio_content_word (word, content_id) SELECT ", whose = ", substr($1, 1, 24) || " + number_text + " FROM n";
  for (std::string const& word : words) tx.run(into + "CAST($3 AS TEXT)" + whose, {brand.content, contents - 1, word});
  tx.run(into + "CAST(n.i AS TEXT)" + whose, {brand.content, contents - 1});
}

// A transaction a brand; SQLite is given memory enough to keep the upper pages of each index, or it would read them back
// for every row.
void fill(store::Database& records, Brand const& brand, int contents, std::set<std::string>& words) {
  records.write([&](store::Transaction& tx) {
    if (records.engine() == store::Engine::sqlite) tx.run("PRAGMA cache_size = -524288");
    if (words.empty()) words = words_of_first(tx, brand);
    copy_rows(tx, brand, contents);
    copy_words(tx, brand, contents, words);
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
  double median = 0, high = 0, worst = 0, cpu = 0;  // milliseconds
  std::size_t asked = 0, bytes = 0;
};

double processor_ms() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  auto const ms = [](timeval const& time) { return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3; };
  return ms(used.ru_utime) + ms(used.ru_stime);
}

struct Asking {
  Route const& route;
  std::vector<Brand> const& brands;
  int port;
  std::string const& cookie;
};

struct Times {
  std::vector<double> ms;
  std::size_t bytes = 0;
};

Times asked_by_one(Asking const& asking, unsigned number) {
  Caller caller(asking.port, asking.cookie);
  std::mt19937 random(number);
  Times times;
  auto const started = std::chrono::steady_clock::now();
  for (int i = 0; i < questions && std::chrono::steady_clock::now() - started < std::chrono::duration<double>(longest_s); ++i) {
    std::string const line = asking.route.line(asking.brands[random() % asking.brands.size()]);
    auto const began = std::chrono::steady_clock::now();
    auto const answer = caller.ask(line);
    times.ms.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count());
    times.bytes = std::max(times.bytes, answer.body.size());
    if (answer.status != 200) throw std::runtime_error(line + " answered " + std::to_string(answer.status) + " " + answer.body);
  }
  return times;
}

Timed measure(Asking const& asking) {
  Times each[callers];
  double const before = processor_ms();
  std::vector<std::thread> threads;
  for (unsigned number = 0; number < callers; ++number) threads.emplace_back([&, number] { each[number] = asked_by_one(asking, number); });
  for (std::thread& thread : threads) thread.join();
  Timed timed;
  timed.cpu = processor_ms() - before;
  std::vector<double> times;
  for (Times const& one : each) times.insert(times.end(), one.ms.begin(), one.ms.end()), timed.bytes = std::max(timed.bytes, one.bytes);
  std::ranges::sort(times);
  timed.asked = times.size();
  timed.cpu /= static_cast<double>(timed.asked);
  timed.median = times[times.size() / 2];
  timed.high = times[times.size() * 99 / 100];
  timed.worst = times.back();
  return timed;
}

struct Arguments {
  std::filesystem::path keep;  // empty: a folder that goes with the run
  std::string only;            // empty: every route
  std::string postgresql;
};

Arguments read_arguments(int argc, char** argv) {
  Arguments arguments;
  for (int i = 1; i < argc; ++i) {
    std::string_view const word = argv[i];
    if (word == "--keep" && i + 1 < argc) arguments.keep = std::filesystem::absolute(argv[++i]);
    else if (word == "--only" && i + 1 < argc) arguments.only = argv[++i];
    else arguments.postgresql = word;
  }
  return arguments;
}

// Filled by an earlier run, or now.
Filled filled(std::filesystem::path const& folder, app::Instance& instance, int port) {
  std::filesystem::path const note = folder / "filled.json";
  if (std::ifstream kept(note); kept) {
    std::string const text((std::istreambuf_iterator<char>(kept)), {});
    std::printf("%s was filled by an earlier run\n", folder.c_str());
    return json::decode<Filled>(text).value();
  }
  Caller owner(port, "");
  owner.want("POST /api/setup", R"({"workspace_name":"Atelier","person_name":"Léa","email":"lea@exemple.fr","password":"une phrase assez longue","locale":"fr","zone":"Europe/Paris","currency":"EUR","approval":"off"})");
  int const brands = count_of("PARVIS_BENCH_BRANDS", 100), contents = count_of("PARVIS_BENCH_CONTENTS", 10'000);
  Filled made;
  std::set<std::string> words;
  double const seconds = bench::seconds_of([&] {
    for (int number = 0; number < brands; ++number) fill(instance.database(), made.brands.emplace_back(open_brand(owner, number)), contents, words);
    if (instance.database().engine() == store::Engine::postgresql) instance.database().write([](store::Transaction& tx) { tx.run("ANALYZE"); });
  });
  std::printf("%d brands of %d contents and publications, filled in %.0f s\n", brands, contents, seconds);
  made.cookie = owner.cookie();
  std::ofstream(note) << json::encode(made);
  return made;
}

struct Slowest {
  std::string name;
  double ms = 0, floor = 0;
};

Slowest ask_all(Filled const& filled, int port, std::string const& only) {
  Slowest slowest;
  std::printf("\n%-28s %6s %9s %9s %9s %9s %9s\n", "route", "asked", "p50 ms", "p99 ms", "max ms", "cpu ms", "bytes");
  for (Route const& route : routes()) {
    if (route.name.find(only) == std::string::npos) continue;
    Timed const timed = measure({route, filled.brands, port, filled.cookie});
    std::printf("%-28s %6zu %9.2f %9.2f %9.2f %9.2f %9zu%s\n", route.name.c_str(), timed.asked, timed.median, timed.high, timed.worst, timed.cpu, timed.bytes,
                timed.high > aim_ms ? "  over the aim" : "");
    std::fflush(stdout);
    if (route.name == "healthz") slowest.floor = timed.high;
    if (timed.high > slowest.ms) slowest.ms = timed.high, slowest.name = route.name;
  }
  return slowest;
}

}  // namespace

int main(int argc, char** argv) {
  Arguments const arguments = read_arguments(argc, argv);
  std::optional<bench::DiskFolder> passing;
  if (arguments.keep.empty()) passing.emplace("read-routes");
  std::filesystem::path const folder = passing ? passing->path() : arguments.keep;
  std::filesystem::create_directories(folder);
  app::Configuration::Values settings{{"data", folder.string()}, {"web", folder.string()}, {"database", arguments.postgresql}};
  ManualClock const clock(today);
  app::Instance instance(*app::Configuration::gather(settings, {}), clock, app::Purpose::rehearsal);
  http::Server server({instance.router(), instance.service(), instance.streams()},
                      http::ServerOptions{.workers = 2, .spool_folder = folder});
  server.start();
  Filled const large = filled(folder, instance, server.port());
  Slowest const slowest = ask_all(large, server.port(), arguments.only);
  server.stop(std::chrono::seconds(5));
  std::string const engine = instance.database().engine() == store::Engine::postgresql ? "PostgreSQL" : "SQLite";
  bench::print({"read-routes", slowest.ms, "ms at p99, the slowest route", "the same server's /healthz", slowest.floor, aim_ms / slowest.ms,
                engine + ", slowest: " + slowest.name + ", aim 50 ms; " + std::to_string(large.brands.size()) + " brands, " + std::to_string(callers) + " callers, " +
                    std::to_string(std::thread::hardware_concurrency()) + " cores"});
}
