// SPDX-License-Identifier: AGPL-3.0-or-later
#include "examine/routes.h"

#include "base/encoding.h"
#include "embedded/examine_mail.h"
#include "examine/views.h"

namespace parvis::examine {
namespace {

namespace may = identity::may;
using http::Asked;
using http::Method;
using identity::actor;

struct ExamCaseList { std::vector<ExamCase> items; };
BOOST_DESCRIBE_STRUCT(ExamCaseList, (), (items))
struct MoveCase { CaseEvent event = CaseEvent::make_ready; };
BOOST_DESCRIBE_STRUCT(MoveCase, (), (event))
struct ExamSessionList { std::vector<SessionSummary> items; };
BOOST_DESCRIBE_STRUCT(ExamSessionList, (), (items))
struct MoveSession { SessionEvent event = SessionEvent::staff; };
BOOST_DESCRIBE_STRUCT(MoveSession, (), (event))
struct SitterList { std::vector<Sitter> items; };
BOOST_DESCRIBE_STRUCT(SitterList, (), (items))
struct SeatableList { std::vector<Seatable> items; };
BOOST_DESCRIBE_STRUCT(SeatableList, (), (items))
struct NotePresence { Presence presence = Presence::present; };
BOOST_DESCRIBE_STRUCT(NotePresence, (), (presence))
struct RefusalList { std::vector<Refusal> items; };
BOOST_DESCRIBE_STRUCT(RefusalList, (), (items))

std::string query_value(Asked const& asked, std::string_view name) {
  for (auto const& [key, value] : http::query_pairs(asked.request.query)) {
    if (key == name) return value;
  }
  return "";
}

Result<http::Response> case_document(Desk const& desk, Asked const& asked) {
  TRY(auto const id, asked.id<ExamCaseId>("case"));
  TRY(ExamCase const exam_case, desk.database.read([&](store::Transaction& tx) { return load_case(tx, actor(asked).workspace, id); }));
  for (CaseDocument const& one : exam_case.documents) {
    if (one.sha256 != asked.text("digest")) continue;
    http::Response response;
    response.content_type = one.media_type;
    response.file = desk.file_of(one.sha256);
    response.headers.emplace_back("Content-Disposition", "attachment; filename*=UTF-8''" + percent_encoded(one.name.to_string()));
    return response;
  }
  return not_found("examine.document_not_found");
}

void case_document_routes(http::Router& router, Desk const& desk) {
  std::string const list = "/api/exam-cases/{case}/documents", one = list + "/{digest}";
  http::Row upload{Method::post, list, may::run_certification, "Adds a document of the client's; ?name= gives its file name", "application/json",
                   {most_upload_bytes, http::RowOptions::Body::memory, http::RowOptions::Csrf::checked, 201}, {}, {}, {}, {}};
  upload.answer_schema = [](json::SchemaBook& book) { return book.schema<ExamCase>(); };
  upload.handler = [&desk](Asked const& asked) -> Result<http::Response> {
    TRY(auto const id, asked.id<ExamCaseId>("case"));
    TRY(ExamCase const exam_case, add_case_document(desk, actor(asked), id, query_value(asked, "name"), asked.request.body));
    return http::text_answer(201, "application/json", json::encode(exam_case));
  };
  router.raw(std::move(upload));
  http::Row file{Method::get, one, may::run_certification, "A document of the case", "application/octet-stream", {}, {}, {}, {}, {}};
  file.handler = [&desk](Asked const& asked) { return case_document(desk, asked); };
  router.raw(std::move(file));
  router.remove<ExamCase>(one, may::run_certification, "Takes a document away from a draft", [&desk](Asked const& asked) -> Result<ExamCase> {
    TRY(auto const id, asked.id<ExamCaseId>("case"));
    return remove_case_document(desk, actor(asked), id, asked.text("digest"));
  });
}

void case_routes(http::Router& router, Desk const& desk) {
  std::string const list = "/api/exam-cases", one = list + "/{case}";
  router.get<ExamCaseList>(list, may::run_certification, "The pool of exam cases", [&desk](Asked const& asked) -> Result<ExamCaseList> {
    return desk.database.read([&](store::Transaction& tx) { return ExamCaseList{case_rows(tx, actor(asked).workspace)}; });
  });
  router.post<CaseText, ExamCase>(list, may::run_certification, "Writes an exam case",
                                  [&desk](Asked const& asked, CaseText const& body) { return write_case(desk, actor(asked), body); });
  router.get<ExamCase>(one, may::run_certification, "One exam case", [&desk](Asked const& asked) -> Result<ExamCase> {
    TRY(auto const id, asked.id<ExamCaseId>("case"));
    return desk.database.read([&](store::Transaction& tx) { return load_case(tx, actor(asked).workspace, id); });
  });
  router.put<SaveCase, ExamCase>(one, may::run_certification, "Saves a draft case", [&desk](Asked const& asked, SaveCase const& body) -> Result<ExamCase> {
    TRY(auto const id, asked.id<ExamCaseId>("case"));
    return save_case(desk, actor(asked), id, body);
  });
  router.post<MoveCase, ExamCase>(one + "/events", may::run_certification, "Makes a case ready, a draft again, or retires it",
                                  [&desk](Asked const& asked, MoveCase const& body) -> Result<ExamCase> {
                                    TRY(auto const id, asked.id<ExamCaseId>("case"));
                                    return move_case(desk, actor(asked), id, body.event);
                                  }, {.success = 200});
  case_document_routes(router, desk);
}

Result<SessionSheet> sheet_of(Desk const& desk, Asked const& asked, Result<ExamSession> const& session) {
  if (!session) return fail(session.error());
  return session_sheet(desk, actor(asked).workspace, session->id);
}

void session_routes(http::Router& router, Desk const& desk) {
  std::string const list = "/api/exam-sessions", one = list + "/{session}";
  router.get<ExamSessionList>(list, may::run_certification, "Exam sessions, with what each lacks before its next state",
                          [&desk](Asked const& asked) -> Result<ExamSessionList> { return ExamSessionList{session_board(desk, actor(asked).workspace)}; });
  router.post<SessionPlan, SessionSheet>(list, may::run_certification, "Plans an exam session", [&desk](Asked const& asked, SessionPlan const& body) {
    return sheet_of(desk, asked, plan_session(desk, actor(asked), body));
  });
  router.get<SessionSheet>(one, may::run_certification, "One session: who sits it, what is missing and who must act", [&desk](Asked const& asked) -> Result<SessionSheet> {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    return session_sheet(desk, actor(asked).workspace, id);
  });
  router.put<SaveSession, SessionSheet>(one, may::run_certification, "Saves a planned session", [&desk](Asked const& asked, SaveSession const& body) -> Result<SessionSheet> {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    return sheet_of(desk, asked, save_session(desk, actor(asked), id, body));
  });
  router.post<MoveSession, SessionSheet>(one + "/events", may::run_certification, "Moves a session to its next state",
                                         [&desk](Asked const& asked, MoveSession const& body) -> Result<SessionSheet> {
                                           TRY(auto const id, asked.id<ExamSessionId>("session"));
                                           return sheet_of(desk, asked, move_session(desk, actor(asked), id, body.event));
                                         }, {.success = 200});
  router.act<SessionSheet>(Method::post, one + "/draw", may::run_certification, "Draws a case for each who sits it", [&desk](Asked const& asked) -> Result<SessionSheet> {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    return sheet_of(desk, asked, draw_cases(desk, actor(asked), id));
  });
  router.act<Convoked>(Method::post, one + "/convocations", may::run_certification, "Mails the convocations not yet sent", [&desk](Asked const& asked) -> Result<Convoked> {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    return convoke(desk, actor(asked), id);
  });
}

void evidence_routes(http::Router& router, Desk const& desk) {
  std::string const one = "/api/exam-sessions/{session}";
  router.get<SealSheet>(one + "/seal", may::run_certification, "The leaves and the root of what was deposited", [&desk](Asked const& asked) -> Result<SealSheet> {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    return seal_sheet(desk, actor(asked).workspace, id);
  });
  router.get<RefusalList>(one + "/refusals", may::run_certification, "What was tried in this session and refused", [&desk](Asked const& asked) -> Result<RefusalList> {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    return desk.database.read([&](store::Transaction& tx) -> Result<RefusalList> {
      TRY_DONE(load_session(tx, actor(asked).workspace, id));
      return RefusalList{refusal_rows(tx, id)};
    });
  });
  router.post<Receipt, ReceiptCheck>(one + "/receipt-checks", may::run_certification, "What a shown receipt is worth",
                                     [&desk](Asked const& asked, Receipt const& body) -> Result<ReceiptCheck> {
                                       TRY(auto const id, asked.id<ExamSessionId>("session"));
                                       return check_receipt(desk, actor(asked), id, body);
                                     }, {.success = 200});
}

void sitter_routes(http::Router& router, Desk const& desk) {
  std::string const list = "/api/exam-sessions/{session}/sitters", one = list + "/{sitter}", alone = "/api/exam-sitters/{sitter}";
  router.post<AddSitters, SitterList>(list, may::run_certification, "Seats admitted enrolments", [&desk](Asked const& asked, AddSitters const& body) -> Result<SitterList> {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    TRY(auto added, add_sitters(desk, actor(asked), id, body));
    return SitterList{std::move(added)};
  });
  router.get<SeatableList>("/api/exam-sessions/{session}/seatable", may::run_certification, "Admitted enrolments not seated yet", [&desk](Asked const& asked) -> Result<SeatableList> {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    TRY(auto all, seatable(desk, actor(asked).workspace, id));
    return SeatableList{std::move(all)};
  });
  router.remove(one, may::run_certification, "Takes someone off a planned session", [&desk](Asked const& asked) -> Done {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    TRY(auto const sitter, asked.id<SitterId>("sitter"));
    return remove_sitter(desk, actor(asked), id, sitter);
  });
  router.put<NotePresence, Sitter>(alone + "/presence", may::run_certification, "Notes who came", [&desk](Asked const& asked, NotePresence const& body) -> Result<Sitter> {
    TRY(auto const id, asked.id<SitterId>("sitter"));
    return note_presence(desk, actor(asked), id, body.presence);
  });
  router.post<GrantDerogation, Sitter>(alone + "/derogations", may::run_certification, "Lets someone deposit after the deadline, with a motive",
                                       [&desk](Asked const& asked, GrantDerogation const& body) -> Result<Sitter> {
                                         TRY(auto const id, asked.id<SitterId>("sitter"));
                                         return grant_derogation(desk, actor(asked), id, body);
                                       });
}

}  // namespace

void register_routes(http::Router& router, Desk const& desk) {
  case_routes(router, desk);
  session_routes(router, desk);
  evidence_routes(router, desk);
  sitter_routes(router, desk);
  register_candidate_routes(router, desk);
}

void register_mail_templates() {
  for (embedded::File const& file : embedded::examine_mail()) {
    std::string const name(file.name.substr(0, file.name.find('.')));
    auto const locale = json::named<identity::Locale>(file.name.substr(file.name.find('.') + 1, 2));
    identity::add_mail_template(name, *locale, std::string(file.bytes));
  }
}

}  // namespace parvis::examine
