// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/candidate_writing.h"

#include "enrol/nir.h"

namespace parvis::enrol {
namespace {

std::string nir_context(CandidateId const& id) { return "enrol_nir/" + id.to_string(); }

Text<1, 40> next_free_number(store::Transaction& tx, Desk const& desk, WorkspaceId const& workspace) {
  std::string const prefix = desk.clock.now().to_string().substr(0, 5);  // "2026-"
  for (std::int64_t next = numbered(tx, workspace, prefix) + 1;; ++next) {
    std::string digits = std::to_string(next);
    if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
    if (!number_taken(tx, workspace, prefix + digits)) return *Text<1, 40>::parse(prefix + digits);
  }
}

}  // namespace

Result<NirChange> check_request(SaveCandidate const& request) {
  std::vector<FieldError> wrong;
  for (FieldError& one : wrong_in(request.identity)) {
    one.path = "identity/" + one.path;
    wrong.push_back(std::move(one));
  }
  NirChange nir;
  if (request.nir) {
    auto checked = checked_nir(request.nir->to_string());
    if (checked) {
      nir = std::move(*checked);
    } else {
      FieldError one = checked.error().fields.front();
      one.path = "nir";
      wrong.push_back(std::move(one));
    }
  }
  if (!wrong.empty()) return invalid("enrol.candidate_invalid", std::move(wrong));
  return nir;
}

IdentityRow with_keys(IdentityRow row, Candidate const& candidate) {
  row.folded = folded_words(candidate, row.identity);
  row.match_key = match_key(row.identity);
  return row;
}

void keep_nir(store::Transaction& tx, Desk const& desk, CandidateId const& id, NirChange const& nir) {
  if (nir) put_nir(tx, {id, desk.identity.secrets.seal(*nir, nir_context(id)), desk.clock.now()});
}

void record_candidate(store::Transaction& tx, Clock const& clock, Actor const& actor, CandidateAct const& act) {
  record_act(tx, clock, actor, {act.act, "enrol_candidate", act.candidate.id.to_string(), json::to_value(act.candidate)});
}

Result<Candidate> write_new(store::Transaction& tx, Desk const& desk, Actor const& actor, SaveCandidate const& request) {
  TRY(NirChange const nir, check_request(request));
  if (request.number && number_taken(tx, actor.workspace, request.number->to_string()))
    return invalid_field("number", "enrol.candidate_number_taken", "", request.number->to_string());
  Candidate made;
  made.id = CandidateId::make(desk.clock);
  made.workspace_id = actor.workspace;
  made.number = request.number ? *request.number : next_free_number(tx, desk, actor.workspace);
  made.route = request.route;
  made.created_at = desk.clock.now();
  insert_candidate(tx, made);
  IdentityRow row;
  row.candidate_id = made.id;
  row.workspace_id = actor.workspace;
  row.identity = request.identity;
  put_identity(tx, with_keys(std::move(row), made));
  keep_nir(tx, desk, made.id, nir);
  record_candidate(tx, desk.clock, actor, {"enrol.candidate_created", made});
  return made;
}

Result<std::string> reveal_nir(store::Transaction& tx, SecretBox const& secrets, CandidateId const& candidate) {
  auto const row = find_nir(tx, candidate);
  if (!row) return not_found("enrol.nir_absent");
  return secrets.unseal(row->sealed, nir_context(candidate));
}

void purge_nir(store::Transaction& tx, Clock const& clock, Actor const& actor, CandidateId const& id) {
  auto const candidate = find_candidate(tx, actor.workspace, id);
  if (candidate && delete_nir(tx, id)) record_candidate(tx, clock, actor, {"enrol.nir_purged", *candidate});
}

Done erase_identity(store::Transaction& tx, Clock const& clock, Actor const& actor, CandidateId const& id) {
  TRY(Candidate candidate, load_candidate(tx, actor.workspace, id));
  if (candidate.erased_at) return {};
  delete_identity(tx, id);
  delete_nir(tx, id);
  for (Enrolment const& enrolment : enrolments_of(tx, actor.workspace, id)) delete_reason(tx, enrolment.id);
  candidate.erased_at = clock.now();
  ++candidate.revision;
  if (!update_candidate(tx, candidate)) return conflict("enrol.stale_revision");
  record_candidate(tx, clock, actor, {"enrol.identity_erased", candidate});
  return {};
}

}  // namespace parvis::enrol
