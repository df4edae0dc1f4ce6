// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/candidate_store.h"

#include "store/asked.h"

namespace parvis::enrol {
namespace {

constexpr auto candidate_by_id = " FROM enrol_candidate WHERE workspace_id = $1 AND id = $2";
constexpr auto candidate_by_person = " FROM enrol_candidate WHERE workspace_id = $1 AND person_id = $2";
constexpr auto candidates_by_person = " FROM enrol_candidate WHERE person_id = $1 ORDER BY id";
constexpr auto candidates_of = " FROM enrol_candidate WHERE workspace_id = $1 ORDER BY number, id";
constexpr auto number_sql = "SELECT id FROM enrol_candidate WHERE workspace_id = $1 AND number = $2";
constexpr auto numbered_sql = "SELECT count(*) AS n FROM enrol_candidate WHERE workspace_id = $1 AND number LIKE $2";

constexpr auto identity_by_candidate = " FROM enrol_identity WHERE candidate_id = $1";
constexpr auto identity_by_invitation = " FROM enrol_identity WHERE invitation_id = $1";
constexpr auto identities_where = " FROM enrol_identity WHERE workspace_id = $1 ORDER BY candidate_id";
constexpr auto folded_sql = "SELECT candidate_id, folded FROM enrol_identity WHERE workspace_id = $1";
constexpr auto delete_identity_sql = "DELETE FROM enrol_identity WHERE candidate_id = $1";

constexpr auto nir_of = " FROM enrol_nir WHERE candidate_id = $1";
constexpr auto delete_nir_sql = "DELETE FROM enrol_nir WHERE candidate_id = $1";
constexpr auto with_nir_sql =
    "SELECT n.candidate_id AS candidate_id FROM enrol_nir AS n JOIN enrol_candidate AS c ON c.id = n.candidate_id WHERE c.workspace_id = $1 ORDER BY 1";

constexpr auto enrolment_by_id = " FROM enrol_enrolment WHERE workspace_id = $1 AND id = $2";
constexpr auto enrolments_where = " FROM enrol_enrolment WHERE workspace_id = $1 ORDER BY created_at, id";
constexpr auto enrolments_by_candidate = " FROM enrol_enrolment WHERE workspace_id = $1 AND candidate_id = $2 ORDER BY created_at, id";
// Blocks are kept as JSON, so a block's code stands between quotes.
constexpr auto enrolments_by_block = " FROM enrol_enrolment WHERE workspace_id = $1 AND blocks LIKE $2 ORDER BY created_at, id";
constexpr auto silent_where = " FROM enrol_enrolment WHERE state = 'submitted' AND route = 'vae' AND silence_on <= $1 ORDER BY silence_on, id";

constexpr auto accommodation_by_enrolment = " FROM enrol_accommodation WHERE enrolment_id = $1";
constexpr auto reason_by_enrolment = " FROM enrol_accommodation_reason WHERE enrolment_id = $1";
constexpr auto delete_reason_sql = "DELETE FROM enrol_accommodation_reason WHERE enrolment_id = $1";

constexpr auto among_asked = " FROM enrol_enrolment WHERE workspace_id = $2 AND id IN (SELECT id FROM asked)";
constexpr auto candidates_among_asked = " FROM enrol_candidate WHERE workspace_id = $2 AND id IN (SELECT id FROM asked)";
constexpr auto identities_of_asked = " FROM enrol_identity WHERE candidate_id IN (SELECT id FROM asked)";
constexpr auto enrolments_of_asked = " FROM enrol_enrolment WHERE candidate_id IN (SELECT id FROM asked) ORDER BY created_at, id";
constexpr auto accommodated_sql = "SELECT enrolment_id FROM enrol_accommodation WHERE enrolment_id IN (SELECT id FROM asked)";

/// The row in place of the one of its key, if any.
template <class T>
void put(store::Transaction& tx, std::string const& table, std::string const& key, T const& row) {
  if (tx.run(store::update_of<T>(table, key), store::fields(row)) == 0) store::insert(tx, table, row);
}

template <class T>
std::optional<T> one_of(store::Transaction& tx, char const* rest, store::Parameters const& parameters) {
  return store::one<T>(tx.first(store::selected<T>(rest), parameters));
}

template <class T>
std::vector<T> all_of(store::Transaction& tx, char const* rest, store::Parameters const& parameters) {
  return store::records<T>(tx.rows(store::selected<T>(rest), parameters));
}

/// `rest` follows the columns and names the table `asked` (store/asked.h).
template <class T>
std::vector<T> rows_of_asked(store::Transaction& tx, char const* rest, std::string const& asked) {
  return store::records<T>(tx.rows(store::asked_ids + store::selected<T>(rest), {asked}));
}

}  // namespace

void insert_candidate(store::Transaction& tx, Candidate const& candidate) { store::insert(tx, "enrol_candidate", candidate); }
bool update_candidate(store::Transaction& tx, Candidate const& candidate) { return store::update(tx, "enrol_candidate", candidate); }

std::optional<Candidate> find_candidate(store::Transaction& tx, WorkspaceId const& workspace, CandidateId const& id) {
  return one_of<Candidate>(tx, candidate_by_id, {workspace.to_string(), id.to_string()});
}

bool number_taken(store::Transaction& tx, WorkspaceId const& workspace, std::string const& number) {
  return tx.first(number_sql, {workspace.to_string(), number}).has_value();
}

std::int64_t numbered(store::Transaction& tx, WorkspaceId const& workspace, std::string const& prefix) {
  return tx.first(numbered_sql, {workspace.to_string(), prefix + "%"})->integer("n");
}

std::vector<Candidate> candidates_of_person(store::Transaction& tx, PersonId const& person) {
  return all_of<Candidate>(tx, candidates_by_person, {person.to_string()});
}

std::vector<Candidate> candidate_rows(store::Transaction& tx, WorkspaceId const& workspace) {
  return all_of<Candidate>(tx, candidates_of, {workspace.to_string()});
}

Result<Candidate> load_candidate(store::Transaction& tx, WorkspaceId const& workspace, CandidateId const& id) {
  auto found = find_candidate(tx, workspace, id);
  if (!found) return not_found("enrol.candidate_not_found");
  return std::move(*found);
}

std::optional<Candidate> candidate_of_person(store::Transaction& tx, WorkspaceId const& workspace, PersonId const& person) {
  return one_of<Candidate>(tx, candidate_by_person, {workspace.to_string(), person.to_string()});
}

void put_identity(store::Transaction& tx, IdentityRow const& row) { put(tx, "enrol_identity", "candidate_id", row); }

std::optional<IdentityRow> find_identity(store::Transaction& tx, CandidateId const& candidate) {
  return one_of<IdentityRow>(tx, identity_by_candidate, {candidate.to_string()});
}

std::optional<IdentityRow> identity_invited_by(store::Transaction& tx, InvitationId const& invitation) {
  return one_of<IdentityRow>(tx, identity_by_invitation, {invitation.to_string()});
}

std::vector<IdentityRow> identity_rows(store::Transaction& tx, WorkspaceId const& workspace) {
  return all_of<IdentityRow>(tx, identities_where, {workspace.to_string()});
}

std::map<CandidateId, IdentityRow> identities_of(store::Transaction& tx, std::vector<CandidateId> const& candidates) {
  std::map<CandidateId, IdentityRow> known;
  for (IdentityRow& row : rows_of_asked<IdentityRow>(tx, identities_of_asked, store::joined(candidates))) known.emplace(row.candidate_id, std::move(row));
  return known;
}

std::map<CandidateId, std::string> folded_names(store::Transaction& tx, WorkspaceId const& workspace) {
  std::map<CandidateId, std::string> names;
  for (store::Row const& row : tx.rows(folded_sql, {workspace.to_string()})) names.emplace(*CandidateId::parse(row.text("candidate_id")), row.text("folded"));
  return names;
}

void delete_identity(store::Transaction& tx, CandidateId const& candidate) { tx.run(delete_identity_sql, {candidate.to_string()}); }

Result<Identity> load_identity(store::Transaction& tx, CandidateId const& candidate) {
  auto found = find_identity(tx, candidate);
  if (!found) return not_found("enrol.identity_erased");
  return std::move(found->identity);
}

void put_nir(store::Transaction& tx, SecretRow const& row) { put(tx, "enrol_nir", "candidate_id", row); }

std::optional<SecretRow> find_nir(store::Transaction& tx, CandidateId const& candidate) {
  return one_of<SecretRow>(tx, nir_of, {candidate.to_string()});
}

bool delete_nir(store::Transaction& tx, CandidateId const& candidate) { return tx.run(delete_nir_sql, {candidate.to_string()}) > 0; }

std::set<CandidateId> candidates_with_nir(store::Transaction& tx, WorkspaceId const& workspace) {
  std::set<CandidateId> ids;
  for (store::Row const& row : tx.rows(with_nir_sql, {workspace.to_string()})) ids.insert(*CandidateId::parse(row.text("candidate_id")));
  return ids;
}

bool has_nir(store::Transaction& tx, CandidateId const& candidate) { return find_nir(tx, candidate).has_value(); }

void insert_enrolment(store::Transaction& tx, Enrolment const& enrolment) { store::insert(tx, "enrol_enrolment", enrolment); }
bool update_enrolment(store::Transaction& tx, Enrolment const& enrolment) { return store::update(tx, "enrol_enrolment", enrolment); }

std::vector<Enrolment> enrolment_rows(store::Transaction& tx, WorkspaceId const& workspace) {
  return all_of<Enrolment>(tx, enrolments_where, {workspace.to_string()});
}

std::vector<Enrolment> silent_by(store::Transaction& tx, LocalDate const& day) { return all_of<Enrolment>(tx, silent_where, {day.to_string()}); }

Result<Enrolment> load_enrolment(store::Transaction& tx, WorkspaceId const& workspace, EnrolmentId const& id) {
  auto found = one_of<Enrolment>(tx, enrolment_by_id, {workspace.to_string(), id.to_string()});
  if (!found) return not_found("enrol.enrolment_not_found");
  return std::move(*found);
}

std::vector<Enrolment> enrolments_for(store::Transaction& tx, WorkspaceId const& workspace, std::string const& block) {
  if (block.empty()) return enrolment_rows(tx, workspace);
  return all_of<Enrolment>(tx, enrolments_by_block, {workspace.to_string(), "%\"" + block + "\"%"});
}

std::vector<Enrolment> enrolments_of(store::Transaction& tx, WorkspaceId const& workspace, CandidateId const& candidate) {
  return all_of<Enrolment>(tx, enrolments_by_candidate, {workspace.to_string(), candidate.to_string()});
}

std::map<CandidateId, std::vector<Enrolment>> enrolments_of(store::Transaction& tx, std::vector<CandidateId> const& candidates) {
  std::map<CandidateId, std::vector<Enrolment>> held;
  for (Enrolment& one : rows_of_asked<Enrolment>(tx, enrolments_of_asked, store::joined(candidates))) held[one.candidate_id].push_back(std::move(one));
  return held;
}

void put_accommodation(store::Transaction& tx, Accommodation const& accommodation) { put(tx, "enrol_accommodation", "enrolment_id", accommodation); }

std::optional<Accommodation> accommodation_of(store::Transaction& tx, EnrolmentId const& enrolment) {
  return one_of<Accommodation>(tx, accommodation_by_enrolment, {enrolment.to_string()});
}

std::map<EnrolmentId, Enrolled> enrolled(store::Transaction& tx, WorkspaceId const& workspace, std::vector<EnrolmentId> const& enrolments) {
  static std::string const enrolments_sql = store::asked_ids + store::selected<Enrolment>(among_asked), candidates_sql = store::asked_ids + store::selected<Candidate>(candidates_among_asked);
  std::map<EnrolmentId, Enrolled> all;
  std::set<CandidateId> candidates;
  for (Enrolment& one : store::records<Enrolment>(tx.rows(enrolments_sql, {store::joined(enrolments), workspace.to_string()}))) {
    candidates.insert(one.candidate_id);
    EnrolmentId const id = one.id;
    all.emplace(id, Enrolled{std::move(one), {}, {}, {}});
  }
  std::string const asked = store::joined(candidates);
  std::map<CandidateId, Candidate> known;
  std::map<CandidateId, std::string> names;
  for (Candidate const& one : store::records<Candidate>(tx.rows(candidates_sql, {asked, workspace.to_string()}))) known.emplace(one.id, one);
  for (IdentityRow const& row : rows_of_asked<IdentityRow>(tx, identities_of_asked, asked)) names.emplace(row.candidate_id, shown_name(row.identity));
  for (auto& [id, one] : all) {
    Candidate const& candidate = known.at(one.enrolment.candidate_id);
    one.number = candidate.number.to_string();
    one.name = names[candidate.id];
    one.person = candidate.person_id;
  }
  return all;
}

std::set<EnrolmentId> accommodated(store::Transaction& tx, std::vector<EnrolmentId> const& enrolments) {
  static std::string const sql = store::asked_ids + accommodated_sql;
  std::set<EnrolmentId> found;
  for (store::Row const& row : tx.rows(sql, {store::joined(enrolments)})) found.insert(*EnrolmentId::parse(row.text(0)));
  return found;
}

void put_reason(store::Transaction& tx, ReasonRow const& row) { put(tx, "enrol_accommodation_reason", "enrolment_id", row); }

std::optional<ReasonRow> find_reason(store::Transaction& tx, EnrolmentId const& enrolment) {
  return one_of<ReasonRow>(tx, reason_by_enrolment, {enrolment.to_string()});
}

void delete_reason(store::Transaction& tx, EnrolmentId const& enrolment) { tx.run(delete_reason_sql, {enrolment.to_string()}); }

std::vector<Rebuilder> candidate_rebuilders() {
  return {rebuilder<Candidate>("enrol_candidate"), rebuilder<Enrolment>("enrol_enrolment"),
          rebuilder<Accommodation>("enrol_accommodation", "enrolment_id")};
}

}  // namespace parvis::enrol
