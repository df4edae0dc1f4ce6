// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What a site may collect, decided by the server for each beacon.

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/time.h"

namespace parvis::track {

/// exempt: audience measurement only. consented: everything, with a recorded proof, and nothing without one. hybrid: exempt
/// until consent, so a beacon without a valid proof is treated as exempt.
enum class ConsentMode { exempt, consented, hybrid };
BOOST_DESCRIBE_ENUM(ConsentMode, exempt, consented, hybrid)

/// What a person agreed to: by whom (an id their browser made), which version of the text, when.
struct ConsentProof {
  std::string visitor;  // a UUID
  std::string version;  // 1 to 40 letters, digits, '.', '_', '-'
  Instant at;
};

struct SiteRules {
  std::string site_id;  // opaque
  ConsentMode mode = ConsentMode::exempt;
  std::vector<std::string> consent_versions;    // those that a proof may name; empty: any
  std::vector<std::string> domains;             // the site's own hosts: never a source
  std::vector<std::string> payment_providers;   // hosts one comes back from: never a source
  std::vector<std::string> content_parameters;  // of the query, kept because they name a page ("p", "page_id")
};

/// A consent lives 13 months at most, counted from when it was given.
constexpr Milliseconds consent_life = std::chrono::hours(24 * 395);

enum class ProofVerdict { valid, absent, not_asked, malformed, unknown_version, expired };
BOOST_DESCRIBE_ENUM(ProofVerdict, valid, absent, not_asked, malformed, unknown_version, expired)

/// Everything but `valid` means: exempt, or nothing on a consented site.
ProofVerdict judge(SiteRules const& rules, std::optional<ConsentProof> const& proof, Instant received);

}  // namespace parvis::track
