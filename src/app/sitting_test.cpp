// SPDX-License-Identifier: AGPL-3.0-or-later
// A sitting in a whole installation: every write whole or undone, and no route that tells a candidate what is right.
#include <gtest/gtest.h>

#include "base/json.h"
#include "examine/session_store.h"
#include "support/failing_statements.h"
#include "support/installation.h"

namespace parvis::app {
namespace {

constexpr auto secret = "SECRET";

/// An open session with a questionnaire whose right answers, titles and feedback all bear the secret word.
class FaultSitting : public testing::Test {
 protected:
  FaultSitting() {
    enrol_candidate();
    open_session();
    fill_bank();
  }

  std::string me(std::string const& who) { return json::text_of(house_.want(who, "GET /api/me").at("id")); }

  void enrol_candidate() {
    version_ = house_.id_of("owner", "POST /api/certification/versions", R"({"label":"2026","rncp_number":""})");
    auto const made = house_.want("owner", "POST /api/certification/candidates", R"({"route":"free","identity":{"birth_name":"Martin","first_name":"Léa"},"revision":0})");
    std::string const candidate = json::text_of(made.at("candidate").at("id"));
    house_.want("owner", "PUT /api/certification/candidates/" + candidate + "/person", R"({"person_id":")" + me("candidate") + R"("})");
    enrolment_ = house_.id_of("owner", "POST /api/certification/enrolments", R"({"candidate_id":")" + candidate + R"(","version_id":")" + version_ + R"(","blocks":["B4"]})");
  }

  void save(examine::SessionState state, examine::Write write) {
    identity::Actor const actor{*identity::PersonId::parse(me("owner")), house_.ours.workspace, {}, identity::Role::owner, "session"};
    examine::Act const act{house_.clock(), actor, "examine.session_made"};
    session_.state = state;
    Done const done = house_.database().write([&](store::Transaction& tx) -> Done {
      TRY_DONE(examine::save(tx, act, session_, write));
      return write == examine::Write::insert ? examine::save(tx, act, sitter_, write) : Done();
    });
    ASSERT_TRUE(done) << done.error().code;
    ++session_.revision;
  }

  void open_session() {
    Instant const now = house_.clock().now();
    session_.id = sitter_.session_id = examine::ExamSessionId::make(house_.clock());
    session_.workspace_id = sitter_.workspace_id = house_.ours.workspace;
    session_.title = *Text<1, 160>::parse("Bloc 4");
    session_.block = *Text<1, 10>::parse("B4");
    session_.version_id = *enrol::ReferentialVersionId::parse(version_);
    session_.rule_set_id = enrol::RuleSetId::make(house_.clock());
    session_.centre = *Text<1, 120>::parse("Paris");
    session_.opens_at = session_.created_at = session_.changed_at = now;
    session_.closes_at = now + std::chrono::hours(4);
    sitter_.id = examine::SitterId::make(house_.clock());
    sitter_.enrolment_id = *enrol::EnrolmentId::parse(enrolment_);
    sitter_.pseudonym = "K7M-2PX";
    sitter_.pause_minutes = 10;
    sitter_.deadline = session_.closes_at;
    sitter_.created_at = now;
    save(examine::SessionState::planned, examine::Write::insert);
    kept_["session"] = session_.id.to_string();
  }

  void question(std::string const& kind, std::string const& choices) {
    std::string const body = R"({"reference":"Q-)" + kind + R"(","competency":"","difficulty":"easy","tags":["t"],"state":"active","question":{"kind":")" + kind +
                             R"(","id":"","tags":["SECRET"],"title":"SECRET","stem":{"format":"plain","text":"Quoi ?"},"choices":[)" + choices +
                             R"(],"pairs":[],"general_feedback":{"format":"plain","text":"SECRET"},"kept":[{"place":"","xml":"<x>SECRET</x>"}]}})";
    kept_["question"] = json::text_of(house_.want("owner", "POST /api/questions", body).at("item").at("id"));
  }

