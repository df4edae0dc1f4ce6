// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The ledger of the certification: one line an act, with the row the act leaves, each line holding the digest of the one
// before, so that nothing is taken out or changed without it showing. One chain a workspace, append only.
//
//   enrol::ledger_append(tx, desk.clock, actor, {"judge.grid_locked", "judge_grid", grid.id.to_string(), json::to_value(grid)});
//
// Identity (names, mail, birth, NIR), reasons of accommodations and drafts of grids never enter it. No route gives rows
// of the ledger out; a room that shows its own acts does so from its own tables.
//
// A line's digest is the SHA-256, in hexadecimal, of these joined by line feeds: the digest before ("" for the first),
// number, at (milliseconds), actor ("" for the program), act, kind, object's id, SHA-256 of the row's text as kept.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "identity/identity.h"

namespace parvis::enrol {

struct LedgerEntry {
  std::string act;   // "enrol.enrolment_admitted"
  std::string kind;  // the table whose row it leaves: "enrol_enrolment"
  std::string id;    // of the row
  json::Value row;   // json::to_value of the described struct that stands in the table now
  /// Members of the row that a term of retention may take away: they stand beside the chain, which holds a salted
  /// commitment to them ("personal_commitment") in their place.
  std::vector<std::string> personal = {};
};

/// Appends within the caller's transaction. `actor.person` may be nil: the program acts (via "system").
void ledger_append(store::Transaction& tx, Clock const& clock, identity::Actor const& actor, LedgerEntry const& entry);

struct LedgerLine {
  identity::WorkspaceId workspace_id;
  std::int64_t number = 0;  // from 1, without gaps
  Instant at;
  std::optional<identity::PersonId> actor;
  std::string act;
  std::string kind;
  std::string object_id;
  std::string content;  // the row, as JSON
  std::string previous_hash;
  std::string hash;
};
BOOST_DESCRIBE_STRUCT(LedgerLine, (), (workspace_id, number, at, actor, act, kind, object_id, content, previous_hash, hash))

struct LedgerVerdict {
  bool intact = true;
  std::int64_t entries = 0;
  std::string head;                          // digest of the last line, "" of none
  std::optional<std::int64_t> first_broken;  // number of the first line that does not hold
};
BOOST_DESCRIBE_STRUCT(LedgerVerdict, (), (intact, entries, head, first_broken))

/// Reads the whole chain, and holds what is kept beside it to its commitments; what was forgotten is not missed.
LedgerVerdict verify_ledger(store::Transaction& tx, identity::WorkspaceId const& workspace);

/// A line by what the next one binds: 0 and "" before the first.
struct ChainPlace {
  std::int64_t number = 0;
  std::string hash;
};
BOOST_DESCRIBE_STRUCT(ChainPlace, (), (number, hash))
struct ChainRead {
  ChainPlace last;  // where it stopped
  std::int64_t lines = 0;
  std::optional<std::int64_t> first_broken;
};
/// Reads on from `after`, which is taken as it is told, `most` lines at the most; what is kept beside them too. Fewer lines than
/// `most`: the chain ends there.
ChainRead read_chain(store::Transaction& tx, identity::WorkspaceId const& workspace, ChainPlace const& after, std::int64_t most);
/// The last line; none before the first act.
ChainPlace chain_end(store::Transaction& tx, identity::WorkspaceId const& workspace);
/// Its digest as the line says it, "" when there is no such line.
std::string hash_of_line(store::Transaction& tx, identity::WorkspaceId const& workspace, std::int64_t number);

/// Takes away what stands beside the chain of that object's lines; no digest changes. The act that leaves what may stay is
/// appended after it. Returns of how many lines.
std::int64_t forget_personal(store::Transaction& tx, identity::WorkspaceId const& workspace, std::string const& kind, std::string const& object_id);

/// How a room puts rows of one kind back into its emptied table: called in order, each row replaces the one of its id. A
/// line whose personal part was forgotten is passed over: the line of the forgetting has what may stay.
struct Rebuilder {
  std::string kind;
  std::function<void(store::Transaction&, json::Value const& row)> apply;
};

/// Replays the workspace's ledger; lines of kinds without a rebuilder are passed over. Returns how many were applied.
std::int64_t replay_ledger(store::Transaction& tx, identity::WorkspaceId const& workspace, std::vector<Rebuilder> const& rebuilders);

}  // namespace parvis::enrol
