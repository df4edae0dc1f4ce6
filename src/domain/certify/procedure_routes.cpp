// SPDX-License-Identifier: AGPL-3.0-or-later
#include "certify/cdc_batches.h"
#include "certify/correction.h"
#include "certify/procedures.h"
#include "certify/room_routes.h"

namespace parvis::certify {
namespace {

namespace may = identity::may;
using http::Asked;
using http::Method;
using identity::actor;

struct AppealList { std::vector<Appeal> items; };
BOOST_DESCRIBE_STRUCT(AppealList, (), (items))
struct CorrectionList { std::vector<CorrectionLine> items; };
BOOST_DESCRIBE_STRUCT(CorrectionList, (), (items))
struct FraudList { std::vector<Fraud> items; };
BOOST_DESCRIBE_STRUCT(FraudList, (), (items))
struct FileRefusal { std::string path, code, limit, value; };
BOOST_DESCRIBE_STRUCT(FileRefusal, (), (path, code, limit, value))
struct BatchCheckView {
  std::int64_t items = 0;
  std::vector<FileRefusal> refusals;
  std::vector<CdcRenamed> renamed;
};
BOOST_DESCRIBE_STRUCT(BatchCheckView, (), (items, refusals, renamed))

void appeal_routes(http::Router& router, Desk const& desk) {
  router.get<AppealList>("/api/certification/appeals", may::run_certification, "Every appeal, latest first",
                         [&desk](Asked const& asked) -> Result<AppealList> { return AppealList{appeals(desk, actor(asked))}; });
  router.get<CorrectionList>("/api/certification/corrections", may::run_certification, "What appeals upheld and frauds decided ask of the minutes, latest first",
                             [&desk](Asked const& asked) -> Result<CorrectionList> { return CorrectionList{corrections(desk, actor(asked))}; });
  router.post<LodgeAppeal, Appeal>("/api/certification/appeals", may::run_certification, "Enters an appeal that came by letter",
                                   [&desk](Asked const& asked, LodgeAppeal const& body) { return lodge_appeal(desk, actor(asked), body); });
  router.put<MoveAppeal, Appeal>("/api/certification/appeals/{appeal}/state", may::run_certification, "Acknowledges, examines, upholds or dismisses an appeal",
                                 [&desk](Asked const& asked, MoveAppeal const& body) -> Result<Appeal> {
                                   TRY(auto const id, asked.id<AppealId>("appeal"));
                                   return move_appeal(desk, actor(asked), id, body);
                                 });
}

void fraud_routes(http::Router& router, Desk const& desk) {
  std::string const list = "/api/certification/frauds", one = list + "/{fraud}";
  router.get<FraudList>(list, may::run_certification, "Every fraud procedure, latest first",
                        [&desk](Asked const& asked) -> Result<FraudList> { return FraudList{frauds(desk, actor(asked))}; });
  router.post<ReportFraud, Fraud>(list, may::run_certification, "Reports a fact",
                                  [&desk](Asked const& asked, ReportFraud const& body) { return report_fraud(desk, actor(asked), body); });
  router.act<Fraud>(Method::post, one + "/information", may::run_certification, "Informs the candidate and opens the time for observations",
                    [&desk](Asked const& asked) -> Result<Fraud> {
                      TRY(auto const id, asked.id<FraudId>("fraud"));
                      return inform_of_fraud(desk, actor(asked), id);
                    });
  router.put<Observe, Fraud>(one + "/observations", may::run_certification, "Enters observations told by letter or in person",
                             [&desk](Asked const& asked, Observe const& body) -> Result<Fraud> {
                               TRY(auto const id, asked.id<FraudId>("fraud"));
                               return observe_for(desk, actor(asked), id, body);
                             });
  router.act<Fraud>(Method::post, one + "/expiry", may::run_certification, "Notes that no observation came in the time given",
                    [&desk](Asked const& asked) -> Result<Fraud> {
                      TRY(auto const id, asked.id<FraudId>("fraud"));
                      return expire_observations(desk, actor(asked), id);
                    });
  router.put<DecideFraud, Fraud>(one + "/decision", may::run_certification, "Decides, once the candidate could be heard",
                                 [&desk](Asked const& asked, DecideFraud const& body) -> Result<Fraud> {
                                   TRY(auto const id, asked.id<FraudId>("fraud"));
                                   return decide_fraud(desk, actor(asked), id, body);
                                 });
}

BatchCheckView view_of(BatchCheck check) {
  BatchCheckView view{check.items, {}, std::move(check.renamed)};
  for (FieldError& error : check.refusals) view.refusals.push_back({std::move(error.path), std::move(error.code), std::move(error.limit), std::move(error.value)});
  return view;
}

void file_route(http::Router& router, Desk const& desk) {
  http::Row row{Method::post, "/api/certification/cdc/batches/{batch}/file.xml", may::run_certification, "The CDC's file, refused field by field when it would not pass",
                "application/xml", {}, {}, {}, {}, {}};
  row.handler = [&desk](Asked const& asked) -> Result<http::Response> {
    TRY(auto const id, asked.id<CdcBatchId>("batch"));
    TRY(std::string file, take_batch(desk, actor(asked), id));
    return download({"application/xml", "accrochage.xml", std::move(file)});
  };
  router.raw(std::move(row));
}

constexpr std::size_t most_schema_bytes = 1u << 20;

void schema_route(http::Router& router, Desk const& desk) {
  http::Row row{Method::put, "/api/certification/cdc/schemas/{version}", may::run_certification, "Brings the kit's XSD: files are validated against it from then on",
                "application/json", {}, {}, {}, {}, {}};
  row.options.most_body_bytes = most_schema_bytes;
  row.answer_schema = [](json::SchemaBook& book) { return book.schema<CdcSchemaKept>(); };
  row.handler = [&desk](Asked const& asked) -> Result<http::Response> {
    auto const version = json::named<CdcSchema>(asked.text("version"));
    if (!version) return not_found("certify.cdc_version_unknown");
    TRY(auto const kept, keep_cdc_schema(desk, actor(asked), {*version, asked.request.body}));
    return http::text_answer(200, "application/json", json::encode(kept));
  };
  router.raw(std::move(row));
}

void cdc_routes(http::Router& router, Desk const& desk) {
  std::string const list = "/api/certification/cdc/batches", one = list + "/{batch}";
  router.get<CdcOverview>("/api/certification/cdc", may::run_certification, "What is to be told to the Caisse des Dépôts, and the files that told it",
                          [&desk](Asked const& asked) -> Result<CdcOverview> { return cdc_overview(desk, actor(asked)); });
  router.post<PrepareBatch, CdcBatch>(list, may::run_certification, "Gathers what waits into a file",
                                      [&desk](Asked const& asked, PrepareBatch const& body) { return prepare_batch(desk, actor(asked), body); });
  router.get<BatchCheckView>(one + "/check", may::run_certification, "What stands in the way of the file, and the names its rule changes",
                             [&desk](Asked const& asked) -> Result<BatchCheckView> {
                               TRY(auto const id, asked.id<CdcBatchId>("batch"));
                               TRY(BatchCheck check, check_batch(desk, actor(asked), id));
                               return view_of(std::move(check));
                             });
  file_route(router, desk);
  schema_route(router, desk);
  router.put<CdcReport, CdcBatch>(one + "/report", may::run_certification, "Reads the processing report: accepted items end, refused ones wait again",
                                  [&desk](Asked const& asked, CdcReport const& body) -> Result<CdcBatch> {
                                    TRY(auto const id, asked.id<CdcBatchId>("batch"));
                                    return read_report(desk, actor(asked), id, body);
                                  });
  router.remove<CdcBatch>(one, may::run_certification, "Gives up a file that was not sent; its items wait again",
                          [&desk](Asked const& asked) -> Result<CdcBatch> {
                            TRY(auto const id, asked.id<CdcBatchId>("batch"));
                            return abandon_batch(desk, actor(asked), id);
                          });
}

}  // namespace

void register_procedure_routes(http::Router& router, Desk const& desk) {
  appeal_routes(router, desk);
  fraud_routes(router, desk);
  cdc_routes(router, desk);
}

}  // namespace parvis::certify
