// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A PostgreSQL cluster of our own, on a unix socket in a temporary folder, without TCP; started at the first use and
// stopped, by its pid, when the program ends.

#include <string>

namespace parvis::test {

class PrivatePostgres {
 public:
  /// Null when PostgreSQL is not installed; says so on standard output: "skipped: peer PostgreSQL absent".
  static PrivatePostgres* instance();

  /// A fresh database, copied from `origin` unless empty. Returns its name.
  std::string create_database(std::string const& origin = {});
  void drop_database(std::string const& name);
  /// How libpq reaches that database.
  std::string connection(std::string const& name) const;
  /// Cuts every connection to that database, as a restart of the server would.
  void cut_connections(std::string const& name);

  virtual ~PrivatePostgres() = default;

 protected:
  explicit PrivatePostgres(std::string socket_folder) : socket_folder_(std::move(socket_folder)) {}

 private:
  void command(std::string const& sql);
  std::string const socket_folder_;
};

}  // namespace parvis::test
