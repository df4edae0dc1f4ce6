// SPDX-License-Identifier: AGPL-3.0-or-later
#include "publish/jobs.h"

#include "base/json.h"

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

}  // namespace parvis::publish
