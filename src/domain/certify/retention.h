// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The retention schedule that runs: what the rule set frozen into each session says of how long its records are kept, what
// falls due when and on which ground, and the daily job that purges it. Proofs stay: ledger, manifests, leaves and roots hold
// no name and no bytes of a deposit.
//
// What each kind purges: evidence, a session's pieces, their copies and the names given to them; accommodations, the reason
// and its proof; nir, the number; jurors, employer and proof of one who sits no more; grids, the identity of a candidate
// to whom nothing stands, so that the grids are nobody's (they are lines of the ledger, which is never cut). Minutes and
// certificates with a term, and the access log, are told of and left to the certifier.

#include "certify/certify.h"

namespace parvis::certify {

using PurgeId = Id<struct PurgeTag>;

/// for_ever: no term; unstarted: the term has not begun (no deadline of appeal yet, not accepted by the Caisse des Dépôts);
/// by_hand: told of, not carried out by the job.
enum class RetentionFate { planned, due, for_ever, unstarted, by_hand };
BOOST_DESCRIBE_ENUM(RetentionFate, planned, due, for_ever, unstarted, by_hand)

struct RetentionLine {
  enrol::RetainedKind kind = enrol::RetainedKind::evidence;
  std::string subject_id;  // of the session, enrolment, candidate or juror
  std::string subject;     // as the certifier knows it
  std::optional<LocalDate> since;
  std::optional<LocalDate> due;  // the day it is purged
  std::int64_t count = 1;        // pieces, or 1
  std::optional<std::int64_t> months;
  std::string source;
  RetentionFate fate = RetentionFate::planned;
};
BOOST_DESCRIBE_STRUCT(RetentionLine, (), (kind, subject_id, subject, since, due, count, months, source, fate))

struct Purge {
  PurgeId id;
  WorkspaceId workspace_id;
  enrol::RetainedKind kind = enrol::RetainedKind::evidence;
  std::string subject_id;
  LocalDate due_on;
  std::string source;
  std::int64_t count = 1;
  Instant purged_at;
};
BOOST_DESCRIBE_STRUCT(Purge, (), (id, workspace_id, kind, subject_id, due_on, source, count, purged_at))

struct RetentionPage {
  LocalDate today;
  std::vector<RetentionLine> lines;  // earliest due first, then what has no day
  std::vector<Purge> purged;         // latest first
};
BOOST_DESCRIBE_STRUCT(RetentionPage, (), (today, lines, purged))

/// Every line of the workspace as it stands today.
std::vector<RetentionLine> retention_lines(store::Transaction& tx, Desk const& desk, WorkspaceId const& workspace);
RetentionPage retention_page(Desk const& desk, Actor const& actor);

/// The daily job: each line that is due, in a transaction of its own; run again, does the rest.
Done purge_due(Desk const& desk);
/// The job that takes files from the shelf, unless another row names them.
struct ForgetFiles {
  std::vector<std::string> files;
};
BOOST_DESCRIBE_STRUCT(ForgetFiles, (), (files))
Done forget_files(Desk const& desk, ForgetFiles const& wanted);

}  // namespace parvis::certify
