// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What the template "certificate" prints: a certificate, its supplement, or an attestation of blocks. Encode with json::encode.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/time.h"

namespace parvis::render {

struct CertificateBlock {
  std::string code;
  std::string title;
  LocalDate awarded_on;
  std::string minutes;
  std::vector<std::string> competencies;  // printed by the supplement alone
};
BOOST_DESCRIBE_STRUCT(CertificateBlock, (), (code, title, awarded_on, minutes, competencies))

struct CertificateDocument {
  std::string language;  // "fr", "en"
  std::string kind;      // "certificate", "supplement", "attestation"
  std::string certifier;
  std::string title;
  std::string rncp_number;
  std::optional<std::int64_t> level;
  std::optional<LocalDate> registered_on;
  std::optional<LocalDate> registered_until;
  std::string holder;
  std::optional<LocalDate> born_on;
  std::string serial;   // "" of an attestation
  std::string minutes;  // of the final jury
  LocalDate issued_on;
  std::string route;  // code: "vae", "continuing"…
  std::string representative;
  std::string representative_function;
  std::string address;
  std::string verification;  // the address that the QR code holds; "" for none
  std::vector<CertificateBlock> blocks;
};
BOOST_DESCRIBE_STRUCT(CertificateDocument, (), (language, kind, certifier, title, rncp_number, level, registered_on, registered_until, holder, born_on, serial,
                                                minutes, issued_on, route, representative, representative_function, address, verification, blocks))

}  // namespace parvis::render
