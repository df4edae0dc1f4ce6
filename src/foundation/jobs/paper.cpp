// SPDX-License-Identifier: AGPL-3.0-or-later
#include "jobs/paper.h"

#include <algorithm>

#include "base/encoding.h"
#include "jobs/runner.h"
#include "store/record.h"

namespace parvis::jobs {
namespace {

constexpr char const* insert_paper = "INSERT INTO jobs_paper (job_id, handed_in, answer) VALUES ($1, $2, '')";
constexpr char const* select_paper = "SELECT handed_in, answer FROM jobs_paper WHERE job_id = $1";
constexpr char const* select_answer = "SELECT answer FROM jobs_paper WHERE job_id = $1";
constexpr char const* set_answer = "UPDATE jobs_paper SET answer = $2 WHERE job_id = $1";
constexpr char const* forget_paper = "UPDATE jobs_paper SET handed_in = '' WHERE job_id = $1";

}  // namespace

Done check_paper(std::string_view text) {
  if (is_utf8(text) && text.find('\0') == std::string_view::npos) return {};
  return invalid_field("", "jobs.paper_malformed", "UTF-8");
}

JobId hand_over(store::Transaction& tx, HandedOver const& handed) {
  JobId const id = enqueue_owned(tx, handed.job, handed.owner);
  tx.run(insert_paper, {id.to_string(), handed.text});
  return id;
}

Paper paper_of(store::Transaction& tx, JobId const& id) {
  auto const row = tx.first(select_paper, {id.to_string()});
  return row ? Paper{row->text("handed_in"), row->text("answer")} : Paper{};
}

void answer(store::Transaction& tx, JobId const& id, std::string const& text) { tx.run(set_answer, {id.to_string(), text}); }

void end_paper(store::Transaction& tx, Task& task, LastAnswer const& last) {
  JobId const id = task.job().id;
  answer(tx, id, last.text);
  tx.run(forget_paper, {id.to_string()});
  leave_place(tx, id, last.place);
  task.finish_in(tx);
}

Result<std::string> answer_to(store::Transaction& tx, JobId const& id, Asker const& asker) {
  TRY(OwnedJob const owned, find_own(tx, id, asker.person));
  bool const meant = owned.ownership.brand == asker.brand && std::find(asker.kinds.begin(), asker.kinds.end(), owned.job.kind) != asker.kinds.end();
  if (!meant) return not_found("jobs.job_not_found");
  auto const row = tx.first(select_answer, {id.to_string()});
  std::string said = row ? row->text("answer") : std::string();
  if (said.empty()) return conflict("jobs.not_answered");
  return said;
}

}  // namespace parvis::jobs
