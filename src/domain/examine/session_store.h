// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// SQL over cases, sessions and sitters. Each save writes the row, its ledger line and the audit's, in one go.

#include "examine/examine.h"

namespace parvis::examine {

/// Who acts, when, and the code of the act: "examine.session_opened".
struct Act {
  Clock const& clock;
  Actor const& actor;
  std::string code;
};

enum class Write { insert, update };
/// Problem examine.stale_revision when an updated row is not the one before.
Done save(store::Transaction& tx, Act const& act, ExamCase const& exam_case, Write write);
Done save(store::Transaction& tx, Act const& act, ExamSession const& session, Write write);
Done save(store::Transaction& tx, Act const& act, Sitter const& sitter, Write write);
void delete_sitter(store::Transaction& tx, SitterId const& sitter);

std::vector<ExamCase> case_rows(store::Transaction& tx, WorkspaceId const& workspace);
/// Sessions that are open, of every workspace: for the job.
std::vector<ExamSession> open_sessions(store::Transaction& tx);
std::optional<std::string> find_root(store::Transaction& tx, ExamSessionId const& session);
bool pseudonym_taken(store::Transaction& tx, WorkspaceId const& workspace, std::string const& pseudonym);
/// Those of a candidate's enrolments, latest opening first.
std::vector<Sitter> sitters_of_enrolments(store::Transaction& tx, std::vector<EnrolmentId> const& enrolments);

std::vector<enrol::Rebuilder> session_rebuilders();

}  // namespace parvis::examine