  void fill_bank() {
    std::string const one = R"({"correct":true,"text":{"format":"plain","text":"a"},"feedback":{"format":"plain","text":"SECRET"}})";
    std::string const other = R"({"correct":false,"text":{"format":"plain","text":"b"},"feedback":{"format":"plain","text":"SECRET"}})";
    question("single_choice", one + "," + other);
    question("short_answer", R"({"correct":true,"text":{"format":"plain","text":"SECRET"}})");
    question("essay", "");
    auto const made = house_.want("owner", "POST /api/questionnaires",
                                  R"({"title":"Bloc 4","block":"B4","state":"ready","blueprint":{"draws":[{"tags":["t"],"count":3,"points":2}],"minutes":30,"draw_for":"each",)"
                                  R"("questions":"shuffled","options":"shuffled","credit":"partial","instructions":""}})");
    kept_["questionnaire"] = json::text_of(made.at("questionnaire").at("id"));
  }

  std::string filled(std::string text) const {
    for (auto const& [name, value] : kept_) {
      std::string const mark = "{" + name + "}";
      for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark)) text.replace(at, mark.size(), value);
    }
    return text;
  }

  void fail_everywhere(std::string const& who, std::string const& line, std::string const& body = "") {
    SCOPED_TRACE(line);
    std::string const before = house_.records();
    http::Response answer;
    int const statements = test::fail_at_each_statement(
        house_.database(), [&] { answer = house_.ask(who, filled(line), filled(body)); },
        [&] {
          EXPECT_GE(answer.status, 500);
          EXPECT_EQ(house_.records(), before) << "left something half-written";
        });
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_GE(statements, 2);
    if (line.ends_with("/sitting")) kept_["sitting"] = json::text_of(json::parse(answer.body)->at("id"));
  }

  test::Installation house_;
  std::string version_, enrolment_;
  examine::ExamSession session_;
  examine::Sitter sitter_;
  std::map<std::string, std::string> kept_;
};

TEST_F(FaultSitting, every_write_of_a_sitting_is_whole_or_undone) {
  fail_everywhere("owner", "PUT /api/exam-sessions/{session}/questionnaire", R"({"questionnaire_id":"{questionnaire}"})");
  save(examine::SessionState::open, examine::Write::update);
  fail_everywhere("candidate", "POST /api/exam-sessions/{session}/sitting");
  fail_everywhere("candidate", "PUT /api/sittings/{sitting}/answers/1", R"({"chosen":[],"text":"","matched":[]})");
  fail_everywhere("candidate", "POST /api/sittings/{sitting}/pause");
  fail_everywhere("candidate", "POST /api/sittings/{sitting}/resume");
  fail_everywhere("candidate", "POST /api/sittings/{sitting}/hand-in");
}

TEST_F(FaultSitting, no_route_tells_a_candidate_what_is_right_before_release) {
  house_.want("owner", filled("PUT /api/exam-sessions/{session}/questionnaire"), filled(R"({"questionnaire_id":"{questionnaire}"})"));
  save(examine::SessionState::open, examine::Write::update);
  kept_["sitting"] = json::text_of(house_.want("candidate", filled("POST /api/exam-sessions/{session}/sitting")).at("id"));
  kept_["position"] = "1";
  kept_["brand"] = house_.ours.brand.to_string();
  int asked = 0, answered = 0;
  for (http::Row const& row : house_.instance().router().rows()) {
    bool const ends = row.path.starts_with("/api/session") || row.path.starts_with("/api/setup") || row.path.ends_with("/hand-in") || row.path.ends_with("/pause");
    if (ends) continue;
    std::string line = std::string(http::name_of(row.method)) + " " + filled(row.path);
    for (std::size_t open = line.find('{'); open != std::string::npos; open = line.find('{')) line.replace(open, line.find('}', open) + 1 - open, kept_["session"]);
    http::Response const response = house_.ask("candidate", line, row.method == http::Method::get ? "" : R"({"chosen":[],"text":"","matched":[]})");
    EXPECT_EQ(response.body.find(secret), std::string::npos) << line << " " << response.body;
    ++asked;
    answered += response.status == 200;
  }
  EXPECT_GT(asked, 100);
  EXPECT_GT(answered, 5);
  http::Response const sheet = house_.ask("candidate", filled("GET /api/sittings/{sitting}"));
  EXPECT_NE(sheet.body.find("Quoi ?"), std::string::npos) << sheet.body;
  house_.want("candidate", filled("POST /api/sittings/{sitting}/hand-in"));
  EXPECT_EQ(house_.ask("candidate", filled("GET /api/sittings/{sitting}/result")).status, 409);
}

}  // namespace
}  // namespace parvis::app
