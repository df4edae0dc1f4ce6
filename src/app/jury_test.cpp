// SPDX-License-Identifier: AGPL-3.0-or-later
// The jury from grids to closed minutes, through requests.
#include <gtest/gtest.h>

#include "base/json.h"
#include "enrol/ledger.h"
#include "judge/minutes_desk.h"
#include "judge/overview.h"
#include "support/failing_statements.h"
#include "support/jury_room.h"
#include "text/extract.h"

namespace parvis::app {
namespace {

std::string code_of(http::Response const& answer) {
  auto const body = json::parse(answer.body);
  return body && body->is_object() && body->as_object().contains("code") ? json::text_of(body->at("code")) : "";
}

std::string text_at(json::Value const& value, std::string const& pointer) { return json::text_of(value.at_pointer(pointer)); }

TEST(Jury, confirms_identical_grids_in_bulk_and_leaves_the_unfavourable_for_their_motive) {
  test::JuryRoom room;
  room.begin_marking();
  for (std::size_t i = 0; i < 3; ++i) {
    for (char const* who : {"president", "juror"}) room.mark(who, i, i == 2 ? "NA" : "A");
  }
  room.deliberate();
  json::Value const done = room.house.want("president", "POST " + room.own("/deliberation/confirmations"), R"({"bulk":"identical"})");
  EXPECT_EQ(done.at("decided").as_int64(), 2);
  EXPECT_EQ(done.at("left").as_int64(), 1);
  std::string const decide = R"({"enrolment_id":")" + room.enrolments[2].to_string() + R"(","votes":[])";
  EXPECT_EQ(room.house.ask("president", "PUT " + room.own("/deliberation/decisions"), decide + "}").status, 422);
  json::Value const decision = room.house.want("president", "PUT " + room.own("/deliberation/decisions"), decide + R"(,"motive":"Rien n'est acquis."})");
  EXPECT_EQ(text_at(decision, "/verdict"), "NON_VALIDE");
}

TEST(Jury, deliberates_what_is_too_far_apart_and_a_tie_is_the_presidents) {
  test::JuryRoom room({.candidates = 1});
  room.begin_marking();
  room.mark("president", 0, "A");
  room.mark("juror", 0, "NA", "Je ne le vois pas.");
  room.deliberate();
  json::Value const sheet = room.house.want("president", "GET " + room.own("/deliberation"));
  json::Value const& line = sheet.at_pointer("/candidates/0");
  EXPECT_EQ(text_at(line, "/standing"), "to_deliberate");
  EXPECT_EQ(line.at("discrepancies").as_array().size(), room.criteria().size());
  EXPECT_EQ(text_at(line, "/discrepancies/0/levels/1/remark"), "Je ne le vois pas.");
  EXPECT_EQ(code_of(room.house.ask("president", "PUT " + room.own("/deliberation/decisions"), R"({"enrolment_id":")" + room.enrolments[0].to_string() + R"(","votes":[]})")),
            "judge.level_pending");
  for (std::string const& criterion : room.criteria()) {
    std::string const votes = R"([{"juror":")" + room.jurors["president"] + R"(","level":"A"},{"juror":")" + room.jurors["juror"] + R"(","level":"PA"}])";
    json::Value const agreed = room.house.want("president", "PUT " + room.own("/deliberation/levels"),
                                               R"({"enrolment_id":")" + room.enrolments[0].to_string() + R"(","criterion":")" + criterion + R"(","votes":)" + votes + R"(,"motive":"Relu ensemble."})");
    EXPECT_EQ(text_at(agreed, "/voice"), "casting");
  }
  json::Value const decision = room.house.want("president", "PUT " + room.own("/deliberation/decisions"), R"({"enrolment_id":")" + room.enrolments[0].to_string() + R"(","votes":[]})");
  EXPECT_EQ(text_at(decision, "/verdict"), "VALIDE");
  EXPECT_EQ(text_at(decision, "/casting_vote"), "casting");
}

TEST(Jury, keeps_a_draft_sent_twice_once_and_tells_a_newer_one) {
  test::JuryRoom room({.candidates = 1});
  room.begin_marking();
  std::string const put = "PUT /api/grids/" + room.grid("juror", 0) + "/draft";
  EXPECT_EQ(room.house.want("juror", put, room.draft("A", "un", 0)).at("revision").as_int64(), 1);
  EXPECT_EQ(room.house.want("juror", put, room.draft("A", "un", 0)).at("revision").as_int64(), 1) << "the answer to the first was lost";
  EXPECT_EQ(room.house.want("juror", put, room.draft("PA", "deux", 1)).at("revision").as_int64(), 2);
  EXPECT_EQ(code_of(room.house.ask("juror", put, room.draft("NA", "hors ligne", 0))), "judge.stale_revision");
  EXPECT_EQ(room.house.ask("juror", put, room.draft("Z", "", 2)).status, 422);
}

TEST(Jury, locks_a_grid_for_ever_and_only_when_it_is_whole) {
  test::JuryRoom room({.candidates = 1});
  room.begin_marking();
  std::string const one = "/api/grids/" + room.grid("juror", 0);
  room.house.want("juror", "PUT " + one + "/draft", room.draft("PA", "", 0));
  std::string const read = text_at(room.house.want("juror", "GET " + one), "/submission_sha256");
  http::Response const refused = room.house.ask("juror", "POST " + one + "/lock", R"({"revision":1,"submission_sha256":")" + read + "\"}");
  EXPECT_EQ(code_of(refused), "judge.grid_incomplete");
  EXPECT_NE(refused.body.find("judge.remark_missing"), std::string::npos);
  room.house.want("juror", "PUT " + one + "/draft", room.draft("PA", "Partiel.", 1));
  EXPECT_EQ(code_of(room.house.ask("juror", "POST " + one + "/lock", R"({"revision":2,"submission_sha256":"autre"})")), "judge.submission_changed");
  room.house.want("juror", "POST " + one + "/lock", R"({"revision":2,"submission_sha256":")" + read + "\"}");
  EXPECT_EQ(code_of(room.house.ask("juror", "PUT " + one + "/draft", room.draft("A", "trop tard", 2))), "judge.grid_state");
}

// Rule 10.
TEST(Jury, a_newer_deposit_shows_on_a_grid_locked_before_it) {
  test::JuryRoom room({.candidates = 1});
  room.begin_marking();
  room.mark("juror", 0, "A");
  std::string const one = "GET /api/grids/" + room.grid("juror", 0);
  EXPECT_EQ(text_at(room.house.want("juror", one), "/matches"), "current");
  room.house.database().write([](store::Transaction& tx) { tx.run("UPDATE examine_submission SET sha256 = 'ffff'"); });
  EXPECT_EQ(text_at(room.house.want("juror", one), "/matches"), "differs");
}

// Rule 9.
TEST(Jury, a_tie_declared_late_voids_the_grid_and_a_substitute_marks) {
  test::JuryRoom room({.candidates = 1});
  room.begin_marking();
  room.mark("juror", 0, "A");
  room.mark("president", 0, "A");
  room.house.clock().advance(std::chrono::minutes(1));
  room.house.want("juror", "PUT " + room.own("/declarations"), R"({"ties":[{"enrolment_id":")" + room.enrolments[0].to_string() + R"(","tie":"trained"}]})");
  EXPECT_EQ(code_of(room.house.ask("president", "POST " + room.own("/deliberation"))), "judge.grids_open");
  http::Response const alone = room.house.ask("certifier", "PUT " + room.path("/assignments"), R"({"pairs":[]})");
  EXPECT_EQ(code_of(alone), "judge.juror_conflict") << alone.status << alone.body << room.house.ask("certifier", "GET " + room.path()).body;
  room.house.want("certifier", "POST " + room.path("/replacements"),
                  R"({"juror_id":")" + room.jurors["juror"] + R"(","by_juror_id":")" + room.jurors["other"] + R"(","motive":"A formé le candidat."})");
  room.house.want("other", "PUT " + room.own("/declarations"), R"({"ties":[{"enrolment_id":")" + room.enrolments[0].to_string() + R"(","tie":"none"}]})");
  room.house.want("certifier", "PUT " + room.path("/assignments"), R"({"pairs":[]})");
  room.mark("other", 0, "A");
  room.house.want("president", "POST " + room.own("/deliberation"));
  std::string const sheet = room.house.ask("certifier", "GET " + room.path()).body;
  EXPECT_NE(sheet.find("judge.grid_voided"), std::string::npos);
  EXPECT_NE(sheet.find("judge.juror_replaced"), std::string::npos);
}

TEST(Jury, closes_minutes_once_and_corrects_them_by_others_that_supersede) {
  test::JuryRoom room;
  room.begin_marking();
  room.mark_all("A");
  room.deliberate();
  room.decide_all();
  std::string const first = room.signed_minutes(), one = "/api/my-minutes/" + first;
  json::Value const closed = room.house.want("president", "POST " + one + "/closing");
  EXPECT_EQ(text_at(closed, "/minutes/number"), "PV-2026-0001");
  EXPECT_EQ(text_at(closed, "/minutes/state"), "closed");
  EXPECT_EQ(room.state(), examine::SessionState::pv_closed);
  EXPECT_EQ(code_of(room.house.ask("president", "POST " + one + "/closing")), "judge.deliberation_state");
  EXPECT_EQ(code_of(room.house.ask("president", "PUT " + room.own("/deliberation/decisions"), R"({"enrolment_id":")" + room.enrolments[0].to_string() + R"(","verdict":"AJOURNE","votes":[],"motive":"x"})")),
            "judge.deliberation_state");
  room.house.want("certifier", "POST /api/minutes/" + first + "/corrections", R"({"motive":"Une décision était fausse."})");
  json::Value const sheet = room.house.want("president", "GET " + room.own("/deliberation"));
  room.house.want("president", "PUT " + room.own("/deliberation/quorum"), R"({"present":[")" + room.jurors["president"] + "\",\"" + room.jurors["juror"] +
                                  R"("],"starts_at":"2026-11-30T09:00:00Z","place":"Lyon","representative":"","revision":)" + boost::json::serialize(sheet.at_pointer("/deliberation/revision")) + "}");
  room.house.want("president", "PUT " + room.own("/deliberation/decisions"), R"({"enrolment_id":")" + room.enrolments[0].to_string() + R"(","verdict":"AJOURNE","votes":[],"motive":"Pièce à revoir."})");
  std::string const second = room.signed_minutes();
  json::Value const again = room.house.want("president", "POST /api/my-minutes/" + second + "/closing");
  EXPECT_EQ(text_at(again, "/minutes/number"), "PV-2026-0002");
  EXPECT_EQ(text_at(again, "/content/supersedes"), "PV-2026-0001");
  json::Value const former = room.house.want("certifier", "GET /api/minutes/" + first);
  EXPECT_EQ(text_at(former, "/superseded_by"), "PV-2026-0002");
  EXPECT_EQ(text_at(former, "/minutes/pdf_sha256"), text_at(closed, "/minutes/pdf_sha256"));
}

