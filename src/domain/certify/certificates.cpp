// SPDX-License-Identifier: AGPL-3.0-or-later
#include "certify/certificates.h"

#include <algorithm>

#include "certify/act.h"
#include "certify/award_store.h"
#include "certify/awards.h"
#include "certify/cdc_batches.h"
#include "certify/certificate_store.h"

namespace parvis::certify {
namespace {

void record(store::Transaction& tx, Desk const& desk, Actor const& actor, std::pair<char const*, Certificate const&> act) {
  put(tx, act.second);
  record_kept(tx, desk, actor, {act.first, certificate_table, act.second.id.to_string(), json::to_value(act.second)});
}

std::string serial_text(std::int64_t year, std::int64_t number) {
  std::string const digits = std::to_string(number);
  return "CERT-" + std::to_string(year) + '-' + std::string(digits.size() < 6 ? 6 - digits.size() : 0, '0') + digits;
}

std::vector<CertifiedBlock> blocks_from(Capital const& capital, enrol::ReferentialVersion const& version) {
  std::vector<CertifiedBlock> blocks;
  for (Award const& award : capital.acquired) {
    auto const* block = enrol::find_block(version, award.block);
    blocks.push_back({award.block, block != nullptr ? block->title : award.block, award.awarded_on, award.minutes_number, award.id});
  }
  return blocks;
}

// The serial is taken here and nowhere else: one transaction holds number, certificate and what follows from it.
Result<Certificate> write_certificate(store::Transaction& tx, Desk const& desk, Actor const& actor, Certificate certificate) {
  std::int64_t const year = static_cast<int>(certificate.issued_on.year_month_day().year());
  TRY(std::int64_t const number, desk.next_serial(tx, certificate.workspace_id, year));
  certificate.id = CertificateId::make(desk.clock);
  certificate.serial = serial_text(year, number);
  record(tx, desk, actor, {"certify.certificate_issued", certificate});
  queue_credential(tx, desk, {certificate.workspace_id, CredentialKind::certification, certificate.id.to_string()});
  queue_credential(tx, desk, {certificate.workspace_id, CredentialKind::record, certificate.id.to_string()});
  queue_cdc(tx, desk, actor, {certificate, CdcAction::CREATION});
  return certificate;
}

Done grant(store::Transaction& tx, Desk const& desk, Actor const& actor, std::pair<JuryOutcome const&, std::optional<CertificateId>> const& what) {
  auto const& [outcome, replaces] = what;
  TRY(auto const enrolment, enrol::load_enrolment(tx, outcome.workspace_id, outcome.enrolment_id));
  TRY(Capital const capital, capital_towards(tx, desk.clock, enrolment));
  if (!capital.missing.empty()) {
    identity::record_audit(tx, desk.clock, actor, {"certify.certificate_withheld", "outcome", outcome.id.to_string()});
    return {};
  }
  TRY(auto const version, enrol::load_version(tx, outcome.workspace_id, outcome.version_id));
  Certificate certificate;
  certificate.workspace_id = outcome.workspace_id;
  certificate.candidate_id = outcome.candidate_id;
  certificate.enrolment_id = outcome.enrolment_id;
  certificate.version_id = outcome.version_id;
  certificate.minutes_number = outcome.minutes_number;
  certificate.issued_on = replaces ? today_of(tx, desk.clock, outcome.workspace_id) : outcome.decided_on;
  certificate.blocks = blocks_from(capital, version);
  certificate.replaces = replaces;
  TRY_DONE(write_certificate(tx, desk, actor, std::move(certificate)));
  return {};
}

Done end_certificate(store::Transaction& tx, Desk const& desk, Actor const& actor, std::pair<Certificate, Text<0, 2000>> what) {
  auto& [certificate, motive] = what;
  TRY(certificate.state, moved(certificate.state, CertificateEvent::revoke));
  certificate.motive = motive;
  ++certificate.revision;
  record(tx, desk, actor, {"certify.certificate_revoked", certificate});
  revoke_credentials_of(tx, desk, actor, {certificate.id.to_string(), motive});
  withdraw_cdc(tx, desk, actor, certificate);
  return {};
}

/// One that does not name its award cites minutes that decided on the award's enrolment and block, before or after a correction.
bool cites(CertifiedBlock const& one, Award const& award, std::vector<JuryOutcome> const& outcomes) {
  if (one.award_id) return *one.award_id == award.id;
  if (one.block != award.block || one.awarded_on != award.awarded_on) return false;
  return std::any_of(outcomes.begin(), outcomes.end(), [&](JuryOutcome const& outcome) {
    return outcome.enrolment_id == award.enrolment_id && outcome.block == award.block && outcome.minutes_number == one.minutes_number;
  });
}

/// The favourable final decision of the enrolment that stands.
std::optional<JuryOutcome> favourable_final(store::Transaction& tx, CandidateId const& candidate, EnrolmentId const& enrolment) {
  for (JuryOutcome& outcome : outcomes_of(tx, candidate)) {
    bool const stands = outcome.enrolment_id == enrolment && outcome.state == AwardStanding::standing && outcome.verdict == JuryVerdict::CERTIFIE;
    if (stands) return std::move(outcome);
  }
  return std::nullopt;
}

}  // namespace

NextSerial serials_of_records() {
  return [](store::Transaction& tx, WorkspaceId const& workspace, std::int64_t year) -> Result<std::int64_t> { return certificates_of_year(tx, workspace, year) + 1; };
}

Done hear_final(store::Transaction& tx, Desk const& desk, Actor const& actor, FinalDecision const& decision) {
  auto const standing = standing_certificate(tx, decision.outcome.enrolment_id);
  if (decision.outcome.verdict == JuryVerdict::CERTIFIE) return standing ? Done() : grant(tx, desk, actor, {decision.outcome, {}});
  // What these minutes supersede, directly or through others, was marked so before they are heard.
  bool const overturned = standing && !decision.supersedes.empty() && !favourable_final(tx, decision.outcome.candidate_id, decision.outcome.enrolment_id);
  return overturned ? revoke_certificate(tx, desk, actor, {decision.outcome.enrolment_id, {}}) : Done();
}

Done revoke_certificate(store::Transaction& tx, Desk const& desk, Actor const& actor, RevokeCertificate const& revoke) {
  auto certificate = standing_certificate(tx, revoke.enrolment);
  if (!certificate) return {};
  return end_certificate(tx, desk, actor, {std::move(*certificate), revoke.motive});
}

Done revoke_citing(store::Transaction& tx, Desk const& desk, Actor const& actor, RevokeCiting const& revoke) {
  auto const outcomes = outcomes_of(tx, revoke.award.candidate_id);
  for (Certificate& certificate : certificates_of(tx, revoke.award.candidate_id)) {
    bool const cited = std::any_of(certificate.blocks.begin(), certificate.blocks.end(), [&](CertifiedBlock const& one) { return cites(one, revoke.award, outcomes); });
    if (cited && certificate.state == CertificateState::issued) TRY_DONE(end_certificate(tx, desk, actor, {std::move(certificate), revoke.motive}));
  }
  return {};
}

Done restore_certificate(store::Transaction& tx, Desk const& desk, Actor const& actor, JuryOutcome const& outcome) {
  auto all = certificates_of(tx, outcome.candidate_id);
  std::reverse(all.begin(), all.end());
  for (Certificate const& fallen : all) {
    // One revoked with a motive fell by a fraud decided, not by minutes.
    bool const by_minutes = fallen.state == CertificateState::revoked && fallen.motive.to_string().empty();
    if (!by_minutes || standing_certificate(tx, fallen.enrolment_id)) continue;
    auto const final_one = favourable_final(tx, fallen.candidate_id, fallen.enrolment_id);
    if (final_one) TRY_DONE(grant(tx, desk, actor, {*final_one, fallen.id}));
  }
  return {};
}

Result<Certificate> replace_certificate(Desk const& desk, Actor const& actor, CertificateId const& id, Motive const& motive) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Certificate> {
    auto certificate = find_certificate(tx, id);
    if (!certificate || certificate->workspace_id != actor.workspace) return not_found("certify.certificate_not_found");
    Certificate fresh = *certificate;
    TRY(certificate->state, moved(certificate->state, CertificateEvent::replace));
    certificate->motive = motive.motive.to_string().empty() ? Text<0, 2000>() : *Text<0, 2000>::parse(motive.motive.to_string());
    ++certificate->revision;
    record(tx, desk, actor, {"certify.certificate_replaced", *certificate});
    revoke_credentials_of(tx, desk, actor, {certificate->id.to_string(), certificate->motive});
    withdraw_cdc(tx, desk, actor, *certificate);
    fresh.replaces = certificate->id;
    fresh.issued_on = today_of(tx, desk.clock, actor.workspace);
    fresh.revision = 1;
    return write_certificate(tx, desk, actor, std::move(fresh));
  });
}

std::vector<Certificate> certificates(Desk const& desk, Actor const& actor) {
  return desk.database.read([&](store::Transaction& tx) { return certificate_rows(tx, actor.workspace); });
}

}  // namespace parvis::certify
