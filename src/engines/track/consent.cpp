// SPDX-License-Identifier: AGPL-3.0-or-later
#include "track/consent.h"

#include <algorithm>

#include "base/id.h"

namespace parvis::track {

namespace {

bool is_version(std::string const& text) {
  return !text.empty() && text.size() <= 40 && std::ranges::all_of(text, [](unsigned char c) { return std::isalnum(c) != 0 || c == '.' || c == '_' || c == '-'; });
}

}  // namespace

ProofVerdict judge(SiteRules const& rules, std::optional<ConsentProof> const& proof, Instant received) {
  if (rules.mode == ConsentMode::exempt) return ProofVerdict::not_asked;
  if (!proof) return ProofVerdict::absent;
  if (!is_uuid(proof->visitor) || !is_version(proof->version)) return ProofVerdict::malformed;
  auto const& versions = rules.consent_versions;
  if (!versions.empty() && std::ranges::find(versions, proof->version) == versions.end()) return ProofVerdict::unknown_version;
  // Clocks of phones are wrong by minutes; a consent from tomorrow is no consent.
  if (proof->at > received + std::chrono::hours(24)) return ProofVerdict::malformed;
  return received - proof->at > consent_life ? ProofVerdict::expired : ProofVerdict::valid;
}

}  // namespace parvis::track
