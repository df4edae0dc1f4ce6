// SPDX-License-Identifier: AGPL-3.0-or-later
// A whole exam session at the moment it closes: killed at each statement, failing at each, and told again by its ledger.
#include <gtest/gtest.h>

#include <csignal>

#include <sys/wait.h>
#include <unistd.h>

#include "base/json.h"
#include "enrol/enrol.h"
#include "examine/examine.h"
#include "store/open.h"
#include "support/failing_statements.h"
#include "support/installation.h"
#include "support/jury_room.h"

namespace parvis::app {
namespace {

using examine::ExamSessionId;

std::vector<std::string> const tables = {"examine_case", "examine_session", "examine_sitter", "examine_piece", "examine_submission", "examine_copy", "examine_derogation"};

std::string text_at(json::Value const& value, char const* key) { return json::text_of(value.at(key)); }

/// One candidate, one case, one deposit; the deadline is past and the session still open.
class Exam : public testing::Test {
 protected:
  test::Installation house_;
  std::string session_, sitter_;

  std::string made(std::string const& who, std::string const& line, std::string const& body, char const* holder = nullptr) {
    json::Value const answer = house_.want(who, line, body);
    return text_at(holder == nullptr ? answer : answer.at(holder), "id");
  }

  std::string confirmed_version() {
    std::string const version = made("certifier", "POST /api/certification/versions", R"({"label":"2026","rncp_number":""})");
    // The people of this house have no password to sign with: the confirmation is told straight to the records.
    house_.database().write([&](store::Transaction& tx) { tx.run("UPDATE enrol_version SET state = 'confirmed' WHERE id = $1", {version}); });
    return version;
  }

  std::string rules_in_force() {
    json::Value const shipped = house_.want("certifier", "GET /api/certification/shipped-rule-sets");
    std::string const rules = boost::json::serialize(shipped.at("items").at("default"));
    std::string const id = made("certifier", "POST /api/certification/rule-sets", R"({"name":"Règlement","rules":)" + rules + "}");
    house_.want("certifier", "POST /api/certification/rule-sets/" + id + "/in-force");
    return id;
  }

  std::string admitted(std::string const& version) {
    std::string const candidate = made("certifier", "POST /api/certification/candidates",
                                       R"({"route":"free","identity":{"birth_name":"Martin","first_name":"Léa","email":"candidate@exemple.fr"},"revision":0})", "candidate");
    std::string const person = text_at(house_.want("candidate", "GET /api/me"), "id");
    house_.want("certifier", "PUT /api/certification/candidates/" + candidate + "/person", R"({"person_id":")" + person + "\"}");
    std::string const enrolment = made("certifier", "POST /api/certification/enrolments", R"({"candidate_id":")" + candidate + R"(","version_id":")" + version + R"(","blocks":["B1"]})");
    house_.want("certifier", "POST /api/certification/enrolments/" + enrolment + "/submission", "{}");
    house_.want("certifier", "POST /api/certification/enrolments/" + enrolment + "/admission");
    return enrolment;
  }

  std::string ready_case() {
    std::string const id = made("certifier", "POST /api/exam-cases",
                                R"({"block":"B1","title":"Rivage","brief":"Vendre.","deliverables":["L1.1"],"supplied":{"client":"","channels":[],"posts":[],"orders":[],"costs":[]}})");
    house_.want("certifier", "POST /api/exam-cases/" + id + "/events", R"({"event":"make_ready"})");
    return id;
  }

  void seat(char const* who, char const* position, std::string const& enrolment) {
    std::string const person = text_at(house_.want(who, "GET /api/me"), "id");
    std::string const juror = made("certifier", "POST /api/jurors",
                                   R"({"person_id":")" + person + R"(","quality":"Directrice","employer":"Atelier","belongs":"external","gender":"unsaid","qualification":"15 ans"})");
    house_.want("certifier", "POST /api/jurors/" + juror + "/proof?name=diplome.png", test::tiny_png());
    house_.want("certifier", "POST /api/exam-sessions/" + session_ + "/jury/seats", R"({"juror_id":")" + juror + R"(","position":")" + position + "\"}");
    house_.want(who, "PUT /api/my-juries/" + session_ + "/declarations", R"({"ties":[{"enrolment_id":")" + enrolment + R"(","tie":"none"}]})");
  }

