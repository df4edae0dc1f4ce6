// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The certification's referential: blocks, activities, competencies and criteria in the source's own French words, with
// its anomalies, and for each competency the room of Parvis that serves it. Carried inside the program (referential/ at
// the root of the repository), read once, never changed: every reference returned here lives as long as the program and
// may be read from any thread.
//
//   referential::Competency const* competency = referential::find_competency("C1.1.1");
//   referential::CompetencyRoom const& room = referential::room_of("C1.1.1");
//
// Work done by a person is recorded against a competency in evidence.h.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "referential/evidence.h"

namespace parvis::referential {

/// Where the words come from. `sha256` is that of the source text, not of our JSON.
struct SourceDocument {
  std::string path;
  std::string sha256;
  std::string section;
  std::string heading;
  std::map<std::string, std::string> column_definitions;
  std::string trailing_section;
};
BOOST_DESCRIBE_STRUCT(SourceDocument, (), (path, sha256, section, heading, column_definitions, trailing_section))

struct LawArticle {
  std::string article;
  std::string created_by;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(LawArticle, (), (article, created_by, text))

struct CapitalisationRule {
  std::string text;
  std::vector<std::string> requires_blocks;
  bool requires_final_jury = false;
};
BOOST_DESCRIBE_STRUCT(CapitalisationRule, (), (text, requires_blocks, requires_final_jury))

struct Activity {
  std::string id;            // "A1.1"
  std::string source_label;  // as printed: "A1.1."
  std::string title;
  std::vector<std::string> competencies;
};
BOOST_DESCRIBE_STRUCT(Activity, (), (id, source_label, title, competencies))

struct Competency {
  std::string id;            // "C1.1.1"
  std::string source_label;  // as printed, wrong labels included: C4.2.1 is printed "A4.2.1"
  std::string text;
  std::string activity;
  std::vector<std::string> tools;
  std::optional<std::vector<std::string>> tool_categories;
  std::optional<std::string> purpose;
  std::optional<bool> truncated;
  std::optional<bool> source_label_anomaly;
  std::optional<std::string> activity_by_label;
  std::optional<std::string> probable_label;
};
BOOST_DESCRIBE_STRUCT(Competency, (), (id, source_label, text, activity, tools, tool_categories, purpose, truncated, source_label_anomaly,
                                       activity_by_label, probable_label))

struct CriterionItem {
  std::string id;  // "K1.15a"
  std::string text;
};
BOOST_DESCRIBE_STRUCT(CriterionItem, (), (id, text))

struct Criterion {
  std::string id;  // "K1.1"
  std::string text;
  std::optional<std::vector<CriterionItem>> items;
  std::optional<std::vector<std::string>> tools;
  std::optional<bool> truncated;
  std::optional<std::string> truncated_side;
  std::optional<std::string> inferred_full_text;  // our reconstruction, never to be shown as the source's words
  std::optional<std::string> inferred_from;
};
BOOST_DESCRIBE_STRUCT(Criterion, (), (id, text, items, tools, truncated, truncated_side, inferred_full_text, inferred_from))

struct CriteriaGroup {
  std::string id;  // "G1.1"
  std::optional<std::string> title;
  std::optional<bool> title_lost;
  std::vector<Criterion> criteria;
};
BOOST_DESCRIBE_STRUCT(CriteriaGroup, (), (id, title, title_lost, criteria))

struct Modality {
  std::string id;  // "M1.1"
  std::string type;
  std::optional<std::string> label;
  std::string text;
  std::optional<std::vector<std::string>> items;
  std::optional<bool> truncated;
};
BOOST_DESCRIBE_STRUCT(Modality, (), (id, type, label, text, items, truncated))

struct Deliverable {
  std::string id;  // "L1.1"
  std::string name;
  std::string basis;
  std::vector<std::string> from;
  std::optional<std::string> sections_from;
};
BOOST_DESCRIBE_STRUCT(Deliverable, (), (id, name, basis, from, sections_from))

struct BlockEvaluation {
  std::string source_title;
  std::optional<bool> source_title_anomaly;
  std::vector<Modality> modality;
  std::optional<std::string> attendu;
  std::vector<Deliverable> deliverables;
  std::vector<CriteriaGroup> criteria_groups;
};
BOOST_DESCRIBE_STRUCT(BlockEvaluation, (), (source_title, source_title_anomaly, modality, attendu, deliverables, criteria_groups))

struct Block {
  std::string id;  // "B1"
  std::string source_label;
  std::string title;
  std::vector<std::string> title_variants;
  std::vector<Activity> activities;
  std::vector<Competency> competencies;
  BlockEvaluation evaluation;
};
BOOST_DESCRIBE_STRUCT(Block, (), (id, source_label, title, title_variants, activities, competencies, evaluation))

/// Something odd in the source: what, where, on which line, and how it is handled here.
struct Anomaly {
  std::string id;  // "X01"
  std::string kind;
  std::string where;  // a path such as "B4/C4.2.1", "B5/C5.1.1,C5.2.1", "B4/K4.7-K4.8", or a word for the whole
  std::optional<std::int64_t> source_line;
  std::optional<std::string> quote;
  std::string description;
  std::string handling;
};
BOOST_DESCRIBE_STRUCT(Anomaly, (), (id, kind, where, source_line, quote, description, handling))

/// Which criteria evidence which competency: the source does not say, so this is inference and is shown as such.
struct InferredCoverage {
  std::string note;
  std::map<std::string, std::vector<std::string>> map;
  std::vector<std::string> uncovered_competencies;
  std::vector<std::string> criteria_without_competency;
};
BOOST_DESCRIBE_STRUCT(InferredCoverage, (), (note, map, uncovered_competencies, criteria_without_competency))

struct Referential {
  std::string schema;
  std::string lang;
  std::string title;
  std::string certification;
  std::string certifier;
  SourceDocument source;
  LawArticle law;
  CapitalisationRule capitalisation_rule;
  std::vector<Block> blocks;
  InferredCoverage coverage_inferred;
  std::map<std::string, std::string> tools_normalised;
  std::vector<std::string> tools_named;
  std::vector<Anomaly> anomalies;
};
BOOST_DESCRIBE_STRUCT(Referential, (), (schema, lang, title, certification, certifier, source, law, capitalisation_rule, blocks,
                                        coverage_inferred, tools_normalised, tools_named, anomalies))

/// Whether the room of a competency does its work today. `partly`: some of the competency's deliverable comes out.
enum class RoomState { works, partly, absent };
BOOST_DESCRIBE_ENUM(RoomState, works, partly, absent)

struct CompetencyRoom {
  std::string competency;
  std::string module;    // the folder that serves it
  std::string page;      // its path in the web interface, under the brand
  RoomState state = RoomState::absent;
  std::string sentence;  // key of the sentence that says what works and what does not (web/src/referential/words)
  std::vector<std::string> scenarios;  // paths from the repository's root
};
BOOST_DESCRIBE_STRUCT(CompetencyRoom, (), (competency, module, page, state, sentence, scenarios))

Referential const& current();
/// One for each competency, in the referential's order.
std::vector<CompetencyRoom> const& rooms();

/// nullptr when no such id.
Block const* find_block(std::string_view id);
Activity const* find_activity(std::string_view id);
Competency const* find_competency(std::string_view id);
/// A sub-item's id ("K1.15a") gives the criterion that holds it.
Criterion const* find_criterion(std::string_view id);

/// The block that holds this activity, competency or criterion; nullptr when no such id.
Block const* block_of(std::string_view id);
/// The room of a competency that exists (asserted).
CompetencyRoom const& room_of(std::string_view competency);
/// By inference (see InferredCoverage), each once, in the source's order.
std::vector<Criterion const*> criteria_of(std::string_view competency);
/// The anomalies noted on exactly this block, activity, competency, criterion or modality.
std::vector<Anomaly const*> anomalies_of(std::string_view id);

}  // namespace parvis::referential
