// SPDX-License-Identifier: AGPL-3.0-or-later
#include "certify/jobs.h"

#include "certify/archive.h"
#include "certify/award_store.h"
#include "certify/awards.h"
#include "certify/cdc_store.h"
#include "certify/certificate_store.h"
#include "certify/certificates.h"
#include "certify/procedure_store.h"
#include "certify/retention_store.h"
#include "certify/survey.h"
#include "jobs/schedule.h"

namespace parvis::certify {

std::vector<jobs::JobRow> certify_jobs(Desk const& desk) {
  return {{"certify.issue",
           [&desk](jobs::Task& task) -> Done {
             TRY(auto const wanted, json::decode<IssueCredential>(task.payload()));
             return issue_credential(desk, wanted);
           }},
          {"certify.notify", [&desk](jobs::Task&) { return notify_due(desk); }},
          {"certify.make_archive",
           [&desk](jobs::Task& task) -> Done {
             TRY(auto const wanted, json::decode<MakeArchive>(task.payload()));
             return make_archive(desk, wanted, [&task](double share) { task.progress(share, "certify.archiving"); });
           }},
          {"certify.keep_terms",
           [&desk](jobs::Task&) -> Done {
             TRY_DONE(purge_due(desk));
             return expire_archives(desk);
           }},
          {"certify.survey", [&desk](jobs::Task&) { return send_surveys(desk); }},
          {"certify.forget_files", [&desk](jobs::Task& task) -> Done {
             TRY(auto const wanted, json::decode<ForgetFiles>(task.payload()));
             return forget_files(desk, wanted);
           }}};
}

void schedule_notices(store::Transaction& tx, Instant now) {
  jobs::schedule(tx, {.name = "certify.notify", .kind = "certify.notify", .recurrence = jobs::Every{std::chrono::hours(1)}}, now);
  jobs::schedule(tx, {.name = "certify.keep_terms", .kind = "certify.keep_terms", .recurrence = jobs::Every{std::chrono::hours(24)}}, now);
  jobs::schedule(tx, {.name = "certify.survey", .kind = "certify.survey", .recurrence = jobs::Every{std::chrono::hours(24)}}, now);
}

std::vector<enrol::Rebuilder> rebuilders() {
  std::vector<enrol::Rebuilder> all = award_rebuilders();
  for (auto more : {certificate_rebuilders(), procedure_rebuilders(), cdc_rebuilders(), purge_rebuilders()}) {
    for (auto& one : more) all.push_back(std::move(one));
  }
  return all;
}

}  // namespace parvis::certify
