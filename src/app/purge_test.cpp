// SPDX-License-Identifier: AGPL-3.0-or-later
// The retention schedule on the whole wiring, years ahead: what goes is gone from every record (tables, ledger, trail, queue), from
// the shelf and from what people can search; what stays still proves what it proved.
#include <sstream>

#include <gtest/gtest.h>

#include "app/file_shelf.h"
#include "base/digest.h"
#include "base/json.h"
#include "enrol/enrol.h"
#include "examine/dossier_store.h"
#include "judge/jobs.h"
#include "support/jury_room.h"

namespace parvis::app {
namespace {

constexpr char const* employer = "Zephyrine";         // of a juror
constexpr char const* qualification = "Quetzalogie";  // on what the juror's rests
constexpr char const* tie_note = "Xylophonie";        // what the juror said of a candidate
constexpr char const* proof_name = "Okapidiplome";
constexpr char const* name_of_failed = "Martin1";
constexpr char const* given_name = "Kangourou";  // of a deposited file

class Purges : public testing::Test {
 protected:
  test::JuryRoom room_;
  FileShelf shelf_{room_.house.folder() / "files"};
  std::string certifier_ = "certifier";
  int auditors_ = 0;
  std::string evidence_ = sha256_hex("what was handed in"), copy_ = sha256_hex("the copy"), proof_;

  void SetUp() override {
    tell_of_the_juror();
    room_.hand_in_files({{"L2.1-1.txt", std::string(given_name) + ".txt", "what was handed in", "the copy"}});
    accommodate();
    for (std::size_t i : {0u, 1u}) tell_who(i);
    finish();
  }

  json::Value want(std::string const& who, std::string const& line, std::string const& body = "") { return room_.house.want(who, line, body); }

  void tell_of_the_juror() {
    std::string const juror = room_.jurors["juror"];
    std::string const proof = "%PDF-1.4 " + std::string(proof_name);
    proof_ = sha256_hex(proof);
    want("certifier", "POST /api/jurors/" + juror + "/proof?name=" + proof_name + ".pdf", proof);
    want("certifier", "PUT /api/jurors/" + juror, R"({"quality":"Directrice","employer":")" + std::string(employer) + R"(","belongs":"external","gender":"woman","qualification":")" + qualification + "\"}");
    want("juror", "PUT " + room_.own("/declarations"), R"({"ties":[{"enrolment_id":")" + room_.enrolments[2].to_string() + R"(","tie":"none","note":")" + tie_note + "\"}]}");
  }

  /// Saved as a person saves it, so that it is found by its words.
  void tell_who(std::size_t candidate) {
    auto const id = room_.house.database().read([&](store::Transaction& tx) { return enrol::load_enrolment(tx, room_.house.ours.workspace, room_.enrolments[candidate])->candidate_id; });
    want("certifier", "PUT /api/certification/candidates/" + id.to_string(),
         R"({"route":"continuing","identity":{"birth_name":"Martin)" + std::to_string(candidate + 1) + R"(","first_name":"Léa"},"revision":1})");
  }

  void accommodate() {
    want("certifier", "PUT /api/certification/enrolments/" + room_.enrolments[0].to_string() + "/accommodation",
         R"({"types":["extra_time"],"factor":{"numerator":4,"denominator":3},"pause_minutes":0,"effect":"Tiers temps","granted_on":"2026-11-01","reason":"Décision","revision":0})");
  }

  /// The first candidate fails, so that nothing stands to them; the others hold the block.
  void finish() {
    room_.begin_marking();
    for (char const* who : {"president", "juror"}) {
      room_.mark(who, 0, "NA");
      for (std::size_t i : {1u, 2u}) room_.mark(who, i, "A");
    }
    room_.deliberate();
    room_.decide_all();
    std::string const minutes = room_.signed_minutes();
    want("president", "POST /api/my-minutes/" + minutes + "/closing");
    run_jobs();
  }

