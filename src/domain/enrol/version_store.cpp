// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/version_store.h"

#include "enrol/truncation.h"

namespace parvis::enrol {
namespace {

constexpr auto card_of = " FROM enrol_card WHERE workspace_id = $1";
constexpr auto version_by_id = " FROM enrol_version WHERE workspace_id = $1 AND id = $2";
constexpr auto versions_of = " FROM enrol_version WHERE workspace_id = $1 ORDER BY created_at DESC, id DESC";
constexpr auto in_force_of = " FROM enrol_version WHERE workspace_id = $1 AND state = 'confirmed' ORDER BY confirmed_at DESC, id DESC LIMIT 1";
constexpr auto resolutions_of = " FROM enrol_resolution WHERE version_id = $1 ORDER BY signed_at, id";
constexpr auto equivalences_of = " FROM enrol_equivalence WHERE workspace_id = $1 AND withdrawn_at IS NULL ORDER BY signed_at, id";
constexpr auto equivalent_sql =
    "SELECT id FROM enrol_equivalence WHERE workspace_id = $1 AND from_version = $2 AND to_version = $3 AND block = $4 AND withdrawn_at IS NULL";

ReferentialVersion with_resolutions(store::Transaction& tx, ReferentialVersion version) {
  for (Resolution const& one : resolution_rows(tx, version.id)) {
    if (!one.withdrawn_at) resolve_in(version.content, one);
  }
  return version;
}

}  // namespace

std::optional<CertificationCard> find_card(store::Transaction& tx, WorkspaceId const& workspace) {
  static std::string const sql = store::selected<CertificationCard>(card_of);
  return store::one<CertificationCard>(tx.first(sql, {workspace.to_string()}));
}

void insert_card(store::Transaction& tx, CertificationCard const& card) { store::insert(tx, "enrol_card", card); }

bool update_card(store::Transaction& tx, CertificationCard const& card) {
  auto values = store::fields(card);
  values.emplace_back(card.revision - 1);
  static std::string const sql = store::update_of<CertificationCard>("enrol_card", "workspace_id");
  return tx.run(sql + " AND revision = $" + std::to_string(values.size()), values) == 1;
}

void insert_version(store::Transaction& tx, ReferentialVersion const& version) { store::insert(tx, "enrol_version", version); }
bool update_version(store::Transaction& tx, ReferentialVersion const& version) { return store::update(tx, "enrol_version", version); }

std::optional<ReferentialVersion> find_version(store::Transaction& tx, WorkspaceId const& workspace, ReferentialVersionId const& id) {
  static std::string const sql = store::selected<ReferentialVersion>(version_by_id);
  return store::one<ReferentialVersion>(tx.first(sql, {workspace.to_string(), id.to_string()}));
}

std::vector<ReferentialVersion> version_rows(store::Transaction& tx, WorkspaceId const& workspace) {
  static std::string const sql = store::selected<ReferentialVersion>(versions_of);
  return store::records<ReferentialVersion>(tx.rows(sql, {workspace.to_string()}));
}

void insert_resolution(store::Transaction& tx, Resolution const& resolution) { store::insert(tx, "enrol_resolution", resolution); }

void update_resolution(store::Transaction& tx, Resolution const& resolution) {
  static std::string const sql = store::update_of<Resolution>("enrol_resolution");
  tx.run(sql, store::fields(resolution));
}

std::vector<Resolution> resolution_rows(store::Transaction& tx, ReferentialVersionId const& version) {
  static std::string const sql = store::selected<Resolution>(resolutions_of);
  return store::records<Resolution>(tx.rows(sql, {version.to_string()}));
}

void insert_equivalence(store::Transaction& tx, Equivalence const& equivalence) { store::insert(tx, "enrol_equivalence", equivalence); }

void update_equivalence(store::Transaction& tx, Equivalence const& equivalence) {
  static std::string const sql = store::update_of<Equivalence>("enrol_equivalence");
  tx.run(sql, store::fields(equivalence));
}

std::vector<Equivalence> equivalence_rows(store::Transaction& tx, WorkspaceId const& workspace) {
  static std::string const sql = store::selected<Equivalence>(equivalences_of);
  return store::records<Equivalence>(tx.rows(sql, {workspace.to_string()}));
}

Result<ReferentialVersion> load_version(store::Transaction& tx, WorkspaceId const& workspace, ReferentialVersionId const& id) {
  auto version = find_version(tx, workspace, id);
  if (!version) return not_found("enrol.version_not_found");
  return with_resolutions(tx, std::move(*version));
}

std::optional<ReferentialVersion> version_in_force(store::Transaction& tx, WorkspaceId const& workspace) {
  static std::string const sql = store::selected<ReferentialVersion>(in_force_of);
  auto version = store::one<ReferentialVersion>(tx.first(sql, {workspace.to_string()}));
  if (!version) return std::nullopt;
  return with_resolutions(tx, std::move(*version));
}

bool equivalent(store::Transaction& tx, WorkspaceId const& workspace, ReferentialVersionId const& from, ReferentialVersionId const& to,
                std::string const& block) {
  if (from == to) return true;
  return tx.first(equivalent_sql, {workspace.to_string(), from.to_string(), to.to_string(), block}).has_value();
}

Equivalents::Equivalents(store::Transaction& tx, WorkspaceId const& workspace) {
  for (Equivalence& one : equivalence_rows(tx, workspace)) table_.emplace(one.from_version, one.to_version, std::move(one.block));
}

bool Equivalents::hold(ReferentialVersionId const& from, ReferentialVersionId const& to, std::string const& block) const {
  return from == to || table_.contains({from, to, block});
}

std::vector<Rebuilder> version_rebuilders() {
  return {rebuilder<CertificationCard>("enrol_card", "workspace_id"), rebuilder<ReferentialVersion>("enrol_version"),
          rebuilder<Resolution>("enrol_resolution"), rebuilder<Equivalence>("enrol_equivalence")};
}

}  // namespace parvis::enrol
