// SPDX-License-Identifier: AGPL-3.0-or-later
// The other juror, the president, the certifier and the owner try every row of the router for a grid that is not theirs
// to know, drafted and then locked, before the candidate's grids are all locked. Nothing of it may show: not the words
// planted in its remarks, and no answer that differs when the levels behind it differ. So for the grid of a dossier, and for
// that of a questionnaire's open answers, whose marks lie near what the certifier may read of a sitting.
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/json.h"
#include "support/jury_room.h"

namespace parvis::app {
namespace {

constexpr char const* planted = "MARQUEUR-ZIBELINE-7731";
std::vector<std::string> const hostile = {"president", "other", "certifier", "owner", "manager", "candidate"};

test::JuryRoomOptions room_for(std::string const& part) {
  bool const open = part == "questionnaire";
  using enum test::JuryRoomOptions::Questionnaire;
  return {.candidates = 2, .block = open ? "B4" : "B2", .questionnaire = open ? one_open_question : none};
}

class HostileJuror : public testing::TestWithParam<char const*> {
 protected:
  test::JuryRoom room_{room_for(GetParam())};
  std::string grid_;
  int asked_ = 0;

  void SetUp() override {
    room_.begin_marking();
    grid_ = room_.grid("juror", 0, GetParam());
    room_.house.want("juror", "PUT /api/grids/" + grid_ + "/draft", draft("NA", planted));
  }

  bool open_answers() const { return std::string(GetParam()) == "questionnaire"; }
  std::string draft(std::string const& level, std::string const& remark, std::int64_t revision = 0) const {
    return open_answers() ? test::JuryRoom::open_draft(level, remark, revision) : room_.draft(level, remark, revision);
  }

  /// Ids that a hostile reader may know or guess, by the names that paths give them.
  std::map<std::string, std::string> known() {
    return {{"session", room_.session.to_string()}, {"sitting", sitting()}, {"exam_session", room_.session.to_string()}, {"grid", grid_},
            {"enrolment", room_.enrolments[0].to_string()}, {"juror", room_.jurors["juror"]}, {"brand", room_.house.ours.brand.to_string()}};
  }

  /// The candidate's, in a room that has questionnaires.
  std::string sitting() {
    return room_.house.database().read([&](store::Transaction& tx) {
      auto const row = tx.first("SELECT id FROM examine_sitting WHERE enrolment_id = $1", {room_.enrolments[0].to_string()});
      return row ? std::string(row->text(0)) : grid_;
    });
  }

  std::string path_of(std::string path) {
    auto const values = known();
    for (std::size_t open = path.find('{'); open != std::string::npos; open = path.find('{')) {
      std::size_t const close = path.find('}', open);
      auto const found = values.find(path.substr(open + 1, close - open - 1));
      path.replace(open, close + 1 - open, found == values.end() ? grid_ : found->second);
    }
    return path;
  }

  /// Every row, and reading rows with filters that might widen them.
  std::vector<std::string> lines(http::Method only) {
    std::vector<std::string> all;
    for (http::Row const& row : room_.house.instance().router().rows()) {
      // What counts requests differs by itself, and is no row of the product.
      if (row.method != only || !row.path.starts_with("/api/")) continue;
      std::string const line = std::string(http::name_of(row.method)) + " " + path_of(row.path);
      all.push_back(line);
      if (only != http::Method::get) continue;
      for (char const* filter : {"?q=zibeline", "?session=", "?juror=", "?state=locked", "?form=print", "?limit=200"}) {
        std::string const value = std::string(filter).ends_with("session=") ? room_.session.to_string() : std::string(filter).ends_with("juror=") ? room_.jurors["juror"] : "";
        all.push_back(line + filter + value);
      }
    }
    return all;
  }

  /// An answer whole: status, headers (ETag among them) and body.
  std::string whole(std::string const& who, std::string const& line, std::string const& body = "") {
    ++asked_;
    http::Response const answer = room_.house.ask(who, line, body);
    std::string all = std::to_string(answer.status) + answer.body;
    for (auto const& [name, value] : answer.headers) all += "\n" + name + ":" + value;
    if (answer.file && std::filesystem::exists(*answer.file)) {
      std::ifstream in(*answer.file, std::ios::binary);
      all.append(std::istreambuf_iterator<char>(in), {});
    }
    return all;
  }

