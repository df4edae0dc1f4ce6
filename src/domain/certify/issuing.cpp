// SPDX-License-Identifier: AGPL-3.0-or-later
// Credentials: built, signed and delivered in one transaction, so that a stop leaves one whole or none.
#include "base/digest.h"
#include "base/encoding.h"
#include "base/random.h"
#include "certify/act.h"
#include "certify/award_store.h"
#include "certify/certificate_store.h"
#include "certify/credential_form.h"
#include "certify/signing.h"
#include "jobs/queue.h"
#include "seal/embedded_proof.h"
#include "seal/status_list.h"
#include "seal/token.h"

namespace parvis::certify {
namespace {

namespace js = boost::json;

struct Issuing {
  store::Transaction& tx;
  Desk const& desk;
  Actor const& actor;
  Signer const& signer;
};

// Random, so that the order of issue is not read from it; taken ones are drawn again.
std::int64_t fresh_index(store::Transaction& tx, WorkspaceId const& workspace, std::int64_t list) {
  for (;;) {
    std::string const bytes = random_bytes(4);
    std::uint32_t number = 0;
    for (char const byte : bytes) number = number << 8 | static_cast<unsigned char>(byte);
    std::int64_t const index = number % seal::status_entries;
    if (!status_taken(tx, workspace, list, index)) return index;
  }
}

RecipientHash recipient_of(store::Transaction& tx, WorkspaceId const& workspace, CandidateId const& candidate) {
  auto const identity = enrol::load_identity(tx, candidate);
  std::string salt = random_token(16);
  if (identity && identity->email) return recipient_hash(identity->email->to_string(), std::move(salt));
  auto const known = enrol::load_candidate(tx, workspace, candidate);
  RecipientHash hash = recipient_hash(known ? known->number.to_string() : candidate.to_string(), std::move(salt));
  hash.identity_type = "identifier";
  return hash;
}

struct Subject {
  CandidateId candidate;
  ReferentialVersionId version;
  std::string block;  // "" of the certification
  LocalDate since;
  std::optional<LocalDate> until;
};

Result<Subject> subject_of(store::Transaction& tx, IssueCredential const& wanted) {
  if (wanted.kind == CredentialKind::block) {
    TRY(auto const id, AwardId::parse(wanted.source_id));
    auto const award = find_award(tx, wanted.workspace_id, id);
    if (!award) return not_found("certify.award_not_found");
    return Subject{award->candidate_id, award->version_id, award->block, award->awarded_on, award->until};
  }
  TRY(auto const id, CertificateId::parse(wanted.source_id));
  auto const certificate = find_certificate(tx, id);
  if (!certificate) return not_found("certify.certificate_not_found");
  return Subject{certificate->candidate_id, certificate->version_id, "", certificate->issued_on, {}};
}

// The whole competency's text is its name too, cut where the standard's readers cut it anyway.
std::string short_name(std::string const& text) {
  if (code_points(text) <= 120) return text;
  std::size_t end = 0;
  for (std::size_t points = 0; points < 119; ++end) points += (static_cast<unsigned char>(text[end]) & 0xC0) != 0x80;
  while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
  return text.substr(0, end) + "…";
}

std::vector<AlignedItem> alignments_of(Issuing const& issuing, enrol::ReferentialVersion const& version, referential::Block const& block) {
  std::string const base = issuing.desk.identity.public_address + "/certifiers/" + version.workspace_id.to_string() + "/case/" + version.id.to_string() + '/';
  std::string const framework = version.rncp_number.to_string().empty() ? version.label.to_string() : version.rncp_number.to_string();
  std::vector<AlignedItem> items;
  for (auto const& competency : block.competencies) items.push_back({competency.id, short_name(competency.text), base + competency.id, framework});
  return items;
}

std::string criteria_text(enrol::ReferentialVersion const& version, std::string const& block) {
  std::string text;
  for (auto const* criterion : enrol::criteria_of(version, block)) (text += "– ") += criterion->text + '\n';
  return text;
}

Result<Achieved> achieved_by(Issuing const& issuing, Subject const& subject) {
  WorkspaceId const& workspace = issuing.actor.workspace;
  TRY(auto const version, enrol::load_version(issuing.tx, workspace, subject.version));
  auto const card = enrol::load_card(issuing.tx, workspace);
  std::string const base = issuing.desk.identity.public_address + "/certifiers/" + workspace.to_string() + "/achievements/" + version.id.to_string();
  std::string const title = card.title.to_string();
  auto const* block = subject.block.empty() ? nullptr : enrol::find_block(version, subject.block);
  if (block == nullptr) {
    std::string const code = card.rncp_number.to_string();
    return Achieved{AchievedKind::certification, base, code.empty() ? "certification" : code, title, title, version.content.capitalisation_rule.text, {}};
  }
  return Achieved{AchievedKind::block, base + '/' + block->id, block->id, block->title, title + " : " + block->title, criteria_text(version, block->id),
                  alignments_of(issuing, version, *block)};
}

CredentialContent content_of(Issuing const& issuing, Subject const& subject, Credential const& credential) {
  auto const card = enrol::load_card(issuing.tx, credential.workspace_id);
  CredentialContent content;
  content.id = verification_address(issuing.desk, credential.id.to_string());
  content.issuer = {issuing.signer.issuer, card.certifier.to_string(), issuing.desk.identity.public_address + "/"};
  content.valid_from = Instant::at_milliseconds(std::chrono::duration_cast<Milliseconds>(subject.since.days().time_since_epoch()).count());
  if (subject.until) content.valid_until = Instant::at_milliseconds(std::chrono::duration_cast<Milliseconds>(subject.until->plus_days(1).days().time_since_epoch()).count());
  content.recipient = recipient_of(issuing.tx, credential.workspace_id, credential.candidate_id);
  content.status = {list_address(issuing.desk, {credential.workspace_id, credential.status_list, "revocation"}),
                    list_address(issuing.desk, {credential.workspace_id, credential.status_list, "suspension"}),
                    static_cast<std::uint32_t>(credential.status_index)};
  return content;
}

std::vector<js::object> badges_of(Issuing const& issuing, CandidateId const& candidate) {
  std::vector<js::object> badges;
  for (Credential const& one : credentials_of(issuing.tx, candidate)) {
    auto const document = one.state == CredentialState::delivered && one.kind != CredentialKind::record ? find_document(issuing.tx, one.id) : std::nullopt;
    if (document) badges.push_back(json::parse(document->document)->as_object());
  }
  return badges;
}

Result<js::object> bare_document(Issuing const& issuing, Subject const& subject, Credential const& credential) {
  CredentialContent content = content_of(issuing, subject, credential);
  TRY(Achieved const achieved, achieved_by(issuing, subject));
  content.name = achieved.name;
  if (credential.kind == CredentialKind::record) return learner_record(content, badges_of(issuing, credential.candidate_id));
  return badge(content, achieved);
}

void step(Credential& credential, CredentialEvent event) { credential.state = *moved(credential.state, event); }

Done issue(Issuing const& issuing, IssueCredential const& wanted) {
  if (credential_for(issuing.tx, wanted.source_id, wanted.kind)) return {};
  TRY(Subject const subject, subject_of(issuing.tx, wanted));
  Credential credential;
  credential.id = CredentialId::make(issuing.desk.clock);
  credential.workspace_id = wanted.workspace_id;
  credential.candidate_id = subject.candidate;
  credential.kind = wanted.kind;
  credential.source_id = wanted.source_id;
  credential.block = subject.block;
  credential.status_index = fresh_index(issuing.tx, wanted.workspace_id, credential.status_list);
  credential.issued_at = issuing.desk.clock.now();
  TRY(js::object bare, bare_document(issuing, subject, credential));
  std::string const token = seal::credential_token(bare, issuing.signer.token_key_id, issuing.signer.token);
  TRY(js::object const proved, seal::with_proof(std::move(bare), {issuing.signer.proof_key_id, credential.issued_at, seal::Suite::eddsa_rdfc_2022}, issuing.signer.proof));
  std::string const document = js::serialize(proved);
  credential.document_sha256 = sha256_hex(document);
  credential.token_sha256 = sha256_hex(token);
  step(credential, CredentialEvent::sign);
  step(credential, CredentialEvent::deliver);
  put(issuing.tx, credential);
  put(issuing.tx, CredentialDocument{credential.id, document, token});
  record_kept(issuing.tx, issuing.desk, issuing.actor, {"certify.credential_delivered", credential_table, credential.id.to_string(), json::to_value(credential)});
  return {};
}

bool stands_still(store::Transaction& tx, IssueCredential const& wanted) {
  if (wanted.kind == CredentialKind::block) {
    auto const award = find_award(tx, wanted.workspace_id, *AwardId::parse(wanted.source_id));
    return award && award->state == AwardStanding::standing;
  }
  auto const certificate = find_certificate(tx, *CertificateId::parse(wanted.source_id));
  return certificate && certificate->state == CertificateState::issued;
}

}  // namespace

std::string verification_address(Desk const& desk, std::string const& id) { return desk.identity.public_address + "/verification/" + id; }

std::string list_address(Desk const& desk, StatusListAsked const& asked) {
  return desk.identity.public_address + "/certifiers/" + asked.workspace.to_string() + "/status/" + std::to_string(asked.list) + '/' + asked.purpose;
}

void queue_credential(store::Transaction& tx, Desk const& desk, IssueCredential const& wanted) {
  // One lane: the record is built after the badges it holds.
  jobs::enqueue(tx, {.kind = "certify.issue", .payload = json::encode(wanted), .run_at = desk.clock.now(), .lane = "certify.issue:" + wanted.workspace_id.to_string()});
}

Done issue_credential(Desk const& desk, IssueCredential const& wanted) {
  TRY_DONE(ensure_keys(desk, wanted.workspace_id));
  return desk.database.write([&](store::Transaction& tx) -> Done {
    if (!stands_still(tx, wanted)) return {};
    TRY(Signer const signer, load_signer(tx, desk, wanted.workspace_id));
    Actor const actor = system_actor(wanted.workspace_id);
    return issue({tx, desk, actor, signer}, wanted);
  });
}

}  // namespace parvis::certify
