// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// SQL over the bank. Every find and list is held to one workspace.

#include "examine/questionnaire_bank.h"

namespace parvis::examine {

void insert_question(store::Transaction& tx, QuestionItem const& item);
/// False when the stored revision is not `item.revision - 1`.
bool update_question(store::Transaction& tx, QuestionItem const& item);
std::optional<QuestionItem> find_question(store::Transaction& tx, WorkspaceId const& workspace, QuestionItemId const& id);
std::optional<QuestionItem> question_of_reference(store::Transaction& tx, WorkspaceId const& workspace, std::string const& reference);
/// By reference.
std::vector<QuestionItem> question_rows(store::Transaction& tx, WorkspaceId const& workspace);
void insert_question_version(store::Transaction& tx, QuestionVersion const& version);
/// Newest first.
std::vector<QuestionVersion> question_version_rows(store::Transaction& tx, QuestionItemId const& item);
/// The latest of every item, by item.
std::vector<QuestionVersion> latest_version_rows(store::Transaction& tx, WorkspaceId const& workspace);
std::optional<QuestionVersion> find_question_version(store::Transaction& tx, WorkspaceId const& workspace, QuestionVersionId const& id);

}  // namespace parvis::examine
