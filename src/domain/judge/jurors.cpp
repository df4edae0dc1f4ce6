// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "base/digest.h"
#include "judge/jury.h"
#include "judge/jury_store.h"

namespace parvis::judge {
namespace {

void take(Juror& juror, SaveJuror const& change) {
  juror.quality = change.quality;
  juror.employer = change.employer;
  juror.belongs = change.belongs;
  juror.gender = change.gender;
  juror.qualification = change.qualification;
  juror.qualified_until = change.qualified_until;
}

bool may_judge(store::Transaction& tx, WorkspaceId const& workspace, PersonId const& person) {
  return identity::holds_role(tx, workspace, person, identity::Role::juror) || identity::holds_role(tx, workspace, person, identity::Role::president);
}

bool is_proof(std::string const& bytes) {
  for (std::string_view start : {"%PDF-", "\x89PNG", "\xFF\xD8\xFF"}) {
    if (bytes.starts_with(start)) return true;
  }
  return false;
}

}  // namespace

void tell(store::Transaction& tx, Desk const& desk, Actor const& actor, identity::AuditEntry const& entry) {
  identity::record_audit(tx, desk.clock, actor, entry);
}

Member member_of(Juror const& juror, Position position, LocalDate const& day) {
  bool const proved = juror.proof_sha256 && (!juror.qualified_until || *juror.qualified_until >= day);
  return {juror.id, position, juror.belongs, proved ? Qualification::proved : Qualification::unproved, juror.gender};
}

std::vector<JurorView> jurors(Desk const& desk, Actor const& actor) {
  return desk.database.read([&](store::Transaction& tx) {
    std::vector<JurorView> all;
    for (Juror& one : juror_rows(tx, actor.workspace)) {
      std::string name = identity::person_name(tx, one.person_id), email = identity::person_email(tx, one.person_id);
      all.push_back({std::move(one), std::move(name), std::move(email)});
    }
    return all;
  });
}

std::vector<Eligible> eligible(Desk const& desk, Actor const& actor) {
  return desk.database.read([&](store::Transaction& tx) {
    std::vector<Eligible> all;
    for (identity::Role const role : {identity::Role::president, identity::Role::juror}) {
      for (PersonId const& person : desk.holders_of(tx, actor.workspace, role)) {
        bool const listed = std::any_of(all.begin(), all.end(), [&](Eligible const& one) { return one.person_id == person; });
        if (!listed && !find_juror_of(tx, actor.workspace, person)) all.push_back({person, identity::person_name(tx, person)});
      }
    }
    return all;
  });
}

Result<Juror> load_juror(store::Transaction& tx, WorkspaceId const& workspace, JurorId const& id) {
  auto juror = find_juror(tx, workspace, id);
  if (!juror) return not_found("judge.juror_not_found");
  return std::move(*juror);
}

Result<Juror> own_juror(store::Transaction& tx, Actor const& actor) {
  auto juror = find_juror_of(tx, actor.workspace, actor.person);
  if (!juror) return not_found("judge.not_of_the_jury");
  return std::move(*juror);
}

Result<Juror> add_juror(Desk const& desk, Actor const& actor, SaveJuror const& request) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Juror> {
    if (!request.person_id) return invalid_field("person_id", "json.required");
    if (!may_judge(tx, actor.workspace, *request.person_id)) return invalid_field("person_id", "judge.juror_role");
    if (find_juror_of(tx, actor.workspace, *request.person_id)) return conflict("judge.juror_known");
    Juror juror;
    juror.id = JurorId::make(desk.clock);
    juror.workspace_id = actor.workspace;
    juror.person_id = *request.person_id;
    juror.created_at = desk.clock.now();
    take(juror, request);
    keep(tx, desk, actor, {"judge.juror_added", juror_table}, juror);
    return juror;
  });
}

Result<Juror> save_juror(Desk const& desk, Actor const& actor, JurorId const& id, SaveJuror const& change) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Juror> {
    TRY(Juror juror, load_juror(tx, actor.workspace, id));
    if (change.revision.value_or(juror.revision) != juror.revision) return conflict("judge.stale_revision");
    take(juror, change);
    ++juror.revision;
    keep(tx, desk, actor, {"judge.juror_saved", juror_table}, juror);
    return juror;
  });
}

Result<Juror> shelve_juror(Desk const& desk, Actor const& actor, JurorId const& id, JurorShelf shelf) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Juror> {
    TRY(Juror juror, load_juror(tx, actor.workspace, id));
    juror.archived_at = shelf == JurorShelf::archived ? std::optional(desk.clock.now()) : std::nullopt;
    ++juror.revision;
    keep(tx, desk, actor, {"judge.juror_shelved", juror_table}, juror);
    return juror;
  });
}

Result<Juror> keep_proof(Desk const& desk, Actor const& actor, JurorId const& id, NewFile const& file) {
  TRY(auto const name, (Text<0, 200>::parse(file.name)));
  if (!is_proof(file.bytes)) return unsupported("judge.proof_type", "PDF, PNG, JPEG");
  std::string const digest = sha256_hex(file.bytes);
  desk.keep_file(digest, file.bytes);
  return desk.database.write([&](store::Transaction& tx) -> Result<Juror> {
    TRY(Juror juror, load_juror(tx, actor.workspace, id));
    juror.proof_sha256 = digest;
    juror.proof_name = name;
    ++juror.revision;
    keep(tx, desk, actor, {"judge.proof_kept", juror_table}, juror);
    return juror;
  });
}

}  // namespace parvis::judge
