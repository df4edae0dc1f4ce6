// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What is printed for a holder, as accessible PDF: the certificate with its QR code, its supplement, the attestation of blocks.

#include "certify/certificate.h"

namespace parvis::certify {

enum class PrintKind { certificate, supplement };
BOOST_DESCRIBE_ENUM(PrintKind, certificate, supplement)
struct PrintAsked {
  CertificateId id;
  PrintKind kind = PrintKind::certificate;
  identity::Locale locale = identity::Locale::fr;
};
/// The holder's own, or any of the workspace for the certifier. Problems certify.certificate_not_found,
/// certify.certificate_state (it no longer stands), enrol.identity_erased, render.*.
Result<std::string> print_certificate(Desk const& desk, Actor const& actor, PrintAsked const& asked);
Result<std::string> print_own_certificate(Desk const& desk, Actor const& actor, PrintAsked const& asked);
/// Blocks that stand of the candidate's (R6412-7). Problem certify.award_not_found when there is none.
Result<std::string> print_own_attestation(Desk const& desk, Actor const& actor, identity::Locale locale);
Result<std::string> print_attestation(Desk const& desk, Actor const& actor, std::pair<CandidateId, identity::Locale> const& asked);

}  // namespace parvis::certify
