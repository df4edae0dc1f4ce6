// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Use cases on candidates.

#include "enrol/enrol.h"

namespace parvis::enrol {

/// What the certifier sees of a candidate; `identity` is absent once erased.
struct CandidateCard {
  Candidate candidate;
  std::optional<Identity> identity;
  bool has_nir = false;
  std::optional<Instant> invited_at;
  std::vector<std::string> missing;  // fields that the CDC file will ask for
};
BOOST_DESCRIBE_STRUCT(CandidateCard, (), (candidate, identity, has_nir, invited_at, missing))

struct SaveCandidate {
  std::optional<Text<1, 40>> number;  // absent on creation: the next of the year
  Route route = Route::continuing;
  Identity identity;
  std::optional<Text<1, 40>> nir;  // with its key; absent: as it was
  std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(SaveCandidate, (), (number, route, identity, nir, revision))

/// Problems enrol.candidate_invalid with every wrong field, enrol.candidate_number_taken.
Result<CandidateCard> create_candidate(Desk const& desk, Actor const& actor, SaveCandidate const& request);
/// Problems also enrol.candidate_not_found, enrol.identity_erased, enrol.stale_revision.
Result<CandidateCard> save_candidate(Desk const& desk, Actor const& actor, CandidateId const& id, SaveCandidate const& change);
Result<CandidateCard> candidate_card(Desk const& desk, Actor const& actor, CandidateId const& id);

struct CandidateQuestion {
  std::optional<Text<0, 120>> search;
  std::optional<Route> route;
  std::optional<EnrolmentState> state;  // of at least one enrolment
  std::optional<std::string> block;     // of at least one enrolment
  std::optional<std::int64_t> after;    // how many were read before
  std::optional<std::int64_t> limit;    // 1..500, clamped; all that follow when absent
};
BOOST_DESCRIBE_STRUCT(CandidateQuestion, (), (search, route, state, block, after, limit))
struct CandidateLine {
  CandidateCard card;
  std::vector<Enrolment> enrolments;
};
BOOST_DESCRIBE_STRUCT(CandidateLine, (), (card, enrolments))
struct CandidatePage {
  std::vector<CandidateLine> items;
  std::optional<std::int64_t> next;  // to be given as `after`; absent on the last page
};
BOOST_DESCRIBE_STRUCT(CandidatePage, (), (items, next))
/// By number. Erased ones last.
CandidatePage candidates(Desk const& desk, Actor const& actor, CandidateQuestion const& question);

/// Mails the link by which the candidate opens their account. Problems enrol.candidate_email, enrol.candidate_linked.
Result<CandidateCard> invite_candidate(Desk const& desk, Actor const& actor, CandidateId const& id);
struct LinkPerson {
  PersonId person_id;
};
BOOST_DESCRIBE_STRUCT(LinkPerson, (), (person_id))
/// Ties the candidate to someone who holds the role already. Problems enrol.candidate_linked, enrol.candidate_person.
Result<CandidateCard> link_candidate(Desk const& desk, Actor const& actor, CandidateId const& id, LinkPerson const& link);
/// The invited one has accepted.
Done hear_accepted(store::Transaction& tx, Clock const& clock, identity::InvitationAccepted const& accepted);

Done forget_nir(Desk const& desk, Actor const& actor, CandidateId const& id);
Done erase_candidate(Desk const& desk, Actor const& actor, CandidateId const& id);

/// Every wrong field of an identity, by path.
std::vector<FieldError> wrong_in(Identity const& identity);
/// The fields that the CDC file asks for and that are absent.
std::vector<std::string> missing_of(Identity const& identity);
/// Tells one person entered twice: folded names and birth; "" when too little is known to tell.
std::string match_key(Identity const& identity);
std::string folded_words(Candidate const& candidate, Identity const& identity);

}  // namespace parvis::enrol
