// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What an appeal upheld or a fraud decided asks of the minutes: another round of the jury, whose minutes supersede. The jury
// decides again; of a fraud, the exclusion is entered for it.

#include "certify/procedure.h"

namespace parvis::certify {

using CorrectionId = Id<struct CorrectionTag>;

enum class CorrectionCause { appeal, fraud };
BOOST_DESCRIBE_ENUM(CorrectionCause, appeal, fraud)

/// waiting: the jury has not met, or all have signed and the minutes are about to be closed; opened: entered in a round of
/// the jury; on_paper: the minutes were declared, new ones must be declared over them.
enum class CorrectionState { waiting, opened, on_paper };
BOOST_DESCRIBE_ENUM(CorrectionState, waiting, opened, on_paper)

struct CorrectionAsked {
  CorrectionId id;
  WorkspaceId workspace_id;
  CorrectionCause cause = CorrectionCause::appeal;
  std::string cause_id;
  EnrolmentId enrolment_id;
  std::string block;
  std::string session_id;       // "" on paper
  std::string minutes_number;   // of those to supersede; "" before the first are closed
  std::string deliberation_id;  // once opened
  CorrectionState state = CorrectionState::waiting;
  Instant asked_at;
  std::int64_t revision = 1;
};
BOOST_DESCRIBE_STRUCT(CorrectionAsked, (), (id, workspace_id, cause, cause_id, enrolment_id, block, session_id, minutes_number, deliberation_id, state, asked_at,
                                            revision))

/// The events "certify.appeal_upheld" and "certify.fraud_decided" (of a sanction that asks new minutes).
struct ProcedureEnded {
  WorkspaceId workspace_id;
  std::string id;  // of the appeal or the fraud
};
BOOST_DESCRIBE_STRUCT(ProcedureEnded, (), (workspace_id, id))

/// Hearing those; heard again, they change nothing.
Done correct_for_appeal(store::Transaction& tx, Desk const& desk, ProcedureEnded const& ended);
Done correct_for_fraud(store::Transaction& tx, Desk const& desk, ProcedureEnded const& ended);
/// The jury of the session met, or closed its minutes: what waited for that goes on.
struct JuryMoved {
  WorkspaceId workspace_id;
  std::string session_id;
};
Done resume_corrections(store::Transaction& tx, Desk const& desk, JuryMoved const& moved);

/// With the number of the minutes that corrected, once they are closed.
struct CorrectionLine {
  CorrectionAsked correction;
  std::optional<std::string> corrected_by;
};
BOOST_DESCRIBE_STRUCT(CorrectionLine, (), (correction, corrected_by))
/// Latest first.
std::vector<CorrectionLine> corrections(Desk const& desk, Actor const& actor);

}  // namespace parvis::certify
