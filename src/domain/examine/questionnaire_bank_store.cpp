// SPDX-License-Identifier: AGPL-3.0-or-later
#include "examine/questionnaire_bank_store.h"

#include "store/record.h"

namespace parvis::examine {
namespace {

constexpr auto item_sql = "SELECT * FROM examine_question WHERE workspace_id = $1 AND id = $2";
constexpr auto reference_sql = "SELECT * FROM examine_question WHERE workspace_id = $1 AND reference = $2";
constexpr auto items_sql = "SELECT * FROM examine_question WHERE workspace_id = $1 ORDER BY reference, id";
constexpr auto versions_sql = "SELECT * FROM examine_question_version WHERE item_id = $1 ORDER BY number DESC";
constexpr auto latest_sql =
    "SELECT v.* FROM examine_question_version v JOIN examine_question q ON q.version_id = v.id WHERE q.workspace_id = $1 ORDER BY q.reference, q.id";
constexpr auto version_sql = "SELECT * FROM examine_question_version WHERE workspace_id = $1 AND id = $2";

}  // namespace

void insert_question(store::Transaction& tx, QuestionItem const& item) { store::insert(tx, "examine_question", item); }
bool update_question(store::Transaction& tx, QuestionItem const& item) { return store::update(tx, "examine_question", item); }

std::optional<QuestionItem> find_question(store::Transaction& tx, WorkspaceId const& workspace, QuestionItemId const& id) {
  return store::one<QuestionItem>(tx.first(item_sql, {workspace.to_string(), id.to_string()}));
}
std::optional<QuestionItem> question_of_reference(store::Transaction& tx, WorkspaceId const& workspace, std::string const& reference) {
  return store::one<QuestionItem>(tx.first(reference_sql, {workspace.to_string(), reference}));
}
std::vector<QuestionItem> question_rows(store::Transaction& tx, WorkspaceId const& workspace) {
  return store::records<QuestionItem>(tx.rows(items_sql, {workspace.to_string()}));
}

void insert_question_version(store::Transaction& tx, QuestionVersion const& version) { store::insert(tx, "examine_question_version", version); }
std::vector<QuestionVersion> question_version_rows(store::Transaction& tx, QuestionItemId const& item) {
  return store::records<QuestionVersion>(tx.rows(versions_sql, {item.to_string()}));
}
std::vector<QuestionVersion> latest_version_rows(store::Transaction& tx, WorkspaceId const& workspace) {
  return store::records<QuestionVersion>(tx.rows(latest_sql, {workspace.to_string()}));
}
std::optional<QuestionVersion> find_question_version(store::Transaction& tx, WorkspaceId const& workspace, QuestionVersionId const& id) {
  return store::one<QuestionVersion>(tx.first(version_sql, {workspace.to_string(), id.to_string()}));
}

}  // namespace parvis::examine
