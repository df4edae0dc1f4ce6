// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/exam_room.h"

#include "base/json.h"
#include "support/jury_room.h"

namespace parvis::test {
namespace {

std::string text_at(json::Value const& value, char const* key) { return json::text_of(value.at(key)); }

}  // namespace

ExamRoom::ExamRoom() {
  house.want("certifier", "PUT /api/certification/card",
             R"({"certifier":"Une école","title":"Community manager","rncp_number":"","representative":"","representative_function":"","address":"","siret":"","cdc_client":"","cdc_contract":"","centres":[{"name":"Paris","postcode":"75010","blocks":[]}],"revision":0})");
  std::string const version = confirmed_version(), rules = rules_in_force();
  enrolment = admitted(version);
  exam_case = ready_case();
  session = made("POST /api/exam-sessions",
                  R"({"title":"Bloc 1","block":"B1","version_id":")" + version + R"(","rule_set_id":")" + rules +
                      R"(","centre":"Paris","mode":"A_DISTANCE","zone":"Europe/Paris","opens_at":"2026-11-23T09:00:00Z","closes_at":"2026-11-23T10:00:00Z","measures":"hidden","pool":[")" +
                      exam_case + "\"]}",
                  "summary");
  house.want("certifier", "POST /api/exam-sessions/" + session + "/sitters", R"({"enrolments":[")" + enrolment + "\"]}");
  seat("president", "president");
  seat("juror", "member");
  move("staff");
  house.want("certifier", "POST /api/exam-sessions/" + session + "/draw");
  run_jobs();
}

std::string ExamRoom::made(std::string const& line, std::string const& body, char const* holder) {
  json::Value const answer = house.want("certifier", line, body);
  return text_at(holder == nullptr ? answer : answer.at(holder), "id");
}

std::string ExamRoom::confirmed_version() {
  std::string const version = made("POST /api/certification/versions", R"({"label":"2026","rncp_number":""})");
  // The people of this house have no password to sign with: the confirmation is told straight to the records.
  house.database().write([&](store::Transaction& tx) { tx.run("UPDATE enrol_version SET state = 'confirmed' WHERE id = $1", {version}); });
  return version;
}

std::string ExamRoom::rules_in_force() {
  json::Value const shipped = house.want("certifier", "GET /api/certification/shipped-rule-sets");
  std::string const rules = boost::json::serialize(shipped.at("items").at("default"));
  std::string const id = made("POST /api/certification/rule-sets", R"({"name":"Règlement","rules":)" + rules + "}");
  house.want("certifier", "POST /api/certification/rule-sets/" + id + "/in-force");
  return id;
}

std::string ExamRoom::admitted(std::string const& version) {
  std::string const candidate = made("POST /api/certification/candidates",
                                     R"({"route":"free","identity":{"birth_name":"Martin","first_name":"Léa","email":"candidate@exemple.fr"},"revision":0})", "candidate");
  std::string const person = text_at(house.want("candidate", "GET /api/me"), "id");
  house.want("certifier", "PUT /api/certification/candidates/" + candidate + "/person", R"({"person_id":")" + person + "\"}");
  std::string const id = made("POST /api/certification/enrolments", R"({"candidate_id":")" + candidate + R"(","version_id":")" + version + R"(","blocks":["B1"]})");
  house.want("certifier", "POST /api/certification/enrolments/" + id + "/submission", "{}");
  house.want("certifier", "POST /api/certification/enrolments/" + id + "/admission");
  return id;
}

std::string ExamRoom::ready_case() {
  std::string const id = made("POST /api/exam-cases",
                              R"({"block":"B1","title":"Rivage","brief":"Vendre.","deliverables":["L1.1"],"supplied":{"client":"","channels":[],"posts":[],"orders":[],"costs":[]}})");
  house.want("certifier", "POST /api/exam-cases/" + id + "/events", R"({"event":"make_ready"})");
  return id;
}

void ExamRoom::seat(char const* who, char const* position) {
  std::string const person = text_at(house.want(who, "GET /api/me"), "id");
  std::string const juror = made("POST /api/jurors",
                                 R"({"person_id":")" + person + R"(","quality":"Directrice","employer":"Atelier","belongs":"external","gender":"unsaid","qualification":"15 ans"})");
  house.want("certifier", "POST /api/jurors/" + juror + "/proof?name=diplome.png", tiny_png());
  house.want("certifier", "POST /api/exam-sessions/" + session + "/jury/seats", R"({"juror_id":")" + juror + R"(","position":")" + position + "\"}");
  house.want(who, "PUT /api/my-juries/" + session + "/declarations", R"({"ties":[{"enrolment_id":")" + enrolment + R"(","tie":"none"}]})");
}

void ExamRoom::move(char const* event) { house.want("certifier", "POST /api/exam-sessions/" + session + "/events", std::string(R"({"event":")") + event + "\"}"); }

void ExamRoom::add_piece() { house.want("candidate", "POST /api/my-exams/" + session + "/pieces?deliverable=L1.1&name=charte.txt", "Une charte."); }

void ExamRoom::deposit() { house.want("candidate", "POST /api/my-exams/" + session + "/deposits"); }

void ExamRoom::hand_in() {
  add_piece();
  deposit();
}

}  // namespace parvis::test
