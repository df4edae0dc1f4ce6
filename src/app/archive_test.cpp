// SPDX-License-Identifier: AGPL-3.0-or-later
// The archive of a session in the hands of someone who has nothing but unzip and SHA-256: every digest, the ledger's chain
// and each receipt's way to the root hold, and neither a name nor a NIR is where it must not be.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>

#include "base/digest.h"
#include "base/encoding.h"
#include "base/json.h"
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
    room_.begin_marking();
    room_.mark_all("A");
    room_.deliberate();
    room_.decide_all();
    std::string const minutes = room_.signed_minutes();
    room_.house.want("president", "POST /api/my-minutes/" + minutes + "/closing");
    run_jobs();
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
  for (char const* path : {"rules/rule_set.json", "exam/receipts.json", "jury/grids.json", "jury/comparison.json", "jury/agreement.json", "results/outcomes.json"}) {
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

}  // namespace
}  // namespace parvis::app
