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
#include "support/exam_room.h"
#include "support/failing_statements.h"

namespace parvis::app {
namespace {

using examine::ExamSessionId;

std::vector<std::string> const tables = {"examine_case", "examine_session", "examine_sitter", "examine_piece", "examine_submission", "examine_copy", "examine_derogation"};

/// One candidate, one case, two deposits; the deadline is past and the session still open.
class Exam : public testing::Test {
 protected:
  test::ExamRoom room_;
  test::Installation& house_ = room_.house;
  std::string const& session_ = room_.session;

  void SetUp() override {
    room_.move("open");
    room_.hand_in();
    room_.deposit();
    room_.pass_deadline();
  }

  void move(char const* event) { room_.move(event); }

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
