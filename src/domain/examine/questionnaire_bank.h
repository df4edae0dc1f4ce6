// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The bank of questions: items found by words, tags, competency and difficulty, each with every version it ever had. What a
// candidate was asked is a version, and versions never change.
//
// Problem codes: examine.question_not_found, examine.question_reference_taken, examine.question_faulty (with the faults of
// quiz::faults_of as fields), examine.question_import_format, examine.stale_revision.

#include "base/rational.h"
#include "identity/identity.h"
#include "quiz/question.h"
#include "quiz/scoring.h"

namespace parvis::examine {

using identity::Actor;
using identity::PersonId;
using identity::WorkspaceId;
using QuestionItemId = Id<struct QuestionItemTag>;
using QuestionVersionId = Id<struct QuestionVersionTag>;
using QuestionTag = Text<1, 40>;

/// What the questionnaires are given by `app`.
struct QuestionnaireDesk {
  store::Database& database;
  Clock const& clock;
};

enum class Difficulty { easy, medium, hard };
BOOST_DESCRIBE_ENUM(Difficulty, easy, medium, hard)
/// Only active items are drawn; a retired one stays where it was asked.
enum class QuestionState { draft, active, retired };
BOOST_DESCRIBE_ENUM(QuestionState, draft, active, retired)

/// An item as lists show it: its latest version's number, kind and words stand here.
struct QuestionItem {
  QuestionItemId id;
  WorkspaceId workspace_id;
  Text<1, 60> reference;  // unique in the workspace
  Text<0, 20> competency;  // "C4.2.1", empty when it serves none alone
  Difficulty difficulty = Difficulty::medium;
  std::vector<QuestionTag> tags;
  QuestionState state = QuestionState::draft;
  QuestionVersionId version_id;
  std::int64_t version = 1;
  quiz::QuestionKind kind = quiz::QuestionKind::single_choice;
  std::string summary;  // the first words of the question
  std::string folded;   // of reference, title and text, for the search
  std::int64_t revision = 1;
  Instant created_at;
  Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(QuestionItem, (), (id, workspace_id, reference, competency, difficulty, tags, state, version_id, version, kind, summary, folded, revision,
                                         created_at, updated_at))

struct QuestionVersion {
  QuestionVersionId id;
  WorkspaceId workspace_id;
  QuestionItemId item_id;
  std::int64_t number = 1;
  quiz::Question question;
  Instant made_at;
  PersonId made_by;
};
BOOST_DESCRIBE_STRUCT(QuestionVersion, (), (id, workspace_id, item_id, number, question, made_at, made_by))

/// What an author sends. A question that is other than the latest version makes the next one.
struct SaveQuestion {
  Text<1, 60> reference;
  Text<0, 20> competency;
  Difficulty difficulty = Difficulty::medium;
  std::vector<QuestionTag> tags;
  QuestionState state = QuestionState::draft;
  quiz::Question question;
  std::optional<std::int64_t> revision;
};
BOOST_DESCRIBE_STRUCT(SaveQuestion, (), (reference, competency, difficulty, tags, state, question, revision))

struct QuestionFilter {
  std::string words;  // each must be in the reference or the question
  std::string tag;
  std::string competency;
  std::optional<QuestionState> state;
};
BOOST_DESCRIBE_STRUCT(QuestionFilter, (), (words, tag, competency, state))

/// An item with its latest question, what makes it unfit and what its author should know.
struct QuestionSheet {
  QuestionItem item;
  quiz::Question question;
  std::vector<QuestionVersion> versions;  // newest first
  std::vector<quiz::FileTrouble> faults;
  std::vector<quiz::FileTrouble> warnings;
};
BOOST_DESCRIBE_STRUCT(QuestionSheet, (), (item, question, versions, faults, warnings))

/// Problems: examine.question_reference_taken, examine.question_faulty (an active question must be sound).
Result<QuestionSheet> create_question(QuestionnaireDesk const& desk, Actor const& actor, SaveQuestion const& request);
/// Problems: those, examine.question_not_found, examine.stale_revision.
Result<QuestionSheet> save_question(QuestionnaireDesk const& desk, Actor const& actor, QuestionItemId const& id, SaveQuestion const& change);
Result<QuestionSheet> load_question(store::Transaction& tx, WorkspaceId const& workspace, QuestionItemId const& id);
std::vector<QuestionItem> questions_of(store::Transaction& tx, WorkspaceId const& workspace, QuestionFilter const& filter);

enum class QuestionFile { gift, moodle_xml };
BOOST_DESCRIBE_ENUM(QuestionFile, gift, moodle_xml)

/// One question of a file as it would enter the bank: `present` when the bank holds the same already.
struct ImportedQuestion {
  std::int64_t line = 0;
  quiz::Question question;
  std::vector<QuestionTag> tags;
  std::vector<quiz::FileTrouble> faults;
  std::vector<quiz::FileTrouble> warnings;
  bool present = false;
};
BOOST_DESCRIBE_STRUCT(ImportedQuestion, (), (line, question, tags, faults, warnings, present))

struct QuestionImport {
  std::vector<ImportedQuestion> questions;
  std::vector<quiz::FileTrouble> troubles;
  std::int64_t made = 0;
};
BOOST_DESCRIBE_STRUCT(QuestionImport, (), (questions, troubles, made))

/// What a file holds, nothing written. Categories become the tags of what follows them. Problems: those of the engine.
Result<QuestionImport> preview_import(QuestionnaireDesk const& desk, Actor const& actor, QuestionFile format, std::string_view file);
/// Every question of the file that the bank does not hold yet enters it as a draft, faulty ones too; all or nothing.
Result<QuestionImport> import_questions(QuestionnaireDesk const& desk, Actor const& actor, QuestionFile format, std::string_view file);

/// The latest versions of the items that the filter lets through, as a file; what it cannot hold is told.
quiz::FileWriting export_questions(store::Transaction& tx, WorkspaceId const& workspace, QuestionFilter const& filter, QuestionFile format);

}  // namespace parvis::examine
