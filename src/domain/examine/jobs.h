// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "examine/examine.h"
#include "jobs/runner.h"

namespace parvis::examine {

/// Sandboxes to furnish, deposits to seal at their deadline, copies to clean.
std::vector<jobs::JobRow> exam_jobs(Desk const& desk);
/// Sets the room's schedule; at each start.
void schedule_exams(store::Transaction& tx, Instant now);

// For what runs over the records of every room, given to it by app.
/// For the audit export of a session: what it was, who sat, the cases as drawn, every attempt with its receipt, derogations and
/// refusals. Nothing in it names a candidate.
json::Value session_records(store::Transaction& tx, ExamSession const& session);
/// A session's questionnaire whole, when it has one: the paper and its draw, each version of a question that was asked with its
/// right answers, sittings, answers with their scores, and results. Nothing in it names a candidate; answers are as written.
std::optional<json::Value> questionnaire_records(store::Transaction& tx, ExamSession const& session);
/// A file of the session's deposits as an auditor takes it.
struct SessionFile {
  std::string path;  // "K7M-2PX/attempt-1/L2.1-1.pdf"
  std::string sha256;
};
/// as_handed_in: every attempt's own files, which its manifest names by digest, and the prints of live work; they may name
/// their author. anonymous: the copies that jurors had.
enum class SessionFiles { as_handed_in, anonymous };
std::vector<SessionFile> session_files(store::Transaction& tx, ExamSessionId const& session, SessionFiles which);
/// How many pieces of the session are still kept.
std::int64_t evidence_kept(store::Transaction& tx, ExamSessionId const& session);
/// Takes the pieces out, their copies and the names they were given; manifests, leaves and root stay, so that receipts prove
/// what they proved. Returns the digests of the files that may go from the shelf.
std::vector<std::string> purge_evidence(store::Transaction& tx, Clock const& clock, Actor const& actor, ExamSession const& session);

}  // namespace parvis::examine
