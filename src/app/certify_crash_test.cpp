// SPDX-License-Identifier: AGPL-3.0-or-later
// The program is killed at each statement of issuing a certificate and its credentials: on waking, each is whole or absent,
// no serial was given twice, and records put back from a backup give none again.
#include <gtest/gtest.h>

#include <csignal>
#include <cstdio>

#include <sys/wait.h>
#include <unistd.h>

#include "app/jury_seams.h"
#include "base/json.h"
#include "certify/awards.h"
#include "certify/certificates.h"
#include "store/open.h"
#include "support/jury_room.h"

namespace parvis::app {
namespace {

/// What follows the jury, on records opened anew.
struct Issuing {
  explicit Issuing(std::filesystem::path const& data, std::string const& records = "parvis.db")
      : clock(*Instant::parse("2026-11-26T09:00:00Z")), database(store::open_database((data / records).string())), jury(*database, clock, data),
        desk{*database, clock, jury.identity, documents, certificate_serials(jury.numbers), data / "archives", {}, data / "cdc", jury.desk} {}
  ManualClock clock;
  std::unique_ptr<store::Database> database;
  test::JuryDesk jury;
  render::DocumentWorker documents{render::DocumentWorkerSettings{}};
  certify::Desk desk;
};

class CrashCertify : public testing::Test {
 protected:
  test::Installation house_;
  certify::EnrolmentId enrolment_;
  identity::Actor actor_;
  std::filesystem::path data_;

  void SetUp() override {
    std::string const version = house_.id_of("certifier", "POST /api/certification/versions", R"({"label":"2026","rncp_number":""})");
    json::Value const candidate = house_.want("certifier", "POST /api/certification/candidates",
                                              R"({"route":"free","identity":{"birth_name":"Petit","first_name":"Noé","email":"noe@exemple.fr"},"revision":0})");
    enrolment_ = *certify::EnrolmentId::parse(house_.id_of("certifier", "POST /api/certification/enrolments",
                                                            R"({"candidate_id":")" + json::text_of(candidate.at("candidate").at("id")) + R"(","version_id":")" + version +
                                                                R"(","blocks":["B1","B2","B3","B4","B5"]})"));
    actor_ = {{}, house_.ours.workspace, {}, identity::Role::certifier, "test"};
    data_ = house_.folder();
    house_.close();
  }

  certify::DeclareMinutes minutes(char const* number) const {
    certify::DeclareMinutes request;
    request.number = *Text<1, 60>::parse(number);
    request.closed_on = *LocalDate::parse("2026-11-20");
    for (char const* block : {"B1", "B2", "B3", "B4", "B5"}) request.decisions.push_back({enrolment_, block, certify::JuryVerdict::VALIDE, {}});
    request.decisions.push_back({enrolment_, "final", certify::JuryVerdict::CERTIFIE, {}});
    return request;
  }

  using Tables = std::vector<std::string>;
  std::string told(Tables const& tables) const {
    auto const records = store::open_database((data_ / "parvis.db").string());
    return records->read([&](store::Transaction& tx) {
      std::string all;
      for (std::string const& table : tables) all += std::to_string(tx.first("SELECT count(*) FROM " + table)->integer(0)) + " ";
      return all;
    });
  }

  /// Runs `act` in a child killed at each statement in turn; what stood in `tables` before must stand after each kill.
  int kill_everywhere(Tables const& tables, std::function<bool(certify::Desk const&)> const& act) {
    std::string const before = told(tables);
    for (int at = 1; at < 400; ++at) {
      pid_t const child = ::fork();
      if (child == 0) run_and_die(act, at);
      int how = 0;
      ::waitpid(child, &how, 0);
      if (!WIFSIGNALED(how)) {
        EXPECT_EQ(WEXITSTATUS(how), 0);
        return at - 1;
      }
      EXPECT_EQ(told(tables), before) << "killed at statement " << at;
    }
    return 0;
  }

  [[noreturn]] void run_and_die(std::function<bool(certify::Desk const&)> const& act, int at) const {
    Issuing issuing(data_);
    int seen = 0;
    issuing.database->set_fault([&](std::string_view) {
      if (++seen == at) ::kill(::getpid(), SIGKILL);
    });
    ::_exit(act(issuing.desk) ? 0 : 1);
  }
};

TEST_F(CrashCertify, killed_at_any_statement_leaves_a_certificate_whole_or_absent) {
  Tables const kept{"certify_outcome", "certify_award", "certify_certificate", "certify_cdc_item", "certify_credential", "certify_document", "certify_key", "enrol_ledger"};
  int const kills = kill_everywhere(kept, [&](certify::Desk const& desk) { return certify::declare_minutes(desk, actor_, minutes("PV-1")).has_value(); });
  std::printf("certificate killed at %d statements: whole or absent\n", kills);
  EXPECT_GT(kills, 40);
  std::string certificate;
  {
    Issuing issuing(data_);
    auto const all = certify::certificates(issuing.desk, actor_);
    ASSERT_EQ(all.size(), 1u);
    certificate = all.front().id.to_string();
  }
  certify::IssueCredential const wanted{actor_.workspace, certify::CredentialKind::certification, certificate};
  // The certifier's keys are made first, by themselves, and stand.
  int const more = kill_everywhere({"certify_certificate", "certify_credential", "certify_document"}, [&](certify::Desk const& desk) { return certify::issue_credential(desk, wanted).has_value(); });
  std::printf("credential killed at %d statements: whole or absent\n", more);
  EXPECT_GT(more, 5);
  Issuing issuing(data_);
  EXPECT_EQ(certify::credentials(issuing.desk, actor_).size(), 1u);
  EXPECT_TRUE(certify::issue_credential(issuing.desk, wanted)) << "asked again, it issues nothing";
  EXPECT_EQ(certify::credentials(issuing.desk, actor_).size(), 1u);
}

TEST_F(CrashCertify, a_backup_put_back_gives_no_serial_again) {
  std::string first;
  {
    Issuing issuing(data_);
    issuing.database->backup_to(data_ / "backup.db");
    ASSERT_TRUE(certify::declare_minutes(issuing.desk, actor_, minutes("PV-1")));
    first = certify::certificates(issuing.desk, actor_).front().serial;
  }
  Issuing restored(data_, "backup.db");
  ASSERT_TRUE(certify::certificates(restored.desk, actor_).empty());
  ASSERT_TRUE(certify::declare_minutes(restored.desk, actor_, minutes("PV-1")));
  EXPECT_NE(certify::certificates(restored.desk, actor_).front().serial, first);
}

}  // namespace
}  // namespace parvis::app
