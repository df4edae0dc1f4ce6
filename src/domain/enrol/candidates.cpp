// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/candidates.h"

#include <algorithm>
#include <span>

#include "enrol/candidate_writing.h"
#include "enrol/nir.h"
#include "text/fold.h"

namespace parvis::enrol {
namespace {

struct Known {
  IdentityRow const* row;  // null once erased
  bool has_nir;
};

CandidateCard card_of(Candidate candidate, Known const& known) {
  CandidateCard card;
  if (known.row) {
    card.identity = known.row->identity;
    card.invited_at = known.row->invited_at;
    card.missing = missing_of(known.row->identity);
  }
  card.has_nir = known.has_nir;
  card.candidate = std::move(candidate);
  return card;
}

CandidateCard card_of(store::Transaction& tx, Candidate candidate) {
  auto const row = find_identity(tx, candidate.id);
  Known const known{row ? &*row : nullptr, has_nir(tx, candidate.id)};
  return card_of(std::move(candidate), known);
}

std::vector<CandidateLine> lines_of(store::Transaction& tx, WorkspaceId const& workspace, std::span<Candidate> candidates) {
  std::vector<CandidateId> ids;
  for (Candidate const& one : candidates) ids.push_back(one.id);
  auto const identities = identities_of(tx, ids);
  auto const with_nir = candidates_with_nir(tx, workspace);
  auto held = enrolments_of(tx, ids);
  std::vector<CandidateLine> lines;
  for (Candidate& one : candidates) {
    CandidateId const id = one.id;
    auto const row = identities.find(id);
    Known const known{row == identities.end() ? nullptr : &row->second, with_nir.contains(id)};
    lines.push_back({card_of(std::move(one), known), std::move(held[id])});
  }
  return lines;
}

constexpr std::int64_t longest_page = 500;

bool matches(std::vector<Enrolment> const& enrolments, CandidateQuestion const& question) {
  if (!question.state && !question.block) return true;
  return std::any_of(enrolments.begin(), enrolments.end(), [&](Enrolment const& one) {
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

using EnrolmentsBy = std::map<CandidateId, std::vector<Enrolment>>;

EnrolmentsBy enrolments_of_each(store::Transaction& tx, WorkspaceId const& workspace) {
  EnrolmentsBy all;
  for (Enrolment& row : enrolment_rows(tx, workspace)) all[row.candidate_id].push_back(std::move(row));
  return all;
}

/// Those that the question keeps, without what only their line shows: a page reads that of its own candidates.
std::vector<Candidate> kept_by(store::Transaction& tx, WorkspaceId const& workspace, CandidateQuestion const& question) {
  std::string const searched = question.search ? text::fold(question.search->to_string()) : "";
  auto const folded = searched.empty() ? std::map<CandidateId, std::string>() : folded_names(tx, workspace);
  bool const by_enrolment = question.state || question.block;
  auto const enrolments = by_enrolment ? enrolments_of_each(tx, workspace) : EnrolmentsBy();
  std::vector<Candidate> kept;
  for (Candidate& one : candidate_rows(tx, workspace)) {
    auto const name = folded.find(one.id);
    auto const held = enrolments.find(one.id);
    if (question.route && one.route != *question.route) continue;
    if (!searched.empty() && !found_in(name == folded.end() ? text::fold(one.number.to_string()) : name->second, searched)) continue;
    if (!matches(held == enrolments.end() ? std::vector<Enrolment>() : held->second, question)) continue;
    kept.push_back(std::move(one));
  }
  std::stable_partition(kept.begin(), kept.end(), [](Candidate const& one) { return !one.erased_at; });
  return kept;
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

CandidatePage candidates(Desk const& desk, Actor const& actor, CandidateQuestion const& question) {
  return desk.database.read([&](store::Transaction& tx) {
    auto kept = kept_by(tx, actor.workspace, question);
    auto const all = std::ssize(kept);
    std::int64_t const from = std::clamp<std::int64_t>(question.after.value_or(0), 0, all);
    std::int64_t const to = question.limit ? std::min(all, from + std::clamp<std::int64_t>(*question.limit, 1, longest_page)) : all;
    CandidatePage page;
    if (to < all) page.next = to;
    page.items = lines_of(tx, actor.workspace, std::span(kept).subspan(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from)));
    return page;
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
