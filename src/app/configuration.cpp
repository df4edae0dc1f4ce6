// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/configuration.h"

#include <unistd.h>

#include <charconv>
#include <fstream>

#include "app/mail_server.h"
#include "http/client_address.h"

namespace parvis::app {
namespace {

using Place = std::map<std::string, Chosen>;

std::string trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0) text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0) text.remove_suffix(1);
  return std::string(text);
}

bool is_known(std::string const& name) {
  for (Setting const& setting : settings()) {
    if (setting.name == name) return true;
  }
  return false;
}

std::string variable_of(std::string const& name) {
  std::string variable = "PARVIS_";
  for (char const letter : name) variable += static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
  return variable;
}

Done take_file(std::filesystem::path const& file, Place& chosen) {
  std::ifstream in(file);
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    std::string const place = "parvis.conf:" + std::to_string(number);
    std::string const text = trimmed(line);
    if (text.empty() || text.front() == '#') continue;
    std::size_t const equals = text.find('=');
    if (equals == std::string::npos) return invalid_field(text, "app.setting_malformed", "name = value", place);
    std::string const name = trimmed(text.substr(0, equals));
    if (!is_known(name)) return invalid_field(name, "app.setting_unknown", "", place);
    chosen[name] = {trimmed(text.substr(equals + 1)), place};
  }
  return {};
}

bool is_count(std::string const& text) {
  unsigned value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && value > 0;
}

bool is_listen(std::string const& text) {
  std::size_t const colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0) return false;
  unsigned port = 0;
  auto const [end, error] = std::from_chars(text.data() + colon + 1, text.data() + text.size(), port);
  return error == std::errc() && end == text.data() + text.size() && port < 65536;
}

bool is_one_of(std::string const& text, std::vector<std::string> const& words) { return std::find(words.begin(), words.end(), text) != words.end(); }

}  // namespace

std::vector<Setting> const& settings() {
  static std::vector<Setting> const all = {
      {"data", "", "Folder of the records, files and secrets."},
      {"listen", "127.0.0.1:8080", "Address and port to listen on."},
      {"public_address", "", "How the world reaches this installation, for links in mail, QR codes and scripts."},
      {"database", "", "A PostgreSQL connection; empty: SQLite in the data folder.", Secrecy::secret},
      {"web", "", "Folder of the built web application; empty: found beside the program."},
      {"documents_worker", "", "Script that makes PDF documents; empty: found beside the program."},
      {"workers", "8", "Requests handled at once."},
      {"job_workers", "2", "Jobs that run at once."},
      {"io_threads", "1", "Threads that read and write sockets."},
      {"trusted_proxies", "", "Reverse proxies whose X-Forwarded headers are believed: addresses or networks."},
      {"private_hosts", "", "Hosts on private addresses that channels may be on all the same, such as blog.lan or 10.0.0.7:8080."},
      {"simulated_port", "", "Loopback port of simulated networks and a simulated shop, for the demo and for trying; empty: none."},
      {"metrics_token", "", "Bearer token for /metrics; empty: loopback only.", Secrecy::secret},
      {"smtp", "", "Mail server, such as smtp://user:password@mail.example:587; empty: mail stays on the sent-mail page.", Secrecy::secret},
      {"mail_from", "", "Sender of mail."},
      {"archive_megabytes", "4000", "Deposited files that one audit archive of a session takes in; what is beyond is named in it and left out."},
      {"log_level", "info", "trace, debug, info, warn or error."},
      {"log_form", "text", "text or json (one object a line)."},
  };
  return all;
}

Result<Configuration> Configuration::gather(Values const& flags, Values const& environment) {
  Configuration out;
  for (Setting const& setting : settings()) out.chosen_[setting.name] = {setting.fallback, "default"};
  auto const named = flags.find("data");
  auto const variable = environment.find("PARVIS_DATA");
  std::string const folder = named != flags.end() ? named->second : variable != environment.end() ? variable->second : "";
  TRY_DONE(take_file(std::filesystem::path(folder) / "parvis.conf", out.chosen_));
  for (Setting const& setting : settings()) {
    auto const found = environment.find(variable_of(setting.name));
    if (found != environment.end()) out.chosen_[setting.name] = {found->second, found->first};
  }
  for (auto const& [name, value] : flags) {
    if (!is_known(name)) return invalid_field(name, "app.setting_unknown", "", "--" + name);
    out.chosen_[name] = {value, "--" + name};
  }
  TRY_DONE(out.check());
  return out;
}

Configuration Configuration::with(std::string const& name, std::string value) const {
  Configuration changed = *this;
  changed.chosen_.at(name) = {std::move(value), "the program"};
  return changed;
}

Done Configuration::check() const {
  auto const refuse = [this](std::string const& name, std::string const& limit) {
    return invalid_field(name, "app.setting_malformed", limit, text(name) + " (" + chosen_.at(name).from + ")");
  };
  if (text("data").empty()) return invalid_field("data", "app.setting_malformed", "a folder", "--data");
  if (!is_listen(text("listen"))) return refuse("listen", "address:port");
  for (auto const* name : {"workers", "job_workers", "io_threads", "archive_megabytes"}) {
    if (!is_count(text(name))) return refuse(name, "a whole number over 0");
  }
  if (!is_one_of(text("log_level"), {"trace", "debug", "info", "warn", "error"})) return refuse("log_level", "trace, debug, info, warn, error");
  if (!text("simulated_port").empty() && (!is_count(text("simulated_port")) || count("simulated_port") > 65535)) return refuse("simulated_port", "1..65535");
  if (!is_one_of(text("log_form"), {"text", "json"})) return refuse("log_form", "text, json");
  if (!http::TrustedProxies::parse(list("trusted_proxies"))) return refuse("trusted_proxies", "addresses or networks");
  if (!text("smtp").empty()) TRY_DONE(parse_smtp(text("smtp")));
  if (!text("smtp").empty() && !Email::parse(text("mail_from"))) return refuse("mail_from", "the sender's address, since smtp is set");
  std::string const& address = text("public_address");
  if (!address.empty() && !address.starts_with("http://") && !address.starts_with("https://")) return refuse("public_address", "http:// or https://");
  return {};
}

std::size_t Configuration::count(std::string const& name) const { return std::stoul(text(name)); }

std::vector<std::string> Configuration::list(std::string const& name) const {
  std::vector<std::string> parts;
  std::string part;
  for (char const letter : text(name) + ",") {
    if (letter != ',' && letter != ' ') {
      part += letter;
    } else if (!part.empty()) {
      parts.push_back(std::exchange(part, {}));
    }
  }
  return parts;
}

std::string Configuration::listen_address() const {
  std::string address = text("listen").substr(0, text("listen").rfind(':'));
  if (address.front() == '[' && address.back() == ']') address = address.substr(1, address.size() - 2);
  return address;
}

std::uint16_t Configuration::listen_port() const {
  return static_cast<std::uint16_t>(std::stoul(text("listen").substr(text("listen").rfind(':') + 1)));
}

std::string Configuration::public_address() const {
  std::string address = text("public_address").empty() ? "http://" + text("listen") : text("public_address");
  while (address.back() == '/') address.pop_back();
  return address;
}

Configuration::Values parvis_environment() {
  Configuration::Values values;
  for (char** variable = ::environ; *variable != nullptr; ++variable) {
    std::string_view const text = *variable;
    std::size_t const equals = text.find('=');
    if (text.starts_with("PARVIS_") && equals != std::string_view::npos) values.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return values;
}

}  // namespace parvis::app
