// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A questionnaire is a blueprint: how many questions of which kind are drawn from the bank, what each is worth, in how long.
// A draw is made by a seed and can be made again: it orders the items that fit a line by SHA-256("<seed>:<item id>") and
// takes the first ones that no line before took.
//
// Problem codes: examine.questionnaire_not_found, examine.questionnaire_state, examine.questionnaire_short (a line asks
// for more than the bank has: field "draws/2", wanted as limit, found as value), examine.questionnaire_empty,
// examine.questionnaire_bounds, examine.stale_revision.

#include "examine/questionnaire_bank.h"

namespace parvis::examine {

using QuestionnaireId = Id<struct QuestionnaireTag>;

/// One line of a blueprint: `count` items that bear every tag, each worth `points`. Absent conditions let all through.
struct DrawLine {
  std::vector<QuestionTag> tags;
  std::optional<quiz::QuestionKind> kind;
  std::optional<Difficulty> difficulty;
  std::optional<Text<1, 20>> competency;
  std::int64_t count = 1;   // 1 to 100
  std::int64_t points = 1;  // 1 to 100
};
BOOST_DESCRIBE_STRUCT(DrawLine, (), (tags, kind, difficulty, competency, count, points))

/// Everyone is asked the same questions, or each candidate has a draw of their own.
enum class DrawFor { everyone, each };
BOOST_DESCRIBE_ENUM(DrawFor, everyone, each)
enum class ShuffleRule { as_written, shuffled };
BOOST_DESCRIBE_ENUM(ShuffleRule, as_written, shuffled)

struct Blueprint {
  std::vector<DrawLine> draws;
  std::int64_t minutes = 60;  // 1 to 600, before accommodations
  DrawFor draw_for = DrawFor::everyone;
  ShuffleRule questions = ShuffleRule::as_written;
  ShuffleRule options = ShuffleRule::shuffled;
  quiz::PartialCredit credit = quiz::PartialCredit::partial;
  Text<0, 4000> instructions;
};
BOOST_DESCRIBE_STRUCT(Blueprint, (), (draws, minutes, draw_for, questions, options, credit, instructions))

enum class QuestionnaireState { draft, ready, retired };
BOOST_DESCRIBE_ENUM(QuestionnaireState, draft, ready, retired)

struct Questionnaire {
  QuestionnaireId id;
  WorkspaceId workspace_id;
  Text<1, 120> title;
  Text<1, 10> block;  // "B4"
  QuestionnaireState state = QuestionnaireState::draft;
  Blueprint blueprint;
  std::int64_t revision = 1;
  Instant created_at;
  Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(Questionnaire, (), (id, workspace_id, title, block, state, blueprint, revision, created_at, updated_at))

struct SaveQuestionnaire {
  Text<1, 120> title;
  Text<1, 10> block;
  QuestionnaireState state = QuestionnaireState::draft;
  Blueprint blueprint;
  std::optional<std::int64_t> revision;
};
BOOST_DESCRIBE_STRUCT(SaveQuestionnaire, (), (title, block, state, blueprint, revision))

/// An item that may be drawn, frozen with the version it had.
struct PoolItem {
  QuestionItemId item_id;
  QuestionVersionId version_id;
  std::vector<QuestionTag> tags;
  quiz::QuestionKind kind = quiz::QuestionKind::single_choice;
  Difficulty difficulty = Difficulty::medium;
  Text<0, 20> competency;
};
BOOST_DESCRIBE_STRUCT(PoolItem, (), (item_id, version_id, tags, kind, difficulty, competency))

/// One question of a draw.
struct DrawnQuestion {
  QuestionItemId item_id;
  QuestionVersionId version_id;
  std::int64_t points = 1;
};
BOOST_DESCRIBE_STRUCT(DrawnQuestion, (), (item_id, version_id, points))

/// Problems: examine.questionnaire_empty (no line), examine.questionnaire_short, examine.questionnaire_bounds.
Result<std::vector<DrawnQuestion>> draw(Blueprint const& blueprint, std::vector<PoolItem> const& pool, std::string const& seed);

/// The active items of the bank as they stand.
std::vector<PoolItem> pool_of(store::Transaction& tx, WorkspaceId const& workspace);

/// How many items fit each line now, for the blueprint's page; and whether a draw can be made.
struct QuestionnaireSheet {
  Questionnaire questionnaire;
  std::vector<std::int64_t> available;  // by line
  std::int64_t questions = 0;
  std::int64_t points = 0;
};
BOOST_DESCRIBE_STRUCT(QuestionnaireSheet, (), (questionnaire, available, questions, points))

Result<QuestionnaireSheet> create_questionnaire(QuestionnaireDesk const& desk, Actor const& actor, SaveQuestionnaire const& request);
/// A ready one is drawable at once: the problems of draw(). Problems: examine.stale_revision too.
Result<QuestionnaireSheet> save_questionnaire(QuestionnaireDesk const& desk, Actor const& actor, QuestionnaireId const& id, SaveQuestionnaire const& change);
std::vector<Questionnaire> questionnaires_of(store::Transaction& tx, WorkspaceId const& workspace);
Result<Questionnaire> load_questionnaire(store::Transaction& tx, WorkspaceId const& workspace, QuestionnaireId const& id);
QuestionnaireSheet questionnaire_sheet(store::Transaction& tx, Questionnaire const& questionnaire);

/// What a seed would draw from the bank today, with the items' words. Nothing is written.
struct TrialDraw {
  std::string seed;
  std::vector<QuestionItem> items;
  std::vector<std::int64_t> points;
};
BOOST_DESCRIBE_STRUCT(TrialDraw, (), (seed, items, points))
Result<TrialDraw> try_draw(store::Transaction& tx, WorkspaceId const& workspace, QuestionnaireId const& id, std::string const& seed);

}  // namespace parvis::examine
