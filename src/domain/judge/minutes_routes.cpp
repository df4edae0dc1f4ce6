// SPDX-License-Identifier: AGPL-3.0-or-later
#include "judge/answering.h"
#include "judge/minutes_desk.h"

namespace parvis::judge {
namespace {

struct MinutesList { std::vector<MinutesLine> items; };
BOOST_DESCRIBE_STRUCT(MinutesList, (), (items))

template <class Read>
void pdf_route(http::Router& router, http::Permission permission, std::string path, Read read) {
  http::Row row{Method::get, std::move(path), permission, "The minutes as an accessible PDF: the closed document, or a draft", "application/pdf", {}, {}, {}, {}, {}};
  row.handler = [read](Asked const& asked) -> Result<http::Response> {
    TRY(auto const id, asked.id<MinutesId>("minutes"));
    TRY(std::string bytes, read(asked, id));
    http::Response response = http::text_answer(200, "application/pdf", std::move(bytes));
    response.headers.emplace_back("Content-Disposition", "inline; filename=\"proces-verbal.pdf\"");
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
  };
  router.raw(std::move(row));
}

void reading_routes(http::Router& router, Desk const& desk) {
  auto const read = [&desk](Asked const& asked, MinutesId const& id) { return minutes_pdf(desk, actor(asked), id); };
  router.get<MinutesList>("/api/minutes", may::run_certification, "All minutes, last number first", [&desk](Asked const& asked) -> Result<MinutesList> {
    return MinutesList{all_minutes_of(desk, actor(asked))};
  });
  for (auto const& [base, permission] : {std::pair{"/api/minutes/{minutes}", may::run_certification}, {"/api/my-minutes/{minutes}", may::mark}}) {
    router.get<MinutesSheet>(base, permission, "Minutes with their signatures", [&desk](Asked const& asked) -> Result<MinutesSheet> {
      TRY(auto const id, asked.id<MinutesId>("minutes"));
      return minutes_sheet(desk, actor(asked), id);
    });
    pdf_route(router, permission, std::string(base) + "/pdf", read);
  }
}

void signing_routes(http::Router& router, Desk const& desk) {
  std::string const one = "/api/my-minutes/{minutes}";
  router.act<MinutesSheet>(Method::post, "/api/my-juries/{session}/minutes", may::preside, "Drafts the minutes with their number, once every candidate is decided", [&desk](Asked const& asked) -> Result<MinutesSheet> {
    TRY(auto const id, asked.id<ExamSessionId>("session"));
    return draft_minutes(desk, actor(asked), id);
  });
  router.post<SignTyped, MinutesSheet>(one + "/signatures/typed", may::mark, "Signs with one's name and password", [&desk](Asked const& asked, SignTyped const& body) -> Result<MinutesSheet> {
    TRY(auto const id, asked.id<MinutesId>("minutes"));
    return sign_typed(desk, actor(asked), id, body);
  });
  upload<MinutesSheet>(router, {Method::post, one + "/signatures/drawn", may::mark, "Signs by hand: the body is a PNG", {}, {}, {}, {}, {}, {}}, [&desk](Asked const& asked) -> Result<MinutesSheet> {
    TRY(auto const id, asked.id<MinutesId>("minutes"));
    return sign_drawn(desk, actor(asked), id, asked.request.body);
  });
  upload<MinutesSheet>(router, {Method::post, one + "/signatures/paper/{juror}", may::preside, "Brings the scan of the sheet that a juror signed", {}, {}, {}, {}, {}, {}},
                       [&desk](Asked const& asked) -> Result<MinutesSheet> {
                         TRY(auto const id, asked.id<MinutesId>("minutes"));
                         TRY(auto const juror, asked.id<JurorId>("juror"));
                         return sign_on_paper(desk, actor(asked), id, {juror, asked.request.body});
                       });
  router.act<MinutesSheet>(Method::post, one + "/closing", may::preside, "Closes the minutes for ever", [&desk](Asked const& asked) -> Result<MinutesSheet> {
    TRY(auto const id, asked.id<MinutesId>("minutes"));
    return close_minutes(desk, actor(asked), id);
  });
}

}  // namespace

void register_minutes_routes(http::Router& router, Desk const& desk) {
  reading_routes(router, desk);
  signing_routes(router, desk);
  router.post<CorrectMinutes, Deliberation>("/api/minutes/{minutes}/corrections", may::run_certification, "Opens a correction: new minutes that will supersede these", [&desk](Asked const& asked, CorrectMinutes const& body) -> Result<Deliberation> {
    TRY(auto const id, asked.id<MinutesId>("minutes"));
    return correct_minutes(desk, actor(asked), id, body);
  });
  router.put<ConfirmNumbers, void>("/api/numbers", may::run_certification, "After a restore: the last number that was given in a series", [&desk](Asked const& asked, ConfirmNumbers const& body) -> Done {
    return confirm_numbers(desk, actor(asked), body);
  });
}

}  // namespace parvis::judge