  std::map<std::string, std::string> read_everything() {
    std::map<std::string, std::string> answers;
    for (std::string const& who : hostile) {
      for (std::string const& line : lines(http::Method::get)) answers[who + " " + line] = whole(who, line);
    }
    return answers;
  }

  void expect_unmarked(std::map<std::string, std::string> const& answers) {
    for (auto const& [line, answer] : answers) EXPECT_EQ(answer.find(planted), std::string::npos) << line;
  }

  /// The same walk over the same records but for the levels behind the grid; nobody's answer may tell which is which.
  void expect_the_same_whatever_the_levels(std::string const& change, std::map<std::string, std::string> const& before) {
    std::string const levels = std::string(R"([{"criterion":")") + (open_answers() ? "Q1" : "K2.1") + R"(","level":"A","remark":"autre"}])";
    room_.house.database().write([&](store::Transaction& tx) { tx.run(change, {grid_, levels}); });
    auto const after = read_everything();
    int different = 0;
    for (auto const& [line, answer] : before) {
      // The walk itself is told of in the refusals and, by them, in the trail; and it tires the rates.
      bool const walks = line.find("/refusals") != std::string::npos || line.find("/audit") != std::string::npos || answer.starts_with("429") || after.at(line).starts_with("429");
      bool const same = walks || after.at(line) == answer;
      different += !same;
      EXPECT_TRUE(same) << line << "\n" << answer.substr(0, 400) << "\n" << after.at(line).substr(0, 400);
    }
    EXPECT_EQ(different, 0);
  }
};

TEST_P(HostileJuror, reads_nothing_of_a_draft_by_any_row) {
  auto const answers = read_everything();
  expect_unmarked(answers);
  expect_the_same_whatever_the_levels("UPDATE judge_draft SET marks = $2 WHERE id = $1", answers);
  std::printf("hostile juror, drafts: %d requests, 0 through\n", asked_);
}

TEST_P(HostileJuror, reads_nothing_of_a_locked_grid_until_the_other_locks) {
  room_.house.want("juror", "POST /api/grids/" + grid_ + "/lock",
                   R"({"revision":1,"submission_sha256":")" + json::text_of(room_.house.want("juror", "GET /api/grids/" + grid_).at("submission_sha256")) + "\"}");
  auto const answers = read_everything();
  expect_unmarked(answers);
  expect_the_same_whatever_the_levels("UPDATE judge_grid SET marks = $2 WHERE id = $1", answers);
  std::printf("hostile juror, locked: %d requests, 0 through\n", asked_);
}

TEST_P(HostileJuror, writes_to_no_grid_but_their_own_and_learns_nothing_from_trying) {
  std::string const before = json::text_of(room_.house.want("juror", "GET /api/grids/" + grid_).at("remark"));
  std::string const bodies[] = {"{}", draft("A", "volé", 1), R"({"revision":1,"submission_sha256":""})", R"({"outcome":"conform","note":""})"};
  for (http::Method const method : {http::Method::put, http::Method::post, http::Method::remove}) {
    for (std::string const& line : lines(method)) {
      bool const grids = line.find("/api/grids/") != std::string::npos;
      bool const juries = line.find("/api/my-juries/") != std::string::npos && line.find("/declarations") == std::string::npos;
      if (!grids && !juries) continue;
      for (std::string const& who : hostile) {
        for (std::string const& body : bodies) {
          std::string const answer = whole(who, line, body);
          EXPECT_EQ(answer.find(planted), std::string::npos) << who << " " << line;
          EXPECT_FALSE(grids && answer.starts_with("2")) << who << " " << line << " " << answer;
        }
      }
    }
  }
  json::Value const sheet = room_.house.want("juror", "GET /api/grids/" + grid_);
  EXPECT_EQ(json::text_of(sheet.at("remark")), before);
  EXPECT_EQ(sheet.at("state").as_string(), "draft");
  std::printf("hostile juror, writes: %d requests, 0 through\n", asked_);
}

// A grid that is another's and one that never was are answered alike.
TEST_P(HostileJuror, cannot_tell_anothers_grid_from_none) {
  for (std::string const& who : hostile) {
    std::string const theirs = whole(who, "GET /api/grids/" + grid_), none = whole(who, "GET /api/grids/0190aaaa-0000-7000-8000-000000000000");
    EXPECT_EQ(theirs, none) << who;
  }
}

TEST_P(HostileJuror, exports_and_the_trail_hold_nothing_of_it) {
  for (std::string const& who : hostile) EXPECT_EQ(whole(who, "GET /api/me/export").find(planted), std::string::npos) << who;
  EXPECT_NE(whole("juror", "GET /api/me/export").find("seats"), std::string::npos) << "their own they have";
  std::string const trail = room_.house.database().read([](store::Transaction& tx) {
    std::string all;
    for (char const* sql : {"SELECT detail AS said FROM identity_audit_entry", "SELECT payload AS said FROM jobs_event", "SELECT content AS said FROM enrol_ledger", "SELECT body AS said FROM identity_sent_mail", "SELECT payload AS said FROM jobs_job"}) {
      for (auto const& row : tx.rows(sql)) all += row.text("said");
    }
    return all;
  });
  EXPECT_EQ(trail.find(planted), std::string::npos) << "a draft is in no trail, event, ledger, mail or job";
}

// Once both have locked the jury reads both: the suite would otherwise pass on a room that shows nothing at all.
TEST_P(HostileJuror, is_let_in_once_every_grid_is_locked) {
  std::string const sheet = json::text_of(room_.house.want("juror", "GET /api/grids/" + grid_).at("submission_sha256"));
  room_.house.want("juror", "POST /api/grids/" + grid_ + "/lock", R"({"revision":1,"submission_sha256":")" + sheet + "\"}");
  EXPECT_GE(room_.house.ask("president", "POST " + room_.own("/deliberation")).status, 400);
  if (open_answers()) room_.mark("juror", 0, "A");
  for (char const* who : {"president", "juror"}) {
    for (std::size_t candidate : {0, 1}) {
      bool const done = std::string(who) == "juror" && candidate == 0;
      if (!done) room_.mark(who, candidate, "A");
      if (!done && open_answers()) room_.mark_open(who, candidate, "A");
    }
  }
  room_.deliberate();
  EXPECT_NE(whole("president", "GET " + room_.own("/deliberation")).find(planted), std::string::npos);
  for (char const* who : {"certifier", "owner", "other", "candidate"}) EXPECT_EQ(whole(who, "GET " + room_.own("/deliberation")).find(planted), std::string::npos) << who;
}

// Pages that listen hear nothing of marks: neither that one was kept nor that a grid was locked.
TEST_P(HostileJuror, hears_nothing_while_marks_are_kept_and_locked) {
  std::vector<std::shared_ptr<http::Subscription>> heard;
  for (std::string const& topic : {"brand:" + room_.house.ours.brand.to_string(), "workspace:" + room_.house.ours.workspace.to_string(), "session:" + room_.session.to_string()}) {
    heard.push_back(room_.house.instance().streams().subscribe(topic, [] {}));
  }
  room_.house.want("juror", "PUT /api/grids/" + grid_ + "/draft", draft("A", planted, 1));
  std::string const sheet = json::text_of(room_.house.want("juror", "GET /api/grids/" + grid_).at("submission_sha256"));
  room_.house.want("juror", "POST /api/grids/" + grid_ + "/lock", R"({"revision":2,"submission_sha256":")" + sheet + "\"}");
  room_.house.instance().runner().run_due_once(room_.house.clock().now());
  for (auto const& stream : heard) EXPECT_EQ(stream->take().value_or(""), "");
}

INSTANTIATE_TEST_SUITE_P(Grid, HostileJuror, testing::Values("written", "questionnaire"), [](auto const& tested) { return std::string(tested.param); });

}  // namespace
}  // namespace parvis::app
