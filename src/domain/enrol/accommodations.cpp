// SPDX-License-Identifier: AGPL-3.0-or-later
#include <set>

#include "enrol/candidate_store.h"
#include "enrol/enrolments.h"
#include "enrol/jobs.h"

namespace parvis::enrol {
namespace {

constexpr std::int64_t most_factor = 4, most_pause_minutes = 600, finest = 100;

std::string reason_context(EnrolmentId const& id) { return "enrol_accommodation_reason/" + id.to_string(); }

/// The factor in lowest terms, or every wrong field.
Result<Rational> check(Accommodate const& request) {
  std::vector<FieldError> wrong;
  auto const factor = lowest_terms(request.factor);
  bool const good = factor && *factor >= Rational{1} && *factor <= Rational{most_factor} && factor->denominator <= finest;
  if (!good) wrong.push_back({"factor", "enrol.accommodation_factor", "1.." + std::to_string(most_factor), to_text(request.factor)});
  if (request.pause_minutes < 0 || request.pause_minutes > most_pause_minutes)
    wrong.push_back({"pause_minutes", "enrol.accommodation_pauses", "0.." + std::to_string(most_pause_minutes), std::to_string(request.pause_minutes)});
  if (request.types.empty()) wrong.push_back({"types", "enrol.accommodation_types", ">= 1", "0"});
  std::set<AccommodationType> const once(request.types.begin(), request.types.end());
  if (once.size() != request.types.size()) wrong.push_back({"types", "enrol.accommodation_types", "", "2"});
  if (!wrong.empty()) return invalid("enrol.accommodation_invalid", std::move(wrong));
  return *factor;
}

}  // namespace

Result<Accommodation> grant_accommodation(Desk const& desk, Actor const& actor, EnrolmentId const& id, Accommodate const& request) {
  TRY(Rational const factor, check(request));
  return desk.database.write([&](store::Transaction& tx) -> Result<Accommodation> {
    TRY([[maybe_unused]] Enrolment const enrolment, load_enrolment(tx, actor.workspace, id));
    auto const before = accommodation_of(tx, id);
    if ((before ? before->revision : 0) != request.revision) return conflict("enrol.stale_revision");
    Accommodation const made{id, actor.workspace, request.types, factor, request.pause_minutes, request.effect, request.granted_on, actor.person,
                             request.revision + 1};
    put_accommodation(tx, made);
    if (request.reason) put_reason(tx, {id, desk.identity.secrets.seal(request.reason->to_string(), reason_context(id)), desk.clock.now()});
    record_act(tx, desk.clock, actor, {"enrol.accommodation_granted", "enrol_accommodation", id.to_string(), json::to_value(made)});
    return made;
  });
}

bool has_reason(store::Transaction& tx, EnrolmentId const& enrolment) { return find_reason(tx, enrolment).has_value(); }

void purge_reason(store::Transaction& tx, Clock const& clock, Actor const& actor, EnrolmentId const& enrolment) {
  delete_reason(tx, enrolment);
  identity::record_audit(tx, clock, actor, {"enrol.reason_purged", "enrol_accommodation", enrolment.to_string()});
}

Result<AccommodationCard> read_accommodation(Desk const& desk, Actor const& actor, EnrolmentId const& id) {
  return desk.database.write([&](store::Transaction& tx) -> Result<AccommodationCard> {
    TRY([[maybe_unused]] Enrolment const enrolment, load_enrolment(tx, actor.workspace, id));
    AccommodationCard card{accommodation_of(tx, id), {}};
    if (auto const row = find_reason(tx, id)) {
      TRY(card.reason, desk.identity.secrets.unseal(row->sealed, reason_context(id)));
      identity::record_audit(tx, desk.clock, actor, {"enrol.reason_read", "enrol_accommodation", id.to_string()});
    }
    return card;
  });
}

}  // namespace parvis::enrol
