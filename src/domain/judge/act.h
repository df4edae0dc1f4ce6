// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What each act of this room leaves: the row in its table, a line of the ledger with it, and one of the workspace's trail,
// which names the act and its object and never a level, a mark or a remark.

#include "judge/juror.h"
#include "judge/judge.h"

namespace parvis::judge {

/// The trail alone, for what stays out of the ledger.
void tell(store::Transaction& tx, Desk const& desk, Actor const& actor, identity::AuditEntry const& entry);

/// Members of a row that go when the juror's term has come: they stand beside the ledger's chain (enrol/ledger.h).
template <class Row>
std::vector<std::string> personal_members() {
  if constexpr (std::is_same_v<Row, Juror>) return {"quality", "employer", "gender", "qualification", "qualified_until", "proof_name"};
  if constexpr (std::is_same_v<Row, Declaration>) return {"note"};
  return {};
}

/// Ledger and trail; `kind` is the table, and the object's kind is that without "judge_".
template <class Row>
void keep(store::Transaction& tx, Desk const& desk, Actor const& actor, std::pair<char const*, char const*> act_and_kind, Row const& row) {
  auto const& [act, kind] = act_and_kind;
  put(tx, row);
  enrol::ledger_append(tx, desk.clock, actor, {act, kind, row.id.to_string(), json::to_value(row), personal_members<Row>()});
  tell(tx, desk, actor, {act, std::string(kind).substr(sizeof "judge_" - 1), row.id.to_string()});
}

inline constexpr char const* juror_table = "judge_juror";
inline constexpr char const* seat_table = "judge_seat";
inline constexpr char const* declaration_table = "judge_declaration";
inline constexpr char const* incident_table = "judge_incident";
inline constexpr char const* grid_table = "judge_grid";
inline constexpr char const* oral_table = "judge_oral_slot";
inline constexpr char const* deliberation_table = "judge_deliberation";
inline constexpr char const* agreed_table = "judge_agreed";
inline constexpr char const* decision_table = "judge_decision";
inline constexpr char const* minutes_table = "judge_minutes";
inline constexpr char const* signature_table = "judge_signature";

}  // namespace parvis::judge
