// SPDX-License-Identifier: AGPL-3.0-or-later
#include <limits>

#include "base/digest.h"
#include "enrol/jobs.h"
#include "enrol/ledger_personal_store.h"
#include "store/record.h"

namespace parvis::enrol {
namespace {

using identity::WorkspaceId;

constexpr auto last_line = " FROM enrol_ledger WHERE workspace_id = $1 ORDER BY number DESC LIMIT 1";
constexpr auto lines_from = " FROM enrol_ledger WHERE workspace_id = $1 AND number > $2 ORDER BY number LIMIT $3";
constexpr auto chain_sql =
    "SELECT number, at, actor, act, kind, object_id, content, previous_hash, hash FROM enrol_ledger WHERE workspace_id = $1 AND number > $2 ORDER BY number LIMIT $3";
constexpr auto end_sql = "SELECT number, hash FROM enrol_ledger WHERE workspace_id = $1 ORDER BY number DESC LIMIT 1";
constexpr auto hash_sql = "SELECT hash FROM enrol_ledger WHERE workspace_id = $1 AND number = $2";
constexpr std::int64_t page_size = 500;

/// What the digest of a line binds, as the line holds it.
struct Bound {
  std::string_view previous;
  std::int64_t number = 0, at = 0;
  std::string_view actor, act, kind, object_id, content;
};

std::string digest_of(Bound const& line) {
  std::string text(line.previous);
  auto const add = [&](std::string_view part) { text.append("\n").append(part); };
  add(std::to_string(line.number));
  add(std::to_string(line.at));
  for (std::string_view part : {line.actor, line.act, line.kind, line.object_id}) add(part);
  add(sha256_hex(line.content));
  return sha256_hex(text);
}

std::string digest_of(LedgerLine const& line) {
  std::string const actor = line.actor ? line.actor->to_string() : "";
  return digest_of({line.previous_hash, line.number, line.at.milliseconds(), actor, line.act, line.kind, line.object_id, line.content});
}

/// One step of the chain as it is read to be verified.
struct Step {
  std::int64_t number = 0;
  std::string previous, hash, computed;
};

// By position, without making a line of it: a chain of a hundred thousand lines is read in one go.
Step step_of(store::Row const& row) {
  std::string_view const actor = row.is_null(2U) ? std::string_view() : std::string_view(row.text(2U));
  Bound const bound{row.text(7U), row.integer(0U), row.integer(1U), actor, row.text(3U), row.text(4U), row.text(5U), row.text(6U)};
  return {bound.number, row.text(7U), row.text(8U), digest_of(bound)};
}

/// Every line in order, page by page, until `see` says no more.
template <class See>
void each_line(store::Transaction& tx, WorkspaceId const& workspace, See&& see) {
  static std::string const sql = store::selected<LedgerLine>(lines_from);
  std::int64_t after = 0;
  for (;;) {
    auto const page = store::records<LedgerLine>(tx.rows(sql, {workspace.to_string(), after, page_size}));
    for (LedgerLine const& line : page) {
      if (!see(line)) return;
    }
    if (std::ssize(page) < page_size) return;
    after = page.back().number;
  }
}

}  // namespace

void ledger_append(store::Transaction& tx, Clock const& clock, identity::Actor const& actor, LedgerEntry const& entry) {
  static std::string const sql = store::selected<LedgerLine>(last_line);
  auto const last = store::one<LedgerLine>(tx.first(sql, {actor.workspace.to_string()}));
  LedgerLine line;
  line.workspace_id = actor.workspace;
  line.number = last ? last->number + 1 : 1;
  line.at = clock.now();
  if (!actor.person.nil()) line.actor = actor.person;
  line.act = entry.act;
  line.kind = entry.kind;
  line.object_id = entry.id;
  line.content = boost::json::serialize(with_personal_apart(tx, line, entry));
  line.previous_hash = last ? last->hash : "";
  line.hash = digest_of(line);
  store::insert(tx, "enrol_ledger", line);
}

ChainRead read_chain(store::Transaction& tx, WorkspaceId const& workspace, ChainPlace const& after, std::int64_t most) {
  ChainRead read{after, 0, {}};
  tx.each(chain_sql, {workspace.to_string(), after.number, most}, [&](store::Row const& row) {
    Step step = step_of(row);
    bool const holds = step.number == read.last.number + 1 && step.previous == read.last.hash && step.hash == step.computed;
    if (!holds && !read.first_broken) read.first_broken = step.number;
    ++read.lines;
    read.last = {step.number, std::move(step.hash)};
  });
  std::int64_t const to = read.lines < most ? std::numeric_limits<std::int64_t>::max() : read.last.number;
  auto const unkept = first_unkept(tx, workspace, {after.number, to});
  if (unkept && (!read.first_broken || *unkept < *read.first_broken)) read.first_broken = unkept;
  return read;
}

ChainPlace chain_end(store::Transaction& tx, WorkspaceId const& workspace) {
  auto const row = tx.first(end_sql, {workspace.to_string()});
  return row ? ChainPlace{row->integer(0), row->text(1)} : ChainPlace{};
}

std::string hash_of_line(store::Transaction& tx, WorkspaceId const& workspace, std::int64_t number) {
  auto const row = tx.first(hash_sql, {workspace.to_string(), number});
  return row ? row->text(0) : std::string();
}

LedgerVerdict verify_ledger(store::Transaction& tx, WorkspaceId const& workspace) {
  ChainRead const read = read_chain(tx, workspace, {}, std::numeric_limits<std::int64_t>::max());
  return {!read.first_broken, read.lines, read.last.hash, read.first_broken};
}

void read_ledger(store::Transaction& tx, WorkspaceId const& workspace, std::function<void(LedgerLine const&)> const& see) {
  each_line(tx, workspace, [&](LedgerLine const& line) {
    see(line);
    return true;
  });
}

std::int64_t replay_ledger(store::Transaction& tx, WorkspaceId const& workspace, std::vector<Rebuilder> const& rebuilders) {
  std::map<std::string, Rebuilder const*> by_kind;
  for (Rebuilder const& one : rebuilders) by_kind[one.kind] = &one;
  std::int64_t applied = 0;
  each_line(tx, workspace, [&](LedgerLine const& line) {
    auto const found = by_kind.find(line.kind);
    if (found == by_kind.end()) return true;
    auto const row = with_personal_back(tx, line);
    if (!row) return true;
    found->second->apply(tx, *row);
    ++applied;
    return true;
  });
  return applied;
}

}  // namespace parvis::enrol
