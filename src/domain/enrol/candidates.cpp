// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/candidates.h"

#include <algorithm>

#include "enrol/candidate_writing.h"
#include "enrol/nir.h"
#include "text/fold.h"

namespace parvis::enrol {
namespace {

CandidateCard card_of(store::Transaction& tx, Candidate candidate) {
  CandidateCard card;
  if (auto const row = find_identity(tx, candidate.id)) {
    card.identity = row->identity;
    card.invited_at = row->invited_at;
    card.missing = missing_of(row->identity);
  }
  card.has_nir = has_nir(tx, candidate.id);
  card.candidate = std::move(candidate);
  return card;
}

bool matches(CandidateLine const& line, CandidateQuestion const& question) {
  if (question.route && line.card.candidate.route != *question.route) return false;
  if (!question.state && !question.block) return true;
  return std::any_of(line.enrolments.begin(), line.enrolments.end(), [&](Enrolment const& one) {
    bool const state = !question.state || one.state == *question.state;
    bool const block = !question.block || std::count(one.blocks.begin(), one.blocks.end(), *question.block) > 0;
    return state && block;
  });
}

/// Every word searched stands in the folded words.
bool found_in(std::string const& folded, std::string const& searched) {
  std::size_t at = 0;
  while (at < searched.size()) {
    std::size_t const end = std::min(searched.find(' ', at), searched.size());
    if (end > at && folded.find(searched.substr(at, end - at)) == std::string::npos) return false;
    at = end + 1;
  }
  return true;
}

struct Register {
  std::map<CandidateId, IdentityRow> identities;
  std::map<CandidateId, std::vector<Enrolment>> enrolments;
  std::vector<CandidateId> with_nir;
};

Register read_register(store::Transaction& tx, WorkspaceId const& workspace) {
  Register all;
  for (IdentityRow& row : identity_rows(tx, workspace)) all.identities.emplace(row.candidate_id, std::move(row));
  for (Enrolment& row : enrolment_rows(tx, workspace)) all.enrolments[row.candidate_id].push_back(std::move(row));
  all.with_nir = candidates_with_nir(tx, workspace);
  return all;
}

CandidateLine line_of(Candidate candidate, Register& all) {
  CandidateLine line;
  if (auto const found = all.identities.find(candidate.id); found != all.identities.end()) {
    line.card.identity = found->second.identity;
    line.card.invited_at = found->second.invited_at;
    line.card.missing = missing_of(found->second.identity);
  }
  line.card.has_nir = std::binary_search(all.with_nir.begin(), all.with_nir.end(), candidate.id);
  line.enrolments = std::move(all.enrolments[candidate.id]);
  line.card.candidate = std::move(candidate);
  return line;
}

Done tie(store::Transaction& tx, Clock const& clock, Actor const& actor, std::pair<Candidate, PersonId> const& pair) {
  Candidate candidate = pair.first;
  if (candidate.person_id || candidate_of_person(tx, actor.workspace, pair.second)) return conflict("enrol.candidate_linked");
  candidate.person_id = pair.second;
  ++candidate.revision;
  if (!update_candidate(tx, candidate)) return conflict("enrol.stale_revision");
  record_candidate(tx, clock, actor, {"enrol.candidate_linked", candidate});
  return {};
}

}  // namespace

Result<CandidateCard> create_candidate(Desk const& desk, Actor const& actor, SaveCandidate const& request) {
  return desk.database.write([&](store::Transaction& tx) -> Result<CandidateCard> {
    TRY(Candidate made, write_new(tx, desk, actor, request));
    return card_of(tx, std::move(made));
  });
}

Result<CandidateCard> save_candidate(Desk const& desk, Actor const& actor, CandidateId const& id, SaveCandidate const& change) {
  TRY(NirChange const nir, check_request(change));
  return desk.database.write([&](store::Transaction& tx) -> Result<CandidateCard> {
    TRY(Candidate candidate, load_candidate(tx, actor.workspace, id));
    auto row = find_identity(tx, id);
    if (!row) return conflict("enrol.identity_erased");
    if (change.number && *change.number != candidate.number) {
      if (number_taken(tx, actor.workspace, change.number->to_string())) return invalid_field("number", "enrol.candidate_number_taken", "", change.number->to_string());
      candidate.number = *change.number;
    }
    candidate.route = change.route;
    candidate.revision = change.revision + 1;
    if (!update_candidate(tx, candidate)) return conflict("enrol.stale_revision");
    row->identity = change.identity;
    put_identity(tx, with_keys(std::move(*row), candidate));
    keep_nir(tx, desk, id, nir);
    record_candidate(tx, desk.clock, actor, {"enrol.candidate_saved", candidate});
    return card_of(tx, candidate);
  });
}

Result<CandidateCard> candidate_card(Desk const& desk, Actor const& actor, CandidateId const& id) {
  return desk.database.read([&](store::Transaction& tx) -> Result<CandidateCard> {
    TRY(Candidate candidate, load_candidate(tx, actor.workspace, id));
    return card_of(tx, std::move(candidate));
  });
}

std::vector<CandidateLine> candidates(Desk const& desk, Actor const& actor, CandidateQuestion const& question) {
  return desk.database.read([&](store::Transaction& tx) {
    Register all = read_register(tx, actor.workspace);
    std::string const searched = question.search ? text::fold(question.search->to_string()) : "";
    std::vector<CandidateLine> lines;
    for (Candidate& candidate : candidate_rows(tx, actor.workspace)) {
      auto const row = all.identities.find(candidate.id);
      std::string const folded = row == all.identities.end() ? text::fold(candidate.number.to_string()) : row->second.folded;
      if (!found_in(folded, searched)) continue;
      CandidateLine line = line_of(std::move(candidate), all);
      if (matches(line, question)) lines.push_back(std::move(line));
    }
    std::stable_partition(lines.begin(), lines.end(), [](CandidateLine const& line) { return !line.card.candidate.erased_at; });
    return lines;
  });
}

Result<CandidateCard> invite_candidate(Desk const& desk, Actor const& actor, CandidateId const& id) {
  return desk.database.write([&](store::Transaction& tx) -> Result<CandidateCard> {
    TRY(Candidate const candidate, load_candidate(tx, actor.workspace, id));
    if (candidate.person_id) return conflict("enrol.candidate_linked");
    auto row = find_identity(tx, id);
    if (!row) return conflict("enrol.identity_erased");
    if (!row->identity.email) return invalid_field("email", "enrol.candidate_email");
    row->invitation_id = identity::offer_role(tx, desk.identity, actor, *row->identity.email, identity::Role::candidate);
    row->invited_at = desk.clock.now();
    put_identity(tx, *row);
    return card_of(tx, candidate);
  });
}

Result<CandidateCard> link_candidate(Desk const& desk, Actor const& actor, CandidateId const& id, LinkPerson const& link) {
  return desk.database.write([&](store::Transaction& tx) -> Result<CandidateCard> {
    TRY(Candidate const candidate, load_candidate(tx, actor.workspace, id));
    bool const holds = identity::holds_role(tx, actor.workspace, link.person_id, identity::Role::candidate);
    if (!holds) return invalid_field("person_id", "enrol.candidate_person", "candidate", link.person_id.to_string());
    TRY_DONE(tie(tx, desk.clock, actor, {candidate, link.person_id}));
    TRY(Candidate linked, load_candidate(tx, actor.workspace, id));
    return card_of(tx, std::move(linked));
  });
}

Done hear_accepted(store::Transaction& tx, Clock const& clock, identity::InvitationAccepted const& accepted) {
  auto const row = identity_invited_by(tx, accepted.invitation_id);
  if (!row) return {};
  auto const candidate = find_candidate(tx, accepted.workspace_id, row->candidate_id);
  bool const open = candidate && !candidate->person_id && !candidate_of_person(tx, accepted.workspace_id, accepted.person_id);
  if (!open) return {};
  return tie(tx, clock, {accepted.person_id, accepted.workspace_id, {}, identity::Role::candidate, "link"}, {*candidate, accepted.person_id});
}

Done forget_nir(Desk const& desk, Actor const& actor, CandidateId const& id) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    TRY([[maybe_unused]] Candidate const candidate, load_candidate(tx, actor.workspace, id));
    purge_nir(tx, desk.clock, actor, id);
    return {};
  });
}

Done erase_candidate(Desk const& desk, Actor const& actor, CandidateId const& id) {
  return desk.database.write([&](store::Transaction& tx) { return erase_identity(tx, desk.clock, actor, id); });
}

}  // namespace parvis::enrol
