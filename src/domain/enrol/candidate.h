// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Candidates, their enrolments and accommodations. A Candidate holds no identity: names and birth stand in their own
// rows (Identity), the NIR in another, encrypted, so that erasing them leaves every proof verifiable.

#include <set>

#include "base/calendar.h"
#include "base/rational.h"
#include "enrol/version.h"

namespace parvis::enrol {

using CandidateId = Id<struct CandidateTag>;
using EnrolmentId = Id<struct EnrolmentTag>;

/// As the Caisse des Dépôts names them, in the same order as its modaliteAcces.
enum class Route { initial, apprenticeship, continuing, professional_contract, vae, free };
BOOST_DESCRIBE_ENUM(Route, initial, apprenticeship, continuing, professional_contract, vae, free)

struct Candidate {
  CandidateId id;
  WorkspaceId workspace_id;
  Text<1, 40> number;  // the certifier's own, unique in the workspace: "2026-0001"
  std::optional<PersonId> person_id;
  Route route = Route::continuing;
  std::int64_t revision = 1;
  Instant created_at;
  std::optional<Instant> erased_at;
};
BOOST_DESCRIBE_STRUCT(Candidate, (), (id, workspace_id, number, person_id, route, revision, created_at, erased_at))

enum class Sex { M, F };
BOOST_DESCRIBE_ENUM(Sex, M, F)
/// The fields of the CDC file, with its limits.
struct Identity {
  Text<1, 60> birth_name;
  std::optional<Text<1, 60>> used_name;
  Text<1, 60> first_name;
  std::optional<Text<1, 60>> second_name;
  std::optional<Text<1, 60>> third_name;
  std::optional<Sex> sex;
  std::optional<std::int64_t> birth_year;  // 1900 to 2099
  std::optional<std::int64_t> birth_month;
  std::optional<std::int64_t> birth_day;
  std::optional<Text<5, 5>> birth_insee;      // code of the commune, 99xxx for a country
  std::optional<Text<1, 9>> birth_postcode;
  std::optional<Text<1, 60>> birth_place;
  std::optional<Text<3, 3>> birth_country;
  std::optional<Text<1, 60>> birth_country_name;
  std::optional<Email> email;
};
BOOST_DESCRIBE_STRUCT(Identity, (), (birth_name, used_name, first_name, second_name, third_name, sex, birth_year, birth_month, birth_day, birth_insee,
                                     birth_postcode, birth_place, birth_country, birth_country_name, email))
/// "Léa MARTIN": first name and the name used.
std::string shown_name(Identity const& identity);

/// eligible_final: five awards stand, the final jury may see them.
enum class EnrolmentState { draft, submitted, admitted, refused, convoked, withdrawn, eligible_final };
BOOST_DESCRIBE_ENUM(EnrolmentState, draft, submitted, admitted, refused, convoked, withdrawn, eligible_final)
/// silence: two months passed on a complete VAE file (R6412-4).
enum class EnrolmentEvent { submit, admit, refuse, silence, convoke, withdraw, all_awarded };
BOOST_DESCRIBE_ENUM(EnrolmentEvent, submit, admit, refuse, silence, convoke, withdraw, all_awarded)

struct Enrolment {
  EnrolmentId id;
  WorkspaceId workspace_id;
  CandidateId candidate_id;
  ReferentialVersionId version_id;
  std::vector<std::string> blocks;  // "B1" … "B5", in the referential's order
  Route route = Route::continuing;
  EnrolmentState state = EnrolmentState::draft;
  Text<0, 2000> motive;                  // of a refusal or a withdrawal
  std::optional<LocalDate> complete_on;  // VAE: the day the complete file came
  std::optional<LocalDate> silence_on;   // VAE: the day from which silence admits
  std::optional<Instant> decided_at;
  std::int64_t revision = 1;
  Instant created_at;
};
BOOST_DESCRIBE_STRUCT(Enrolment, (), (id, workspace_id, candidate_id, version_id, blocks, route, state, motive, complete_on, silence_on, decided_at,
                                      revision, created_at))

/// Problem enrol.enrolment_state (conflict). Convoking again changes nothing; all_awarded follows admitted or convoked.
Result<EnrolmentState> moved(EnrolmentState state, EnrolmentEvent event);

enum class AccommodationType { extra_time, pauses, large_print, screen_reader, secretary, remote_oral, written_for_oral, other };
BOOST_DESCRIBE_ENUM(AccommodationType, extra_time, pauses, large_print, screen_reader, secretary, remote_oral, written_for_oral, other)
/// The effect alone; why it was granted is elsewhere, encrypted, and no juror's answer holds it.
struct Accommodation {
  EnrolmentId enrolment_id;
  WorkspaceId workspace_id;
  std::vector<AccommodationType> types;
  Rational factor{1};              // of time: 4/3; at least 1
  std::int64_t pause_minutes = 0;  // added to each sitting, 0 to 600
  Text<0, 300> effect;             // in words, as invigilators and jurors may read it
  LocalDate granted_on;
  PersonId granted_by;
  std::int64_t revision = 1;
};
BOOST_DESCRIBE_STRUCT(Accommodation, (), (enrolment_id, workspace_id, types, factor, pause_minutes, effect, granted_on, granted_by, revision))

/// Problem enrol.candidate_not_found.
Result<Candidate> load_candidate(store::Transaction& tx, WorkspaceId const& workspace, CandidateId const& id);
/// Problem enrol.identity_erased.
Result<Identity> load_identity(store::Transaction& tx, CandidateId const& candidate);
/// The candidate that this person is, if any.
std::optional<Candidate> candidate_of_person(store::Transaction& tx, WorkspaceId const& workspace, PersonId const& person);
/// Problem enrol.enrolment_not_found.
Result<Enrolment> load_enrolment(store::Transaction& tx, WorkspaceId const& workspace, EnrolmentId const& id);
/// Those that hold the block, oldest first; all for "". Every state: the caller chooses.
std::vector<Enrolment> enrolments_for(store::Transaction& tx, WorkspaceId const& workspace, std::string const& block);
std::vector<Enrolment> enrolments_of(store::Transaction& tx, WorkspaceId const& workspace, CandidateId const& candidate);
std::optional<Accommodation> accommodation_of(store::Transaction& tx, EnrolmentId const& enrolment);

/// An enrolment with what a list shows of its candidate.
struct Enrolled {
  Enrolment enrolment;
  std::string number;
  std::string name;                // "" once erased
  std::optional<PersonId> person;  // who they are here, once they have an account
};
/// Those of the workspace, in as many statements whatever their number.
std::map<EnrolmentId, Enrolled> enrolled(store::Transaction& tx, WorkspaceId const& workspace, std::vector<EnrolmentId> const& enrolments);
/// Which of them have an accommodation.
std::set<EnrolmentId> accommodated(store::Transaction& tx, std::vector<EnrolmentId> const& enrolments);

/// Moves it, writes ledger and audit. Problems enrol.enrolment_not_found, enrol.enrolment_state. Of refuse and withdraw
/// the room's own use cases ask a motive.
Result<Enrolment> move_enrolment(store::Transaction& tx, Clock const& clock, Actor const& actor, EnrolmentId const& id, EnrolmentEvent event);

/// Whether a NIR is kept for the CDC file.
bool has_nir(store::Transaction& tx, CandidateId const& candidate);
/// The 13 characters without key. Problems enrol.nir_absent, secret.unreadable.
Result<std::string> reveal_nir(store::Transaction& tx, SecretBox const& secrets, CandidateId const& candidate);
/// Forgets it, with a ledger line; nothing when there is none.
void purge_nir(store::Transaction& tx, Clock const& clock, Actor const& actor, CandidateId const& candidate);
/// Names, birth, mail, NIR and reasons go; the candidate's number and acts stay.
Done erase_identity(store::Transaction& tx, Clock const& clock, Actor const& actor, CandidateId const& candidate);

}  // namespace parvis::enrol
