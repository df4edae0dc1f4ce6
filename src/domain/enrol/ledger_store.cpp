// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/digest.h"
#include "enrol/jobs.h"
#include "store/record.h"

namespace parvis::enrol {
namespace {

using identity::WorkspaceId;

constexpr auto last_line = " FROM enrol_ledger WHERE workspace_id = $1 ORDER BY number DESC LIMIT 1";
constexpr auto lines_from = " FROM enrol_ledger WHERE workspace_id = $1 AND number > $2 ORDER BY number LIMIT $3";
constexpr std::int64_t page_size = 500;

std::string digest_of(LedgerLine const& line) {
  std::string const actor = line.actor ? line.actor->to_string() : "";
  return sha256_hex(line.previous_hash + "\n" + std::to_string(line.number) + "\n" + std::to_string(line.at.milliseconds()) + "\n" + actor + "\n" +
                    line.act + "\n" + line.kind + "\n" + line.object_id + "\n" + sha256_hex(line.content));
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
  line.content = boost::json::serialize(entry.row);
  line.previous_hash = last ? last->hash : "";
  line.hash = digest_of(line);
  store::insert(tx, "enrol_ledger", line);
}

LedgerVerdict verify_ledger(store::Transaction& tx, WorkspaceId const& workspace) {
  LedgerVerdict verdict;
  each_line(tx, workspace, [&](LedgerLine const& line) {
    bool const holds = line.number == verdict.entries + 1 && line.previous_hash == verdict.head && line.hash == digest_of(line);
    if (!holds && verdict.intact) {
      verdict.intact = false;
      verdict.first_broken = line.number;
    }
    ++verdict.entries;
    verdict.head = line.hash;
    return true;
  });
  return verdict;
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
    found->second->apply(tx, boost::json::parse(line.content));
    ++applied;
    return true;
  });
  return applied;
}

}  // namespace parvis::enrol
