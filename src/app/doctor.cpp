// SPDX-License-Identifier: AGPL-3.0-or-later
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <sstream>

#include "app/commands.h"
#include "app/seams.h"
#include "app/wiring.h"
#include "base/random.h"
#include "base/zoned_time.h"
#include "http/openapi.h"
#include "net/address.h"
#include "net/client.h"
#include "store/migrations.h"

namespace parvis::app {
namespace {

std::string shown(Setting const& setting, Chosen const& chosen) {
  if (chosen.value.empty()) return "-";
  return setting.secrecy == Secrecy::secret ? "(set, not shown)" : chosen.value;
}

void print_settings(Configuration const& configuration) {
  std::cout << "Settings (a flag wins over the environment, that over parvis.conf, that over the default)\n";
  for (Setting const& setting : settings()) {
    Chosen const& chosen = configuration.chosen().at(setting.name);
    std::cout << "  " << setting.name << " = " << shown(setting, chosen) << "   [" << chosen.from << "]\n      " << setting.meaning << "\n";
  }
}

int tell(bool well, std::string const& what, std::string const& remedy) {
  std::cout << (well ? "  well     " : "  LACKING  ") << what << (well ? "" : ": " + remedy) << "\n";
  return well ? 0 : 1;
}

std::filesystem::path found_in_path(std::string const& program) {
  std::istringstream folders(std::getenv("PATH") == nullptr ? "" : std::getenv("PATH"));
  for (std::string folder; std::getline(folders, folder, ':');) {
    if (::access((std::filesystem::path(folder) / program).c_str(), X_OK) == 0) return std::filesystem::path(folder) / program;
  }
  return {};
}

// Asks this installation for itself by its public name, as a client's phone would.
int look_from_outside(Configuration const& configuration) {
  std::string const address = configuration.public_address();
  net::Outgoing question;
  question.url = address + "/healthz";
  question.deadline = std::chrono::seconds(10);
  question.policy.reach = net::Reach::any;
  net::Exchange const answer = net::Client().send(question);
  bool const reached = answer.answered_with(200) && answer.body == "ok\n";
  std::string const why = answer.outcome == net::Outcome::answered ? "it answered " + std::to_string(answer.status) : answer.detail;
  int lacking = tell(reached, "Parvis answers at " + address, why + "; is parvis serve running, and does the proxy pass to it?");
  net::HostRange const range = net::range_of(address);
  std::string const who = range == net::HostRange::this_machine ? "this machine" : "the local network";
  lacking += tell(range == net::HostRange::world, "the world can reach " + address, "only " + who + " can: clients' links, QR codes and scripts need public_address");
  bool const plain = address.starts_with("http://") && range != net::HostRange::this_machine;
  return lacking + tell(!plain, "links are private on their way", "use https:// in public_address, by a reverse proxy (docs/operate.md)");
}

// A folder of its own, so that asking for the contract touches no installation.
class Scratch {
 public:
  Scratch() : folder_(std::filesystem::temp_directory_path() / ("parvis-" + random_token(6))) { std::filesystem::create_directories(folder_); }
  Scratch(Scratch const&) = delete;
  Scratch& operator=(Scratch const&) = delete;
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Configuration configuration() const { return *Configuration::gather({{"data", folder_.string()}}, {}); }

 private:
  std::filesystem::path folder_;
};

}  // namespace

int doctor(Configuration const& configuration) {
  print_settings(configuration);
  std::cout << "Installation\n";
  std::filesystem::path const data = configuration.data();
  int lacking = tell(std::filesystem::is_directory(data), "data folder " + data.string(), "it is made by the first parvis serve");
  if (lacking != 0) return 1;
  lacking += tell(::access(data.c_str(), W_OK) == 0, "data folder is writable", "give it to the user that runs Parvis");
  auto const free_megabytes = std::filesystem::space(data).available >> 20;
  lacking += tell(free_megabytes > 500, std::to_string(free_megabytes) + " MB free for data", "make room: below 500 MB uploads and backups may fail");
  auto const web = configuration.text("web").empty() ? beside_program("web/dist", "web") : std::filesystem::path(configuration.text("web"));
  lacking += tell(std::filesystem::exists(web / "index.html"), "web application", "build it (./run --build) or set `web`");
  lacking += tell(!tz_version().empty(), "time zones", "install tzdata");
  lacking += tell(!found_in_path("node").empty(), "Node, for documents", "install Node 20 or later, or let ./run fetch it: PDF and slides wait for it");
  lacking += tell(std::filesystem::exists(beside_program("parvis-extract", "../../bin/parvis-extract")), "reader of documents", "parvis-extract belongs beside the program");
  lacking += look_from_outside(configuration);
  return lacking == 0 ? 0 : 1;
}

int print_contract() {
  Scratch const scratch;
  SystemClock const clock;
  Instance const instance(scratch.configuration(), clock, Purpose::rehearsal);
  std::cout << http::openapi(instance.router(), PARVIS_VERSION);
  return 0;
}

int print_schema() {
  Scratch const scratch;
  SystemClock const clock;
  Instance instance(scratch.configuration(), clock, Purpose::rehearsal);
  std::cout << store::present_schema(instance.database());
  return 0;
}

}  // namespace parvis::app
