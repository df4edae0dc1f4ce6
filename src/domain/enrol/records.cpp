// SPDX-License-Identifier: AGPL-3.0-or-later
// A person's part in this room, for their export and their erasure; and this room's rebuilding from the ledger.
#include "enrol/candidate_store.h"
#include "enrol/jobs.h"
#include "enrol/rule_set_store.h"
#include "enrol/version_store.h"

namespace parvis::enrol {
namespace {

json::Value file_of(store::Transaction& tx, SecretBox const& secrets, Candidate const& candidate) {
  boost::json::object file{{"candidate", json::to_value(candidate)}, {"enrolments", json::to_value(enrolments_of(tx, candidate.workspace_id, candidate.id))}};
  if (auto const identity = find_identity(tx, candidate.id)) file["identity"] = json::to_value(identity->identity);
  if (auto const nir = reveal_nir(tx, secrets, candidate.id)) file["nir"] = *nir;
  boost::json::array accommodations;
  for (Enrolment const& one : enrolments_of(tx, candidate.workspace_id, candidate.id)) {
    auto const granted = accommodation_of(tx, one.id);
    if (!granted) continue;
    boost::json::object entry{{"accommodation", json::to_value(*granted)}};
    if (auto const row = find_reason(tx, one.id)) {
      auto const reason = secrets.unseal(row->sealed, "enrol_accommodation_reason/" + one.id.to_string());
      if (reason) entry["reason"] = *reason;
    }
    accommodations.push_back(entry);
  }
  file["accommodations"] = accommodations;
  return file;
}

}  // namespace

identity::PersonalRecords personal_records(Clock const& clock, SecretBox const& secrets) {
  auto const collect = [&secrets](store::Transaction& tx, PersonId const& person) -> json::Value {
    boost::json::array files;
    for (Candidate const& one : candidates_of_person(tx, person)) files.push_back(file_of(tx, secrets, one));
    return files;
  };
  auto const erase = [&clock](store::Transaction& tx, PersonId const& person) {
    for (Candidate const& one : candidates_of_person(tx, person)) {
      Done const erased = erase_identity(tx, clock, system_actor(one.workspace_id), one.id);
      PARVIS_ASSERT(erased.has_value(), "a candidate read in this transaction can be erased in it");
    }
  };
  return {"enrol", collect, erase};
}

std::vector<Rebuilder> rebuilders() {
  auto all = version_rebuilders();
  for (auto& more : {rule_set_rebuilders(), candidate_rebuilders()}) all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace parvis::enrol
