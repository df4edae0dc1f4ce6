// SPDX-License-Identifier: AGPL-3.0-or-later
#include "judge/answering.h"
#include "judge/deliberations.h"

namespace parvis::judge {
namespace {

struct ConfirmBulk { Bulk bulk = Bulk::identical; };
BOOST_DESCRIBE_STRUCT(ConfirmBulk, (), (bulk))

}  // namespace

void register_deliberation_routes(http::Router& router, Desk const& desk) {
  std::string const one = "/api/my-juries/{session}/deliberation";
  router.get<DeliberationSheet>(one, may::mark, "The jury together: where jurors are apart, with remarks and evidence; nothing of a candidate with an open grid",
                                [&desk](Asked const& asked) -> Result<DeliberationSheet> {
                                  TRY(auto const id, asked.id<ExamSessionId>("session"));
                                  return deliberation_sheet(desk, actor(asked), id);
                                });
  router.act<Deliberation>(Method::post, one, may::preside, "Convenes the jury, once every grid is locked", [&desk](Asked const& asked) -> Result<Deliberation> {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    return convene(desk, actor(asked), id);
  });
  router.put<EstablishQuorum, Deliberation>(one + "/quorum", may::preside, "Who is present, where and when", [&desk](Asked const& asked, EstablishQuorum const& body) -> Result<Deliberation> {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    return establish_quorum(desk, actor(asked), id, body);
  });
  router.post<ConfirmBulk, Confirmed>(one + "/confirmations", may::preside, "Confirms identical grids in bulk; unfavourable ones are left", [&desk](Asked const& asked, ConfirmBulk const& body) -> Result<Confirmed> {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    return confirm_in_bulk(desk, actor(asked), id, body.bulk);
  }, {.success = 200});
  router.post<Pair, void>("/api/my-juries/{session}/third-jurors", may::preside, "Calls a third juror of one's jury where the rule does", [&desk](Asked const& asked, Pair const& body) -> Done {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    return call_third(desk, actor(asked), id, body);
  });
  router.put<AgreeLevel, Agreed>(one + "/levels", may::preside, "Agrees a criterion's level, by consent or by vote, with its motive", [&desk](Asked const& asked, AgreeLevel const& body) -> Result<Agreed> {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    return agree_level(desk, actor(asked), id, body);
  });
  router.put<DecideCandidate, JuryDecision>(one + "/decisions", may::preside, "Decides on a candidate", [&desk](Asked const& asked, DecideCandidate const& body) -> Result<JuryDecision> {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    return decide(desk, actor(asked), id, body);
  });
}

}  // namespace parvis::judge
