// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The verification of the ledger as its page shows it. The whole chain is read by a job, daily and whenever asked; what it
// found is kept sealed. A page reads what came since, or the whole of a chain that is short, and says which.

#include "enrol/enrol.h"
#include "jobs/runner.h"

namespace parvis::enrol {

/// How many lines are read for a page.
inline constexpr std::int64_t most_lines_at_once = 5'000;

/// What reading the whole chain found.
struct WholeCheck {
  Instant at;
  ChainPlace end;  // the last line it read
  std::optional<std::int64_t> first_broken;
};
BOOST_DESCRIBE_STRUCT(WholeCheck, (), (at, end, first_broken))

struct LedgerStanding {
  bool intact = true;  // no line is known not to hold, and none is left unread
  std::int64_t entries = 0;
  std::string head;                          // digest of the last line, "" of none
  std::optional<std::int64_t> first_broken;  // number of the first line that does not hold
  std::int64_t read_from = 1;                // lines read for this answer: from this one …
  std::int64_t read_to = 0;                  // … to this one; less than read_from: none
  std::int64_t unread = 0;                   // lines after it, which no whole verification has read either
  std::optional<WholeCheck> whole;           // the last whole verification
  std::optional<double> running;             // share done, 0 to 1, of the one that is asked for or goes on
};
BOOST_DESCRIBE_STRUCT(LedgerStanding, (), (intact, entries, head, first_broken, read_from, read_to, unread, whole, running))

/// Reads a chain of at most `most` lines whole; of a longer one, up to `most` lines after those that the last whole verification
/// read, whose last line must stand as it found it.
LedgerStanding ledger_standing(store::Transaction& tx, Desk const& desk, WorkspaceId const& workspace, std::int64_t most = most_lines_at_once);
/// Asks for a whole verification, unless one goes on.
void ask_verification(store::Transaction& tx, Desk const& desk, WorkspaceId const& workspace);

/// Reading whole chains: one workspace's, and asking so for each.
std::vector<jobs::JobRow> ledger_jobs(Desk const& desk);

}  // namespace parvis::enrol
