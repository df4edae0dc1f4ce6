// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/enrolments.h"
#include "enrol/room_routes.h"

namespace parvis::enrol {
namespace {

namespace may = identity::may;
using http::Asked;
using http::Method;

struct EnrolmentList { std::vector<EnrolmentLine> items; };
BOOST_DESCRIBE_STRUCT(EnrolmentList, (), (items))

using identity::actor;

void state_routes(http::Router& router, Desk const& desk) {
  std::string const one = "/api/certification/enrolments/{enrolment}";
  router.post<Submit, Enrolment>(one + "/submission", may::run_certification, "Submits an enrolment; on the VAE route the two months begin",
                                 [&desk](Asked const& asked, Submit const& body) -> Result<Enrolment> {
                                   TRY(auto const id, asked.id<EnrolmentId>("enrolment"));
                                   return submit_enrolment(desk, actor(asked), id, body);
                                 }, {.success = 200});
  router.act<Enrolment>(Method::post, one + "/admission", may::run_certification, "Admits an enrolment", [&desk](Asked const& asked) -> Result<Enrolment> {
    TRY(auto const id, asked.id<EnrolmentId>("enrolment"));
    return admit_enrolment(desk, actor(asked), id);
  });
  router.post<Refuse, Enrolment>(one + "/refusal", may::run_certification, "Refuses an enrolment, with its motive",
                                 [&desk](Asked const& asked, Refuse const& body) -> Result<Enrolment> {
                                   TRY(auto const id, asked.id<EnrolmentId>("enrolment"));
                                   return refuse_enrolment(desk, actor(asked), id, body);
                                 }, {.success = 200});
  router.post<Refuse, Enrolment>(one + "/withdrawal", may::run_certification, "Withdraws an enrolment, with its motive",
                                 [&desk](Asked const& asked, Refuse const& body) -> Result<Enrolment> {
                                   TRY(auto const id, asked.id<EnrolmentId>("enrolment"));
                                   return withdraw_enrolment(desk, actor(asked), id, body);
                                 }, {.success = 200});
}

}  // namespace

void register_enrolment_routes(http::Router& router, Desk const& desk) {
  std::string const list = "/api/certification/enrolments", one = list + "/{enrolment}";
  router.get<EnrolmentList>(list, may::run_certification, "Every enrolment with its candidate, oldest first",
                            [&desk](Asked const& asked) -> Result<EnrolmentList> { return EnrolmentList{enrolment_lines(desk, actor(asked))}; });
  router.post<OpenEnrolment, Enrolment>(list, may::run_certification, "Opens an enrolment of a candidate on blocks of a version",
                                        [&desk](Asked const& asked, OpenEnrolment const& body) { return open_enrolment(desk, actor(asked), body); });
  router.get<Enrolment>(one, may::run_certification, "One enrolment", [&desk](Asked const& asked) -> Result<Enrolment> {
    TRY(auto const id, asked.id<EnrolmentId>("enrolment"));
    auto const who = actor(asked);
    return desk.database.read([&](store::Transaction& tx) { return load_enrolment(tx, who.workspace, id); });
  });
  state_routes(router, desk);
  router.put<Accommodate, Accommodation>(one + "/accommodation", may::run_certification, "Grants an accommodation; its reason is kept encrypted, or not at all",
                                         [&desk](Asked const& asked, Accommodate const& body) -> Result<Accommodation> {
                                           TRY(auto const id, asked.id<EnrolmentId>("enrolment"));
                                           return grant_accommodation(desk, actor(asked), id, body);
                                         });
  router.get<AccommodationCard>(one + "/accommodation", may::run_certification, "The accommodation and its reason; reading the reason is recorded",
                                [&desk](Asked const& asked) -> Result<AccommodationCard> {
                                  TRY(auto const id, asked.id<EnrolmentId>("enrolment"));
                                  return read_accommodation(desk, actor(asked), id);
                                });
  router.get<OwnFile>("/api/certification/own-file", may::sit_exam, "The candidate's own file: enrolments and accommodations",
                      [&desk](Asked const& asked) -> Result<OwnFile> { return own_file(desk, actor(asked)); });
}

}  // namespace parvis::enrol