// What is kept is read again only while it stands on the minutes closed today, and never holds a name.
TEST(Jury, keeps_its_agreement_when_minutes_close) {
  test::JuryRoom room;
  room.begin_marking();
  room.mark_all("A");
  room.deliberate();
  room.decide_all();
  room.house.want("president", "POST /api/my-minutes/" + room.signed_minutes() + "/closing");
  std::string const reckoned = room.house.ask("certifier", "GET /api/jury-agreement").body;
  while (room.house.instance().runner().run_due_once(room.house.clock().now()) > 0) continue;
  auto const kept = [&](store::Transaction& tx) { return tx.first("SELECT minutes, page FROM judge_agreement"); };
  auto const row = room.house.database().read(kept);
  ASSERT_TRUE(row);
  auto const names = [](std::string const& page) {
    std::string all;
    json::Value const read = *json::parse(page);
    for (json::Value const& line : read.at("severity").get_array()) all += json::text_of(line.at("name")) + " ";
    for (json::Value const& pair : read.at("pairs").get_array()) all += json::text_of(pair.at("subject"));
    return all;
  };
  EXPECT_EQ(names(reckoned).size(), std::string("juror president juror · president").size());  // in the order of ids
  EXPECT_EQ(names(row->text("page")), "  pair");
  EXPECT_EQ(room.house.ask("certifier", "GET /api/jury-agreement").body, reckoned);

  auto const keep = [&](std::string const& minutes) {
    judge::Agreement page;
    page.sessions = 77;
    room.house.database().write([&](store::Transaction& tx) { tx.run("UPDATE judge_agreement SET minutes = $1, page = $2", {minutes, json::encode(page)}); });
    return room.house.want("certifier", "GET /api/jury-agreement").at("sessions").to_number<std::int64_t>();
  };
  EXPECT_EQ(keep(row->text("minutes")), 77);
  EXPECT_EQ(keep("of other minutes"), 1);
}

