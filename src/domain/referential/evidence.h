// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Evidence: the dated, linkable trace that a person did a piece of work for a competency. Use cases record it in their
// own transaction:
//
//   referential::record_evidence(tx, desk.clock, actor, {"C1.1.1", "strategy.brief_restated", "brief", brief.id.to_string(),
//                                                        "/b/" + brand + "/comprendre/brief/" + brief.id.to_string()});
//
// Append only. The same act by the same person on the same object is kept once a day (UTC), so autosave leaves one line.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>
#include <boost/json/value.hpp>

#include "base/clock.h"
#include "base/id.h"

namespace parvis::store {
class Transaction;
}

namespace parvis::identity {
// Named here by their tags alone: identity stands above, and its ids pass through.
struct PersonTag;
struct WorkspaceTag;
struct BrandTag;
}  // namespace parvis::identity

namespace parvis::referential {

using EvidenceId = Id<struct EvidenceTag>;

/// Who worked, where. An identity::Actor gives it.
struct Worker {
  Id<identity::PersonTag> person;
  Id<identity::WorkspaceTag> workspace;
  Id<identity::BrandTag> brand;  // nil outside a brand
};

/// What was done. `what` is a code that the web side translates ("strategy.brief_restated"); `link` a path of the web
/// interface that opens the object.
struct Work {
  std::string competency;
  std::string what;
  std::string object_kind;
  std::string object_id;
  std::string link;
};

struct Evidence {
  EvidenceId id;
  Id<identity::PersonTag> person_id;
  Id<identity::WorkspaceTag> workspace_id;
  std::optional<Id<identity::BrandTag>> brand_id;
  std::string competency;
  std::string what;
  std::string object_kind;
  std::string object_id;
  std::string link;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(Evidence, (), (id, person_id, workspace_id, brand_id, competency, what, object_kind, object_id, link, at))

/// An unknown competency or a nil person is a programmer's error (asserted).
void record_evidence(store::Transaction& tx, Clock const& clock, Worker const& worker, Work const& work);

template <class Actor>
void record_evidence(store::Transaction& tx, Clock const& clock, Actor const& actor, Work const& work) {
  record_evidence(tx, clock, Worker{actor.person, actor.workspace, actor.brand}, work);
}

/// Which evidence; all conditions hold together. `after` is the id of the last one already seen: newest first.
struct EvidenceQuery {
  std::optional<Id<identity::PersonTag>> person;
  std::optional<Id<identity::WorkspaceTag>> workspace;
  std::optional<Id<identity::BrandTag>> brand;
  std::optional<std::string> competency;
  std::optional<EvidenceId> after;
  std::size_t most = 50;
};

std::vector<Evidence> evidence(store::Transaction& tx, EvidenceQuery const& query);
/// How many lines per competency, for the same conditions (`after` and `most` aside); competencies without any are left out.
std::map<std::string, std::int64_t> evidence_counts(store::Transaction& tx, EvidenceQuery const& query);

/// A person's export and erasure (identity::PersonalRecords).
boost::json::value collect_evidence(store::Transaction& tx, Id<identity::PersonTag> const& person);
void erase_evidence(store::Transaction& tx, Id<identity::PersonTag> const& person);

}  // namespace parvis::referential
