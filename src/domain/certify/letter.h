// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A mail to a candidate about their certification.

#include "certify/certify.h"

namespace parvis::certify {

struct Letter {
  CandidateId candidate;
  std::string template_name;
  std::map<std::string, std::string> parameters;  // certification, certifier and, unless given, link are added
};
/// False when the candidate has no address, or was erased.
bool write_letter(store::Transaction& tx, Desk const& desk, WorkspaceId const& workspace, Letter letter);

}  // namespace parvis::certify
