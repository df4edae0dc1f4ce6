// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The report as a PDF with its annex of screenshots or as a workbook, made in the background and kept: asked for, followed
// among one's own jobs, fetched when it is there. Problem code: measure.report_not_found.

#include "jobs/runner.h"
#include "measure/measure.h"

namespace parvis::measure {

using ReportId = Id<struct ReportTag>;

enum class ReportForm { pdf, xlsx };
BOOST_DESCRIBE_ENUM(ReportForm, pdf, xlsx)

struct Report {
  ReportId id;
  BrandId brand_id;
  ObjectiveId objective_id;
  Audience audience = Audience::client;
  std::string sha256;
  identity::PersonId made_by;
  Instant made_at;
  ReportForm form = ReportForm::pdf;
};
BOOST_DESCRIBE_STRUCT(Report, (), (id, brand_id, objective_id, audience, sha256, made_by, made_at, form))

struct MakeReport {
  std::optional<Model> model;
  std::optional<Audience> audience;
  std::optional<identity::Locale> locale;
  std::optional<Text<0, 4000>> comment;
  std::optional<Text<0, 4000>> recommendation;
  std::optional<ReportForm> form;  // PDF unless said
};
BOOST_DESCRIBE_STRUCT(MakeReport, (), (model, audience, locale, comment, recommendation, form))
ReportChoice choice_of(MakeReport const& body);

/// A kept picture, by its digest, as a JPEG small enough to be printed.
using PrintedPicture = std::function<Result<std::string>(std::string const& sha256)>;

struct ReportDesk {
  Desk const& measure;
  strategy::KeepFile keep_file;
  studio::FileOf file_of;
  PrintedPicture printed_picture = {};  // none: without the annex
};

/// PDF/UA; evidence of C5.2.1. The annex holds the screenshots that came with the last declared reading of each figure: in the
/// client's version those of reach and reactions, which it shows, in the internal one all; the newest 24. Problems of render.
Result<std::string> report_pdf(ReportDesk const& desk, Actor const& actor, ObjectiveId const& id, ReportChoice const& choice);

struct AskedReport {
  std::string job_id;
};
BOOST_DESCRIBE_STRUCT(AskedReport, (), (job_id))
/// Queues it as the actor's own job; its place, once done, is the file's address. Problem strategy.objective_not_found.
Result<AskedReport> ask_report(ReportDesk const& desk, Actor const& actor, ObjectiveId const& id, MakeReport const& body);

/// An internal one is nobody's who may not see internal costs. Problem measure.report_not_found.
Result<Report> load_report(ReportDesk const& desk, Actor const& actor, ReportId const& id);

void insert_report(store::Transaction& tx, Report const& report);
std::optional<Report> find_report(store::Transaction& tx, BrandId const& brand, ReportId const& id);

std::vector<jobs::JobRow> report_jobs(ReportDesk const& desk);

}  // namespace parvis::measure
