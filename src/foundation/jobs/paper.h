// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A file that a person hands to a job, too large for its payload, and what the job says of it: kept apart from the lists of
// jobs, as text in UTF-8, and forgotten with the job (30 days after its end).
//
//   TRY_DONE(jobs::check_paper(csv));
//   JobId const id = jobs::enqueue_owned(tx, {.kind = "convert.take_orders", …}, owner);
//   jobs::hand_in(tx, id, csv);
//   jobs::answer(tx, task.job().id, json::encode(so_far));   // as often as wanted, in the transaction of what it tells of
//   jobs::forget_handed_in(tx, task.job().id);               // in the last one
//
// Problem codes: jobs.paper_malformed, jobs.job_not_found, jobs.not_answered.

#include "jobs/owned.h"

namespace parvis::jobs {

/// Text that both engines can keep: UTF-8, without NUL. Problem jobs.paper_malformed.
Done check_paper(std::string_view text);

void hand_in(store::Transaction& tx, JobId const& id, std::string const& text);
/// What was handed in and what was answered so far, both empty for a job without paper.
struct Paper {
  std::string handed_in;
  std::string answer;
};
Paper paper_of(store::Transaction& tx, JobId const& id);

void answer(store::Transaction& tx, JobId const& id, std::string const& text);
void forget_handed_in(store::Transaction& tx, JobId const& id);

/// Who asks, and of what: another's job, of another brand or of another kind is nobody's.
struct Asker {
  std::string person;
  std::string brand;
  std::vector<std::string> kinds;
};
/// Problems jobs.job_not_found; jobs.not_answered while the job has said nothing.
Result<std::string> answer_to(store::Transaction& tx, JobId const& id, Asker const& asker);

}  // namespace parvis::jobs
