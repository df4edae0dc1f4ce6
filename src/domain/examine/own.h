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
/// Where refusals are kept.
struct Watch {
  store::Database& database;
  Clock const& clock;
};
/// Keeps a refusal beside the session, in a transaction of its own. Nothing for a session of nobody here.
void note_refusal(Watch const& watch, Actor const& actor, ExamSessionId const& id, std::string const& act, Problem const& problem);

/// Notes a refusal when it was one; gives the result through. `desk` has a database and a clock.
template <class AnyDesk, class T>
Result<T> watched(AnyDesk const& desk, Actor const& actor, ExamSessionId const& id, std::string const& act, Result<T> result) {
  if (!result) note_refusal({desk.database, desk.clock}, actor, id, act, result.error());
  return result;
}

}  // namespace parvis::examine
