// SPDX-License-Identifier: AGPL-3.0-or-later
// What an exam session holds, by its routes: a dossier, a sitting, a grid, a deliberation with its minutes, and what becomes of the
// enrolment and the case that it takes. Every event in every state, then calls in any order.
#include <gtest/gtest.h>

#include "base/json.h"
#include "support/exam_room.h"
#include "support/jury_room.h"
#include "support/machine.h"
#include "support/sitting_room.h"

namespace parvis::app {
namespace {

using test::Machine;
using test::MachineEvent;
using test::Subject;

constexpr char const* nobodys_id = "0190aaaa-0000-7000-8000-000000000000";

std::string code_of(json::Value const& value, char const* name) { return json::text_of(value.at(name)); }

/// A jury of two with one candidate, in a house of its own.
struct OneJury {
  test::JuryRoom room{{.candidates = 1}};

  json::Value deliberation() {
    http::Response const answer = room.house.ask("president", "GET " + room.own("/deliberation"));
    return answer.status == 200 ? *json::parse(answer.body) : json::Value();
  }

  /// Where the jury is, whether it has decided once ("decided once" outlives a reopening), and who has signed.
  std::string state() {
    json::Value const sheet = deliberation();
    if (sheet.is_null()) return "none";
    std::string told = code_of(sheet.at("deliberation"), "state");
    auto const* decision = sheet.at("candidates").at(0).as_object().if_contains("decision");
    if (decision != nullptr && !decision->is_null()) told += ", decided once";
    return told + signatory();
  }