TEST(Jury, lifts_identity_in_the_minutes_alone) {
  test::JuryRoom room({.candidates = 1});
  room.begin_marking();
  room.mark_all("A");
  room.deliberate();
  room.decide_all();
  for (std::string const& line : std::vector<std::string>{"GET /api/my-juries", "GET " + room.own("/deliberation"), "GET /api/grids/" + room.grid("juror", 0)}) {
    EXPECT_EQ(room.house.ask("juror", line).body.find("MARTIN"), std::string::npos) << line;
  }
  EXPECT_EQ(room.house.ask("certifier", "GET " + room.path()).body.find("MARTIN"), std::string::npos);
  std::string const id = room.signed_minutes();
  EXPECT_EQ(text_at(room.house.want("juror", "GET /api/my-minutes/" + id), "/content/candidates/0/name"), "Léa MARTIN1");
}

/// The document's words, white space brought down to single spaces.
std::string words_of(std::string const& pdf) {
  auto const read = text::extract_document(pdf, "pv.pdf");
  if (!read) ADD_FAILURE() << read.error().code << " " << read.error().detail << ": " << pdf.substr(0, 300);
  std::string all;
  for (auto const& paragraph : read ? read->paragraphs : std::vector<text::Paragraph>()) all += paragraph.text + " ";
  std::string words;
  for (char const c : all) {
    bool const space = c == ' ' || c == '\n';
    if (!space || (!words.empty() && words.back() != ' ')) words += space ? ' ' : c;
  }
  return words;
}

