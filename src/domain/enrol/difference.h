// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What changed between two referentials, statement by statement and word by word. Pure.

#include "enrol/version.h"

namespace parvis::enrol {

enum class StatementKind { block, activity, competency, modality, deliverable, criterion };
BOOST_DESCRIBE_ENUM(StatementKind, block, activity, competency, modality, deliverable, criterion)
struct Statement {
  std::string code;
  StatementKind kind = StatementKind::criterion;
  std::string block;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(Statement, (), (code, kind, block, text))
/// Every statement of the referential, in order.
std::vector<Statement> statements_of(referential::Referential const& content);

enum class WordChange { same, added, removed };
BOOST_DESCRIBE_ENUM(WordChange, same, added, removed)
/// A run of words; the runs of one statement, joined without `removed`, are the new text, without `added` the old one.
struct WordRun {
  WordChange change = WordChange::same;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(WordRun, (), (change, text))

enum class StatementChange { added, removed, reworded, moved };
BOOST_DESCRIBE_ENUM(StatementChange, added, removed, reworded, moved)
struct StatementDifference {
  StatementChange change = StatementChange::reworded;
  Statement statement;                     // as it stands in the new version; of a removed one, in the old
  std::optional<std::string> former_block;  // of a moved one
  std::vector<WordRun> words;
};
BOOST_DESCRIBE_STRUCT(StatementDifference, (), (change, statement, former_block, words))

struct VersionDifference {
  std::vector<StatementDifference> items;  // in the new version's order, removed ones last
  std::int64_t unchanged = 0;
};
BOOST_DESCRIBE_STRUCT(VersionDifference, (), (items, unchanged))

VersionDifference difference(referential::Referential const& before, referential::Referential const& after);
std::vector<WordRun> word_difference(std::string_view before, std::string_view after);

}  // namespace parvis::enrol
