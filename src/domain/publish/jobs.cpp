// SPDX-License-Identifier: AGPL-3.0-or-later
#include "publish/jobs.h"

#include "base/json.h"
#include "publish/record.h"

namespace parvis::publish {

std::vector<jobs::Listener> calendar_listeners(Desk const& desk) {
  return {{"publish.follow_content", "studio.content_saved", [&desk](store::Transaction& tx, jobs::Event const& event) -> Done {
             TRY(studio::ContentSaved const saved, json::decode<studio::ContentSaved>(event.payload));
             return follow_content(tx, desk, saved.brand_id, saved.content_id);
           }}};
}

std::vector<jobs::JobRow> calendar_jobs(Desk const& desk) {
  return {{"publish.remind_approvers", [&desk](jobs::Task&) { return remind_approvers(desk); }}};
}

std::vector<jobs::JobRow> delivery_jobs(Desk const& calendar, DeliveryDesk const& desk) {
  jobs::JobRow visits{"publish.deliver", [&calendar, &desk](jobs::Task& task) -> Done {
                        TRY(DeliverJob const job, json::decode<DeliverJob>(task.payload()));
                        return deliver(calendar, desk, job.publication_id);
                      }};
  visits.lease = lease_time + std::chrono::minutes(1);  // longer than the delivery's, which has ended when this one has
  visits.on_lease_expired = [&desk](store::Transaction& tx, jobs::Job const& job) {
    if (Result<DeliverJob> const left = json::decode<DeliverJob>(job.payload)) recover(tx, desk, left->publication_id);
    return jobs::AfterExpiry::retry;
  };
  jobs::JobRow sweeps{"publish.sweep", [&desk](jobs::Task&) -> Done { return sweep(desk), Done(); }};
  jobs::JobRow readings{"publish.read_engagement", [&desk](jobs::Task&) -> Done { return read_engagement(desk), Done(); }};
  return {visits, sweeps, readings};
}

void schedule_deliveries(store::Transaction& tx, Instant now) {
  jobs::schedule(tx, {.name = "publish.sweep", .kind = "publish.sweep", .recurrence = jobs::Every{std::chrono::minutes(1)}}, now);
  jobs::schedule(tx, {.name = "publish.read_engagement", .kind = "publish.read_engagement", .recurrence = jobs::Every{std::chrono::hours(1)}}, now);
}

}  // namespace parvis::publish
