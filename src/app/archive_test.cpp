// SPDX-License-Identifier: AGPL-3.0-or-later
// The archive of a session in the hands of someone who has nothing but unzip and SHA-256: every digest, the ledger's chain
// and each receipt's way to the root hold, and neither a name nor a NIR is where it must not be.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "app/file_shelf.h"
#include "base/digest.h"
#include "base/encoding.h"
#include "base/json.h"
#include "examine/questionnaire_store.h"
#include "support/jury_room.h"

namespace parvis::app {
namespace {

std::string read(std::filesystem::path const& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string raw(std::string const& hexadecimal) { return from_hex(hexadecimal).value(); }

std::string text(json::Value const& value, char const* name) { return json::text_of(value.at(name)); }

/// The root that a leaf leads to (RFC 9162, 2.1.3.2), written anew here.
std::string root_from(json::Value const& receipt) {
  auto place = static_cast<std::uint64_t>(receipt.at("index").as_int64()), last = static_cast<std::uint64_t>(receipt.at("tree_size").as_int64()) - 1;
  std::string hash = raw(text(receipt, "leaf"));
  for (auto const& step : receipt.at("proof").as_array()) {
    std::string const other = raw(json::text_of(step));
    bool const right = (place & 1) == 1 || place == last;
    hash = sha256(std::string(1, '\1') + (right ? other + hash : hash + other));
    while (right && (place & 1) == 0 && place != 0) {
      place >>= 1;
      last >>= 1;
    }
    place >>= 1;
    last >>= 1;
  }
  return hex(hash);
}

class Archive : public testing::Test {
 protected:
  test::JuryRoom room_;
  test::TemporaryFolder out_;

  void SetUp() override {
    std::vector<test::HandedFile> files;
    for (char const* name : {"L2.1-1.txt", "L2.1-2.txt"}) files.push_back({name, name, std::string("Léa Martin wrote ") + name, std::string("someone wrote ") + name});
    room_.hand_in_files(files);
    sit();
    room_.begin_marking();
    room_.mark_all("A");
    room_.deliberate();
    room_.decide_all();
    std::string const minutes = room_.signed_minutes();
    room_.house.want("president", "POST /api/my-minutes/" + minutes + "/closing");
    run_jobs();
  }

  /// A questionnaire of one question, which the first candidate sat.
  void sit() {
    std::string const question = R"({"reference":"Q1","competency":"","difficulty":"easy","tags":[],"state":"active","question":{"kind":"single_choice","id":"","tags":[],"title":"","stem":{"format":"plain","text":"Combien ?"},)"
                                 R"("choices":[{"correct":true,"text":{"format":"plain","text":"Deux"},"feedback":{"format":"plain","text":""}},{"correct":false,"text":{"format":"plain","text":"Trois"},"feedback":{"format":"plain","text":""}}],"pairs":[],"kept":[]}})";
    json::Value const made = room_.house.want("certifier", "POST /api/questions", question);
    json::Value const version = made.at("versions").at(0);
    std::string const paper = json::text_of(room_.house.want("certifier", "POST /api/questionnaires",
                                                             R"({"title":"Court","block":"B2","state":"ready","blueprint":{"draws":[{"tags":[],"count":1,"points":2}],"minutes":30,"draw_for":"everyone","questions":"as_written","options":"as_written","credit":"partial","instructions":""}})")
                                                .at("questionnaire").at("id"));
    auto const by = room_.actor("certifier", identity::Role::certifier).person;
    room_.house.database().write([&](store::Transaction& tx) {
      examine::SessionQuestionnaire set;
      set.session_id = room_.session;
      set.workspace_id = room_.house.ours.workspace;
      set.questionnaire_id = *examine::QuestionnaireId::parse(paper);
      set.title = *Text<1, 120>::parse("Court");
      set.blueprint = examine::find_questionnaire(tx, room_.house.ours.workspace, set.questionnaire_id)->blueprint;
      set.seed = "seed";
      set.set_at = room_.house.clock().now();
      set.set_by = by;
      examine::put_session_questionnaire(tx, set);
      examine::Sitting sitting;
      sitting.id = examine::SittingId::make(room_.house.clock());
      sitting.workspace_id = room_.house.ours.workspace;
      sitting.session_id = room_.session;
      sitting.enrolment_id = room_.enrolments[0];
      sitting.seed = "own seed";
      sitting.state = examine::SittingState::handed_in;
      sitting.started_at = sitting.deadline = room_.house.clock().now();
      examine::insert_sitting(tx, sitting);
      examine::SittingQuestion asked;
      asked.sitting_id = sitting.id;
      asked.position = 1;
      asked.item_id = *examine::QuestionItemId::parse(json::text_of(version.at("item_id")));
      asked.version_id = *examine::QuestionVersionId::parse(json::text_of(version.at("id")));
      asked.points = 2;
      asked.shown_order = {0, 1};
      asked.answer = quiz::QuestionAnswer{{0}, "", {}};
      asked.score = quiz::QuestionScore{};
      asked.score->fraction = Rational{1};
      examine::insert_sitting_question(tx, asked);
      examine::update_sitting_question(tx, asked);
    });
  }

  void run_jobs() {
    while (room_.house.instance().runner().run_due_once(room_.house.clock().now()) > 0) {
    }
  }

  json::Value asked(std::string const& identities) {
    std::string const id = room_.house.id_of("certifier", "POST /api/certification/archives",
                                             R"({"session_id":")" + room_.session.to_string() + R"(","identities":")" + identities + R"(","locale":"en"})");
    run_jobs();
    json::Value const page = room_.house.want("certifier", "GET /api/certification/archives");
    for (auto const& one : page.at("items").as_array()) {
      if (text(one, "id") == id) return one;
    }
    return {};
  }

  std::filesystem::path unpacked(json::Value const& archive) {
    std::filesystem::path const to = out_ / text(archive, "id");
    std::filesystem::path const from = room_.house.folder() / "archives" / (text(archive, "id") + ".zip");
    EXPECT_EQ(sha256_hex(read(from)), text(archive, "sha256"));
    EXPECT_EQ(std::system(("unzip -qq " + from.string() + " -d " + to.string()).c_str()), 0);
    return to;
  }

  json::Value file(std::filesystem::path const& folder, char const* name) { return json::parse(read(folder / name)).value(); }
};

TEST_F(Archive, holds_what_its_index_says) {
  auto const archive = asked("named");
  ASSERT_EQ(text(archive, "state"), "ready") << boost::json::serialize(archive);
  auto const folder = unpacked(archive);
  auto const index = file(folder, "index.json");
  std::size_t files = 2;
  for (auto const& one : index.at("files").as_array()) {
    std::string const bytes = read(folder / text(one, "path"));
    EXPECT_EQ(sha256_hex(bytes), text(one, "sha256")) << text(one, "path");
    EXPECT_NE(read(folder / "index.html").find(text(one, "sha256")), std::string::npos);
    ++files;
  }
  std::size_t found = 0;
  for (auto const& one : std::filesystem::recursive_directory_iterator(folder)) found += one.is_regular_file();
  EXPECT_EQ(found, files) << "a file that the index does not name";
  for (char const* path : {"rules/rule_set.json", "exam/receipts.json", "jury/grids.json", "jury/signatures.json", "jury/comparison.json", "jury/agreement.json", "results/outcomes.json"}) {
    EXPECT_GT(read(folder / path).size(), 3u) << path;
  }
  EXPECT_EQ(read(folder / "index.html").find("{{"), std::string::npos);
}

TEST_F(Archive, proves_the_ledger_and_the_deposits) {
  auto const folder = unpacked(asked("pseudonyms"));
  std::istringstream chain(read(folder / "ledger/chain.jsonl"));
  std::map<std::int64_t, std::string> contents;
  std::string line, before;
  while (std::getline(chain, line)) {
    auto const one = json::parse(line).value();
    auto const number = [&](char const* name) { return std::to_string(one.at(name).as_int64()); };
    std::string const told = before + "\n" + number("number") + "\n" + number("at") + "\n" + text(one, "actor") + "\n" + text(one, "act") + "\n" + text(one, "kind") + "\n" +
                             text(one, "object_id") + "\n" + text(one, "content_sha256");
    EXPECT_EQ(sha256_hex(told), text(one, "hash")) << line;
    before = text(one, "hash");
    contents[one.at("number").as_int64()] = text(one, "content_sha256");
  }
  EXPECT_EQ(before, text(file(folder, "ledger/head.json"), "head"));
  std::istringstream extract(read(folder / "ledger/extract.jsonl"));
  std::size_t lines = 0;
  for (; std::getline(extract, line); ++lines) {
    auto const one = json::parse(line).value();
    EXPECT_EQ(sha256_hex(text(one, "content")), contents[one.at("number").as_int64()]);
  }
  EXPECT_GT(lines, 10u);
  auto const receipts = file(folder, "exam/receipts.json").as_array();
  EXPECT_EQ(receipts.size(), 3u);
  for (auto const& receipt : receipts) EXPECT_EQ(root_from(receipt), text(receipt, "root"));
}

TEST_F(Archive, holds_what_the_ledger_says_of_the_session_down_to_signatures_and_levels) {
  auto const folder = unpacked(asked("pseudonyms"));
  std::set<std::int64_t> told;
  std::string line;
  std::istringstream extract(read(folder / "ledger/extract.jsonl"));
  while (std::getline(extract, line)) told.insert(json::parse(line).value().at("number").as_int64());
  std::istringstream chain(read(folder / "ledger/chain.jsonl"));
  std::map<std::string, int> kinds;
  while (std::getline(chain, line)) {
    auto const one = json::parse(line).value();
    std::string const kind = text(one, "kind");
    // One session alone is held in this house: all that its jury did is of it.
    bool const of_the_jury = kind.starts_with("judge_") && kind != "judge_juror";
    bool const ours = of_the_jury || kind == "examine_submission";
    EXPECT_TRUE(!ours || told.contains(one.at("number").as_int64())) << line;
    ++kinds[kind];
  }
  EXPECT_GT(kinds["judge_signature"], 1);
  EXPECT_GT(kinds["judge_decision"], 2);
  EXPECT_TRUE(std::filesystem::exists(folder / "jury/orals.json"));
  json::Value const signatures = file(folder, "jury/signatures.json");
  EXPECT_EQ(signatures.at(0).as_array().size(), 2u);
}

TEST_F(Archive, names_nobody_unless_asked_and_is_the_same_bytes_twice) {
  auto const anonymous = unpacked(asked("pseudonyms")), named = unpacked(asked("named"));
  EXPECT_FALSE(std::filesystem::exists(anonymous / "minutes"));
  EXPECT_TRUE(std::filesystem::exists(named / "exam/candidates.json"));
  json::Value const candidates = file(named, "exam/candidates.json");
  for (auto const& candidate : candidates.as_array()) {
    for (auto const& one : std::filesystem::recursive_directory_iterator(anonymous)) {
      bool const names = one.is_regular_file() && read(one.path()).find(text(candidate, "name")) != std::string::npos;
      EXPECT_FALSE(names) << one.path();
    }
  }
  EXPECT_EQ(text(asked("named"), "sha256"), text(asked("named"), "sha256"));
}

TEST_F(Archive, holds_what_was_deposited_and_each_candidate_s_paper) {
  auto const anonymous = unpacked(asked("pseudonyms")), named = unpacked(asked("named"));
  std::string const copies = "evidence/for_jurors/KMX-P01/attempt-1/", originals = "evidence/handed_in/KMX-P01/attempt-1/";
  for (auto const& folder : {anonymous, named}) EXPECT_EQ(read(folder / copies / "L2.1-1.txt"), "someone wrote L2.1-1.txt");
  EXPECT_EQ(read(named / originals / "L2.1-2.txt"), "Léa Martin wrote L2.1-2.txt");
  EXPECT_FALSE(std::filesystem::exists(anonymous / "evidence/handed_in")) << "a file as handed in may name its author";
  json::Value const told = file(named, "evidence/files.json");
  EXPECT_EQ(told.as_array().size(), 4u);
  for (auto const& one : told.as_array()) EXPECT_EQ(text(one, "state"), "there");
  EXPECT_EQ(file(anonymous, "questionnaire/paper.json").at("seed"), "seed");
  EXPECT_EQ(file(anonymous, "questionnaire/questions.json").at(0).at("question").at("stem").at("text"), "Combien ?");
  EXPECT_EQ(file(anonymous, "questionnaire/answers.json").at(0).at("answer").at("chosen").at(0), 0);
  EXPECT_EQ(file(anonymous, "questionnaire/results.json").at(0).at("earned").at("numerator"), 2);
}

TEST_F(Archive, says_of_files_that_went_that_they_are_gone) {
  FileShelf const shelf(room_.house.folder() / "files");
  shelf.forget(sha256_hex("Léa Martin wrote L2.1-1.txt"));
  auto const folder = unpacked(asked("named"));
  std::map<std::string, std::string> states;
  json::Value const files = file(folder, "evidence/files.json");
  for (auto const& one : files.as_array()) states[text(one, "path")] = text(one, "state");
  EXPECT_EQ(states["evidence/handed_in/KMX-P01/attempt-1/L2.1-1.txt"], "gone");
  EXPECT_EQ(states["evidence/handed_in/KMX-P01/attempt-1/L2.1-2.txt"], "there");
  EXPECT_FALSE(std::filesystem::exists(folder / "evidence/handed_in/KMX-P01/attempt-1/L2.1-1.txt"));
}

TEST_F(Archive, leaves_out_what_is_beyond_its_limit_and_says_so) {
  std::string const large(1'000'000 - 40, 'x');
  FileShelf const shelf(room_.house.folder() / "files");
  shelf.keep(sha256_hex(large), large);
  room_.house.database().write([&](store::Transaction& tx) { tx.run("UPDATE examine_copy SET sha256 = $1 WHERE name = 'L2.1-1.txt'", {sha256_hex(large)}); });
  room_.house.replace(nullptr);
  room_.house.replace(std::make_unique<Instance>(room_.house.configuration().with("archive_megabytes", "1"), room_.house.clock(), Purpose::rehearsal));
  auto const folder = unpacked(asked("pseudonyms"));
  json::Value const files = file(folder, "evidence/files.json");
  EXPECT_EQ(text(files.at(0), "state"), "there");
  EXPECT_EQ(text(files.at(1), "state"), "there") << "24 bytes more still fit";
  shelf.keep(sha256_hex(large + std::string(40, 'x')), large + std::string(40, 'x'));
  room_.house.database().write([&](store::Transaction& tx) { tx.run("UPDATE examine_copy SET sha256 = $1 WHERE name = 'L2.1-1.txt'", {sha256_hex(large + std::string(40, 'x'))}); });
  auto const full = unpacked(asked("pseudonyms"));
  json::Value const left = file(full, "evidence/files.json");
  EXPECT_EQ(text(left.at(0), "state"), "there");
  EXPECT_EQ(text(left.at(1), "state"), "left_out");
  EXPECT_EQ(text(left.at(1), "sha256"), sha256_hex("someone wrote L2.1-2.txt"));
  EXPECT_NE(read(full / "index.html").find("1000000"), std::string::npos) << "the limit is on the page";
}

}  // namespace
}  // namespace parvis::app
