// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/versions.h"

#include <algorithm>

#include "base/digest.h"
#include "enrol/fit.h"
#include "enrol/rule_set_store.h"
#include "enrol/version_store.h"
#include "text/fold.h"

namespace parvis::enrol {
namespace {

void record(store::Transaction& tx, Desk const& desk, Actor const& actor, std::string act, ReferentialVersion const& version) {
  record_act(tx, desk.clock, actor, {std::move(act), "enrol_version", version.id.to_string(), json::to_value(version)});
}

Result<ReferentialVersion> kept_version(store::Transaction& tx, Actor const& actor, ReferentialVersionId const& id) {
  auto version = find_version(tx, actor.workspace, id);
  if (!version) return not_found("enrol.version_not_found");
  return std::move(*version);
}

Result<referential::Referential> starting_content(store::Transaction& tx, Actor const& actor, OpenVersion const& request) {
  if (!request.copy_of) return referential::current();
  TRY(ReferentialVersion copied, kept_version(tx, actor, *request.copy_of));
  return std::move(copied.content);
}

Done check_dates(std::optional<LocalDate> const& from, std::optional<LocalDate> const& to) {
  if (from && to && *to <= *from) return invalid_field("valid_to", "enrol.version_dates", "> " + from->to_string(), to->to_string());
  return {};
}

/// The text that stands under that code, to be written; nullptr when none does.
std::string* statement_of(referential::Referential& content, std::string const& code) {
  for (auto& block : content.blocks) {
    if (block.id == code) return &block.title;
    for (auto& one : block.activities) if (one.id == code) return &one.title;
    for (auto& one : block.competencies) if (one.id == code) return &one.text;
    for (auto& one : block.evaluation.modality) if (one.id == code) return &one.text;
    for (auto& one : block.evaluation.deliverables) if (one.id == code) return &one.name;
    for (auto& group : block.evaluation.criteria_groups) {
      for (auto& one : group.criteria) if (one.id == code) return &one.text;
    }
  }
  return nullptr;
}

Done write_statements(ReferentialVersion& version, SaveVersion const& change) {
  if (change.statements.empty()) return {};
  if (version.state != VersionState::draft) return conflict("enrol.version_state", json::name_of(version.state) + " -> save");
  std::vector<FieldError> wrong;
  for (auto const& [code, text] : change.statements) {
    std::string* const statement = statement_of(version.content, code);
    if (statement == nullptr) {
      wrong.push_back({"statements/" + code, "enrol.version_code_unknown", "", code});
    } else {
      *statement = text.to_string();
    }
  }
  if (!wrong.empty()) return invalid("enrol.version_invalid", std::move(wrong));
  version.sha256 = sha256_hex(json::encode(version.content));
  return {};
}

std::optional<Resolution> standing_resolution(store::Transaction& tx, ReferentialVersionId const& id, std::string const& code) {
  for (Resolution const& one : resolution_rows(tx, id)) {
    if (one.code == code && !one.withdrawn_at) return one;
  }
  return std::nullopt;
}

Done check_open(store::Transaction& tx, ReferentialVersion const& version, std::string const& code) {
  if (version.state == VersionState::retired) return conflict("enrol.version_state", "retired -> resolve");
  auto const all = truncations_of(version.content);
  bool const cut_short = std::any_of(all.begin(), all.end(), [&](Truncation const& one) { return one.code == code; });
  if (!cut_short || standing_resolution(tx, version.id, code)) return not_found("enrol.truncation_not_found");
  return {};
}

/// By the rules that are written, in force or not: those of a new version come into force once it is confirmed.
Done check_held(store::Transaction& tx, ReferentialVersion const& version) {
  auto rule_sets = rule_set_rows(tx, version.workspace_id);
  std::erase_if(rule_sets, [](RuleSetVersion const& one) { return one.state == RuleSetState::retired; });
  auto lacks = lacks_of_version(version, rule_sets);
  if (!lacks.empty()) return invalid("enrol.version_unheld", std::move(lacks));
  return {};
}

}  // namespace

Done check_signature(Desk const& desk, Actor const& actor, Signature const& signature) {
  std::string const name = desk.database.read([&](store::Transaction& tx) { return identity::person_name(tx, actor.person); });
  if (text::fold(signature.typed_name.to_string()) != text::fold(name)) return invalid_field("signature/typed_name", "enrol.signature_refused", name, signature.typed_name.to_string());
  auto proved = identity::confirm_person(desk.identity, actor.person, signature.password);
  if (!proved) return fail(within("signature", std::move(proved).error()));
  return {};
}

Result<ReferentialVersion> open_version(Desk const& desk, Actor const& actor, OpenVersion const& request) {
  TRY_DONE(check_dates(request.valid_from, request.valid_to));
  return desk.database.write([&](store::Transaction& tx) -> Result<ReferentialVersion> {
    ReferentialVersion version;
    version.id = ReferentialVersionId::make(desk.clock);
    version.workspace_id = actor.workspace;
    version.label = request.label;
    version.rncp_number = request.rncp_number;
    version.valid_from = request.valid_from;
    version.valid_to = request.valid_to;
    version.origin = request.copy_of ? VersionOrigin::copy : VersionOrigin::embedded;
    TRY(version.content, starting_content(tx, actor, request));
    version.sha256 = sha256_hex(json::encode(version.content));
    version.created_at = desk.clock.now();
    insert_version(tx, version);
    record(tx, desk, actor, "enrol.version_opened", version);
    return version;
  });
}

Result<ReferentialVersion> save_version(Desk const& desk, Actor const& actor, ReferentialVersionId const& id, SaveVersion const& change) {
  TRY_DONE(check_dates(change.valid_from, change.valid_to));
  return desk.database.write([&](store::Transaction& tx) -> Result<ReferentialVersion> {
    TRY(ReferentialVersion version, kept_version(tx, actor, id));
    TRY_DONE(write_statements(version, change));
    version.label = change.label;
    version.rncp_number = change.rncp_number;
    version.valid_from = change.valid_from;
    version.valid_to = change.valid_to;
    version.revision = change.revision + 1;
    if (!update_version(tx, version)) return conflict("enrol.stale_revision");
    record(tx, desk, actor, "enrol.version_saved", version);
    return load_version(tx, actor.workspace, id);
  });
}

Result<Resolution> resolve_truncation(Desk const& desk, Actor const& actor, ReferentialVersionId const& id, std::string const& code, Resolve const& request) {
  bool const wordless = request.kind == ResolutionKind::completed && request.text.empty();
  if (wordless) return invalid_field("text", "enrol.truncation_text", "1..2000", "0");
  TRY_DONE(check_signature(desk, actor, request.signature));
  return desk.database.write([&](store::Transaction& tx) -> Result<Resolution> {
    TRY(ReferentialVersion const version, kept_version(tx, actor, id));
    TRY_DONE(check_open(tx, version, code));
    Resolution const made{ResolutionId::make(desk.clock), actor.workspace, id, code, request.kind, request.text, request.motive,
                          actor.person, desk.clock.now(), {}, {}};
    insert_resolution(tx, made);
    record_act(tx, desk.clock, actor, {"enrol.truncation_resolved", "enrol_resolution", made.id.to_string(), json::to_value(made)});
    return made;
  });
}

Done withdraw_resolution(Desk const& desk, Actor const& actor, ReferentialVersionId const& id, std::string const& code, Signature const& signature) {
  TRY_DONE(check_signature(desk, actor, signature));
  return desk.database.write([&](store::Transaction& tx) -> Done {
    TRY([[maybe_unused]] ReferentialVersion const version, kept_version(tx, actor, id));
    auto standing = standing_resolution(tx, id, code);
    if (!standing) return not_found("enrol.truncation_not_found");
    standing->withdrawn_at = desk.clock.now();
    standing->withdrawn_by = actor.person;
    update_resolution(tx, *standing);
    record_act(tx, desk.clock, actor, {"enrol.resolution_withdrawn", "enrol_resolution", standing->id.to_string(), json::to_value(*standing)});
    return {};
  });
}

Result<ReferentialVersion> confirm_version(Desk const& desk, Actor const& actor, ReferentialVersionId const& id, Signature const& signature) {
  TRY_DONE(check_signature(desk, actor, signature));
  return desk.database.write([&](store::Transaction& tx) -> Result<ReferentialVersion> {
    TRY(ReferentialVersion version, kept_version(tx, actor, id));
    TRY(version.state, moved(version.state, VersionEvent::confirm));
    std::vector<FieldError> open;
    for (Truncation const& one : open_truncations(tx, actor.workspace, id, "")) open.push_back({one.code, "enrol.version_truncated", one.block, one.text});
    if (!open.empty()) return invalid("enrol.version_truncated", std::move(open));
    TRY_DONE(check_held(tx, version));
    version.confirmed_at = desk.clock.now();
    version.confirmed_by = actor.person;
    ++version.revision;
    if (!update_version(tx, version)) return conflict("enrol.stale_revision");
    record(tx, desk, actor, "enrol.version_confirmed", version);
    return load_version(tx, actor.workspace, id);
  });
}

Result<ReferentialVersion> retire_version(Desk const& desk, Actor const& actor, ReferentialVersionId const& id) {
  return desk.database.write([&](store::Transaction& tx) -> Result<ReferentialVersion> {
    TRY(ReferentialVersion version, kept_version(tx, actor, id));
    TRY(version.state, moved(version.state, VersionEvent::retire));
    version.retired_at = desk.clock.now();
    ++version.revision;
    if (!update_version(tx, version)) return conflict("enrol.stale_revision");
    record(tx, desk, actor, "enrol.version_retired", version);
    return load_version(tx, actor.workspace, id);
  });
}

}  // namespace parvis::enrol