  void run_jobs() {
    while (room_.house.instance().runner().run_due_once(room_.house.clock().now()) > 0) {
    }
  }

  /// Who signed in then no longer is: another certifier looks.
  void months_later(int months) {
    room_.house.clock().advance(std::chrono::days(31 * months));
    run_jobs();
    certifier_ = "auditor-" + std::to_string(++auditors_);
    room_.house.join(certifier_, identity::Role::certifier);
  }

  /// In any record but the minutes as they were signed, which print who sat and are kept for ever.
  bool kept(char const* word) {
    std::istringstream lines(room_.house.records());
    std::string table;
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with("{\"table\"")) table = line;
      if (table.find("\"judge_minutes_content\"") == std::string::npos && line.find(word) != std::string::npos) return true;
    }
    return false;
  }
  bool on_shelf(std::string const& sha256) const { return std::filesystem::exists(shelf_.path_of(sha256)); }

  std::string reason() {
    json::Value const card = want(certifier_, "GET /api/certification/enrolments/" + room_.enrolments[0].to_string() + "/accommodation");
    return boost::json::serialize(card);
  }

  std::size_t found(std::string const& word) { return want(certifier_, "GET /api/certification/candidates?search=" + word).at("items").as_array().size(); }

  std::string made(std::string const& path, std::string const& body) {
    return room_.house.id_of("owner", "POST /api/brands/" + room_.house.ours.brand.to_string() + path, body);
  }

  /// Rows of the studio's side that name the same bytes as what was handed in: a report, and a fitted copy of a picture.
  void name_elsewhere(std::string const& of_report, std::string const& of_rendition) {
    std::string const channel = made("/channels", R"({"network":"mastodon","name":"Mastodon","address":"","delivery":"manual"})");
    std::string const content = made("/contents", R"({"title":"Un mot","body":"Bonjour","language":"fr","assets":[],"variants":[],"state":"ready"})");
    std::string const post = made("/publications", R"({"content_id":")" + content + R"(","channel_id":")" + channel +
                                                       R"(","moment":{"date":"2030-01-01","time":"09:00","zone":"Europe/Paris","fold":"earlier"}})");
    want("owner", "DELETE /api/brands/" + room_.house.ours.brand.to_string() + "/publications/" + post);
    room_.house.database().write([&](store::Transaction& tx) {
      tx.run("UPDATE publish_publication SET renditions = $2 WHERE id = $1",
             {post, R"([{"asset_id":")" + content + R"(","sha256":")" + of_rendition + R"(","media_type":"image/webp","bytes":1,"width":1,"height":1,"most_bytes":1}])"});
      tx.run("INSERT INTO measure_report (id, brand_id, objective_id, audience, sha256, made_by, made_at, form) VALUES ('r', $1, 'o', 'client', $2, 'p', 0, 'pdf')",
             {room_.house.ours.brand.to_string(), of_report});
    });
  }

  void expect_proofs_hold() {
    EXPECT_TRUE(want(certifier_, "GET /api/certification/ledger/verification").at("intact").as_bool());
    room_.house.database().read([&](store::Transaction& tx) {
      EXPECT_EQ(examine::sealed_root(tx, room_.session), sha256_hex("root"));
      EXPECT_EQ(examine::leaves_of(tx, room_.session).size(), 3u);
      EXPECT_EQ(judge::minutes_of(tx, room_.session).size(), 1u);
    });
  }
};

TEST_F(Purges, of_an_accommodation_leaves_its_effect_and_not_its_reason) {
  EXPECT_NE(reason().find("Décision"), std::string::npos);
  months_later(4);
  std::string const card = reason();
  EXPECT_EQ(card.find("Décision"), std::string::npos) << card;
  EXPECT_NE(card.find("Tiers temps"), std::string::npos);
  expect_proofs_hold();
}

