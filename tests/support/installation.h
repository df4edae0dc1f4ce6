// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A whole installation for a test: its own folder and clock, two workspaces with a brand each, and someone of every role
// in the first. Requests go through the service, as a browser's do.

#include <map>

#include "app/wiring.h"
#include "identity/identity.h"
#include "support/temporary_folder.h"

namespace parvis::test {

class Installation {
 public:
  /// `settings` are added to the folders'.
  explicit Installation(app::Configuration::Values settings = {});

  struct House {
    identity::WorkspaceId workspace;
    identity::BrandId brand;
  };
  House ours, theirs;

  /// Who: a role's name for ours ("owner" … "certifier"), "stranger" for the owner of theirs, "" for nobody.
  http::Response ask(std::string const& who, std::string const& line, std::string const& body = "");
  /// The same, wanting a 2xx; its JSON. Throws std::runtime_error, quoting the answer, otherwise.
  json::Value want(std::string const& who, std::string const& line, std::string const& body = "");
  std::string id_of(std::string const& who, std::string const& line, std::string const& body);

  /// One more person of ours, asking as `who`, with the role.
  void join(std::string const& who, identity::Role role) { add(who, ours, role); }

  /// Lets go of the records and everything else, for another process to have them; nothing is asked after that.
  void close() { instance_.reset(); }

  app::Instance& instance() { return *instance_; }
  /// The same people and tokens on records that came from elsewhere, such as a restored folder's.
  std::unique_ptr<app::Instance> replace(std::unique_ptr<app::Instance> instance) { return std::exchange(instance_, std::move(instance)); }
  store::Database& database() { return instance_->database(); }
  ManualClock& clock() { return clock_; }
  std::filesystem::path const& folder() const { return folder_.path(); }
  app::Configuration configuration() const;
  /// All records, as text: to compare two moments.
  std::string records();

 private:
  House build(std::string const& name);
  void add(std::string const& who, House const& house, identity::Role role);

  TemporaryFolder folder_;
  app::Configuration::Values const settings_;
  ManualClock clock_{*Instant::parse("2026-11-23T09:00:00Z")};
  std::unique_ptr<app::Instance> instance_;
};

}  // namespace parvis::test
