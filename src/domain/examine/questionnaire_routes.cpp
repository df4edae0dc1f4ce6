// SPDX-License-Identifier: AGPL-3.0-or-later
#include "examine/questionnaire_routes.h"

#include "base/rational.h"

namespace parvis::examine {
namespace {

namespace may = identity::may;
using http::Asked;
using http::Method;
using identity::actor;

struct QuestionItems { std::vector<QuestionItem> items; };
BOOST_DESCRIBE_STRUCT(QuestionItems, (), (items))
struct Questionnaires { std::vector<Questionnaire> items; };
BOOST_DESCRIBE_STRUCT(Questionnaires, (), (items))
struct TrialSeed { Text<1, 100> seed; };
BOOST_DESCRIBE_STRUCT(TrialSeed, (), (seed))

template <class Read>
auto reading(QuestionnaireDesk const& desk, Read read) {
  return desk.database.read(read);
}

Result<QuestionFile> format_of(Asked const& asked) {
  std::string const name = asked.text("format");
  auto const format = name == "xml" ? std::optional(QuestionFile::moodle_xml) : name == "gift" ? std::optional(QuestionFile::gift) : std::nullopt;
  if (!format) return not_found("examine.question_import_format");
  return *format;
}

bool wants_preview(Asked const& asked) {
  for (auto const& [key, value] : http::query_pairs(asked.request.query)) {
    if (key == "mode" && value == "preview") return true;
  }
  return false;
}

QuestionFilter filter_of(Asked const& asked) {
  QuestionFilter filter;
  for (auto const& [key, value] : http::query_pairs(asked.request.query)) {
    if (key == "words") filter.words = value;
    if (key == "tag") filter.tag = value;
    if (key == "competency") filter.competency = value;
    if (key == "state") filter.state = json::named<QuestionState>(value);
  }
  return filter;
}

Result<http::Response> import_answer(QuestionnaireDesk const& desk, Asked const& asked) {
  TRY(QuestionFile const format, format_of(asked));
  auto const act = wants_preview(asked) ? preview_import : import_questions;
  TRY(QuestionImport const import, act(desk, actor(asked), format, asked.request.body));
  return http::text_answer(200, "application/json", json::encode(import));
}

/// How many questions the format could not hold, or not wholly, is told in a header: a file has no place for it.
Result<http::Response> export_answer(QuestionnaireDesk const& desk, Asked const& asked) {
  TRY(QuestionFile const format, format_of(asked));
  quiz::FileWriting const file = reading(desk, [&](store::Transaction& tx) { return export_questions(tx, actor(asked).workspace, filter_of(asked), format); });
  bool const gift = format == QuestionFile::gift;
  http::Response response = http::text_answer(200, gift ? "text/plain; charset=utf-8" : "application/xml; charset=utf-8", file.text);
  response.headers.emplace_back("Content-Disposition", std::string("attachment; filename=\"questions.") + (gift ? "gift" : "xml") + "\"");
  response.headers.emplace_back("X-Left-Out", std::to_string(file.left_out.size()));
  return response;
}

void file_routes(http::Router& router, QuestionnaireDesk const& desk) {
  http::Row in{Method::post, "/api/questions/import/{format}", may::run_certification, "Reads questions from GIFT or Moodle XML; ?mode=preview writes nothing", "application/json", {}, {}, {}, {}, {}};
  in.options.most_body_bytes = quiz::most_bytes;
  in.answer_schema = [](json::SchemaBook& book) { return book.schema<QuestionImport>(); };
  in.handler = [&desk](Asked const& asked) { return import_answer(desk, asked); };
  router.raw(std::move(in));
  http::Row out{Method::get, "/api/questions/export/{format}", may::run_certification, "The bank's questions as GIFT or Moodle XML", "text/plain", {}, {}, {}, {}, {}};
  out.handler = [&desk](Asked const& asked) { return export_answer(desk, asked); };
  router.raw(std::move(out));
}

Result<AskedView> preview(QuestionnaireDesk const& desk, Asked const& asked) {
  TRY(auto const id, asked.id<QuestionItemId>("question"));
  return reading(desk, [&](store::Transaction& tx) -> Result<AskedView> {
    TRY(QuestionSheet const sheet, load_question(tx, actor(asked).workspace, id));
    SittingQuestion asked_question;
    asked_question.shown_order = order_of(sheet.question, ShuffleRule::shuffled, id.to_string());
    return candidate_view(sheet.question, asked_question);
  });
}

void bank_routes(http::Router& router, QuestionnaireDesk const& desk) {
  std::string const list = "/api/questions", one = list + "/{question}";
  router.get<QuestionFilter, QuestionItems>(list, may::run_certification, "The bank's questions", [&desk](Asked const& asked, QuestionFilter const& filter) -> Result<QuestionItems> {
    return reading(desk, [&](store::Transaction& tx) { return QuestionItems{questions_of(tx, actor(asked).workspace, filter)}; });
  });
  router.post<SaveQuestion, QuestionSheet>(list, may::run_certification, "Adds a question to the bank", [&desk](Asked const& asked, SaveQuestion const& body) { return create_question(desk, actor(asked), body); });
  router.get<QuestionSheet>(one, may::run_certification, "A question with all its versions", [&desk](Asked const& asked) -> Result<QuestionSheet> {
    TRY(auto const id, asked.id<QuestionItemId>("question"));
    return reading(desk, [&](store::Transaction& tx) { return load_question(tx, actor(asked).workspace, id); });
  });
  router.put<SaveQuestion, QuestionSheet>(one, may::run_certification, "Saves a question; other words make a new version", [&desk](Asked const& asked, SaveQuestion const& body) -> Result<QuestionSheet> {
    TRY(auto const id, asked.id<QuestionItemId>("question"));
    return save_question(desk, actor(asked), id, body);
  });
  router.get<AskedView>(one + "/preview", may::run_certification, "A question as a candidate sees it", [&desk](Asked const& asked) { return preview(desk, asked); });
}

void blueprint_routes(http::Router& router, QuestionnaireDesk const& desk) {
  std::string const list = "/api/questionnaires", one = list + "/{questionnaire}";
  router.get<Questionnaires>(list, may::run_certification, "The questionnaires", [&desk](Asked const& asked) -> Result<Questionnaires> {
    return reading(desk, [&](store::Transaction& tx) { return Questionnaires{questionnaires_of(tx, actor(asked).workspace)}; });
  });
  router.post<SaveQuestionnaire, QuestionnaireSheet>(list, may::run_certification, "Opens a questionnaire", [&desk](Asked const& asked, SaveQuestionnaire const& body) { return create_questionnaire(desk, actor(asked), body); });
  router.get<QuestionnaireSheet>(one, may::run_certification, "A questionnaire and what its lines find in the bank", [&desk](Asked const& asked) -> Result<QuestionnaireSheet> {
    TRY(auto const id, asked.id<QuestionnaireId>("questionnaire"));
    return reading(desk, [&](store::Transaction& tx) -> Result<QuestionnaireSheet> {
      TRY(Questionnaire const questionnaire, load_questionnaire(tx, actor(asked).workspace, id));
      return questionnaire_sheet(tx, questionnaire);
    });
  });
  router.put<SaveQuestionnaire, QuestionnaireSheet>(one, may::run_certification, "Saves a questionnaire", [&desk](Asked const& asked, SaveQuestionnaire const& body) -> Result<QuestionnaireSheet> {
    TRY(auto const id, asked.id<QuestionnaireId>("questionnaire"));
    return save_questionnaire(desk, actor(asked), id, body);
  });
  router.get<TrialSeed, TrialDraw>(one + "/draw", may::run_certification, "What a seed would draw today", [&desk](Asked const& asked, TrialSeed const& query) -> Result<TrialDraw> {
    TRY(auto const id, asked.id<QuestionnaireId>("questionnaire"));
    return reading(desk, [&](store::Transaction& tx) { return try_draw(tx, actor(asked).workspace, id, query.seed.to_string()); });
  });
}

void session_routes(http::Router& router, QuestionnaireDesk const& desk) {
  std::string const session = "/api/exam-sessions/{session}";
  router.get<SessionQuestionnaire>(session + "/questionnaire", may::run_certification, "The questionnaire of an exam session", [&desk](Asked const& asked) -> Result<SessionQuestionnaire> {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    return reading(desk, [&](store::Transaction& tx) { return session_questionnaire(tx, actor(asked).workspace, id); });
  });
  router.put<SetQuestionnaire, SessionQuestionnaire>(session + "/questionnaire", may::run_certification, "Sets a session's questionnaire and its seed", [&desk](Asked const& asked, SetQuestionnaire const& body) -> Result<SessionQuestionnaire> {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    return set_questionnaire(desk, actor(asked), id, body);
  });
  router.get<SittingRows>(session + "/sittings", may::run_certification, "Sittings of a session, by pseudonym", [&desk](Asked const& asked) -> Result<SittingRows> {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    return sittings_of(desk, actor(asked), id);
  });
  router.get<ItemAnalysis>(session + "/item-analysis", may::run_certification, "How the questions behaved in a session", [&desk](Asked const& asked) -> Result<ItemAnalysis> {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    return analyse_session(desk, actor(asked), id);
  });
}

void move_routes(http::Router& router, QuestionnaireDesk const& desk) {
  struct Act {
    std::string path;
    std::string summary;
    SittingEvent event;
  };
  for (Act const& act : {Act{"/pause", "Stops the clock while pauses are left", SittingEvent::pause}, Act{"/resume", "Ends a pause", SittingEvent::resume},
                         Act{"/hand-in", "Hands the questionnaire in", SittingEvent::hand_in}}) {
    router.act<SittingSheet>(Method::post, "/api/sittings/{sitting}" + act.path, may::sit_exam, act.summary, [&desk, event = act.event](Asked const& asked) -> Result<SittingSheet> {
      TRY(auto const id, asked.id<SittingId>("sitting"));
      return move_sitting(desk, actor(asked), id, event);
    });
  }
}

void sitting_routes(http::Router& router, QuestionnaireDesk const& desk) {
  router.get<OwnSittings>("/api/sittings", may::sit_exam, "One's own questionnaires", [&desk](Asked const& asked) -> Result<OwnSittings> { return own_sittings(desk, actor(asked)); });
  router.act<SittingSheet>(Method::post, "/api/exam-sessions/{session}/sitting", may::sit_exam, "Begins one's sitting, or goes on with it", [&desk](Asked const& asked) -> Result<SittingSheet> {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    return begin_sitting(desk, actor(asked), id);
  });
  router.get<SittingSheet>("/api/sittings/{sitting}", may::sit_exam, "One's sitting as it stands", [&desk](Asked const& asked) -> Result<SittingSheet> {
    TRY(auto const id, asked.id<SittingId>("sitting"));
    return own_sitting(desk, actor(asked), id);
  });
  router.put<quiz::QuestionAnswer, SavedAnswer>("/api/sittings/{sitting}/answers/{position}", may::sit_exam, "Keeps an answer", [&desk](Asked const& asked, quiz::QuestionAnswer const& body) -> Result<SavedAnswer> {
    TRY(auto const id, asked.id<SittingId>("sitting"));
    auto const position = parse_rational(asked.text("position"));
    if (!position || position->denominator != 1) return not_found("http.not_found");
    return keep_answer(desk, actor(asked), {id, position->numerator}, body);
  });
  move_routes(router, desk);
  router.get<QuestionnaireResult>("/api/sittings/{sitting}/result", may::sit_exam, "One's score and its arithmetic, once released", [&desk](Asked const& asked) -> Result<QuestionnaireResult> {
    TRY(auto const id, asked.id<SittingId>("sitting"));
    return own_result(desk, actor(asked), id);
  });
}

}  // namespace

void register_questionnaire_routes(http::Router& router, QuestionnaireDesk const& desk) {
  file_routes(router, desk);
  bank_routes(router, desk);
  blueprint_routes(router, desk);
  session_routes(router, desk);
  sitting_routes(router, desk);
}

}  // namespace parvis::examine
