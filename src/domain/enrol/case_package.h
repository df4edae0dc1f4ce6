// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A referential as a 1EdTech CASE 1.1 package (CFPackage) and back. Pure.
//
// Out: one CFItem each for blocks, activities, competencies, modalities and deliverables, bound by isChildOf; one CFRubric a
// block with its criteria. What CASE has no word for stands in each object's `extensions.parvis`, so that our own
// package comes back without loss, whatever another tool changed of the words. The source states no scale, so no levels.
// In: CASE 1.0 and 1.1. Of a stranger's package, items at the top become blocks, those with children below them
// activities, leaves competencies, rubrics criteria; what fits nowhere is told as an anomaly of kind "case_import".
//
// Problem codes: enrol.case_malformed (no JSON object), enrol.case_document (no CFDocument with a title), enrol.case_items
// (no CFItems), enrol.case_too_large (items, 5,000), enrol.case_cycle (an item above itself).

#include "enrol/version.h"

namespace parvis::enrol {

struct CaseDocument {
  std::string base;  // "https://parvis.example/ims/case/v1p1"
  std::string label;
  VersionState state = VersionState::draft;
  std::optional<LocalDate> valid_from;
  std::optional<LocalDate> valid_to;
  Instant changed_at;
};

json::Value to_case(referential::Referential const& content, CaseDocument const& document);

Result<referential::Referential> from_case(json::Value const& package);

/// The stranger's package with the words that changed since put in their place; all else to the letter.
json::Value with_words(json::Value package, referential::Referential const& content);

/// The CASE identifier of the item or criterion of that code, the same in every export of this referential.
std::string case_identifier(referential::Referential const& content, std::string_view code);

}  // namespace parvis::enrol
