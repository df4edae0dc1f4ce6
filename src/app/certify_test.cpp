// SPDX-License-Identifier: AGPL-3.0-or-later
// What follows the jury, on the whole wiring: nothing half-written, the ledger rebuilds the tables, a changed file is refused.
#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "base/json.h"
#include "certify/certify.h"
#include "support/failing_statements.h"
#include "support/installation.h"

namespace parvis::app {
namespace {

class Certifying : public testing::Test {
 protected:
  test::Installation house_;
  std::string enrolment_;

  void SetUp() override {
    std::string const version = house_.id_of("certifier", "POST /api/certification/versions", R"({"label":"2026","rncp_number":""})");
    json::Value const candidate = house_.want("certifier", "POST /api/certification/candidates",
                                              R"({"route":"free","identity":{"birth_name":"Petit","first_name":"Noé","email":"noe@exemple.fr"},"revision":0})");
    std::string const id = json::text_of(candidate.at("candidate").at("id"));
    enrolment_ = house_.id_of("certifier", "POST /api/certification/enrolments",
                              R"({"candidate_id":")" + id + R"(","version_id":")" + version + R"(","blocks":["B1","B2","B3","B4","B5"]})");
  }

  std::string minutes(std::string const& number) const {
    std::string decisions;
    for (char const* block : {"B1", "B2", "B3", "B4", "B5", "final"}) {
      std::string const verdict = block == std::string("final") ? "CERTIFIE" : "VALIDE";
      decisions += std::string(decisions.empty() ? "" : ",") + R"({"enrolment_id":")" + enrolment_ + R"(","block":")" + block + R"(","verdict":")" + verdict + R"(","motive":""})";
    }
    return R"({"number":")" + number + R"(","closed_on":"2026-11-20","decisions":[)" + decisions + "]}";
  }

  json::Value items(std::string const& line) { return house_.want("certifier", line).at("items"); }
  void run_jobs() {
    while (house_.instance().runner().run_due_once(house_.clock().now()) > 0) {
    }
  }
};

TEST_F(Certifying, minutes_failing_at_any_statement_leave_nothing) {
  std::string const before = house_.records();
  http::Response answer;
  int const statements = test::fail_at_each_statement(
      house_.database(), [&] { answer = house_.ask("certifier", "POST /api/certification/minutes-on-paper", minutes("PV-1")); },
      [&] { EXPECT_EQ(house_.records(), before); });
  EXPECT_EQ(answer.status, 201) << answer.body;
  EXPECT_GT(statements, 50);
  EXPECT_EQ(items("GET /api/certification/certificates").as_array().size(), 1u);
}

TEST_F(Certifying, the_ledger_rebuilds_the_tables_and_holds_no_name) {
  house_.want("certifier", "POST /api/certification/minutes-on-paper", minutes("PV-1"));
  run_jobs();
  auto const shown = [&] {
    std::string all;
    for (char const* line : {"awards", "certificates", "credentials", "keys"}) {
      all += boost::json::serialize(house_.want("certifier", std::string("GET /api/certification/") + line));
    }
    return all + boost::json::serialize(house_.want("certifier", "GET /api/certification/cdc"));
  };
  std::string const before = shown();
  house_.database().write([&](store::Transaction& tx) {
    for (char const* table : {"certify_cdc_item", "certify_document", "certify_credential", "certify_key_secret", "certify_key", "certify_certificate", "certify_award", "certify_outcome"}) {
      tx.run(std::string("DELETE FROM ") + table);
    }
    EXPECT_GT(enrol::replay_ledger(tx, house_.ours.workspace, certify::rebuilders()), 15);
    for (auto const& row : tx.rows("SELECT content FROM enrol_ledger WHERE kind LIKE 'certify%'")) {
      EXPECT_EQ(row.text(0).find("Petit"), std::string::npos);
      EXPECT_EQ(row.text(0).find("noe@"), std::string::npos);
    }
  });
  EXPECT_EQ(shown(), before);
}

TEST_F(Certifying, a_file_verifies_and_a_hundred_changed_ones_do_not) {
  house_.want("certifier", "POST /api/certification/minutes-on-paper", minutes("PV-1"));
  run_jobs();
  std::string document;
  house_.database().read([&](store::Transaction& tx) { document = tx.rows("SELECT document FROM certify_document ORDER BY credential_id").front().text(0); });
  auto const verdict = [&](std::string const& text) { return json::text_of(house_.want("", "POST /api/verification", text).at("validity")); };
  EXPECT_EQ(verdict(document), "valid");
  std::mt19937 random(7);
  for (int round = 0; round < 100; ++round) {
    house_.clock().advance(std::chrono::seconds(5));
    std::string changed = document;
    std::size_t const at = random() % changed.size();
    changed[at] = changed[at] == 'x' ? 'y' : 'x';
    EXPECT_NE(verdict(changed), "valid") << changed.substr(at < 20 ? 0 : at - 20, 40);
  }
}

TEST_F(Certifying, proofs_outlive_the_erasure_of_the_person) {
  house_.want("certifier", "POST /api/certification/minutes-on-paper", minutes("PV-1"));
  run_jobs();
  std::string document;
  house_.database().read([&](store::Transaction& tx) { document = tx.rows("SELECT document FROM certify_document ORDER BY credential_id").front().text(0); });
  json::Value const line = items("GET /api/certification/awards").at(0);
  house_.want("certifier", "DELETE /api/certification/candidates/" + json::text_of(line.at("candidate_id")) + "/identity");
  EXPECT_EQ(json::text_of(house_.want("", "POST /api/verification", document).at("validity")), "valid");
  EXPECT_EQ(json::text_of(items("GET /api/certification/awards").at(0).at("name")), "");
  EXPECT_TRUE(house_.want("certifier", "GET /api/certification/ledger/verification").at("intact").as_bool());
}

}  // namespace
}  // namespace parvis::app