TEST_F(Purges, of_a_juror_reaches_the_ledger_and_breaks_no_digest) {
  for (char const* word : {employer, qualification, tie_note, proof_name}) ASSERT_TRUE(kept(word)) << word;
  ASSERT_TRUE(on_shelf(proof_));
  std::string const head = json::text_of(want(certifier_, "GET /api/certification/ledger/verification").at("head"));
  months_later(38);
  for (char const* word : {employer, qualification, tie_note, proof_name}) EXPECT_FALSE(kept(word)) << word;
  EXPECT_FALSE(on_shelf(proof_));
  expect_proofs_hold();
  EXPECT_NE(room_.house.records().find(head), std::string::npos) << "the line that stood last still stands, by its digest";
  EXPECT_TRUE(kept("Directrice")) << "the minutes printed the quality";
}

TEST_F(Purges, of_evidence_and_of_a_name_that_nothing_stands_to) {
  ASSERT_EQ(found(name_of_failed), 1u);
  months_later(74);
  EXPECT_FALSE(on_shelf(evidence_));
  EXPECT_FALSE(on_shelf(copy_));
  EXPECT_FALSE(kept(given_name));
  room_.house.database().read([&](store::Transaction& tx) {
    auto const failed = enrol::load_enrolment(tx, room_.house.ours.workspace, room_.enrolments[0]);
    EXPECT_FALSE(enrol::load_identity(tx, failed->candidate_id));
    auto const holder = enrol::load_enrolment(tx, room_.house.ours.workspace, room_.enrolments[1]);
    EXPECT_TRUE(enrol::load_identity(tx, holder->candidate_id)) << "a block that stands keeps its holder's name";
  });
  EXPECT_EQ(found(name_of_failed), 0u);
  EXPECT_EQ(found("Martin2"), 1u);
  expect_proofs_hold();
}

TEST_F(Purges, of_evidence_leaves_the_file_that_a_report_or_a_post_bears_too) {
  name_elsewhere(evidence_, copy_);
  months_later(74);
  EXPECT_FALSE(kept(given_name));
  EXPECT_TRUE(on_shelf(evidence_)) << "a report of the same bytes";
  EXPECT_TRUE(on_shelf(copy_)) << "a picture that a post was sent with";
}

TEST_F(Purges, are_told_and_done_once) {
  months_later(74);
  auto const purged = [&] { return want(certifier_, "GET /api/certification/retention").at("purged").as_array().size(); };
  std::size_t const told = purged();
  EXPECT_GE(told, 4u);
  months_later(1);
  EXPECT_EQ(purged(), told);
}

TEST_F(Purges, replay_puts_back_what_may_stay_and_nothing_of_what_went) {
  months_later(38);
  auto const jurors = [&] { return boost::json::serialize(want(certifier_, "GET /api/jurors")); };
  std::string const before = jurors();
  room_.house.database().write([&](store::Transaction& tx) {
    enrol::replay_ledger(tx, room_.house.ours.workspace, judge::rebuilders());
  });
  EXPECT_EQ(jurors(), before);
  EXPECT_FALSE(kept(employer));
}

TEST_F(Purges, a_personal_part_that_was_changed_or_put_beside_another_line_is_told) {
  auto const verdict = [&] { return want(certifier_, "GET /api/certification/ledger/verification"); };
  ASSERT_TRUE(verdict().at("intact").as_bool());
  std::int64_t number = 0;
  room_.house.database().write([&](store::Transaction& tx) {
    number = tx.rows("SELECT number FROM enrol_ledger_personal ORDER BY number").front().integer(0);
    tx.run("UPDATE enrol_ledger_personal SET content = '{\"employer\":\"Another\"}' WHERE number = $1", {number});
  });
  EXPECT_FALSE(verdict().at("intact").as_bool());
  EXPECT_EQ(verdict().at("first_broken").as_int64(), number);
}

}  // namespace
}  // namespace parvis::app
