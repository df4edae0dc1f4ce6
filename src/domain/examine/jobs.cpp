// SPDX-License-Identifier: AGPL-3.0-or-later
#include "examine/jobs.h"

#include "base/json.h"
#include "examine/acts.h"

namespace parvis::examine {
namespace {

Done run_sandbox(Desk const& desk, jobs::Task const& task) {
  TRY(SandboxJob const job, json::decode<SandboxJob>(task.payload()));
  Actor actor = program(job.workspace_id);
  actor.person = job.person_id;
  return prepare_sandbox(desk, actor, job.sitter_id);
}

Done run_anonymise(Desk const& desk, jobs::Task const& task) {
  TRY(AnonymiseJob const job, json::decode<AnonymiseJob>(task.payload()));
  return anonymise(desk, job.workspace_id, job.submission_id);
}

}  // namespace

std::vector<jobs::JobRow> exam_jobs(Desk const& desk) {
  return {{"examine.prepare_sandbox", [&desk](jobs::Task& task) { return run_sandbox(desk, task); }, std::chrono::minutes(5)},
          {"examine.anonymise", [&desk](jobs::Task& task) { return run_anonymise(desk, task); }, std::chrono::minutes(5)},
          {"examine.seal_due", [&desk](jobs::Task&) { return seal_due(desk); }}};
}

void schedule_exams(store::Transaction& tx, Instant now) {
  jobs::schedule(tx, {.name = "examine.seal_due", .kind = "examine.seal_due", .recurrence = jobs::Every{std::chrono::minutes(1)}}, now);
}

}  // namespace parvis::examine
