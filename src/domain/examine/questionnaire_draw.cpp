// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <map>
#include <set>

#include "examine/questionnaire.h"
#include "quiz/draw.h"

namespace parvis::examine {
namespace {

constexpr std::int64_t most_count = 100, most_points = 100, most_minutes = 600;
constexpr std::size_t most_lines = 50;

bool bears(PoolItem const& item, QuestionTag const& tag) { return std::find(item.tags.begin(), item.tags.end(), tag) != item.tags.end(); }

bool fits(PoolItem const& item, DrawLine const& line) {
  if (line.kind && item.kind != *line.kind) return false;
  if (line.difficulty && item.difficulty != *line.difficulty) return false;
  if (line.competency && item.competency.to_string() != line.competency->to_string()) return false;
  return std::all_of(line.tags.begin(), line.tags.end(), [&](QuestionTag const& tag) { return bears(item, tag); });
}

Done within_bounds(std::string const& path, std::int64_t value, std::int64_t most) {
  if (value >= 1 && value <= most) return {};
  return invalid_field(path, "examine.questionnaire_bounds", "1.." + std::to_string(most), std::to_string(value));
}

Done check(Blueprint const& blueprint) {
  if (blueprint.draws.empty()) return invalid_field("blueprint/draws", "examine.questionnaire_empty");
  TRY_DONE(within_bounds("blueprint/draws", static_cast<std::int64_t>(blueprint.draws.size()), most_lines));
  TRY_DONE(within_bounds("blueprint/minutes", blueprint.minutes, most_minutes));
  for (std::size_t i = 0; i < blueprint.draws.size(); ++i) {
    std::string const path = "blueprint/draws/" + std::to_string(i);
    TRY_DONE(within_bounds(path + "/count", blueprint.draws[i].count, most_count));
    TRY_DONE(within_bounds(path + "/points", blueprint.draws[i].points, most_points));
  }
  return {};
}

Failure short_of(std::size_t line, std::int64_t wanted, std::size_t found) {
  return invalid_field("blueprint/draws/" + std::to_string(line), "examine.questionnaire_short", std::to_string(wanted), std::to_string(found));
}

}  // namespace

Result<std::vector<DrawnQuestion>> draw(Blueprint const& blueprint, std::vector<PoolItem> const& pool, std::string const& seed) {
  TRY_DONE(check(blueprint));
  std::map<std::string, PoolItem const*> by_id;
  std::vector<std::string> ids;
  for (PoolItem const& item : pool) {
    by_id[item.item_id.to_string()] = &item;
    ids.push_back(item.item_id.to_string());
  }
  std::vector<std::string> const order = quiz::in_drawn_order(seed, std::move(ids));
  std::set<std::string> taken;
  std::vector<DrawnQuestion> drawn;
  for (std::size_t i = 0; i < blueprint.draws.size(); ++i) {
    DrawLine const& line = blueprint.draws[i];
    std::size_t const before = drawn.size(), wanted = static_cast<std::size_t>(line.count);
    for (std::string const& id : order) {
      if (drawn.size() - before == wanted) break;
      PoolItem const& item = *by_id[id];
      if (fits(item, line) && taken.insert(id).second) drawn.push_back({item.item_id, item.version_id, line.points});
    }
    if (drawn.size() - before < wanted) return short_of(i, line.count, drawn.size() - before);
  }
  return drawn;
}

std::vector<PoolItem> pool_of(store::Transaction& tx, WorkspaceId const& workspace) {
  std::vector<PoolItem> pool;
  for (QuestionItem& item : questions_of(tx, workspace, {"", "", "", QuestionState::active}))
    pool.push_back({item.id, item.version_id, std::move(item.tags), item.kind, item.difficulty, item.competency});
  return pool;
}

QuestionnaireSheet questionnaire_sheet(store::Transaction& tx, Questionnaire const& questionnaire) {
  QuestionnaireSheet sheet{questionnaire, {}, 0, 0};
  std::vector<PoolItem> const pool = pool_of(tx, questionnaire.workspace_id);
  for (DrawLine const& line : questionnaire.blueprint.draws) {
    sheet.available.push_back(std::count_if(pool.begin(), pool.end(), [&](PoolItem const& item) { return fits(item, line); }));
    sheet.questions += line.count;
    sheet.points += line.count * line.points;
  }
  return sheet;
}

Result<TrialDraw> try_draw(store::Transaction& tx, WorkspaceId const& workspace, QuestionnaireId const& id, std::string const& seed) {
  TRY(Questionnaire const questionnaire, load_questionnaire(tx, workspace, id));
  TRY(std::vector<DrawnQuestion> const drawn, draw(questionnaire.blueprint, pool_of(tx, workspace), seed));
  std::map<QuestionItemId, QuestionItem> items;
  for (QuestionItem& item : questions_of(tx, workspace, {})) items.emplace(item.id, std::move(item));
  TrialDraw trial{seed, {}, {}};
  for (DrawnQuestion const& question : drawn) {
    trial.items.push_back(items.at(question.item_id));
    trial.points.push_back(question.points);
  }
  return trial;
}

}  // namespace parvis::examine