  /// Who has signed alone; two are said by the state itself.
  std::string signatory() {
    return room.house.database().read([&](store::Transaction& tx) -> std::string {
      auto const rows = tx.rows("SELECT juror_id FROM judge_signature");
      if (rows.size() != 1) return "";
      return rows.front().text(0) == room.jurors["president"] ? ", president signed" : ", juror signed";
    });
  }
};

Subject seated_jury() {
  auto jury = std::make_shared<OneJury>();
  jury->room.begin_marking();
  jury->room.mark_all("A");
  auto const& room = jury->room;
  Subject subject{&jury->room.house, {{"own", room.own()}, {"enrolment", room.enrolments[0].to_string()}, {"president", jury->room.jurors["president"]},
                                      {"juror", jury->room.jurors["juror"]}, {"minutes", nobodys_id}, {"revision", "1"}}, jury};
  return subject;
}

OneJury& jury_of(Subject& subject) { return *static_cast<OneJury*>(subject.keeps.get()); }

/// What a request names of the deliberation as it stands.
void look(Subject& subject) {
  json::Value const sheet = jury_of(subject).deliberation();
  if (sheet.is_null()) return;
  subject.names["revision"] = boost::json::serialize(sheet.at("deliberation").at("revision"));
  auto const* minutes = sheet.as_object().if_contains("minutes_id");
  if (minutes != nullptr && minutes->is_string()) subject.names["minutes"] = json::text_of(*minutes);
}

std::vector<MachineEvent> jury_events() {
  std::string const votes = R"([{"juror":"{president}","level":"A"},{"juror":"{juror}","level":"A"}])";
  std::vector<MachineEvent> events = {
      {"convene", "POST {own}/deliberation", ""},
      {"quorum", "PUT {own}/deliberation/quorum", R"({"present":["{president}","{juror}"],"starts_at":"2026-11-25T09:00:00Z","place":"Lyon","representative":"","revision":{revision}})"},
      {"level", "PUT {own}/deliberation/levels", R"({"enrolment_id":"{enrolment}","criterion":"K2.1","votes":)" + votes + R"(,"motive":"Vu."})"},
      {"decide", "PUT {own}/deliberation/decisions", R"({"enrolment_id":"{enrolment}","votes":[],"motive":"Vu."})"},
      {"draft", "POST {own}/minutes", ""},
      {"president signs", "POST /api/my-minutes/{minutes}/signatures/drawn", test::tiny_png()},
      {"juror signs", "POST /api/my-minutes/{minutes}/signatures/drawn", test::tiny_png(), "juror"},
      {"close", "POST /api/my-minutes/{minutes}/closing", ""},
  };
  for (MachineEvent& event : events) {
    event.before = look;
    if (event.who == "certifier") event.who = "president";
  }
  return events;
}

// A decision may be taken again until all have signed; minutes are closed by two signatures on what they say, and never reopen.
TEST(JuryMachines, a_deliberation_and_its_minutes) {
  Machine machine;
  machine.make = seated_jury;
  machine.state = [](Subject& subject) { return jury_of(subject).state(); };
  machine.events = jury_events();
  machine.steps = {{"none", "convene", "convened"}, {"convened", "quorum", "quorate"}, {"quorate", "quorum", "quorate"}, {"quorate", "level", "quorate"}, {"quorate", "decide", "decided, decided once"}};
  for (std::string const by : {"", ", president signed", ", juror signed"}) {
    std::string const again = "quorate, decided once" + by, decided = "decided, decided once" + by, drafted = "pv_draft, decided once" + by;
    for (std::string const& from : {again, decided, drafted}) {
      machine.steps.push_back({from, "quorum", decided});
      machine.steps.push_back({from, "level", again});
      machine.steps.push_back({from, "decide", decided});
    }
    machine.steps.push_back({decided, "draft", drafted});
    machine.steps.push_back({drafted, "draft", drafted});
  }
  for (std::string const who : {"president", "juror"}) {
    std::string const other = who == "juror" ? "president" : "juror", drafted = "pv_draft, decided once";
    machine.steps.push_back({drafted, who + " signs", drafted + ", " + who + " signed"});
    machine.steps.push_back({drafted + ", " + other + " signed", who + " signs", "pv_signed, decided once"});
  }
  machine.steps.push_back({"pv_signed, decided once", "close", "pv_closed, decided once"});
  machine.refusals = {"judge.deliberation_state", "judge.deliberation_not_found", "judge.minutes_not_found", "judge.undecided", "judge.signatures_missing", "judge.already_signed", "examine.session_state"};
  test::try_every_event_in_every_state(machine);
  test::try_random_calls(machine, 4, 25);
}

TEST(JuryMachines, a_grid) {
  Machine machine;
  machine.make = [] {
    auto jury = std::make_shared<OneJury>();
    jury->room.begin_marking();
    std::string const id = jury->room.grid("juror", 0);
    return Subject{&jury->room.house, {{"id", id}}, jury};
  };
  machine.state = [](Subject& subject) {
    json::Value const sheet = subject.house->want("juror", "GET /api/grids/" + subject.names["id"]);
    subject.names["revision"] = boost::json::serialize(sheet.at("revision"));
    subject.names["read"] = code_of(sheet, "submission_sha256");
    return code_of(sheet, "state");
  };
  std::string draft = test::JuryRoom{{.candidates = 1}}.draft("A", "Vu.");
  draft.replace(draft.rfind(":0}"), 3, ":{revision}}");
  machine.events = {{"write", "PUT /api/grids/{id}/draft", draft, "juror"}, {"lock", "POST /api/grids/{id}/lock", R"({"revision":{revision},"submission_sha256":"{read}"})", "juror"}};
  machine.steps = {{"assigned", "write", "draft"}, {"draft", "write", "draft"}, {"draft", "lock", "locked"}};
  machine.refusals = {"judge.grid_state"};
  test::try_every_event_in_every_state(machine);
  test::try_random_calls(machine, 2, 8);
}

TEST(SittingMachines, a_sitting) {
  Machine machine;
  machine.make = [] {
    auto room = std::make_shared<test::SittingRoom>();
    room->open();
    std::string const id = room->begin("candidate");
    return Subject{&room->house, {{"id", id}}, room};
  };
  machine.state = [](Subject& subject) { return code_of(subject.house->want("candidate", "GET /api/sittings/" + subject.names["id"]), "state"); };
  std::string const one = "/api/sittings/{id}";
  machine.events = {{"answer", "PUT " + one + "/answers/1", test::SittingRoom::answer("")}, {"pause", "POST " + one + "/pause", ""}, {"resume", "POST " + one + "/resume", ""}, {"hand_in", "POST " + one + "/hand-in", ""}};
  // Time passes by the server's clock; half an hour and every pause are spent.
  MachineEvent late{"time_up", "GET " + one, "", "candidate"};
  late.before = [](Subject& subject) { static_cast<test::SittingRoom*>(subject.keeps.get())->house.clock().advance(std::chrono::minutes(41)); };
  machine.from_outside = {late};
  for (MachineEvent& event : machine.events) event.who = "candidate";
  machine.steps = {{"under_way", "answer", "under_way"}, {"under_way", "pause", "paused"}, {"paused", "resume", "under_way"}, {"under_way", "hand_in", "handed_in"},
                   {"paused", "hand_in", "handed_in"}, {"under_way", "time_up", "handed_in"}, {"paused", "time_up", "handed_in"}};
  machine.refusals = {"examine.sitting_state", "examine.sitting_over"};
  machine.told_in = {"examine_refusal"};
  test::try_every_event_in_every_state(machine);
  test::try_random_calls(machine, 3, 12);
}

// ---- what a session of block 1 takes and gives back ----

test::ExamRoom& room_of(Subject& subject) { return *static_cast<test::ExamRoom*>(subject.keeps.get()); }

Subject staffed_exam() {
  auto room = std::make_shared<test::ExamRoom>();
  return {&room->house, {{"session", room->session}, {"enrolment", room->enrolment}, {"case", room->exam_case}}, room};
}

MachineEvent session_event(std::string const& name) { return {name, "POST /api/exam-sessions/{session}/events", R"({"event":")" + name + "\"}"}; }

/// The session's state, whether its hour is over, and where the newest deposit stands.
std::string state_of_dossier(Subject& subject) {
  json::Value const sheet = room_of(subject).sheet();
  json::Value const& line = sheet.at("sitters").at(0);
  auto const* standing = line.as_object().if_contains("submission_state");
  std::string told = code_of(sheet.at("summary"), "state");
  if (told == "open" && subject.house->clock().now() >= *Instant::parse("2026-11-23T10:00:00Z")) told += " past its hour";
  std::int64_t const pieces = subject.house->database().read([](store::Transaction& tx) { return tx.first("SELECT count(*) AS n FROM examine_piece")->integer(0); });
  return told + ", " + (standing != nullptr && standing->is_string() ? json::text_of(*standing) : pieces > 0 ? "to deposit" : "empty");
}

// Pieces and deposits are taken while the session is open and its hour not over; once sealed nothing is replaced.
TEST(ExamMachines, a_dossier) {
  Machine machine;
  machine.make = staffed_exam;
  machine.state = state_of_dossier;
  machine.events = {{"add", "POST /api/my-exams/{session}/pieces?deliverable=L1.1&name=charte{n}.txt", "Une charte, {n}.", "candidate"},
                    {"deposit", "POST /api/my-exams/{session}/deposits", "", "candidate"}};
  MachineEvent late{"hour", "GET /api/exam-sessions/{session}", ""}, copies = late;
  late.before = [](Subject& subject) { room_of(subject).pass_deadline(); };
  copies.name = "anonymise";
  copies.before = [](Subject& subject) { room_of(subject).run_jobs(); };
  machine.from_outside = {session_event("open"), session_event("close"), session_event("begin_marking"), late, copies};
  machine.steps = {{"staffed, empty", "open", "open, empty"}, {"open, empty", "add", "open, to deposit"}, {"open, to deposit", "add", "open, to deposit"}, {"open, to deposit", "deposit", "open, deposited"},
                   {"open, deposited", "add", "open, deposited"}, {"open, deposited", "deposit", "open, deposited"}, {"open, to deposit", "hour", "open past its hour, to deposit"},
                   {"open, deposited", "hour", "open past its hour, deposited"}, {"open past its hour, deposited", "close", "closed, sealed"}, {"closed, sealed", "anonymise", "closed, anonymised"},
                   {"closed, anonymised", "begin_marking", "marking, marking"}};
  machine.refusals = {"examine.not_open", "examine.deposit_late", "examine.deposit_empty"};
  machine.told_in = {"examine_refusal"};
  test::try_every_event_in_every_state(machine);
  Machine opened = machine;
  opened.make = [] {
    Subject subject = staffed_exam();
    room_of(subject).move("open");
    return subject;
  };
  test::try_random_calls(opened, 2, 8);
}

TEST(ExamMachines, an_enrolment_that_is_convoked) {
  std::string const one = "/api/certification/enrolments/{enrolment}";
  Machine machine;
  machine.make = staffed_exam;
  machine.state = [](Subject& subject) { return code_of(subject.house->want("certifier", "GET /api/certification/enrolments/" + subject.names["enrolment"]), "state"); };
  machine.events = {{"submit", "POST " + one + "/submission", "{}"}, {"admit", "POST " + one + "/admission", ""}, {"refuse", "POST " + one + "/refusal", R"({"motive":"Non"})"},
                    {"withdraw", "POST " + one + "/withdrawal", R"({"motive":"Renonce"})"}};
  machine.from_outside = {{"convoke", "POST /api/exam-sessions/{session}/convocations", ""}};
  machine.steps = {{"admitted", "convoke", "convoked"}, {"admitted", "withdraw", "withdrawn"}, {"convoked", "convoke", "convoked"}, {"convoked", "withdraw", "withdrawn"}};
  machine.refusals = {"enrol.enrolment_state"};
  test::try_every_event_in_every_state(machine);
}

// Drawn once, a case is sealed for ever: it is retired or drawn again, and never worked on.
TEST(ExamMachines, a_case_that_was_drawn) {
  Machine machine;
  machine.make = staffed_exam;
  machine.state = [](Subject& subject) { return code_of(subject.house->want("certifier", "GET /api/exam-cases/" + subject.names["case"]), "state"); };
  for (char const* name : {"make_ready", "rework", "retire"}) machine.events.push_back({name, "POST /api/exam-cases/{case}/events", std::string(R"({"event":")") + name + "\"}"});
  machine.steps = {{"used", "retire", "retired"}};
  machine.refusals = {"examine.case_state"};
  test::try_every_event_in_every_state(machine);
}

}  // namespace
}  // namespace parvis::app
