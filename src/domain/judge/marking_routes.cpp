// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/encoding.h"
#include "judge/answering.h"
#include "judge/grid_store.h"
#include "judge/marking_desk.h"

namespace parvis::judge {
namespace {

struct OwnJuries { std::vector<OwnJury> items; };
BOOST_DESCRIBE_STRUCT(OwnJuries, (), (items))
struct DeclarationList { std::vector<DeclarationLine> items; };
BOOST_DESCRIBE_STRUCT(DeclarationList, (), (items))
struct DeclareTies { std::vector<DeclareTie> ties; };
BOOST_DESCRIBE_STRUCT(DeclareTies, (), (ties))
struct PhraseList { std::vector<Phrase> items; };
BOOST_DESCRIBE_STRUCT(PhraseList, (), (items))
struct NewPhrase { Text<1, 500> text; };
BOOST_DESCRIBE_STRUCT(NewPhrase, (), (text))

void own_routes(http::Router& router, Desk const& desk) {
  router.get<OwnJuries>("/api/my-juries", may::mark, "The juries one sits in, and one's own grids", [&desk](Asked const& asked) -> Result<OwnJuries> {
    return OwnJuries{own_juries(desk, actor(asked))};
  });
  std::string const declarations = "/api/my-juries/{session}/declarations";
  router.get<DeclarationList>(declarations, may::mark, "One's ties to each candidate, by pseudonym", [&desk](Asked const& asked) -> Result<DeclarationList> {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    TRY(auto lines, own_declarations(desk, actor(asked), id));
    return DeclarationList{std::move(lines)};
  });
  router.put<DeclareTies, DeclarationList>(declarations, may::mark, "Declares one's ties; a late one makes one's grids on that candidate void",
                                       [&desk](Asked const& asked, DeclareTies const& body) -> Result<DeclarationList> {
                                         TRY(auto const id, asked.id<ExamSessionId>("session"));
                                         TRY(auto lines, declare_ties(desk, actor(asked), id, body.ties));
                                         return DeclarationList{std::move(lines)};
                                       });
  router.get<PhraseList>("/api/my-phrases", may::mark, "One's own phrases", [&desk](Asked const& asked) -> Result<PhraseList> { return PhraseList{own_phrases(desk, actor(asked))}; });
  router.post<NewPhrase, Phrase>("/api/my-phrases", may::mark, "Keeps a phrase to use again",
                                 [&desk](Asked const& asked, NewPhrase const& body) { return add_phrase(desk, actor(asked), body.text); });
  router.remove("/api/my-phrases/{phrase}", may::mark, "Drops a phrase", [&desk](Asked const& asked) -> Done {
    TRY(auto const id, asked.id<PhraseId>("phrase"));
    return drop_phrase(desk, actor(asked), id);
  });
}

void grid_routes(http::Router& router, Desk const& desk) {
  std::string const one = "/api/grids/{grid}";
  router.get<MarkingSheet>(one, may::mark, "One's own grid: criteria, evidence, draft", [&desk](Asked const& asked) -> Result<MarkingSheet> {
    TRY(auto const id, asked.id<GridId>("grid"));
    return marking_sheet(desk, actor(asked), id);
  });
  router.put<SaveDraft, GridDraft>(one + "/draft", may::mark, "Keeps the draft as it is typed; sent twice, it is kept once", [&desk](Asked const& asked, SaveDraft const& body) -> Result<GridDraft> {
    TRY(auto const id, asked.id<GridId>("grid"));
    return save_draft(desk, actor(asked), id, body);
  });
  router.post<LockGrid, MarkingSheet>(one + "/lock", may::mark, "Locks one's grid for ever", [&desk](Asked const& asked, LockGrid const& body) -> Result<MarkingSheet> {
    TRY(auto const id, asked.id<GridId>("grid"));
    return lock_grid(desk, actor(asked), id, body);
  }, {.success = 200});
  upload<MarkingSheet>(router, {Method::post, one + "/paper", may::mark, "Keeps the scan of a grid marked on paper (PDF, PNG, JPEG)", {}, {}, {}, {}, {}, {}},
                       [&desk](Asked const& asked) -> Result<MarkingSheet> {
                         TRY(auto const id, asked.id<GridId>("grid"));
                         return keep_paper(desk, actor(asked), id, {"", asked.request.body});
                       });
  router.post<CheckPaper, void>(one + "/paper-check", may::mark, "A second person compares a re-entered grid with its scan", [&desk](Asked const& asked, CheckPaper const& body) -> Done {
    TRY(auto const id, asked.id<GridId>("grid"));
    return check_paper(desk, actor(asked), id, body);
  });
  router.put<SaveOralNote, OralNote>("/api/oral-slots/{oral}/note", may::mark, "One's own questions and notes at an oral", [&desk](Asked const& asked, SaveOralNote const& body) -> Result<OralNote> {
    TRY(auto const id, asked.id<OralId>("oral"));
    return save_oral_note(desk, actor(asked), id, body);
  });
}

/// A piece of a candidate whom the actor marks, or whose deliberation they lead; its neutral name alone.
Result<http::Response> piece(Desk const& desk, Asked const& asked) {
  TRY(auto const session_id, asked.id<ExamSessionId>("session"));
  TRY(auto const piece_id, asked.id<examine::PieceId>("piece"));
  bool const printed = query_value(asked, "form") == "print";
  TRY(SentFile const file, desk.database.read([&](store::Transaction& tx) { return evidence_file(tx, desk, actor(asked), {session_id, piece_id, printed ? Form::print : Form::original}); }));
  bool const as_sealed = file.frozen.empty() || query_value(asked, "locale") != "en";
  if (as_sealed) return sent(file);
  TRY(std::string bytes, examine::print_frozen(desk.print_work, file.frozen, {file.title, identity::Locale::en}));
  http::Response response = http::text_answer(200, file.media_type, std::move(bytes));
  response.headers.emplace_back("Content-Disposition", "inline; filename*=UTF-8''" + percent_encoded(file.name));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

void evidence_routes(http::Router& router, Desk const& desk) {
  http::Row file{Method::get, "/api/my-juries/{session}/pieces/{piece}", may::mark, "An anonymised piece; ?form=print for live work as PDF, as sealed in French, &locale=en in English", "application/octet-stream", {}, {}, {}, {}, {}};
  file.handler = [&desk](Asked const& asked) { return piece(desk, asked); };
  router.raw(std::move(file));
  http::Row scan{Method::get, "/api/grids/{grid}/paper", may::mark, "The scan of a grid marked on paper, for its juror, and once revealed for the jury", "application/octet-stream", {}, {}, {}, {}, {}};
  scan.handler = [&desk](Asked const& asked) -> Result<http::Response> {
    TRY(auto const id, asked.id<GridId>("grid"));
    TRY(SentFile const file_found, desk.database.read([&](store::Transaction& tx) { return paper_file(tx, desk, actor(asked), id); }));
    return sent(file_found);
  };
  router.raw(std::move(scan));
  http::Row material{Method::get, "/api/my-juries/{session}/oral-materials/{material}", may::mark, "What the presenter shows", "application/octet-stream", {}, {}, {}, {}, {}};
  material.handler = [&desk](Asked const& asked) -> Result<http::Response> {
    TRY(auto const session_id, asked.id<ExamSessionId>("session"));
    TRY(auto const id, asked.id<OralMaterialId>("material"));
    TRY(SentFile const file_found, desk.database.read([&](store::Transaction& tx) { return material_file(tx, desk, actor(asked), {session_id, id}); }));
    return sent(file_found);
  };
  router.raw(std::move(material));
}

}  // namespace

void register_marking_routes(http::Router& router, Desk const& desk) {
  own_routes(router, desk);
  grid_routes(router, desk);
  evidence_routes(router, desk);
}

}  // namespace parvis::judge