  void move(char const* event) { house_.want("certifier", "POST /api/exam-sessions/" + session_ + "/events", std::string(R"({"event":")") + event + "\"}"); }

  void SetUp() override {
    house_.want("certifier", "PUT /api/certification/card",
                R"({"certifier":"Une école","title":"Community manager","rncp_number":"","representative":"","representative_function":"","address":"","siret":"","cdc_client":"","cdc_contract":"","centres":[{"name":"Paris","postcode":"75010","blocks":[]}],"revision":0})");
    std::string const version = confirmed_version(), rules = rules_in_force(), enrolment = admitted(version);
    session_ = made("certifier", "POST /api/exam-sessions",
                    R"({"title":"Bloc 1","block":"B1","version_id":")" + version + R"(","rule_set_id":")" + rules +
                        R"(","centre":"Paris","mode":"A_DISTANCE","zone":"Europe/Paris","opens_at":"2026-11-23T09:00:00Z","closes_at":"2026-11-23T10:00:00Z","measures":"hidden","pool":[")" +
                        ready_case() + "\"]}",
                    "summary");
    house_.want("certifier", "POST /api/exam-sessions/" + session_ + "/sitters", R"({"enrolments":[")" + enrolment + "\"]}");
    seat("president", "president", enrolment);
    seat("juror", "member", enrolment);
    move("staff");
    house_.want("certifier", "POST /api/exam-sessions/" + session_ + "/draw");
    house_.instance().runner().run_due_once(house_.clock().now());
    move("open");
    house_.want("candidate", "POST /api/my-exams/" + session_ + "/pieces?deliverable=L1.1&name=charte.txt", "Une charte.");
    house_.want("candidate", "POST /api/my-exams/" + session_ + "/deposits");
    house_.want("candidate", "POST /api/my-exams/" + session_ + "/deposits");
    house_.clock().advance(std::chrono::minutes(61));
  }

  static std::string lines_of(store::Transaction& tx, std::string const& table) {
    auto const one = tx.first("SELECT * FROM " + table);
    if (!one) return "";
    std::string columns;
    for (std::string const& name : one->columns().names()) columns += (columns.empty() ? "" : " || ';' || ") + ("'" + name + "=' || COALESCE(CAST(" + name + " AS TEXT), '')");
    std::string lines;
    for (store::Row const& row : tx.rows("SELECT " + columns + " AS line FROM " + table + " ORDER BY line")) lines += row.text(0) + "\n";
    return lines;
  }
  std::string rows() {
    return house_.database().read([](store::Transaction& tx) {
      std::string all;
      for (std::string const& table : tables) all += table + "\n" + lines_of(tx, table);
      return all;
    });
  }

  identity::Actor certifier() const { return {*identity::PersonId::parse("0190aaaa-0000-7000-8000-000000000001"), house_.ours.workspace, {}, identity::Role::certifier, "session"}; }
};

// ---- closing ----

using CrashExam = Exam;

enum class Ended { killed, whole };

