// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A candidate within one session of theirs.

#include "examine/candidate.h"

namespace parvis::examine {

struct Own {
  ExamSession session;
  Sitter sitter;
};
/// Problem examine.session_not_found for a session that this person does not sit.
Result<Own> load_own(store::Transaction& tx, Actor const& actor, ExamSessionId const& id);
/// The last instant at which a deposit is taken.
Instant last_instant(Sitter const& sitter);
/// Problems examine.not_open (not yet, or no longer), examine.deposit_late, examine.sitter_absent.
Done check_working(Own const& own, Instant now);
/// Keeps a refusal beside the session, in a transaction of its own, when it was one; gives the result through.
void note_refusal(Desk const& desk, Actor const& actor, ExamSessionId const& id, std::string const& act, Problem const& problem);

template <class T>
Result<T> watched(Desk const& desk, Actor const& actor, ExamSessionId const& id, std::string const& act, Result<T> result) {
  if (!result) note_refusal(desk, actor, id, act, result.error());
  return result;
}

}  // namespace parvis::examine
