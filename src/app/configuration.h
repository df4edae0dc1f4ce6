// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Every setting of an installation, once: its name, its meaning, its value and where that came from. A flag wins over the
// environment (PARVIS_<NAME>), that over the file parvis.conf in the data folder, that over the default.
//
//   # parvis.conf
//   listen = 127.0.0.1:8080
//   public_address = https://parvis.example

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"

namespace parvis::app {

enum class Secrecy { open, secret };

struct Setting {
  std::string name;
  std::string fallback;
  std::string meaning;
  Secrecy secrecy = Secrecy::open;
};

/// All settings there are, in the order `parvis doctor` prints them.
std::vector<Setting> const& settings();

struct Chosen {
  std::string value;
  std::string from;  // "default", "parvis.conf:3", "PARVIS_LISTEN", "--listen"
};

class Configuration {
 public:
  using Values = std::map<std::string, std::string>;

  /// `flags` by setting name, the data folder among them or in `environment` ("PARVIS_DATA"); the file is read if it is
  /// there. Problems, with the setting as path and the place in `value`: "app.setting_unknown", "app.setting_malformed".
  static Result<Configuration> gather(Values const& flags, Values const& environment);

  /// The same, with one setting chosen by the program itself.
  Configuration with(std::string const& name, std::string value) const;

  std::string const& text(std::string const& name) const { return chosen_.at(name).value; }
  std::size_t count(std::string const& name) const;
  /// Parts between commas or spaces.
  std::vector<std::string> list(std::string const& name) const;
  std::filesystem::path data() const { return text("data"); }
  std::string listen_address() const;
  std::uint16_t listen_port() const;
  /// Without a slash at its end; from `listen` when it is not set.
  std::string public_address() const;

  std::map<std::string, Chosen> const& chosen() const { return chosen_; }

 private:
  Done check() const;
  std::map<std::string, Chosen> chosen_;
};

/// The process's environment variables that begin with PARVIS_.
Configuration::Values parvis_environment();

}  // namespace parvis::app
