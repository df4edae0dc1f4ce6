// SPDX-License-Identifier: AGPL-3.0-or-later
#include "judge/answering.h"
#include "judge/grids.h"
#include "judge/overview.h"

namespace parvis::judge {
namespace {

struct JurorList {
  std::vector<JurorView> items;
  std::vector<Eligible> eligible;
};
BOOST_DESCRIBE_STRUCT(JurorList, (), (items, eligible))
struct SetJurorShelf { JurorShelf shelf = JurorShelf::archived; };
BOOST_DESCRIBE_STRUCT(SetJurorShelf, (), (shelf))
struct Assignment { std::vector<Pair> pairs; };
BOOST_DESCRIBE_STRUCT(Assignment, (), (pairs))

std::string media_type_of(std::string const& name) {
  if (name.ends_with(".png")) return "image/png";
  return name.ends_with(".pdf") ? "application/pdf" : "image/jpeg";
}

Result<http::Response> proof(Desk const& desk, Asked const& asked) {
  TRY(auto const id, asked.id<JurorId>("juror"));
  TRY(Juror const juror, desk.database.read([&](store::Transaction& tx) { return load_juror(tx, actor(asked).workspace, id); }));
  if (!juror.proof_sha256) return not_found("judge.proof_absent");
  return sent({juror.proof_name.to_string(), media_type_of(juror.proof_name.to_string()), desk.file_of(*juror.proof_sha256)});
}

void juror_routes(http::Router& router, Desk const& desk) {
  std::string const list = "/api/jurors", one = list + "/{juror}";
  router.get<JurorList>(list, may::run_certification, "Who may judge, with their proof", [&desk](Asked const& asked) -> Result<JurorList> {
    return JurorList{jurors(desk, actor(asked)), eligible(desk, actor(asked))};
  });
  router.post<SaveJuror, Juror>(list, may::run_certification, "Makes a member with the role juror or president a juror",
                                [&desk](Asked const& asked, SaveJuror const& body) { return add_juror(desk, actor(asked), body); });
  router.put<SaveJuror, Juror>(one, may::run_certification, "Saves a juror", [&desk](Asked const& asked, SaveJuror const& body) -> Result<Juror> {
    TRY(auto const id, asked.id<JurorId>("juror"));
    return save_juror(desk, actor(asked), id, body);
  });
  router.put<SetJurorShelf, Juror>(one + "/shelf", may::run_certification, "Archives a juror or brings one back", [&desk](Asked const& asked, SetJurorShelf const& body) -> Result<Juror> {
    TRY(auto const id, asked.id<JurorId>("juror"));
    return shelve_juror(desk, actor(asked), id, body.shelf);
  });
  upload<Juror>(router, {Method::post, one + "/proof", may::run_certification, "Keeps the proof of qualification (PDF, PNG, JPEG); ?name= gives its file name", {}, {}, {}, {}, {}, {}},
                [&desk](Asked const& asked) -> Result<Juror> {
                  TRY(auto const id, asked.id<JurorId>("juror"));
                  return keep_proof(desk, actor(asked), id, {query_value(asked, "name"), asked.request.body});
                });
  http::Row file{Method::get, one + "/proof", may::run_certification, "The proof of qualification", "application/octet-stream", {}, {}, {}, {}, {}};
  file.handler = [&desk](Asked const& asked) { return proof(desk, asked); };
  router.raw(std::move(file));
}

void seat_routes(http::Router& router, Desk const& desk) {
  std::string const one = "/api/exam-sessions/{session}/jury";
  router.get<JurySheet>(one, may::run_certification, "The session's jury: seats, what is missing, who has locked, orals, incidents", [&desk](Asked const& asked) -> Result<JurySheet> {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    return jury_sheet(desk, actor(asked), id);
  });
  router.post<TakeSeat, Seat>(one + "/seats", may::run_certification, "Seats a juror", [&desk](Asked const& asked, TakeSeat const& body) -> Result<Seat> {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    return seat_juror(desk, actor(asked), id, body);
  });
  router.remove(one + "/seats/{seat}", may::run_certification, "Takes a juror out before the session opens", [&desk](Asked const& asked) -> Done {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    TRY(auto const seat, asked.id<SeatId>("seat"));
    return unseat_juror(desk, actor(asked), id, seat);
  });
  router.post<ReplaceJuror, Seat>(one + "/replacements", may::run_certification, "Replaces an absent juror in one act; the composition is checked again",
                                  [&desk](Asked const& asked, ReplaceJuror const& body) -> Result<Seat> {
                                    TRY(auto const id, asked.id<ExamSessionId>("session"));
                                    return replace_juror(desk, actor(asked), id, body);
                                  });
  router.put<Assignment, void>(one + "/assignments", may::run_certification, "Who marks whom: the pairs given, the rest in balance", [&desk](Asked const& asked, Assignment const& body) -> Done {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    return assign(desk, actor(asked), id, body.pairs);
  });
  router.post<Pair, void>(one + "/third-jurors", may::run_certification, "Calls a third juror where the rule does", [&desk](Asked const& asked, Pair const& body) -> Done {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    return call_third(desk, actor(asked), id, body);
  });
  router.put<SaveOral, OralSlot>(one + "/orals", may::run_certification, "Sets or moves a candidate's oral", [&desk](Asked const& asked, SaveOral const& body) -> Result<OralSlot> {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    return set_oral(desk, actor(asked), id, body);
  });
}

using Move = Result<ExamSession> (*)(Desk const&, Actor const&, ExamSessionId const&);

struct Moved { examine::SessionState state = examine::SessionState::planned; };
BOOST_DESCRIBE_STRUCT(Moved, (), (state))

void move_route(http::Router& router, Desk const& desk, std::pair<char const*, char const*> const& name_and_summary, Move move) {
  router.act<Moved>(Method::post, std::string("/api/exam-sessions/{session}/jury/") + name_and_summary.first, may::run_certification, name_and_summary.second,
                    [&desk, move](Asked const& asked) -> Result<Moved> {
                      TRY(auto const id, asked.id<ExamSessionId>("session"));
                      TRY(ExamSession const session, move(desk, actor(asked), id));
                      return Moved{session.state};
                    });
}

void oral_routes(http::Router& router, Desk const& desk) {
  std::string const one = "/api/oral-slots/{oral}";
  router.put<RecordAttendance, OralSlot>(one + "/attendance", may::run_certification, "Who came to their oral; it begins once the written grids are locked",
                                         [&desk](Asked const& asked, RecordAttendance const& body) -> Result<OralSlot> {
                                           TRY(auto const id, asked.id<OralId>("oral"));
                                           return record_attendance(desk, actor(asked), id, body);
                                         });
  upload<OralMaterial>(router, {Method::post, one + "/materials", may::run_certification, "Adds what the presenter shows (PDF, PNG, JPEG); ?name=", {}, {}, {}, {}, {}, {}},
                       [&desk](Asked const& asked) -> Result<OralMaterial> {
                         TRY(auto const id, asked.id<OralId>("oral"));
                         return add_oral_material(desk, actor(asked), id, {query_value(asked, "name"), asked.request.body});
                       });
}

void figure_routes(http::Router& router, Desk const& desk) {
  router.get<AgreementQuestion, Agreement>("/api/jury-agreement", may::run_certification, "How far jurors agree, over sessions whose minutes are closed; it changes no decision",
                                           [&desk](Asked const& asked, AgreementQuestion const& question) -> Result<Agreement> { return agreement(desk, actor(asked), question); });
  router.act<Trial>(Method::post, "/api/certification/rule-sets/{rule_set}/trial", may::run_certification, "Tries a rule set on past grids: what would have changed", [&desk](Asked const& asked) -> Result<Trial> {
    TRY(auto const id, asked.id<enrol::RuleSetId>("rule_set"));
    return try_rules(desk, actor(asked), id);
  });
}

}  // namespace

std::string query_value(Asked const& asked, std::string_view name) {
  for (auto const& [key, value] : http::query_pairs(asked.request.query)) {
    if (key == name) return value;
  }
  return "";
}

http::Response sent(SentFile const& file) {
  http::Response response;
  response.content_type = file.media_type;
  response.file = file.path;
  response.headers.emplace_back("Content-Disposition", "inline; filename*=UTF-8''" + percent_encoded(file.name));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

void register_jury_routes(http::Router& router, Desk const& desk) {
  juror_routes(router, desk);
  seat_routes(router, desk);
  move_route(router, desk, {"staffing", "Planned to staffed: the composition holds and the rules are frozen"}, staff_session);
  move_route(router, desk, {"opening", "Staffed to open: every juror has declared on every candidate and nothing is cut short"}, open_session);
  move_route(router, desk, {"marking", "Closed to marking: grids are made for all who are to be marked"}, begin_marking);
  oral_routes(router, desk);
  figure_routes(router, desk);
}

void register_routes(http::Router& router, Desk const& desk) {
  register_jury_routes(router, desk);
  register_marking_routes(router, desk);
  register_deliberation_routes(router, desk);
  register_minutes_routes(router, desk);
}

}  // namespace parvis::judge
