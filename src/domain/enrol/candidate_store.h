// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// SQL over candidates, identities, NIR, enrolments and accommodations.

#include "enrol/act.h"

namespace parvis::enrol {

using identity::InvitationId;

/// An identity's row. `folded` is searched, `match_key` tells one person entered twice.
struct IdentityRow {
  CandidateId candidate_id;
  WorkspaceId workspace_id;
  std::string folded;
  std::string match_key;
  Identity identity;
  std::optional<InvitationId> invitation_id;
  std::optional<Instant> invited_at;
};
BOOST_DESCRIBE_STRUCT(IdentityRow, (), (candidate_id, workspace_id, folded, match_key, identity, invitation_id, invited_at))

struct SecretRow {
  CandidateId candidate_id;
  std::string sealed;
  Instant recorded_at;
};
BOOST_DESCRIBE_STRUCT(SecretRow, (), (candidate_id, sealed, recorded_at))
struct ReasonRow {
  EnrolmentId enrolment_id;
  std::string sealed;
  Instant recorded_at;
};
BOOST_DESCRIBE_STRUCT(ReasonRow, (), (enrolment_id, sealed, recorded_at))

void insert_candidate(store::Transaction& tx, Candidate const& candidate);
bool update_candidate(store::Transaction& tx, Candidate const& candidate);
std::optional<Candidate> find_candidate(store::Transaction& tx, WorkspaceId const& workspace, CandidateId const& id);
bool number_taken(store::Transaction& tx, WorkspaceId const& workspace, std::string const& number);
/// How many candidates have a number that begins so.
std::int64_t numbered(store::Transaction& tx, WorkspaceId const& workspace, std::string const& prefix);
/// Of every workspace: those that this person is.
std::vector<Candidate> candidates_of_person(store::Transaction& tx, PersonId const& person);
std::vector<Candidate> candidate_rows(store::Transaction& tx, WorkspaceId const& workspace);

void put_identity(store::Transaction& tx, IdentityRow const& row);
std::optional<IdentityRow> find_identity(store::Transaction& tx, CandidateId const& candidate);
std::optional<IdentityRow> identity_invited_by(store::Transaction& tx, InvitationId const& invitation);
/// Of those candidates; an erased one has none.
std::map<CandidateId, IdentityRow> identities_of(store::Transaction& tx, std::vector<CandidateId> const& candidates);
std::vector<IdentityRow> identity_rows(store::Transaction& tx, WorkspaceId const& workspace);
/// What is searched, by candidate.
std::map<CandidateId, std::string> folded_names(store::Transaction& tx, WorkspaceId const& workspace);
void delete_identity(store::Transaction& tx, CandidateId const& candidate);

void put_nir(store::Transaction& tx, SecretRow const& row);
std::optional<SecretRow> find_nir(store::Transaction& tx, CandidateId const& candidate);
/// False when there was none.
bool delete_nir(store::Transaction& tx, CandidateId const& candidate);
/// Of those candidates, in the order of enrolments_of() for each.
std::map<CandidateId, std::vector<Enrolment>> enrolments_of(store::Transaction& tx, std::vector<CandidateId> const& candidates);
std::set<CandidateId> candidates_with_nir(store::Transaction& tx, WorkspaceId const& workspace);

void insert_enrolment(store::Transaction& tx, Enrolment const& enrolment);
bool update_enrolment(store::Transaction& tx, Enrolment const& enrolment);
std::vector<Enrolment> enrolment_rows(store::Transaction& tx, WorkspaceId const& workspace);
/// Submitted VAE files whose silence falls on that day or before, of every workspace.
std::vector<Enrolment> silent_by(store::Transaction& tx, LocalDate const& day);

void put_accommodation(store::Transaction& tx, Accommodation const& accommodation);
void put_reason(store::Transaction& tx, ReasonRow const& row);
std::optional<ReasonRow> find_reason(store::Transaction& tx, EnrolmentId const& enrolment);
void delete_reason(store::Transaction& tx, EnrolmentId const& enrolment);

std::vector<Rebuilder> candidate_rebuilders();

}  // namespace parvis::enrol