TEST(Jury, prints_every_line_that_minutes_owe) {
  test::JuryRoom room;
  room.begin_marking();
  room.mark_all("A");
  room.deliberate();
  room.decide_all();
  std::string const id = room.signed_minutes();
  room.house.want("president", "POST /api/my-minutes/" + id + "/closing");
  std::string const words = words_of(room.house.ask("certifier", "GET /api/minutes/" + id + "/pdf").body);
  std::string const root = room.house.database().read([&](store::Transaction& tx) { return *examine::load_session(tx, room.house.ours.workspace, room.session)->root; });
  for (std::string const& line : std::vector<std::string>{
           "PV-2026-0001", "Institut du Parvis", "Community manager", "RNCP00000", "B2", "Session de novembre", "Centre de Lyon", "Habilitation", "25 novembre 2026", "Lyon, salle 2",
           "Directrice", "Atelier", "Extérieur", "président du jury", "Absents (pseudonymes)", "Composition", "Jeanne Mestre", "Inscrits", "Présents", "Aménagements accordés", "Aléas",
           "Voix prépondérante", "Annexe 1", "Annexe 2", "Léa MARTIN1", "Validé", "Vu ensemble.", "Signé à la main", root.substr(0, 8), root.substr(56)}) {
    EXPECT_NE(words.find(line), std::string::npos) << line << "\n" << words.substr(0, 3000);
  }
}

