// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/record_seams.h"

#include "enrol/jobs.h"
#include "examine/jobs.h"
#include "judge/jobs.h"

namespace parvis::app {
namespace {

std::vector<certify::KeptJuror> jurors_of(store::Transaction& tx, identity::WorkspaceId const& workspace) {
  std::vector<certify::KeptJuror> jurors;
  for (judge::JurorKept const& one : judge::jurors_kept(tx, workspace)) jurors.push_back({one.id, one.name, one.last_sat});
  return jurors;
}

template <examine::SessionFiles which>
std::vector<certify::KeptFile> files_of(store::Transaction& tx, examine::ExamSessionId const& session) {
  std::vector<certify::KeptFile> files;
  for (examine::SessionFile const& one : examine::session_files(tx, session, which)) files.push_back({one.path, one.sha256});
  return files;
}

}  // namespace

certify::KeptRecords kept_records(judge::Desk const& jury, std::int64_t most_evidence_bytes, std::function<void(std::string const& sha256)> forget_file) {
  using Tx = store::Transaction;
  certify::KeptRecords records;
  records.read_ledger = enrol::read_ledger;
  records.has_reason = enrol::has_reason;
  records.purge_reason = [&jury](Tx& tx, identity::Actor const& actor, enrol::EnrolmentId const& id) { enrol::purge_reason(tx, jury.clock, actor, id); };
  records.exam_records = examine::session_records;
  records.questionnaire_records = examine::questionnaire_records;
  records.most_evidence_bytes = most_evidence_bytes;
  records.files_handed_in = files_of<examine::SessionFiles::as_handed_in>;
  records.files_for_jurors = files_of<examine::SessionFiles::anonymous>;
  records.evidence_kept = examine::evidence_kept;
  records.purge_evidence = [&jury](Tx& tx, identity::Actor const& actor, examine::ExamSession const& session) { return examine::purge_evidence(tx, jury.clock, actor, session); };
  records.comparison = [&jury](Tx& tx, examine::ExamSession const& session) { return judge::session_comparison(tx, jury, session); };
  records.agreement = [&jury](identity::Actor const& actor, examine::ExamSessionId const& id) { return judge::session_agreement(jury, actor, id); };
  records.jurors = jurors_of;
  records.purge_juror = [&jury](Tx& tx, identity::Actor const& actor, judge::JurorId const& id) { return judge::purge_juror(tx, jury, actor, id); };
  records.forget_file = std::move(forget_file);
  return records;
}

}  // namespace parvis::app
