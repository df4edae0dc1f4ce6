// SPDX-License-Identifier: AGPL-3.0-or-later
#include "referential/referential.h"

#include <algorithm>

#include "base/assertion.h"
#include "base/json.h"
#include "embedded/referential_files.h"

namespace parvis::referential {
namespace {

std::string_view embedded_file(std::string_view name) {
  for (embedded::File const& file : embedded::referential_files()) {
    if (file.name == name) return file.bytes;
  }
  return {};
}

/// `counts` restates what the rest of the file holds; the tests compare it, the program has no use for it.
Referential read_referential() {
  auto document = json::parse(embedded_file("referential.json"));
  PARVIS_ASSERT(document.has_value(), "the embedded referential is JSON");
  document->as_object().erase("counts");
  auto read = json::decode_value<Referential>(*document);
  PARVIS_ASSERT(read.has_value(), "the embedded referential has its described form");
  return std::move(*read);
}

std::vector<CompetencyRoom> read_rooms() {
  auto read = json::decode<std::vector<CompetencyRoom>>(embedded_file("rooms.json"));
  PARVIS_ASSERT(read.has_value(), "the embedded rooms have their described form");
  return std::move(*read);
}

template <class T>
T const* with_id(std::vector<T> const& all, std::string_view id) {
  auto const found = std::find_if(all.begin(), all.end(), [&](T const& one) { return one.id == id; });
  return found == all.end() ? nullptr : &*found;
}

bool is_or_holds(Criterion const& criterion, std::string_view id) {
  return criterion.id == id || (criterion.items && with_id(*criterion.items, id) != nullptr);
}

Criterion const* criterion_in(Block const& block, std::string_view id) {
  for (CriteriaGroup const& group : block.evaluation.criteria_groups) {
    for (Criterion const& criterion : group.criteria) {
      if (is_or_holds(criterion, id)) return &criterion;
    }
  }
  return nullptr;
}

bool holds(Block const& block, std::string_view id) {
  return with_id(block.activities, id) != nullptr || with_id(block.competencies, id) != nullptr || criterion_in(block, id) != nullptr;
}

template <class Find>
auto in_any_block(Find&& find) -> decltype(find(current().blocks.front())) {
  for (Block const& block : current().blocks) {
    if (auto const* found = find(block)) return found;
  }
  return nullptr;
}

/// "K4.7" is within "K4.7-K4.8"; ranges in the source span one group, whose ids differ by their last digit.
bool within_range(std::string_view range, std::string_view id) {
  std::size_t const dash = range.find('-');
  if (dash == std::string_view::npos) return range == id;
  std::string_view const first = range.substr(0, dash);
  std::string_view const last = range.substr(dash + 1);
  return id.size() == first.size() && id.size() == last.size() && first <= id && id <= last;
}

bool mentions(std::string_view where, std::string_view id) {
  while (!where.empty()) {
    std::size_t const end = where.find_first_of("/,");
    bool const last = end == std::string_view::npos;
    // "B4/C4.2.1" speaks of C4.2.1 and not of the whole block; "B4/B5" and "B4" speak of blocks.
    bool const is_parent = !last && where[end] == '/' && where.substr(end + 1, 1) != "B";
    if (!is_parent && within_range(where.substr(0, end), id)) return true;
    where = last ? std::string_view{} : where.substr(end + 1);
  }
  return false;
}

}  // namespace

Referential const& current() {
  static Referential const referential = read_referential();
  return referential;
}

std::vector<CompetencyRoom> const& rooms() {
  static std::vector<CompetencyRoom> const rooms = read_rooms();
  return rooms;
}

Block const* find_block(std::string_view id) { return with_id(current().blocks, id); }

Activity const* find_activity(std::string_view id) {
  return in_any_block([&](Block const& block) { return with_id(block.activities, id); });
}

Competency const* find_competency(std::string_view id) {
  return in_any_block([&](Block const& block) { return with_id(block.competencies, id); });
}

Criterion const* find_criterion(std::string_view id) {
  return in_any_block([&](Block const& block) { return criterion_in(block, id); });
}

Block const* block_of(std::string_view id) {
  return in_any_block([&](Block const& block) { return holds(block, id) ? &block : nullptr; });
}

CompetencyRoom const& room_of(std::string_view competency) {
  auto const& all = rooms();
  auto const found = std::find_if(all.begin(), all.end(), [&](auto const& room) { return room.competency == competency; });
  PARVIS_ASSERT(found != all.end(), "every competency has a room");
  return *found;
}

std::vector<Criterion const*> criteria_of(std::string_view competency) {
  std::vector<Criterion const*> criteria;
  auto const& map = current().coverage_inferred.map;
  auto const found = map.find(std::string(competency));
  if (found == map.end()) return criteria;
  for (std::string const& id : found->second) {
    Criterion const* criterion = find_criterion(id);
    if (std::find(criteria.begin(), criteria.end(), criterion) == criteria.end()) criteria.push_back(criterion);
  }
  return criteria;
}

std::vector<Anomaly const*> anomalies_of(std::string_view id) {
  std::vector<Anomaly const*> noted;
  for (Anomaly const& anomaly : current().anomalies) {
    if (mentions(anomaly.where, id)) noted.push_back(&anomaly);
  }
  return noted;
}

}  // namespace parvis::referential
