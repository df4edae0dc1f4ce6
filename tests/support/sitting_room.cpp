// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/sitting_room.h"

#include <stdexcept>

#include "base/json.h"

namespace parvis::test {

SittingRoom::SittingRoom(std::vector<std::string> sitters) {
  version_ = house.id_of("owner", "POST /api/certification/versions", R"({"label":"2026","rncp_number":""})");
  plan();
  for (std::string const& who : sitters) seat(who);
  fill_bank();
}

std::string SittingRoom::filled(std::string text) const {
  for (auto const& [name, value] : names) {
    std::string const mark = "{" + name + "}";
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark)) text.replace(at, mark.size(), value);
  }
  return text;
}

std::string SittingRoom::person(std::string const& who) { return json::text_of(house.want(who, "GET /api/me").at("id")); }

void SittingRoom::save(std::function<Done(store::Transaction&, examine::Act const&)> const& write) {
  identity::Actor const actor{*identity::PersonId::parse(person("owner")), house.ours.workspace, {}, identity::Role::owner, "session"};
  examine::Act const act{house.clock(), actor, "examine.session_made"};
  Done const done = house.database().write([&](store::Transaction& tx) { return write(tx, act); });
  if (!done) throw std::runtime_error(done.error().code);
}

void SittingRoom::plan() {
  Instant const now = house.clock().now();
  session_.id = examine::ExamSessionId::make(house.clock());
  session_.workspace_id = house.ours.workspace;
  session_.title = *Text<1, 160>::parse("Bloc 4");
  session_.block = *Text<1, 10>::parse("B4");
  session_.version_id = *enrol::ReferentialVersionId::parse(version_);
  session_.rule_set_id = enrol::RuleSetId::make(house.clock());
  session_.centre = *Text<1, 120>::parse("Paris");
  session_.opens_at = session_.created_at = session_.changed_at = now;
  session_.closes_at = now + std::chrono::hours(4);
  save([&](store::Transaction& tx, examine::Act const& act) { return examine::save(tx, act, session_, examine::Write::insert); });
  ++session_.revision;
  names["session"] = session_.id.to_string();
}

void SittingRoom::seat(std::string const& who) {
  if (who != "candidate") house.join(who, identity::Role::candidate);
  auto const made = house.want("owner", "POST /api/certification/candidates", R"({"route":"free","identity":{"birth_name":"Martin","first_name":")" + who + R"("},"revision":0})");
  std::string const candidate = json::text_of(made.at("candidate").at("id"));
  house.want("owner", "PUT /api/certification/candidates/" + candidate + "/person", R"({"person_id":")" + person(who) + R"("})");
  examine::Sitter sitter;
  sitter.id = examine::SitterId::make(house.clock());
  sitter.workspace_id = house.ours.workspace;
  sitter.session_id = session_.id;
  sitter.enrolment_id = *enrol::EnrolmentId::parse(house.id_of("owner", "POST /api/certification/enrolments", R"({"candidate_id":")" + candidate + R"(","version_id":")" + version_ + R"(","blocks":["B4"]})"));
  sitter.pseudonym = "K7M-" + who;
  sitter.pause_minutes = 10;
  sitter.deadline = session_.closes_at;
  sitter.created_at = house.clock().now();
  save([&](store::Transaction& tx, examine::Act const& act) { return examine::save(tx, act, sitter, examine::Write::insert); });
}

void SittingRoom::question(std::string const& kind, std::string const& choices) {
  std::string const body = R"({"reference":"Q-)" + kind + R"(","competency":"","difficulty":"easy","tags":["t"],"state":"active","question":{"kind":")" + kind +
                           R"(","id":"","tags":["SECRET"],"title":"SECRET","stem":{"format":"plain","text":"Quoi ?"},"choices":[)" + choices +
                           R"(],"pairs":[],"general_feedback":{"format":"plain","text":"SECRET"},"kept":[{"place":"","xml":"<x>SECRET</x>"}]}})";
  names["question"] = json::text_of(house.want("owner", "POST /api/questions", body).at("item").at("id"));
}

void SittingRoom::fill_bank() {
  std::string const one = R"({"correct":true,"text":{"format":"plain","text":"a"},"feedback":{"format":"plain","text":"SECRET"}})";
  std::string const other = R"({"correct":false,"text":{"format":"plain","text":"b"},"feedback":{"format":"plain","text":"SECRET"}})";
  question("single_choice", one + "," + other);
  question("short_answer", R"({"correct":true,"text":{"format":"plain","text":"SECRET"}})");
  question("essay", "");
  auto const made = house.want("owner", "POST /api/questionnaires",
                               R"({"title":"Bloc 4","block":"B4","state":"ready","blueprint":{"draws":[{"tags":["t"],"count":3,"points":2}],"minutes":30,"draw_for":"each",)"
                               R"("questions":"shuffled","options":"shuffled","credit":"partial","instructions":""}})");
  names["questionnaire"] = json::text_of(made.at("questionnaire").at("id"));
}

void SittingRoom::set_questionnaire() { want("owner", "PUT /api/exam-sessions/{session}/questionnaire", R"({"questionnaire_id":"{questionnaire}"})"); }

void SittingRoom::move(examine::SessionState state) {
  session_.state = state;
  save([&](store::Transaction& tx, examine::Act const& act) { return examine::save(tx, act, session_, examine::Write::update); });
  ++session_.revision;
}

void SittingRoom::open() {
  set_questionnaire();
  move(examine::SessionState::open);
}

std::string SittingRoom::begin(std::string const& who) { return names["sitting"] = json::text_of(want(who, "POST /api/exam-sessions/{session}/sitting").at("id")); }

}  // namespace parvis::test