TEST(Jury, the_ledger_puts_every_table_back) {
  test::JuryRoom room;
  room.begin_marking();
  room.mark_all("A");
  room.deliberate();
  room.decide_all();
  room.house.want("president", "POST /api/my-minutes/" + room.signed_minutes() + "/closing");
  std::vector<std::string> const tables = {"judge_signature", "judge_decision", "judge_agreed", "judge_minutes", "judge_deliberation", "judge_grid",
                                           "judge_incident", "judge_declaration", "judge_seat", "judge_juror"};
  auto const rows = [&](store::Transaction& tx) {
    std::string all;
    for (std::string const& table : tables) {
      for (auto const& row : tx.rows("SELECT * FROM " + table + " ORDER BY id")) {
        for (std::size_t i = 0; i < row.size(); ++i) all += row.is_null(i) ? "-" : std::holds_alternative<std::string>(row.cell(i)) ? row.text(i) : std::to_string(row.integer(i));
        all += "\n";
      }
    }
    return all;
  };
  std::string const before = room.house.database().read(rows);
  std::string const after = room.house.database().write([&](store::Transaction& tx) {
    tx.run("DELETE FROM judge_minutes_content");
    for (std::string const& table : tables) tx.run("DELETE FROM " + table);
    enrol::replay_ledger(tx, room.house.ours.workspace, judge::rebuilders());
    return rows(tx);
  });
  EXPECT_EQ(after, before);
}

TEST(FaultJury, leaves_closing_whole_or_undone_at_every_statement) {
  test::JuryRoom room;
  room.begin_marking();
  room.mark_all("A");
  room.deliberate();
  room.decide_all();
  auto const minutes = *judge::MinutesId::parse(room.signed_minutes());
  test::JuryDesk jury(room.house.database(), room.house.clock(), room.house.folder());
  auto const president = room.actor("president", identity::Role::president);
  std::string const before = room.house.records();
  int const statements = test::fail_at_each_statement(room.house.database(), [&] { judge::close_minutes(jury.desk, president, minutes).value(); },
                                                      [&] { EXPECT_EQ(room.house.records(), before); });
  EXPECT_GT(statements, 10);
  EXPECT_EQ(room.state(), examine::SessionState::pv_closed);
}

// Every write of the jury, in the order of a session's life.
TEST(FaultJury, leaves_every_write_whole_or_undone) {
  test::JuryRoom room({.candidates = 1});
  room.begin_marking();
  std::string const grid = "/api/grids/" + room.grid("juror", 0), enrolment = room.enrolments[0].to_string();
  std::string const read = text_at(room.house.want("juror", "GET " + grid), "/submission_sha256");
  struct Write { std::string who, line, body; };
  std::vector<Write> const writes = {
      {"certifier", "PUT /api/jurors/" + room.jurors["juror"], R"({"quality":"Formatrice","employer":"","belongs":"external","gender":"woman","qualification":""})"},
      {"juror", "POST /api/my-phrases", R"({"text":"La charte est suivie."})"},
      {"juror", "PUT " + grid + "/draft", room.draft("A", "Vu.")},
      {"juror", "POST " + grid + "/lock", R"({"revision":1,"submission_sha256":")" + read + "\"}"},
      {"certifier", "PUT " + room.path("/assignments"), R"({"pairs":[{"enrolment_id":")" + enrolment + R"(","jurors":[")" + room.jurors["juror"] + "\"]}]}"},
  };
  for (Write const& write : writes) {
    std::string const before = room.house.records();
    http::Response answer;
    test::fail_at_each_statement(room.house.database(), [&] { answer = room.house.ask(write.who, write.line, write.body); },
                                 [&] {
                                   EXPECT_GE(answer.status, 500) << write.line;
                                   EXPECT_EQ(room.house.records(), before) << write.line;
                                 });
    EXPECT_LT(answer.status, 300) << write.line << answer.body;
  }
}

}  // namespace
}  // namespace parvis::app
