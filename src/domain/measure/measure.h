// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// From what was done to what it brought: readings of the networks, costs, and an objective's results with their ROI and
// attribution, each figure open down to the publications, visits, orders and cost lines it came from; the report.
// Problem codes: measure.reading_not_found, measure.stale_revision, and those of cost.h and reading.h.

#include "jobs/runner.h"
#include "measure/result.h"
#include "render/document_worker.h"

namespace parvis::measure {

struct Desk {
  store::Database& database;
  Clock const& clock;
  Sources sources;
  render::DocumentWorker& documents;
};

// Costs [C5.2.3]
Result<CostLine> add_cost(Desk const& desk, Actor const& actor, SaveCostLine const& request);
Result<CostLine> save_cost(Desk const& desk, Actor const& actor, CostLineId const& id, SaveCostLine const& change);
Done shelve_cost(Desk const& desk, Actor const& actor, CostLineId const& id, strategy::Shelf shelf);
/// The line as it now stands; absent once its minutes are 0.
Result<std::optional<CostLine>> log_week(Desk const& desk, Actor const& actor, LogWeek const& week);
Result<std::vector<CostLine>> spread_retainer(Desk const& desk, Actor const& actor, SpreadRetainer const& retainer);

struct CostQuestion {
  std::optional<ObjectiveId> objective;
  std::optional<LocalDate> from;
  std::optional<LocalDate> to;
};
BOOST_DESCRIBE_STRUCT(CostQuestion, (), (objective, from, to))
/// Newest day first. Internal lines only for who may see them.
std::vector<CostLine> costs(Desk const& desk, Actor const& actor, CostQuestion const& question);
/// A person's own hours of a week, over all brands.
std::vector<CostLine> own_week(Desk const& desk, identity::PersonId const& person, LocalDate const& monday);

// Readings [C5.1.1]
Result<Reading> declare_reading(Desk const& desk, Actor const& actor, DeclareReading const& request);
struct AskedReadings {
  jobs::JobId job_id;
};
BOOST_DESCRIBE_STRUCT(AskedReadings, (), (job_id))
/// Has a CSV taken among one's own jobs, 1,000 lines a transaction: "publication_id;metric;value[;at]" (text/csv.h), a header line
/// first. Good lines are taken, others told by number; stopped, it keeps what it took. `name`: the file's. What cannot be taken
/// at all is refused at once: measure.csv_header, measure.csv_lines (20,000), text.csv_quote,
/// document.unreadable, jobs.paper_malformed. `bytes` in any encoding of text/plain.h.
Result<AskedReadings> ask_readings(Desk const& desk, Actor const& actor, std::string const& name, std::string const& bytes);
/// What was found so far. Problems jobs.job_not_found, jobs.not_answered.
Result<CsvOutcome> readings_import(Desk const& desk, Actor const& actor, jobs::JobId const& job);
std::vector<jobs::JobRow> reading_jobs(Desk const& desk);
/// For the job that asks the networks, in its transaction.
void keep_measured(store::Transaction& tx, Clock const& clock, BrandId const& brand, DeclareReading const& reading);
/// What an exam case says a network's export holds: kept as supplied.
void keep_supplied(store::Transaction& tx, Clock const& clock, BrandId const& brand, DeclareReading const& reading);
std::vector<Reading> readings_of(Desk const& desk, Actor const& actor, std::string const& publication);

// Results and report [C5.1.1 C5.2.1 C5.2.3]
struct ResultQuestion {
  std::optional<Model> model;
  std::optional<Audience> audience;
};
BOOST_DESCRIBE_STRUCT(ResultQuestion, (), (model, audience))
/// Who may not see internal costs is given the client's version, whatever is asked.
Result<ObjectiveResult> objective_result(Desk const& desk, Actor const& actor, ObjectiveId const& id, ResultQuestion const& question);

struct ReportChoice {
  ResultQuestion question;
  identity::Locale locale = identity::Locale::fr;
  std::string comment;
  std::string recommendation;
};
/// PDF/UA; evidence of C5.2.1. Problems of render.
Result<std::string> report_pdf(Desk const& desk, Actor const& actor, ObjectiveId const& id, ReportChoice const& choice);
Result<std::string> report_csv(Desk const& desk, Actor const& actor, ObjectiveId const& id, ReportChoice const& choice);
Result<std::string> report_xlsx(Desk const& desk, Actor const& actor, ObjectiveId const& id, ReportChoice const& choice);

}  // namespace parvis::measure
