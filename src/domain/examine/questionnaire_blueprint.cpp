// SPDX-License-Identifier: AGPL-3.0-or-later
#include "examine/questionnaire.h"
#include "examine/questionnaire_store.h"

namespace parvis::examine {
namespace {

/// A ready questionnaire can be drawn from the bank as it stands.
Done check_drawable(store::Transaction& tx, Questionnaire const& questionnaire) {
  if (questionnaire.state != QuestionnaireState::ready) return {};
  TRY_DONE(draw(questionnaire.blueprint, pool_of(tx, questionnaire.workspace_id), "trial"));
  return {};
}

void take(Questionnaire& questionnaire, SaveQuestionnaire const& change) {
  questionnaire.title = change.title;
  questionnaire.block = change.block;
  questionnaire.state = change.state;
  questionnaire.blueprint = change.blueprint;
}

}  // namespace

Result<QuestionnaireSheet> create_questionnaire(QuestionnaireDesk const& desk, Actor const& actor, SaveQuestionnaire const& request) {
  return desk.database.write([&](store::Transaction& tx) -> Result<QuestionnaireSheet> {
    Questionnaire questionnaire;
    questionnaire.id = QuestionnaireId::make(desk.clock);
    questionnaire.workspace_id = actor.workspace;
    questionnaire.created_at = questionnaire.updated_at = desk.clock.now();
    take(questionnaire, request);
    TRY_DONE(check_drawable(tx, questionnaire));
    insert_questionnaire(tx, questionnaire);
    identity::record_audit(tx, desk.clock, actor, {"examine.questionnaire_created", "questionnaire", questionnaire.id.to_string()});
    return questionnaire_sheet(tx, questionnaire);
  });
}

Result<QuestionnaireSheet> save_questionnaire(QuestionnaireDesk const& desk, Actor const& actor, QuestionnaireId const& id, SaveQuestionnaire const& change) {
  return desk.database.write([&](store::Transaction& tx) -> Result<QuestionnaireSheet> {
    TRY(Questionnaire questionnaire, load_questionnaire(tx, actor.workspace, id));
    take(questionnaire, change);
    questionnaire.revision = change.revision.value_or(questionnaire.revision) + 1;
    questionnaire.updated_at = desk.clock.now();
    TRY_DONE(check_drawable(tx, questionnaire));
    if (!update_questionnaire(tx, questionnaire)) return conflict("examine.stale_revision");
    identity::record_audit(tx, desk.clock, actor, {"examine.questionnaire_saved", "questionnaire", id.to_string()});
    return questionnaire_sheet(tx, questionnaire);
  });
}

std::vector<Questionnaire> questionnaires_of(store::Transaction& tx, WorkspaceId const& workspace) { return questionnaire_rows(tx, workspace); }

Result<Questionnaire> load_questionnaire(store::Transaction& tx, WorkspaceId const& workspace, QuestionnaireId const& id) {
  auto found = find_questionnaire(tx, workspace, id);
  if (!found) return not_found("examine.questionnaire_not_found");
  return std::move(*found);
}

}  // namespace parvis::examine
