// SPDX-License-Identifier: AGPL-3.0-or-later
#include "measure/routes.h"

#include "measure/reports.h"

namespace parvis::measure {
namespace {

namespace may = identity::may;
using http::Asked;
using http::Method;

constexpr std::size_t most_csv_bytes = 4u << 20;

using identity::actor;

struct CostList { std::vector<CostLine> items; };
BOOST_DESCRIBE_STRUCT(CostList, (), (items))
struct ReadingList { std::vector<Reading> items; };
BOOST_DESCRIBE_STRUCT(ReadingList, (), (items))
struct FileQuestion { std::optional<Text<1, 120>> name; };
BOOST_DESCRIBE_STRUCT(FileQuestion, (), (name))
struct WeekQuestion { std::optional<LocalDate> monday; };
BOOST_DESCRIBE_STRUCT(WeekQuestion, (), (monday))
struct LoggedWeek { std::optional<CostLine> line; };
BOOST_DESCRIBE_STRUCT(LoggedWeek, (), (line))
struct ShelveCost { strategy::Shelf shelf = strategy::Shelf::archived; };
BOOST_DESCRIBE_STRUCT(ShelveCost, (), (shelf))

void cost_routes(http::Router& router, Desk const& desk) {
  std::string const list = "/api/brands/{brand}/costs", one = list + "/{cost}";
  router.get<CostQuestion, CostList>(list, may::see_figures, "Cost lines, newest first; internal ones only for who may see them",
                                     [&desk](Asked const& asked, CostQuestion const& question) -> Result<CostList> {
                                       return CostList{costs(desk, actor(asked), question)};
                                     });
  router.post<SaveCostLine, CostLine>(list, may::write_costs, "Adds a cost line",
                                      [&desk](Asked const& asked, SaveCostLine const& body) { return add_cost(desk, actor(asked), body); });
  router.put<SaveCostLine, CostLine>(one, may::write_costs, "Changes a cost line", [&desk](Asked const& asked, SaveCostLine const& body) -> Result<CostLine> {
    TRY(auto const id, asked.id<CostLineId>("cost"));
    return save_cost(desk, actor(asked), id, body);
  });
  router.put<ShelveCost, void>(one + "/shelf", may::write_costs, "Archives a cost line or brings it back",
                               [&desk](Asked const& asked, ShelveCost const& body) -> Done {
                                 TRY(auto const id, asked.id<CostLineId>("cost"));
                                 return shelve_cost(desk, actor(asked), id, body.shelf);
                               });
  router.put<LogWeek, LoggedWeek>("/api/brands/{brand}/hours", may::log_hours, "One's own hours of a week on this brand; the same week again replaces them",
                                  [&desk](Asked const& asked, LogWeek const& body) -> Result<LoggedWeek> {
                                    TRY(auto line, log_week(desk, actor(asked), body));
                                    return LoggedWeek{std::move(line)};
                                  });
  router.post<SpreadRetainer, CostList>("/api/brands/{brand}/retainers", may::write_costs, "Spreads a month's fee over objectives by weight",
                                        [&desk](Asked const& asked, SpreadRetainer const& body) -> Result<CostList> {
                                          TRY(auto lines, spread_retainer(desk, actor(asked), body));
                                          return CostList{std::move(lines)};
                                        });
  router.get<WeekQuestion, CostList>("/api/me/hours", may::be_oneself, "One's own hours of a week, over all brands",
                                     [&desk](Asked const& asked, WeekQuestion const& question) -> Result<CostList> {
                                       if (!question.monday) return invalid_field("monday", "json.required");
                                       return CostList{own_week(desk, *identity::PersonId::parse(asked.caller.person_id), *question.monday)};
                                     });
}

void reading_routes(http::Router& router, Desk const& desk) {
  std::string const list = "/api/brands/{brand}/readings";
  router.post<DeclareReading, Reading>(list, may::write_costs, "Types a figure read on a network, kept as declared",
                                       [&desk](Asked const& asked, DeclareReading const& body) { return declare_reading(desk, actor(asked), body); });
  router.get<ReadingList>("/api/brands/{brand}/publications/{publication}/readings", may::see_figures, "Every reading of a publication, newest first",
                          [&desk](Asked const& asked) -> Result<ReadingList> {
                            return ReadingList{readings_of(desk, actor(asked), asked.text("publication"))};
                          });
  http::Row import{Method::post, list + "/import", may::write_costs, "Has readings taken from a CSV among one's own jobs; ?name= names the file", "application/json",
                   {}, {}, {}, {}, {}};
  import.options.most_body_bytes = most_csv_bytes;
  import.query_schema = http::internal::query_parameters<FileQuestion>;
  import.answer_schema = [](json::SchemaBook& book) { return book.schema<AskedReadings>(); };
  import.handler = [&desk](Asked const& asked) -> Result<http::Response> {
    TRY(FileQuestion const file, http::internal::decoded_query<FileQuestion>(asked.request.query));
    TRY(AskedReadings const job, ask_readings(desk, actor(asked), file.name ? file.name->to_string() : "readings.csv", asked.request.body));
    return http::text_answer(202, "application/json", json::encode(job));
  };
  router.raw(std::move(import));
  router.get<CsvOutcome>(list + "/import/{job}", may::write_costs, "How many lines of a CSV were taken, and what is wrong with the others", [&desk](Asked const& asked) -> Result<CsvOutcome> {
    TRY(auto const id, asked.id<jobs::JobId>("job"));
    return readings_import(desk, actor(asked), id);
  });
}

// Bounded: the dozen of figures that the page shows, computed as for it.
Result<http::Response> figures_csv(Desk const& desk, Asked const& asked) {
  TRY(auto const id, asked.id<ObjectiveId>("objective"));
  TRY(MakeReport const body, json::decode<MakeReport>(asked.request.body.empty() ? "{}" : asked.request.body));
  TRY(std::string bytes, report_csv(desk, actor(asked), id, choice_of(body)));
  http::Response response = http::text_answer(200, "text/csv; charset=utf-8", std::move(bytes));
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"report.csv\"");
  return response;
}

void result_routes(http::Router& router, Desk const& desk) {
  router.get<ResultQuestion, ObjectiveResult>("/api/brands/{brand}/objectives/{objective}/result", may::see_figures,
                                              "The objective's figures, each with the lines it comes from",
                                              [&desk](Asked const& asked, ResultQuestion const& question) -> Result<ObjectiveResult> {
                                                TRY(auto const id, asked.id<ObjectiveId>("objective"));
                                                return objective_result(desk, actor(asked), id, question);
                                              });
  http::Row csv{Method::post, "/api/brands/{brand}/objectives/{objective}/report.csv", may::see_figures, "The objective's figures as CSV", "text/csv; charset=utf-8",
                {}, {}, {}, {}, {}};
  csv.body_schema = [](json::SchemaBook& book) { return book.schema<MakeReport>(); };
  csv.handler = [&desk](Asked const& asked) { return figures_csv(desk, asked); };
  router.raw(std::move(csv));
}

Result<http::Response> report_file(ReportDesk const& desk, Asked const& asked) {
  TRY(auto const id, asked.id<ReportId>("report"));
  TRY(Report const report, load_report(desk, actor(asked), id));
  bool const is_workbook = report.form == ReportForm::xlsx;
  http::Response response;
  response.content_type = is_workbook ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "application/pdf";
  response.headers.emplace_back("Content-Disposition", std::string("attachment; filename=\"report.") + (is_workbook ? "xlsx" : "pdf") + "\"");
  response.file = desk.file_of(report.sha256);
  return response;
}

}  // namespace

void register_report_routes(http::Router& router, ReportDesk const& desk) {
  router.post<MakeReport, AskedReport>("/api/brands/{brand}/objectives/{objective}/reports", may::see_figures,
                                       "Has the objective's report made in the background, as PDF or workbook, among one's own jobs",
                                       [&desk](Asked const& asked, MakeReport const& body) -> Result<AskedReport> {
                                         TRY(auto const id, asked.id<ObjectiveId>("objective"));
                                         return ask_report(desk, actor(asked), id, body);
                                       });
  http::Row file{Method::get, "/api/brands/{brand}/reports/{report}/file", may::see_figures, "A report made in the background, in its form", "application/octet-stream", {}, {}, {}, {}, {}};
  file.handler = [&desk](Asked const& asked) { return report_file(desk, asked); };
  router.raw(std::move(file));
}

void register_routes(http::Router& router, Desk const& desk) {
  cost_routes(router, desk);
  reading_routes(router, desk);
  result_routes(router, desk);
}

}  // namespace parvis::measure
