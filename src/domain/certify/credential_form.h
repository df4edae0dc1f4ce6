// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The shape of what is issued, as JSON without proof: Open Badges 3.0 for a block and for the certification, CLR 2.0 for
// the whole record, Bitstring Status List for the lists. A recipient is told by a salted hash of their mail address alone:
// no name, no birth, no NIR.

#include <optional>
#include <string>
#include <vector>

#include <boost/json/object.hpp>

#include "base/time.h"

namespace parvis::certify {

struct IssuerProfile {
  std::string did;
  std::string name;
  std::string url;  // "" for none
};

struct RecipientHash {
  std::string identity_hash;  // "sha256$" and the hexadecimal digest of address and salt
  std::string salt;
  std::string identity_type = "emailAddress";  // or "identifier": the candidate's number, where no address is known
};
/// The address is taken in lower case, as Open Badges says.
RecipientHash recipient_hash(std::string const& address, std::string salt);

/// A competency, criterion or item of the referential that the achievement covers.
struct AlignedItem {
  std::string code;  // "C1.1.1"
  std::string name;
  std::string url;  // of the CASE item
  std::string framework;
};

enum class AchievedKind { block, certification };
struct Achieved {
  AchievedKind kind = AchievedKind::block;
  std::string id;    // an address
  std::string code;  // "B1", or the RNCP number
  std::string name;
  std::string description;
  std::string criteria;  // in words
  std::vector<AlignedItem> alignments;
};

/// One index in the issuer's lists of revocation and of suspension.
struct StatusPlace {
  std::string revocation_list;
  std::string suspension_list;
  std::uint32_t index = 0;
};

struct CredentialContent {
  std::string id;  // the address of its public verification
  std::string name;
  IssuerProfile issuer;
  Instant valid_from;
  std::optional<Instant> valid_until;
  RecipientHash recipient;
  StatusPlace status;
};

boost::json::object badge(CredentialContent const& content, Achieved const& achieved);
/// A CLR with the signed badges within.
boost::json::object learner_record(CredentialContent const& content, std::vector<boost::json::object> const& badges);

struct StatusListContent {
  std::string id;
  std::string issuer;  // did
  std::string purpose;  // "revocation", "suspension"
  std::string encoded;
  Instant valid_from;
};
boost::json::object status_list_credential(StatusListContent const& content);

}  // namespace parvis::certify
