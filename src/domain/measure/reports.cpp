// SPDX-License-Identifier: AGPL-3.0-or-later
#include "measure/reports.h"

#include "base/digest.h"
#include "jobs/owned.h"

namespace parvis::measure {
namespace {

/// Who asked, with the role they had then.
struct ReportJob {
  identity::PersonId person_id;
  identity::WorkspaceId workspace_id;
  BrandId brand_id;
  identity::Role role = identity::Role::client;
  ObjectiveId objective_id;
  MakeReport wanted;
};
BOOST_DESCRIBE_STRUCT(ReportJob, (), (person_id, workspace_id, brand_id, role, objective_id, wanted))

bool sees_internal(Actor const& actor) { return identity::grants(actor.role, identity::may::see_internal_costs.name); }

ReportForm form_of(ReportJob const& job) { return job.wanted.form.value_or(ReportForm::pdf); }

std::string address_of(Report const& report) { return "/api/brands/" + report.brand_id.to_string() + "/reports/" + report.id.to_string() + "/file"; }

Report report_of(Clock const& clock, Actor const& actor, ReportJob const& job, std::string const& bytes) {
  Audience const asked = job.wanted.audience.value_or(Audience::internal);
  return {ReportId::make(clock), job.brand_id, job.objective_id, sees_internal(actor) ? asked : Audience::client, sha256_hex(bytes), job.person_id, clock.now(), form_of(job)};
}

Result<std::string> drawn(ReportDesk const& desk, Actor const& actor, ReportJob const& job) {
  if (form_of(job) == ReportForm::xlsx) return report_xlsx(desk.measure, actor, job.objective_id, choice_of(job.wanted));
  return report_pdf(desk, actor, job.objective_id, choice_of(job.wanted));
}

Done make(ReportDesk const& desk, jobs::Task& task) {
  TRY(ReportJob const job, json::decode<ReportJob>(task.payload()));
  Actor const actor{job.person_id, job.workspace_id, job.brand_id, job.role, "session"};
  task.progress(0.1, "measure.drawing_report");
  TRY(std::string const bytes, drawn(desk, actor, job));
  if (task.cancelled()) return conflict("jobs.stopped");
  task.progress(0.9, "measure.keeping_report");
  Report const report = report_of(desk.measure.clock, actor, job, bytes);
  desk.keep_file(report.sha256, bytes);
  return desk.measure.database.write([&](store::Transaction& tx) -> Done {
    insert_report(tx, report);
    jobs::leave_place(tx, task.job().id, address_of(report));
    task.finish_in(tx);
    return {};
  });
}

}  // namespace

ReportChoice choice_of(MakeReport const& body) {
  auto const typed = [](auto const& text) { return text ? text->to_string() : std::string(); };
  return {{body.model, body.audience}, body.locale.value_or(identity::Locale::fr), typed(body.comment), typed(body.recommendation)};
}

Result<AskedReport> ask_report(ReportDesk const& desk, Actor const& actor, ObjectiveId const& id, MakeReport const& body) {
  Instant const now = desk.measure.clock.now();
  return desk.measure.database.write([&](store::Transaction& tx) -> Result<AskedReport> {
    TRY(strategy::Objective const objective, strategy::load_objective(tx, actor.brand, id));
    ReportJob const job{actor.person, actor.workspace, actor.brand, actor.role, id, body};
    jobs::Ownership const owner{actor.workspace.to_string(), actor.brand.to_string(), actor.person.to_string(), objective.title.to_string(), now};
    auto const queued = jobs::enqueue_owned(tx, {.kind = "measure.make_report", .payload = json::encode(job), .run_at = now, .max_attempts = 3}, owner);
    return AskedReport{queued.to_string()};
  });
}

Result<Report> load_report(ReportDesk const& desk, Actor const& actor, ReportId const& id) {
  return desk.measure.database.read([&](store::Transaction& tx) -> Result<Report> {
    auto const found = find_report(tx, actor.brand, id);
    if (!found || (found->audience == Audience::internal && !sees_internal(actor))) return not_found("measure.report_not_found");
    return *found;
  });
}

std::vector<jobs::JobRow> report_jobs(ReportDesk const& desk) {
  return {{"measure.make_report", [&desk](jobs::Task& task) { return make(desk, task); }}};
}

}  // namespace parvis::measure
