// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/private_postgres.h"

#include <fcntl.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include "support/temporary_folder.h"

namespace parvis::test {

namespace {

namespace fs = std::filesystem;

fs::path installed() {
  std::error_code ignored;
  for (auto const& version : fs::directory_iterator("/usr/lib/postgresql", ignored)) {
    if (fs::exists(version.path() / "bin/initdb")) return version.path() / "bin";
  }
  return {};
}

/// PostgreSQL refuses to run as root, so root hands over to the user that the package made.
struct User {
  uid_t uid = ::getuid();
  gid_t gid = ::getgid();
};

User user_to_run_as() {
  if (::getuid() != 0) return {};
  passwd const* const entry = ::getpwnam("postgres");
  if (entry == nullptr) throw std::runtime_error("no user postgres");
  return {entry->pw_uid, entry->pw_gid};
}

[[noreturn]] void become(User const& user, std::vector<char*> const& words, char const* log) {
  int const out = ::open(log, O_WRONLY | O_CREAT | O_APPEND, 0666);
  ::dup2(out, 1);
  ::dup2(out, 2);
  ::setpgid(0, 0);
  if (::getuid() == 0 && (::setgroups(0, nullptr) != 0 || ::setgid(user.gid) != 0 || ::setuid(user.uid) != 0)) ::_exit(126);
  ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
  ::execv(words[0], words.data());
  ::_exit(127);
}

pid_t spawn(User const& user, std::vector<std::string> words, fs::path const& log) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  pid_t const child = ::fork();
  if (child == 0) become(user, pointers, log.c_str());
  return child;
}

class Cluster final : public PrivatePostgres {
 public:
  explicit Cluster(fs::path const& programs) : PrivatePostgres(made_folder()) {
    std::string const data_folder = *folder() / "cluster";
    fs::path const log = *folder() / "log";
    pid_t const made = spawn(user(), {programs / "initdb", "-D", data_folder, "-U", "parvis", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"}, log);
    int status = 0;
    ::waitpid(made, &status, 0);
    if (status != 0) throw std::runtime_error("initdb failed, see " + log.string());
    server_ = spawn(user(), {programs / "postgres", "-D", data_folder, "-k", folder()->path(), "-c", "listen_addresses=", "-c", "fsync=off",
                             "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "wal_level=minimal", "-c", "max_wal_senders=0",
                             "-c", "autovacuum=off", "-c", "checkpoint_timeout=1h", "-c", "max_connections=64", "-c", "shared_buffers=32MB"}, log);
    wait_until_ready();
  }

  ~Cluster() override {
    ::kill(server_, SIGQUIT);
    ::waitpid(server_, nullptr, 0);
    folder().reset();
  }

 private:
  static std::unique_ptr<TemporaryFolder>& folder() {
    static std::unique_ptr<TemporaryFolder> made;
    return made;
  }

  static User user() { return user_to_run_as(); }

  static std::string made_folder() {
    folder() = std::make_unique<TemporaryFolder>();
    if (::chown(folder()->path().c_str(), user().uid, user().gid) != 0) throw std::runtime_error("cannot hand over a folder");
    return folder()->path();
  }

  void wait_until_ready() const {
    for (int tries = 0; tries < 300; ++tries) {
      if (PQping(connection("postgres").c_str()) == PQPING_OK) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    throw std::runtime_error("PostgreSQL did not start");
  }

  pid_t server_ = -1;
};

}  // namespace

PrivatePostgres* PrivatePostgres::instance() {
  static std::unique_ptr<Cluster> const cluster = []() -> std::unique_ptr<Cluster> {
    fs::path const programs = installed();
    if (!programs.empty()) return std::make_unique<Cluster>(programs);
    std::cout << "skipped: peer PostgreSQL absent\n";
    return nullptr;
  }();
  return cluster.get();
}

std::string PrivatePostgres::connection(std::string const& name) const {
  return "host=" + socket_folder_ + " user=parvis dbname=" + name;
}

void PrivatePostgres::command(std::string const& sql) {
  std::unique_ptr<PGconn, decltype(&PQfinish)> const connected(PQconnectdb(connection("postgres").c_str()), PQfinish);
  std::unique_ptr<PGresult, decltype(&PQclear)> const result(PQexec(connected.get(), sql.c_str()), PQclear);
  ExecStatusType const status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) throw std::runtime_error(sql + ": " + PQerrorMessage(connected.get()));
}

std::string PrivatePostgres::create_database(std::string const& origin) {
  static std::atomic<int> count{0};
  std::string const name = "test_" + std::to_string(++count);
  command("CREATE DATABASE " + name + (origin.empty() ? "" : " TEMPLATE " + origin));
  return name;
}

void PrivatePostgres::drop_database(std::string const& name) { command("DROP DATABASE " + name + " WITH (FORCE)"); }

void PrivatePostgres::cut_connections(std::string const& name) {
  command("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
}

}  // namespace parvis::test
