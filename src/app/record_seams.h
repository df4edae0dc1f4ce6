// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What certify takes out or purges of the rooms beneath it.

#include "certify/certify.h"

namespace parvis::app {

/// The jury's desk must outlive it. An archive takes in deposited files up to `most_evidence_bytes` in all.
certify::KeptRecords kept_records(judge::Desk const& jury, std::int64_t most_evidence_bytes, std::function<void(std::string const& sha256)> forget_file);

}  // namespace parvis::app
