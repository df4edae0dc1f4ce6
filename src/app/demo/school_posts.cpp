// SPDX-License-Identifier: AGPL-3.0-or-later
// What two candidates publish in their sandboxes, which reach the simulated network alone: one whose dossier a jury reads, one
// whose exam goes on.
#include "app/demo/school.h"

namespace parvis::app {
namespace {

using Object = boost::json::object;
using Array = boost::json::array;

}  // namespace

void School::plan_posts() {
  season_.on(marking_day, "10:20", [this] { post_inside(marking_, marking_.students.front(), marking_day); });
  season_.on(marking_day, "11:05", [this] { freeze_calendar(marking_, marking_.students.front()); });
  season_.on(opened_yesterday, "10:20", [this] { post_inside(open_, open_.students.front(), opened_yesterday); });
  season_.on(opened_yesterday, "11:05", [this] { freeze_calendar(open_, open_.students.front()); });
}

void School::post_inside(Exam const& exam, std::size_t number, int day) {
  std::string const& who = students_.at(number).email;
  std::string const brand = "/api/brands/" + json::text_of(stage_.ask(who, "GET /api/my-exams/" + exam.id).at("brand_id"));
  json::Value const& told = told_.at("posts").at(exam.block);
  json::Value const channels = stage_.ask(who, "GET " + brand + "/channels");
  auto const& listed = channels.at("items").as_array();
  auto const channel = std::find_if(listed.begin(), listed.end(), [&](json::Value const& one) { return one.at("network") == told.at("network"); });
  if (channel == listed.end()) return;
  std::string const content = id_of(by(who, "POST " + brand + "/contents", {{"title", told.at("title")}, {"body", told.at("body")}, {"language", "fr"},
                                                                            {"link_url", told.at("link")}, {"assets", Array{}}, {"variants", Array{}}, {"state", "ready"}}));
  json::Value const placed = by(who, "POST " + brand + "/publications",
                                {{"content_id", content}, {"channel_id", channel->at("id")},
                                 {"moment", Object{{"date", season_.date(day).to_string()}, {"time", "10:45"}, {"zone", "Europe/Paris"}, {"fold", "earlier"}}}});
  json::Value const asked = by(who, "POST " + brand + "/approvals", {{"title", told.at("title")}, {"publications", Array{placed.at("publication").at("id")}},
                                                                     {"recipient", told.at("client")}, {"days", 7}});
  std::string const link = json::text_of(asked.at("link"));
  std::string const approval = "/api/approvals/" + link.substr(link.rfind('/') + 1);
  json::Value const page = stage_.ask("", "GET " + approval);
  for (json::Value const& item : page.at("items").as_array()) {
    by("", "POST " + approval, {{"publication_id", item.at("publication_id")}, {"decision", "approved"}, {"comment", ""}, {"name", told.at("approver")}, {"seen", item.at("offered").at("hashes")}});
  }
}

void School::freeze_calendar(Exam const& exam, std::size_t number) {
  by(students_.at(number).email, "POST /api/my-exams/" + exam.id + "/frozen", {{"deliverable", told_.at("posts").at(exam.block).at("deliverable")}, {"kind", "calendar"}});
}

}  // namespace parvis::app
