// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A file that a person hands to a job, too large for its payload, and what the job says of it: kept apart from the lists of
// jobs, as text in UTF-8, and forgotten with the job (30 days after its end).
//
//   TRY_DONE(jobs::check_paper(csv));
//   JobId const id = jobs::hand_over(tx, {{.kind = "convert.take_orders", …}, owner, csv});
//   jobs::answer(tx, task.job().id, json::encode(so_far));   // as often as wanted, in the transaction of what it tells of
//   jobs::end_paper(tx, task, {json::encode(found), place}); // the last one, with the job's end
//
// Problem codes: jobs.paper_malformed, jobs.job_not_found, jobs.not_answered.

#include "jobs/owned.h"

namespace parvis::jobs {

/// Text that both engines can keep: UTF-8, without NUL. Problem jobs.paper_malformed.
Done check_paper(std::string_view text);

class Task;

struct HandedOver {
  NewJob job;
  Ownership owner;
  std::string text;
};
/// Queues the job among its owner's own, with the paper.
JobId hand_over(store::Transaction& tx, HandedOver const& handed);
/// What was handed in and what was answered so far, both empty for a job without paper.
struct Paper {
  std::string handed_in;
  std::string answer;
};
Paper paper_of(store::Transaction& tx, JobId const& id);

void answer(store::Transaction& tx, JobId const& id, std::string const& text);
/// The last answer, and where the person finds what was made of the file; the file goes, and the job ends in the same transaction.
struct LastAnswer {
  std::string text;
  std::string place;
};
void end_paper(store::Transaction& tx, Task& task, LastAnswer const& last);

/// Who asks, and of what: another's job, of another brand or of another kind is nobody's.
struct Asker {
  std::string person;
  std::string brand;
  std::vector<std::string> kinds;
};
/// Problems jobs.job_not_found; jobs.not_answered while the job has said nothing.
Result<std::string> answer_to(store::Transaction& tx, JobId const& id, Asker const& asker);

}  // namespace parvis::jobs
