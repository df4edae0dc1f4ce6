// SPDX-License-Identifier: AGPL-3.0-or-later
// What a candidate sees, takes and shares of their own.
#include <algorithm>

#include "base/digest.h"
#include "base/random.h"
#include "certify/act.h"
#include "certify/award_store.h"
#include "certify/certificate_store.h"
#include "certify/procedure_store.h"
#include "certify/signing.h"
#include "certify/verification.h"

namespace parvis::certify {
namespace {

constexpr std::int64_t most_share_days = 365;

Result<enrol::Candidate> own_candidate(store::Transaction& tx, Actor const& actor) {
  auto candidate = enrol::candidate_of_person(tx, actor.workspace, actor.person);
  if (!candidate) return not_found("certify.not_a_candidate");
  return std::move(*candidate);
}

std::string name_in(store::Transaction& tx, Credential const& credential) {
  auto const document = find_document(tx, credential.id);
  auto const value = document ? json::parse(document->document) : Result<json::Value>(not_found("none"));
  return value ? std::string(value->at("name").as_string()) : "";
}

std::vector<FraudSeen> frauds_of(store::Transaction& tx, WorkspaceId const& workspace, CandidateId const& candidate) {
  std::vector<FraudSeen> seen;
  for (Fraud const& fraud : fraud_rows(tx, workspace)) {
    if (fraud.candidate_id != candidate || fraud.state == FraudState::reported) continue;
    seen.push_back({fraud.id.to_string(), fraud.block, fraud.facts.to_string(), json::name_of(fraud.state), fraud.observe_by, fraud.observations.to_string(),
                    fraud.sanction ? json::name_of(*fraud.sanction) : "", fraud.motive.to_string()});
  }
  return seen;
}

bool holds(store::Transaction& tx, CandidateId const& candidate, std::string const& subject) {
  auto const certificate = CertificateId::parse(subject);
  auto const found = certificate ? find_certificate(tx, *certificate) : std::nullopt;
  if (found) return found->candidate_id == candidate;
  auto const credential = CredentialId::parse(subject);
  auto const held = credential ? find_credential(tx, *credential) : std::nullopt;
  return held && held->candidate_id == candidate;
}

}  // namespace

Result<Holdings> holdings(Desk const& desk, Actor const& actor) {
  return desk.database.read([&](store::Transaction& tx) -> Result<Holdings> {
    TRY(auto const candidate, own_candidate(tx, actor));
    Holdings held;
    held.title = enrol::load_card(tx, actor.workspace).title.to_string();
    held.outcomes = outcomes_of(tx, candidate.id);
    std::erase_if(held.outcomes, [](JuryOutcome const& outcome) { return !outcome.notified_at; });
    held.awards = awards_of(tx, candidate.id);
    // What is not told yet is not seen yet: an award follows its outcome.
    std::erase_if(held.awards, [&](Award const& award) {
      return std::none_of(held.outcomes.begin(), held.outcomes.end(), [&](JuryOutcome const& outcome) { return outcome.block == award.block && outcome.minutes_number == award.minutes_number; });
    });
    auto const told_final = std::any_of(held.outcomes.begin(), held.outcomes.end(), [](JuryOutcome const& outcome) { return outcome.block == final_block; });
    if (told_final) held.certificates = certificates_of(tx, candidate.id);
    for (Credential& credential : credentials_of(tx, candidate.id)) {
      bool const seen = credential.kind == CredentialKind::block
                            ? std::any_of(held.awards.begin(), held.awards.end(), [&](Award const& award) { return award.id.to_string() == credential.source_id; })
                            : told_final;
      if (!seen) continue;
      std::string name = name_in(tx, credential);
      std::string address = verification_address(desk, credential.id.to_string());
      held.credentials.push_back({std::move(credential), std::move(name), std::move(address)});
    }
    for (Share const& one : shares_of(tx, candidate.id)) held.shares.push_back({one.id, one.subject_id, one.until, one.ended_at});
    held.frauds = frauds_of(tx, actor.workspace, candidate.id);
    for (JuryOutcome const& outcome : held.outcomes) {
      if (appeal_of(tx, outcome.id)) held.appealed.push_back(outcome.id);
    }
    return held;
  });
}

Result<std::string> own_credential(Desk const& desk, Actor const& actor, std::pair<CredentialId, CredentialForm> const& asked) {
  return desk.database.read([&](store::Transaction& tx) -> Result<std::string> {
    TRY(auto const candidate, own_candidate(tx, actor));
    auto const document = holds(tx, candidate.id, asked.first.to_string()) ? find_document(tx, asked.first) : std::nullopt;
    if (!document) return not_found("certify.credential_not_found");
    return asked.second == CredentialForm::json ? document->document : document->token;
  });
}

Result<SharedLink> share(Desk const& desk, Actor const& actor, NewShare const& request) {
  if (request.days < 1 || request.days > most_share_days) return invalid_field("days", "certify.share_days", "1..365", std::to_string(request.days));
  return desk.database.write([&](store::Transaction& tx) -> Result<SharedLink> {
    TRY(auto const candidate, own_candidate(tx, actor));
    std::string const subject = request.subject_id.to_string();
    if (!holds(tx, candidate.id, subject)) return not_found("certify.credential_not_found");
    std::string const token = random_token();
    Instant const now = desk.clock.now();
    Share const made{ShareId::make(desk.clock), actor.workspace, candidate.id, subject, sha256_hex(token), now, now + std::chrono::hours(24 * request.days), {}};
    put(tx, made);
    identity::record_audit(tx, desk.clock, actor, {"certify.shared", "share", made.id.to_string()});
    return SharedLink{made.id, verification_address(desk, subject) + "?share=" + token, made.until};
  });
}

Done end_share(Desk const& desk, Actor const& actor, ShareId const& id) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    TRY(auto const candidate, own_candidate(tx, actor));
    auto const all = shares_of(tx, candidate.id);
    auto const found = std::find_if(all.begin(), all.end(), [&](Share const& one) { return one.id == id; });
    if (found == all.end()) return not_found("certify.share_not_found");
    Share ended = *found;
    if (!ended.ended_at) ended.ended_at = desk.clock.now();
    put(tx, ended);
    identity::record_audit(tx, desk.clock, actor, {"certify.share_ended", "share", id.to_string()});
    return {};
  });
}

}  // namespace parvis::certify