/// Closes the session on that copy of the records, killed before statement number `at`.
Ended closed_in_a_child(std::string const& file, ExamSessionId const& session, identity::Actor const& actor, Instant now, int at) {
  pid_t const child = ::fork();
  if (child == 0) {
    auto const database = store::open_database(file);
    int statements = 0;
    database->set_fault([&](std::string_view) {
      if (++statements == at) ::kill(::getpid(), SIGKILL);
    });
    ManualClock const clock(now);
    auto const done = database->write([&](store::Transaction& tx) { return examine::advance_session(tx, clock, actor, session, examine::SessionEvent::close); });
    ::_exit(done ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
  return WIFSIGNALED(status) ? Ended::killed : Ended::whole;
}

TEST_F(CrashExam, leaves_a_session_sealed_or_open_and_nothing_between) {
  ExamSessionId const id = *ExamSessionId::parse(session_);
  int at = 1;
  for (Ended ended = Ended::killed; ended == Ended::killed; ++at) {
    std::string const file = house_.folder() / ("copy" + std::to_string(at) + ".db");
    house_.database().backup_to(file);
    ended = closed_in_a_child(file, id, certifier(), house_.clock().now(), at);
    store::open_database(file)->read([&](store::Transaction& tx) {
      auto const session = *examine::load_session(tx, house_.ours.workspace, id);
      auto const last = examine::submissions_of(tx, id).at(0);
      bool const sealed = ended == Ended::whole;
      EXPECT_EQ(session.state, sealed ? examine::SessionState::closed : examine::SessionState::open) << at;
      EXPECT_EQ(session.root.has_value(), sealed) << at;
      EXPECT_EQ(last.state, sealed ? examine::SubmissionState::sealed : examine::SubmissionState::deposited) << at;
      EXPECT_TRUE(enrol::verify_ledger(tx, house_.ours.workspace).intact) << at;
    });
    ASSERT_LT(at, 200);
  }
  EXPECT_GT(at, 5);
}

using FaultExam = Exam;

TEST_F(FaultExam, closes_whole_or_not_at_all) {
  std::string const before = rows();
  http::Response answer;
  test::fail_at_each_statement(
      house_.database(), [&] { answer = house_.ask("certifier", "POST /api/exam-sessions/" + session_ + "/events", R"({"event":"close"})"); },
      [&] { EXPECT_EQ(rows(), before); });
  EXPECT_EQ(answer.status, 200) << answer.body;
}

// ---- ledger ----

TEST_F(Exam, is_told_again_by_its_ledger) {
  move("close");
  house_.instance().runner().run_due_once(house_.clock().now());
  move("begin_marking");
  std::string const before = rows();
  EXPECT_NE(before.find("state=marking"), std::string::npos);
  house_.database().write([&](store::Transaction& tx) {
    tx.run("DELETE FROM examine_piece_name");
    tx.run("DELETE FROM examine_indicator");
    for (char const* table : {"examine_copy", "examine_derogation", "examine_submission", "examine_piece", "examine_sitter", "examine_session", "examine_case"}) {
      tx.run(std::string("DELETE FROM ") + table);
    }
    EXPECT_GT(enrol::replay_ledger(tx, house_.ours.workspace, examine::rebuilders()), 10);
  });
  EXPECT_EQ(rows(), before);
}

TEST_F(Exam, keeps_no_name_in_its_ledger) {
  house_.database().read([&](store::Transaction& tx) {
    for (store::Row const& row : tx.rows("SELECT content FROM enrol_ledger WHERE kind LIKE 'examine_%'")) {
      for (char const* name : {"Martin", "charte.txt", "candidate@exemple.fr"}) EXPECT_EQ(row.text(0).find(name), std::string::npos) << row.text(0);
    }
  });
}

// ---- another's ----

TEST_F(Exam, is_not_found_by_another_workspace_nor_by_a_candidate_who_does_not_sit_it) {
  for (char const* who : {"stranger"}) {
    EXPECT_EQ(house_.ask(who, "GET /api/exam-sessions/" + session_).status, 404);
    EXPECT_EQ(house_.ask(who, "POST /api/exam-sessions/" + session_ + "/events", R"({"event":"close"})").status, 404);
    EXPECT_EQ(house_.ask(who, "GET /api/exam-sessions/" + session_ + "/seal").status, 404);
  }
  for (char const* who : {"juror", "president", "manager", "author"}) EXPECT_EQ(house_.ask(who, "GET /api/exam-sessions/" + session_).status, 403) << who;
  EXPECT_EQ(house_.ask("owner", "GET /api/my-exams/" + session_).status, 403);
}

}  // namespace
}  // namespace parvis::app
