// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What follows the jury: awards that stand over the years, certificates, credentials and their public verification, appeals,
// the fraud procedure, the Caisse des Dépôts' files.
//
// Problem codes: certify.enrolment_unknown, certify.outcome_not_found, certify.award_not_found, certify.certificate_not_found,
// certify.credential_not_found, certify.*_state (conflict: the state machine has no such step), certify.motive_required,
// certify.appeal_late, certify.appeal_twice, certify.observation_open, certify.batch_not_found, certify.batch_refused,
// certify.nothing_to_send, certify.share_not_found, certify.verification_not_found, certify.stale_revision.

#include "certify/kept_records.h"
#include "enrol/enrol.h"
#include "judge/judge.h"
#include "render/document_worker.h"

namespace parvis::certify {

using enrol::CandidateId;
using enrol::EnrolmentId;
using enrol::ReferentialVersionId;
using identity::Actor;
using identity::PersonId;
using identity::WorkspaceId;
using judge::JuryVerdict;

/// The next serial of a year: never one that was given, even by a restored instance (judge/numbering.h).
using NextSerial = std::function<Result<std::int64_t>(store::Transaction& tx, WorkspaceId const& workspace, std::int64_t year)>;

struct Desk {
  store::Database& database;
  Clock const& clock;
  identity::Desk const& identity;  // secrets, public address
  render::DocumentWorker& documents;
  NextSerial next_serial;
  std::filesystem::path archives;  // the folder of those made for audits
  KeptRecords records;
  std::filesystem::path cdc_schemas;  // the folder of the kit's XSD
  judge::Desk const& jury;  // rounds that correct minutes
};

/// A serial from the records alone: enough for tests. A restored backup would give one again.
NextSerial serials_of_records();

/// What a final jury is shown of a candidate's awards: those that count towards the enrolment's version today.
judge::AwardsOf awards_for_juries(Clock const& clock);

/// How this room's tables are put back from the ledger.
std::vector<enrol::Rebuilder> rebuilders();

}  // namespace parvis::certify
