// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/ledger_check.h"

#include <algorithm>

#include "base/assertion.h"
#include "base/json.h"
#include "enrol/act.h"
#include "enrol/ledger_check_store.h"

namespace parvis::enrol {
namespace {

constexpr auto verify_kind = "enrol.verify_ledger";
constexpr auto verify_all_kind = "enrol.verify_ledgers";
constexpr std::int64_t lines_a_step = 5'000;

struct VerifyLedger {
  WorkspaceId workspace_id;
};
BOOST_DESCRIBE_STRUCT(VerifyLedger, (), (workspace_id))

std::string place_of_seal(WorkspaceId const& workspace) { return "enrol_ledger_check:" + workspace.to_string(); }

/// Nothing as well when it was not sealed here: a verification that nobody can vouch for is none.
std::optional<WholeCheck> unsealed(Desk const& desk, LedgerCheckRow const& row) {
  if (row.found.empty()) return std::nullopt;
  auto const text = desk.identity.secrets.unseal(row.found, place_of_seal(row.workspace_id));
  auto const found = text ? json::decode<WholeCheck>(*text) : Result<WholeCheck>(fail(text.error()));
  return found ? std::optional(*found) : std::nullopt;
}

/// The job that was asked for last, while it is not at its end.
std::optional<jobs::Job> going_on(store::Transaction& tx, LedgerCheckRow const& row) {
  auto const id = row.job_id ? jobs::JobId::parse(*row.job_id) : Result<jobs::JobId>(not_found("jobs.job_not_found"));
  auto const job = id ? jobs::find_job(tx, *id) : Result<jobs::Job>(fail(id.error()));
  bool const under_way = job && (job->state == jobs::State::waiting || job->state == jobs::State::running);
  return under_way ? std::optional(*job) : std::nullopt;
}

/// The line where a whole verification ended is still there, and the same.
std::optional<std::int64_t> changed_since(store::Transaction& tx, WorkspaceId const& workspace, WholeCheck const& whole, ChainPlace const& end) {
  if (end.number < whole.end.number) return end.number + 1;
  bool const same = whole.end.number == 0 || hash_of_line(tx, workspace, whole.end.number) == whole.end.hash;
  return same ? std::nullopt : std::optional(whole.end.number);
}

void take_first(std::optional<std::int64_t>& first, std::optional<std::int64_t> const& other) {
  if (other && (!first || *other < *first)) first = other;
}

/// The whole chain, a page a transaction: nothing that was read is ever written again. Nothing when it is to stop.
std::optional<WholeCheck> read_whole(Desk const& desk, WorkspaceId const& workspace, jobs::Task& task) {
  auto const in_all = desk.database.read([&](store::Transaction& tx) { return chain_end(tx, workspace).number; });
  WholeCheck whole;
  for (;;) {
    if (task.cancelled()) return std::nullopt;
    ChainRead const page = desk.database.read([&](store::Transaction& tx) { return read_chain(tx, workspace, whole.end, lines_a_step); });
    whole.end = page.last;
    take_first(whole.first_broken, page.first_broken);
    if (page.lines < lines_a_step) break;
    task.progress(static_cast<double>(whole.end.number) / static_cast<double>(std::max<std::int64_t>(in_all, 1)), "enrol.reading_ledger");
  }
  whole.at = desk.clock.now();
  return whole;
}

Done verify(Desk const& desk, jobs::Task& task) {
  TRY(VerifyLedger const wanted, json::decode<VerifyLedger>(task.payload()));
  WorkspaceId const& workspace = wanted.workspace_id;
  auto const whole = read_whole(desk, workspace, task);
  if (!whole) return conflict("jobs.stopped");
  desk.database.write([&](store::Transaction& tx) {
    LedgerCheckRow row = ledger_check_row(tx, workspace);
    row.found = desk.identity.secrets.seal(json::encode(*whole), place_of_seal(workspace));
    put(tx, row);
    if (!whole->first_broken) return;
    identity::record_audit(tx, desk.clock, system_actor(workspace), {"enrol.ledger_broken", "enrol_ledger", std::to_string(*whole->first_broken)});
  });
  return {};
}

}  // namespace

LedgerStanding ledger_standing(store::Transaction& tx, Desk const& desk, WorkspaceId const& workspace, std::int64_t most) {
  ChainPlace const end = chain_end(tx, workspace);
  LedgerCheckRow const row = ledger_check_row(tx, workspace);
  LedgerStanding standing;
  standing.entries = end.number;
  standing.head = end.hash;
  standing.whole = unsealed(desk, row);
  if (auto const job = going_on(tx, row)) standing.running = job->progress;
  bool const at_once = end.number <= most;
  ChainPlace const from = at_once || !standing.whole ? ChainPlace{} : standing.whole->end;
  if (standing.whole) standing.first_broken = changed_since(tx, workspace, *standing.whole, end);
  if (standing.whole && !at_once) take_first(standing.first_broken, standing.whole->first_broken);
  ChainRead const read = read_chain(tx, workspace, from, most);
  take_first(standing.first_broken, read.first_broken);
  standing.read_from = from.number + 1;
  standing.read_to = read.last.number;
  standing.unread = std::max<std::int64_t>(0, end.number - read.last.number);
  standing.intact = !standing.first_broken && standing.unread == 0;
  return standing;
}

void ask_verification(store::Transaction& tx, Desk const& desk, WorkspaceId const& workspace) {
  LedgerCheckRow row = ledger_check_row(tx, workspace);
  if (going_on(tx, row)) return;
  row.job_id = jobs::enqueue(tx, {.kind = verify_kind, .payload = json::encode(VerifyLedger{workspace}), .run_at = desk.clock.now(),
                                  .unique_key = std::string(verify_kind) + ":" + workspace.to_string()})
                   .to_string();
  put(tx, row);
}

std::vector<jobs::JobRow> ledger_jobs(Desk const& desk) {
  return {{verify_kind, [&desk](jobs::Task& task) { return verify(desk, task); }},
          {verify_all_kind, [&desk](jobs::Task&) -> Done {
             desk.database.write([&](store::Transaction& tx) {
               for (WorkspaceId const& workspace : workspaces_with_ledger(tx)) ask_verification(tx, desk, workspace);
             });
             return {};
           }}};
}

}  // namespace parvis::enrol
