// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What the rooms beneath give of their records to be taken out for an audit or purged at their term; app puts it together.

#include "enrol/enrol.h"
#include "judge/judge.h"

namespace parvis::certify {

/// A juror of whom something personal is kept, and the day the last session they sat in closed.
struct KeptJuror {
  judge::JurorId id;
  std::string name;
  std::optional<LocalDate> last_sat;
};

/// A file on the shelf, and where it goes in an archive.
struct KeptFile {
  std::string path;
  std::string sha256;
};

struct KeptRecords {
  using Tx = store::Transaction;
  std::function<void(Tx&, identity::WorkspaceId const&, std::function<void(enrol::LedgerLine const&)> const& see)> read_ledger;
  std::function<bool(Tx&, enrol::EnrolmentId const&)> has_reason;  // of an accommodation
  std::function<void(Tx&, identity::Actor const&, enrol::EnrolmentId const&)> purge_reason;
  /// By table, without a name.
  std::function<json::Value(Tx&, examine::ExamSession const&)> exam_records;
  /// By table, when the session has a questionnaire.
  std::function<std::optional<json::Value>(Tx&, examine::ExamSession const&)> questionnaire_records;
  /// Of deposited files in all, in one archive. What is beyond is left out, in the files' order, and named in
  /// evidence/files.json with its digest: it stays on the shelf.
  std::int64_t most_evidence_bytes = 4'000'000'000;
  std::function<std::vector<KeptFile>(Tx&, examine::ExamSessionId const&)> files_handed_in;
  std::function<std::vector<KeptFile>(Tx&, examine::ExamSessionId const&)> files_for_jurors;
  std::function<std::int64_t(Tx&, examine::ExamSessionId const&)> evidence_kept;
  /// Digests of the files that may go.
  std::function<std::vector<std::string>(Tx&, identity::Actor const&, examine::ExamSession const&)> purge_evidence;
  std::function<json::Value(Tx&, examine::ExamSession const&)> comparison;
  std::function<json::Value(identity::Actor const&, examine::ExamSessionId const&)> agreement;
  std::function<std::vector<KeptJuror>(Tx&, identity::WorkspaceId const&)> jurors;
  /// The digest of the proof's file, "" of none.
  std::function<Result<std::string>(Tx&, identity::Actor const&, judge::JurorId const&)> purge_juror;
  /// Takes a file from the shelf, unless another row names it.
  std::function<void(std::string const& sha256)> forget_file;
};

}  // namespace parvis::certify
