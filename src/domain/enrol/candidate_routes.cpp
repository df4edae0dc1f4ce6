// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/candidates.h"
#include "enrol/room_routes.h"

namespace parvis::enrol {
namespace {

namespace may = identity::may;
using http::Asked;
using http::Method;
using identity::actor;

}  // namespace

void register_candidate_routes(http::Router& router, Desk const& desk) {
  std::string const list = "/api/certification/candidates", one = list + "/{candidate}";
  router.get<CandidateQuestion, CandidatePage>(list, may::run_certification, "Candidates by number, searched and filtered, page by page with ?limit= and ?after=",
                                               [&desk](Asked const& asked, CandidateQuestion const& question) -> Result<CandidatePage> {
                                                 return candidates(desk, actor(asked), question);
                                               });
  router.post<SaveCandidate, CandidateCard>(list, may::run_certification, "Enters a candidate",
                                            [&desk](Asked const& asked, SaveCandidate const& body) { return create_candidate(desk, actor(asked), body); });
  router.get<CandidateCard>(one, may::run_certification, "One candidate, with what the CDC file will still ask for",
                            [&desk](Asked const& asked) -> Result<CandidateCard> {
                              TRY(auto const id, asked.id<CandidateId>("candidate"));
                              return candidate_card(desk, actor(asked), id);
                            });
  router.put<SaveCandidate, CandidateCard>(one, may::run_certification, "Saves a candidate", [&desk](Asked const& asked, SaveCandidate const& body) -> Result<CandidateCard> {
    TRY(auto const id, asked.id<CandidateId>("candidate"));
    return save_candidate(desk, actor(asked), id, body);
  });
  router.act<CandidateCard>(Method::post, one + "/invitation", may::run_certification, "Mails the candidate the link to open their account",
                            [&desk](Asked const& asked) -> Result<CandidateCard> {
                              TRY(auto const id, asked.id<CandidateId>("candidate"));
                              return invite_candidate(desk, actor(asked), id);
                            });
  router.put<LinkPerson, CandidateCard>(one + "/person", may::run_certification, "Ties the candidate to someone who holds the role",
                                        [&desk](Asked const& asked, LinkPerson const& body) -> Result<CandidateCard> {
                                          TRY(auto const id, asked.id<CandidateId>("candidate"));
                                          return link_candidate(desk, actor(asked), id, body);
                                        });
  router.remove(one + "/nir", may::run_certification, "Forgets the candidate's NIR", [&desk](Asked const& asked) -> Done {
    TRY(auto const id, asked.id<CandidateId>("candidate"));
    return forget_nir(desk, actor(asked), id);
  });
  router.remove(one + "/identity", may::run_certification, "Erases the candidate's identity; the proofs stay", [&desk](Asked const& asked) -> Done {
    TRY(auto const id, asked.id<CandidateId>("candidate"));
    return erase_candidate(desk, actor(asked), id);
  });
}

}  // namespace parvis::enrol
