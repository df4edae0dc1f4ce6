// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A client's brief: the documents received, the passages highlighted in them, and the restatement written beside them.
// Problem codes: strategy.brief_not_found, strategy.document_not_found, strategy.passage_range.

#include "strategy/objective.h"

namespace parvis::strategy {

using BriefId = Id<struct BriefTag>;
using DocumentId = Id<struct DocumentTag>;
using PassageId = Id<struct PassageTag>;

struct Brief {
  BriefId id;
  BrandId brand_id;
  Text<1, 120> title;
  Text<0, 4000> context;
  Text<0, 2000> problem_statement;
  std::optional<LocalDate> received_on;
  std::int64_t revision = 1;
  Instant created_at;
  Instant updated_at;
  std::optional<Instant> archived_at;
};
BOOST_DESCRIBE_STRUCT(Brief, (), (id, brand_id, title, context, problem_statement, received_on, revision, created_at, updated_at, archived_at))

struct SaveBrief {
  Text<1, 120> title;
  Text<0, 4000> context;
  Text<0, 2000> problem_statement;
  std::optional<LocalDate> received_on;
  std::optional<std::int64_t> revision;
};
BOOST_DESCRIBE_STRUCT(SaveBrief, (), (title, context, problem_statement, received_on, revision))

/// A document as received; its bytes stand in the data folder under their digest, its text here, paragraph by paragraph.
struct BriefDocument {
  DocumentId id;
  BrandId brand_id;
  BriefId brief_id;
  Text<1, 200> name;
  std::string media_type;
  std::int64_t bytes = 0;
  std::string sha256;
  std::vector<std::string> paragraphs;
  Instant created_at;
};
BOOST_DESCRIBE_STRUCT(BriefDocument, (), (id, brand_id, brief_id, name, media_type, bytes, sha256, paragraphs, created_at))

enum class PassageKind { need, constraint, opportunity, audience, budget, date };
BOOST_DESCRIBE_ENUM(PassageKind, need, constraint, opportunity, audience, budget, date)
/// The part of the restatement that a passage is the source of.
enum class Serves { nothing, context, problem_statement, objective };
BOOST_DESCRIBE_ENUM(Serves, nothing, context, problem_statement, objective)

/// Highlighted text: UTF-16 units [first_unit, end_unit) of one paragraph of a document, as a browser counts them.
struct Passage {
  PassageId id;
  BrandId brand_id;
  BriefId brief_id;
  std::optional<DocumentId> document_id;
  std::int64_t paragraph = 0;
  std::int64_t first_unit = 0;
  std::int64_t end_unit = 0;
  Text<1, 1000> excerpt;
  PassageKind kind = PassageKind::need;
  Serves serves = Serves::nothing;
  std::optional<ObjectiveId> objective_id;
  Instant created_at;
};
BOOST_DESCRIBE_STRUCT(Passage, (), (id, brand_id, brief_id, document_id, paragraph, first_unit, end_unit, excerpt, kind, serves, objective_id,
                                    created_at))

struct SavePassage {
  std::optional<DocumentId> document_id;
  std::int64_t paragraph = 0;
  std::int64_t first_unit = 0;
  std::int64_t end_unit = 0;
  Text<1, 1000> excerpt;
  PassageKind kind = PassageKind::need;
  Serves serves = Serves::nothing;
  std::optional<ObjectiveId> objective_id;
};
BOOST_DESCRIBE_STRUCT(SavePassage, (), (document_id, paragraph, first_unit, end_unit, excerpt, kind, serves, objective_id))

/// A brief with all that hangs on it, and what its objectives still lack.
struct BriefSheet {
  Brief brief;
  std::vector<BriefDocument> documents;
  std::vector<Passage> passages;
};
BOOST_DESCRIBE_STRUCT(BriefSheet, (), (brief, documents, passages))

}  // namespace parvis::strategy
