// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/encoding.h"
#include "examine/candidate.h"
#include "examine/routes.h"

namespace parvis::examine {
namespace {

namespace may = identity::may;
using http::Asked;
using http::Method;
using identity::actor;

struct MyExamList { std::vector<MyExam> items; };
BOOST_DESCRIBE_STRUCT(MyExamList, (), (items))

/// What the query of an upload says.
struct HandedQuery {
  std::string deliverable;
  std::string name;
  std::optional<PieceKind> kind;
  std::optional<PieceId> original;
  std::vector<Trait> trait;
};
BOOST_DESCRIBE_STRUCT(HandedQuery, (), (deliverable, name, kind, original, trait))

Result<http::Response> uploaded(Desk const& desk, Asked const& asked) {
  TRY(auto const id, asked.id<ExamSessionId>("session"));
  TRY(HandedQuery const query, http::internal::decoded_query<HandedQuery>(asked.request.query));
  TRY(Piece const piece, hand_in(desk, actor(asked), id, {query.deliverable, query.name, query.trait, query.kind, query.original}, asked.request.body));
  return http::text_answer(201, "application/json", json::encode(piece));
}

struct PrintQuery {
  std::optional<identity::Locale> locale;  // of a print; French when none
};
BOOST_DESCRIBE_STRUCT(PrintQuery, (), (locale))

void name_download(http::Response& response, std::string const& name) {
  response.headers.emplace_back("Content-Disposition", "attachment; filename*=UTF-8''" + percent_encoded(name));
  response.headers.emplace_back("Cache-Control", "private, no-store");
}

http::Response given(Desk const& desk, GivenFile const& file) {
  http::Response response;
  response.content_type = file.media_type;
  response.file = desk.file_of(file.sha256);
  name_download(response, file.name);
  return response;
}

Result<http::Response> own_piece(Desk const& desk, Asked const& asked, Side side) {
  TRY(auto const id, asked.id<ExamSessionId>("session"));
  TRY(auto const piece, asked.id<PieceId>("piece"));
  TRY(PrintQuery const query, http::internal::decoded_query<PrintQuery>(asked.request.query));
  TRY(GivenFile const file, own_file(desk, actor(asked), id, {piece, side}));
  bool const as_sealed = side == Side::file || query.locale.value_or(identity::Locale::fr) == identity::Locale::fr;
  if (as_sealed) return given(desk, file);
  TRY(std::string bytes, print_frozen(desk.print_work, desk.file_of(file.frozen_sha256), {file.title, *query.locale}));
  http::Response response = http::text_answer(200, file.media_type, std::move(bytes));
  name_download(response, file.name);
  return response;
}

void file_row(http::Router& router, std::string const& path, std::string const& summary, http::Handler handler) {
  http::Row row{Method::get, path, may::sit_exam, summary, "application/octet-stream", {}, {}, {}, {}, {}};
  row.handler = std::move(handler);
  router.raw(std::move(row));
}

void piece_routes(http::Router& router, Desk const& desk) {
  std::string const one = "/api/my-exams/{session}", pieces = one + "/pieces";
  http::Row upload{Method::post, pieces, may::sit_exam, "Hands in a file; ?deliverable=&name=, &kind=original|retouched, &original=, &trait=voice|face",
                   "application/json", {most_upload_bytes, http::RowOptions::Body::memory, http::RowOptions::Csrf::checked, 201}, {}, {}, {}, {}};
  upload.query_schema = http::internal::query_parameters<HandedQuery>;
  upload.answer_schema = [](json::SchemaBook& book) { return book.schema<Piece>(); };
  upload.handler = [&desk](Asked const& asked) { return uploaded(desk, asked); };
  router.raw(std::move(upload));
  router.post<FreezeWork, Piece>(one + "/frozen", may::sit_exam, "Hands in live work of the sandbox as it stands", [&desk](Asked const& asked, FreezeWork const& body) -> Result<Piece> {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    return freeze_work(desk, actor(asked), id, body);
  });
  router.remove(pieces + "/{piece}", may::sit_exam, "Takes a piece back before the deadline", [&desk](Asked const& asked) -> Done {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    TRY(auto const piece, asked.id<PieceId>("piece"));
    return remove_piece(desk, actor(asked), id, piece);
  });
  file_row(router, pieces + "/{piece}/file", "A piece of one's own, as handed in", [&desk](Asked const& asked) { return own_piece(desk, asked, Side::file); });
  file_row(router, pieces + "/{piece}/print", "Live work of one's own as a PDF, as sealed in French; ?locale=en prints it in English", [&desk](Asked const& asked) { return own_piece(desk, asked, Side::print); });
  file_row(router, one + "/documents/{digest}", "A document of one's exam case", [&desk](Asked const& asked) -> Result<http::Response> {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    TRY(GivenFile const file, case_file(desk, actor(asked), id, asked.text("digest")));
    return given(desk, file);
  });
}

}  // namespace

void register_candidate_routes(http::Router& router, Desk const& desk) {
  std::string const list = "/api/my-exams", one = list + "/{session}";
  router.get<MyExamList>(list, may::sit_exam, "One's own exams", [&desk](Asked const& asked) -> Result<MyExamList> { return MyExamList{my_exams(desk, actor(asked))}; });
  router.get<MyExamSheet>(one, may::sit_exam, "One exam: what is expected, handed in, and left of time", [&desk](Asked const& asked) -> Result<MyExamSheet> {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    return my_exam(desk, actor(asked), id);
  });
  piece_routes(router, desk);
  router.act<Submission>(Method::post, one + "/deposits", may::sit_exam, "Deposits every piece as it stands: a numbered attempt", [&desk](Asked const& asked) -> Result<Submission> {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    return deposit(desk, actor(asked), id);
  });
  router.get<Receipt>(one + "/deposits/{submission}/receipt", may::sit_exam, "The receipt of a deposit, with its proof", [&desk](Asked const& asked) -> Result<Receipt> {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    TRY(auto const submission, asked.id<SubmissionId>("submission"));
    return receipt(desk, actor(asked), id, submission);
  });
  http::Row entry{Method::get, one + "/convocation.ics", may::sit_exam, "The exam for one's calendar", "text/calendar", {}, {}, {}, {}, {}};
  entry.handler = [&desk](Asked const& asked) -> Result<http::Response> {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    TRY(std::string text, calendar_entry(desk, actor(asked), id));
    http::Response response = http::text_answer(200, "text/calendar; charset=utf-8", std::move(text));
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"convocation.ics\"");
    return response;
  };
  router.raw(std::move(entry));
}

}  // namespace parvis::examine
