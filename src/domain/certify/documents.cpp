// SPDX-License-Identifier: AGPL-3.0-or-later
#include "certify/documents.h"

#include "certify/act.h"
#include "certify/award_store.h"
#include "certify/certificate_store.h"
#include "certify/signing.h"
#include "render/certificate_document.h"
#include "render/qr_code.h"

namespace parvis::certify {
namespace {

struct Printing {
  store::Transaction& tx;
  Desk const& desk;
  WorkspaceId workspace;
  CandidateId candidate;
};

std::optional<LocalDate> birth_of(enrol::Identity const& identity) {
  if (!identity.birth_year || !identity.birth_month || !identity.birth_day) return std::nullopt;
  auto const day = std::chrono::year(static_cast<int>(*identity.birth_year)) / static_cast<int>(*identity.birth_month) / static_cast<int>(*identity.birth_day);
  return day.ok() ? std::optional(LocalDate::from_days(std::chrono::sys_days(day))) : std::nullopt;
}

Result<render::CertificateDocument> framed(Printing const& printing, identity::Locale locale) {
  TRY(auto const identity, enrol::load_identity(printing.tx, printing.candidate));
  auto const card = enrol::load_card(printing.tx, printing.workspace);
  render::CertificateDocument document;
  document.language = json::name_of(locale);
  document.certifier = card.certifier.to_string();
  document.title = card.title.to_string();
  document.rncp_number = card.rncp_number.to_string();
  document.level = card.level;
  document.registered_on = card.registered_on;
  document.registered_until = card.registered_until;
  document.holder = enrol::shown_name(identity);
  document.born_on = birth_of(identity);
  document.issued_on = today_of(printing.tx, printing.desk.clock, printing.workspace);
  document.representative = card.representative.to_string();
  document.representative_function = card.representative_function.to_string();
  document.address = card.address.to_string();
  return document;
}

std::vector<std::string> competencies_of(enrol::ReferentialVersion const& version, std::string const& code) {
  std::vector<std::string> texts;
  auto const* block = enrol::find_block(version, code);
  if (block == nullptr) return texts;
  for (auto const& competency : block->competencies) texts.push_back(competency.text);
  return texts;
}

Result<render::CertificateDocument> of_certificate(Printing const& printing, Certificate const& certificate, PrintAsked const& asked) {
  TRY(auto document, framed(printing, asked.locale));
  TRY(auto const version, enrol::load_version(printing.tx, printing.workspace, certificate.version_id));
  auto const enrolment = enrol::load_enrolment(printing.tx, printing.workspace, certificate.enrolment_id);
  document.kind = asked.kind == PrintKind::certificate ? "certificate" : "supplement";
  document.serial = certificate.serial;
  document.minutes = certificate.minutes_number;
  document.issued_on = certificate.issued_on;
  document.route = enrolment ? json::name_of(enrolment->route) : "";
  document.verification = verification_address(printing.desk, certificate.id.to_string());
  for (CertifiedBlock const& block : certificate.blocks) {
    document.blocks.push_back({block.block, block.title, block.awarded_on, block.minutes_number, competencies_of(version, block.block)});
  }
  return document;
}

Result<render::CertificateDocument> of_awards(Printing const& printing, identity::Locale locale) {
  TRY(auto document, framed(printing, locale));
  document.kind = "attestation";
  for (Award const& award : awards_of(printing.tx, printing.candidate)) {
    if (award.state != AwardStanding::standing || (award.until && *award.until < document.issued_on)) continue;
    TRY(auto const version, enrol::load_version(printing.tx, printing.workspace, award.version_id));
    auto const* block = enrol::find_block(version, award.block);
    document.blocks.push_back({award.block, block != nullptr ? block->title : award.block, award.awarded_on, award.minutes_number, {}});
  }
  if (document.blocks.empty()) return not_found("certify.award_not_found");
  return document;
}

// Outside of the transaction: a document takes its time.
Result<std::string> printed(Desk const& desk, render::CertificateDocument const& document) {
  std::vector<render::DocumentAsset> assets;
  if (!document.verification.empty()) {
    TRY(std::string code, render::qr_svg(document.verification, {document.verification}));
    assets.push_back({"verification.svg", std::move(code)});
  }
  Instant const made_at = Instant::at_milliseconds(std::chrono::duration_cast<Milliseconds>(document.issued_on.days().time_since_epoch()).count());
  return desk.documents.pdf({"certificate", json::encode(document), std::move(assets), made_at});
}

enum class Whose { own, workspace };

Result<std::string> print(Desk const& desk, Actor const& actor, PrintAsked const& asked, Whose whose) {
  TRY(auto const document, desk.database.read([&](store::Transaction& tx) -> Result<render::CertificateDocument> {
    auto const certificate = find_certificate(tx, asked.id);
    auto const own = whose == Whose::own ? enrol::candidate_of_person(tx, actor.workspace, actor.person) : std::nullopt;
    bool const seen = certificate && certificate->workspace_id == actor.workspace && (whose == Whose::workspace || (own && own->id == certificate->candidate_id));
    if (!seen) return not_found("certify.certificate_not_found");
    if (certificate->state != CertificateState::issued) return conflict("certify.certificate_state", json::name_of(certificate->state));
    return of_certificate({tx, desk, actor.workspace, certificate->candidate_id}, *certificate, asked);
  }));
  return printed(desk, document);
}

}  // namespace

Result<std::string> print_certificate(Desk const& desk, Actor const& actor, PrintAsked const& asked) { return print(desk, actor, asked, Whose::workspace); }
Result<std::string> print_own_certificate(Desk const& desk, Actor const& actor, PrintAsked const& asked) { return print(desk, actor, asked, Whose::own); }

Result<std::string> print_own_attestation(Desk const& desk, Actor const& actor, identity::Locale locale) {
  TRY(auto const document, desk.database.read([&](store::Transaction& tx) -> Result<render::CertificateDocument> {
    auto const candidate = enrol::candidate_of_person(tx, actor.workspace, actor.person);
    if (!candidate) return not_found("certify.not_a_candidate");
    return of_awards({tx, desk, actor.workspace, candidate->id}, locale);
  }));
  return printed(desk, document);
}

Result<std::string> print_attestation(Desk const& desk, Actor const& actor, std::pair<CandidateId, identity::Locale> const& asked) {
  TRY(auto const document, desk.database.read([&](store::Transaction& tx) -> Result<render::CertificateDocument> {
    TRY(auto const candidate, enrol::load_candidate(tx, actor.workspace, asked.first));
    return of_awards({tx, desk, actor.workspace, candidate.id}, asked.second);
  }));
  return printed(desk, document);
}

}  // namespace parvis::certify
