// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/ledger_personal_store.h"

#include "base/digest.h"
#include "base/json.h"
#include "base/random.h"
#include "store/record.h"

namespace parvis::enrol {
namespace {

using identity::WorkspaceId;
namespace js = boost::json;

struct PersonalPart {
  WorkspaceId workspace_id;
  std::int64_t number = 0;
  std::string kind;
  std::string object_id;
  std::string salt;
  std::string content;  // the members, as JSON
};
BOOST_DESCRIBE_STRUCT(PersonalPart, (), (workspace_id, number, kind, object_id, salt, content))

constexpr auto table = "enrol_ledger_personal";
constexpr auto commitment_member = "personal_commitment";
constexpr auto of_line = " FROM enrol_ledger_personal WHERE workspace_id = $1 AND number = $2";
constexpr auto with_lines =
    "SELECT p.number, p.salt, p.content, l.content FROM enrol_ledger_personal p "
    "LEFT JOIN enrol_ledger l ON l.workspace_id = p.workspace_id AND l.number = p.number WHERE p.workspace_id = $1 AND p.number > $2 AND p.number <= $3 "
    "ORDER BY p.number";
constexpr auto forget_of_object = "DELETE FROM enrol_ledger_personal WHERE workspace_id = $1 AND kind = $2 AND object_id = $3";
constexpr std::size_t salt_length = 32;

std::string commitment_of(std::string const& salt, std::string const& content) { return sha256_hex(salt + "\n" + content); }

std::string committed_in(std::string const& line_content) {
  js::value const row = js::parse(line_content);
  if (!row.is_object()) return {};
  auto const* member = row.get_object().if_contains(commitment_member);
  return member == nullptr ? std::string() : json::text_of(*member);
}

/// Moves the named members out of the row.
js::object taken_out(js::object& row, std::vector<std::string> const& names) {
  js::object personal;
  for (std::string const& name : names) {
    auto const found = row.find(name);
    if (found == row.end()) continue;
    personal[name] = found->value();
    row.stable_erase(found);
  }
  return personal;
}

}  // namespace

json::Value with_personal_apart(store::Transaction& tx, LedgerLine const& line, LedgerEntry const& entry) {
  if (entry.personal.empty()) return entry.row;
  js::object row = entry.row.as_object();
  PersonalPart part{line.workspace_id, line.number, entry.kind, entry.id, random_token(salt_length), {}};
  part.content = js::serialize(taken_out(row, entry.personal));
  row[commitment_member] = commitment_of(part.salt, part.content);
  store::insert(tx, table, part);
  return row;
}

std::optional<json::Value> with_personal_back(store::Transaction& tx, LedgerLine const& line) {
  json::Value row = js::parse(line.content);
  bool const apart = row.is_object() && row.get_object().contains(commitment_member);
  if (!apart) return row;
  static std::string const sql = store::selected<PersonalPart>(of_line);
  auto const part = store::one<PersonalPart>(tx.first(sql, {line.workspace_id.to_string(), line.number}));
  if (!part) return std::nullopt;
  js::object whole = row.as_object();
  whole.erase(commitment_member);
  js::value const personal = js::parse(part->content);
  for (auto const& [name, value] : personal.get_object()) whole[name] = value;
  return whole;
}

std::optional<std::int64_t> first_unkept(store::Transaction& tx, WorkspaceId const& workspace, std::pair<std::int64_t, std::int64_t> const& lines) {
  std::optional<std::int64_t> first;
  tx.each(with_lines, {workspace.to_string(), lines.first, lines.second}, [&](store::Row const& row) {
    if (first) return;
    bool const held = !row.is_null(3) && committed_in(row.text(3)) == commitment_of(row.text(1), row.text(2));
    if (!held) first = row.integer(0);
  });
  return first;
}

std::int64_t forget_personal(store::Transaction& tx, WorkspaceId const& workspace, std::string const& kind, std::string const& object_id) {
  return tx.run(forget_of_object, {workspace.to_string(), kind, object_id});
}

}  // namespace parvis::enrol
