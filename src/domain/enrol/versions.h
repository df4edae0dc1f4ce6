// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Use cases on the card and the versions of the referential.

#include "enrol/equivalence.h"
#include "enrol/enrol.h"
#include "enrol/truncation.h"

namespace parvis::enrol {

struct SaveCard {
  Text<0, 255> certifier;
  Text<0, 255> title;
  Text<0, 20> rncp_number;
  std::optional<std::int64_t> level;
  std::optional<LocalDate> registered_on;
  std::optional<LocalDate> registered_until;
  Text<0, 120> representative;
  Text<0, 120> representative_function;
  Text<0, 300> address;
  Text<0, 14> siret;
  Text<0, 8> cdc_client;
  Text<0, 20> cdc_contract;
  std::optional<WebUrl> website;
  std::vector<Centre> centres;
  std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(SaveCard, (), (certifier, title, rncp_number, level, registered_on, registered_until, representative, representative_function,
                                     address, siret, cdc_client, cdc_contract, website, centres, revision))
/// Problems enrol.card_invalid with every wrong field, enrol.stale_revision.
Result<CertificationCard> save_card(Desk const& desk, Actor const& actor, SaveCard const& change);

/// From the embedded referential, or a copy of a version to be changed as a new draft.
struct OpenVersion {
  Text<1, 120> label;
  std::optional<ReferentialVersionId> copy_of;
  Text<0, 20> rncp_number;
  std::optional<LocalDate> valid_from;
  std::optional<LocalDate> valid_to;
};
BOOST_DESCRIBE_STRUCT(OpenVersion, (), (label, copy_of, rncp_number, valid_from, valid_to))
Result<ReferentialVersion> open_version(Desk const& desk, Actor const& actor, OpenVersion const& request);

struct SaveVersion {
  Text<1, 120> label;
  Text<0, 20> rncp_number;
  std::optional<LocalDate> valid_from;
  std::optional<LocalDate> valid_to;
  std::map<std::string, Text<1, 4000>> statements;  // new words by code, of a draft only
  std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(SaveVersion, (), (label, rncp_number, valid_from, valid_to, statements, revision))
/// Problems enrol.version_state (words of a confirmed version do not change), enrol.version_dates, enrol.version_code_unknown.
Result<ReferentialVersion> save_version(Desk const& desk, Actor const& actor, ReferentialVersionId const& id, SaveVersion const& change);

/// A signature: the signer's name typed, and their password again. Problem enrol.signature_refused.
struct Signature {
  Text<1, 80> typed_name;
  std::string password;
};
BOOST_DESCRIBE_STRUCT(Signature, (), (typed_name, password))

struct Resolve {
  ResolutionKind kind = ResolutionKind::confirmed;
  Text<0, 2000> text;
  Text<1, 1000> motive;
  Signature signature;
};
BOOST_DESCRIBE_STRUCT(Resolve, (), (kind, text, motive, signature))
/// Problems enrol.truncation_not_found, enrol.truncation_text (a completion without words).
Result<Resolution> resolve_truncation(Desk const& desk, Actor const& actor, ReferentialVersionId const& id, std::string const& code, Resolve const& request);
/// What was settled is open again. Problem enrol.truncation_not_found.
Done withdraw_resolution(Desk const& desk, Actor const& actor, ReferentialVersionId const& id, std::string const& code, Signature const& signature);

/// Problems enrol.version_state, enrol.version_truncated (with what is open), enrol.version_unheld (fit.h).
Result<ReferentialVersion> confirm_version(Desk const& desk, Actor const& actor, ReferentialVersionId const& id, Signature const& signature);
Result<ReferentialVersion> retire_version(Desk const& desk, Actor const& actor, ReferentialVersionId const& id);

struct Declare {
  ReferentialVersionId from_version;
  ReferentialVersionId to_version;
  std::string block;
  Text<1, 300> decision;
  LocalDate decided_on;
  Signature signature;
};
BOOST_DESCRIBE_STRUCT(Declare, (), (from_version, to_version, block, decision, decided_on, signature))
/// Problems enrol.version_not_found, enrol.equivalence_same, enrol.equivalence_block, enrol.equivalence_stands.
Result<Equivalence> declare_equivalence(Desk const& desk, Actor const& actor, Declare const& request);
/// Problem enrol.equivalence_not_found.
Done withdraw_equivalence(Desk const& desk, Actor const& actor, EquivalenceId const& id);

/// What the signer typed is their name, and the password is theirs.
Done check_signature(Desk const& desk, Actor const& actor, Signature const& signature);

}  // namespace parvis::enrol
