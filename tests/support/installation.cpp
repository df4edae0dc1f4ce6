// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/installation.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "base/json.h"
#include "identity/access_store.h"
#include "identity/people_store.h"
#include "store/dump.h"

namespace parvis::test {
namespace {

std::string token_of(std::string const& who) { return "token-of-" + who; }

}  // namespace

app::Configuration Installation::configuration() const {
  app::Configuration::Values all = settings_;
  all["data"] = folder_.path().string();
  all["web"] = (folder_ / "web").string();
  return *app::Configuration::gather(all, {});
}

Installation::Installation(app::Configuration::Values settings)
    : settings_(std::move(settings)), instance_(std::make_unique<app::Instance>(configuration(), clock_, app::Purpose::rehearsal)) {
  ours = build("ours");
  theirs = build("theirs");
  for (identity::Role const role : json::all_of<identity::Role>()) add(json::name_of(role), ours, role);
  add("stranger", theirs, identity::Role::owner);
}

Installation::House Installation::build(std::string const& name) {
  identity::Workspace workspace;
  workspace.id = identity::WorkspaceId::make(clock_);
  workspace.name = *identity::Name::parse(name);
  workspace.zone = *ZoneName::parse("Europe/Paris");
  workspace.created_at = clock_.now();
  identity::Brand brand;
  brand.id = identity::BrandId::make(clock_);
  brand.workspace_id = workspace.id;
  brand.name = *identity::Name::parse("Brand of " + name);
  brand.slug = *Slug::parse("brand-of-" + name);
  brand.zone = workspace.zone;
  brand.created_at = clock_.now();
  database().write([&](store::Transaction& tx) {
    identity::insert_workspace(tx, workspace);
    identity::insert_brand(tx, brand);
  });
  return {workspace.id, brand.id};
}

void Installation::add(std::string const& who, House const& house, identity::Role role) {
  identity::Person person;
  person.id = identity::PersonId::make(clock_);
  person.email = who + "@exemple.fr";
  person.name = who;
  person.created_at = clock_.now();
  identity::Session session{identity::SessionId::make(clock_), person.id, house.workspace, identity::token_hash(token_of(who)), "test", "127.0.0.1",
                            clock_.now(), clock_.now(), clock_.now() + identity::session_life};
  database().write([&](store::Transaction& tx) {
    identity::insert_person(tx, person);
    identity::insert_membership(tx, {identity::MembershipId::make(clock_), person.id, house.workspace, {}, role, clock_.now()});
    identity::insert_session(tx, session);
  });
}

http::Response Installation::ask(std::string const& who, std::string const& line, std::string const& body) {
  http::Request request;
  std::size_t const space = line.find(' ');
  request.method = http::method_named(line.substr(0, space)).value();
  std::string const target = line.substr(space + 1);
  std::size_t const mark = std::min(target.find('?'), target.size());
  request.path = target.substr(0, mark);
  request.query = mark < target.size() ? target.substr(mark + 1) : "";
  request.body = body;
  request.remote_address = "127.0.0.1";
  request.id = "test";
  request.headers["x-parvis-csrf"] = "test";
  if (!body.empty()) request.headers["content-type"] = "application/json";
  if (!who.empty()) request.headers["cookie"] = "parvis_session=" + token_of(who);
  return instance_->service().answer(request);
}

json::Value Installation::want(std::string const& who, std::string const& line, std::string const& body) {
  http::Response const response = ask(who, line, body);
  if (response.status < 200 || response.status > 299) throw std::runtime_error(line + " answered " + std::to_string(response.status) + " " + response.body);
  return json::parse(response.body.empty() ? "null" : response.body).value();
}

std::string Installation::id_of(std::string const& who, std::string const& line, std::string const& body) {
  json::Value const answer = want(who, line, body);
  for (char const* inner : {"objective", "publication", "site"}) {
    if (auto const* found = answer.as_object().if_contains(inner); found != nullptr && found->is_object()) return json::text_of(found->at("id"));
  }
  return json::text_of(answer.at("id"));
}

std::string Installation::records() {
  store::dump(database(), folder_ / "records.dump");
  std::ifstream in(folder_ / "records.dump");
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

}  // namespace parvis::test
