// SPDX-License-Identifier: AGPL-3.0-or-later
// A small cohort from its school's list to certificates, by every act that a big one needs.

#include <gtest/gtest.h>

#include "app/demo/cohort_pages.h"
#include "certify/cdc_schema.h"
#include "source_folder.h"
#include "store/statements.h"
#include "support/temporary_folder.h"

namespace parvis::app {
namespace {

Instant const present = *Instant::parse("2026-11-25T10:30:00Z");

struct SmallCohort {
  explicit SmallCohort(std::size_t asked) : candidates(asked) {
    for (std::string const& email : {people::owner, people::president, people::juror, made.candidate}) stage.know(email);
  }
  std::size_t candidates;
  test::TemporaryFolder folder;
  Configuration const configuration = *Configuration::gather({{"data", folder.path().string()}, {"web", folder.path().string()}}, {});
  MadeCohort const made = *make_cohort(configuration, {candidates, present}, [](std::string const&) {});
  ManualClock clock{present};
  Instance instance{configuration, clock, Purpose::rehearsal};
  Stage stage{instance, clock};

  /// The most statements that a page of each kind takes.
  std::map<std::string, std::int64_t> statements() {
    std::map<std::string, std::int64_t> most;
    for (CohortPage const& page : cohort_pages(stage, made)) {
      stage.answer(page.who, "GET " + page.path);  // signs in, and reads what is read once for all
      std::int64_t const before = store::statements_of_this_thread();
      stage.answer(page.who, "GET " + page.path);
      std::int64_t& known = most[page.who.substr(0, page.who.find('@')) + " " + shape_of(page.path)];
      known = std::max(known, store::statements_of_this_thread() - before);
    }
    return most;
  }
  json::Value ask(std::string const& line) { return stage.ask(people::owner, line); }
};

std::size_t count(json::Value const& list, char const* name, std::string const& value) {
  auto const& items = list.at("items").as_array();
  return static_cast<std::size_t>(std::count_if(items.begin(), items.end(), [&](json::Value const& one) { return json::text_of(one.at(name)) == value; }));
}

std::optional<std::filesystem::path> kit() {
  for (char const* up : {"/../shared/data/cdc-accrochage/", "/../../shared/data/cdc-accrochage/"}) {
    std::filesystem::path const file = PARVIS_SOURCE_FOLDER + std::string(up) + "Fichier XSD v2.0.0.xsd";
    if (std::filesystem::exists(file)) return file;
  }
  std::printf("skipped: data set cdc-accrochage absent\n");
  return std::nullopt;
}

TEST(Cohort, goes_from_the_schools_list_to_certificates_and_a_valid_file) {
  SmallCohort cohort(12);
  ASSERT_EQ(cohort.made.exams.size(), 6u);
  for (HeldExam const& exam : cohort.made.exams) EXPECT_TRUE(exam.number.starts_with("PV-")) << exam.block;
  EXPECT_GE(cohort.made.certificates.size(), 6u);
  EXPECT_LT(cohort.made.certificates.size(), 12u) << "somebody is not certified, or the story tells nothing";
  std::size_t const certified = cohort.made.certificates.size();
  EXPECT_EQ(count(cohort.ask("GET /api/certification/cdc"), "state", "accepted"), certified);
  json::Value const credentials = cohort.ask("GET /api/certification/credentials");
  EXPECT_GE(count(credentials, "state", "delivered"), certified * 7) << "five blocks, the certification and the record of all";
  EXPECT_TRUE(cohort.ask("GET /api/certification/ledger/verification").at("intact").as_bool());
  json::Value const shown = cohort.stage.ask("", "GET /api/verification/" + cohort.made.certificates.front());
  EXPECT_EQ(json::text_of(shown.at("validity")), "valid");
  json::Value const holdings = cohort.stage.ask(cohort.made.candidate, "GET /api/certification/own-holdings");
  EXPECT_EQ(holdings.at("certificates").as_array().size(), 1u);
  EXPECT_EQ(holdings.at("awards").as_array().size(), 5u);
  auto const schema = kit();
  if (!schema) return;
  auto const remarks = certify::validate_cdc(cohort.made.cdc_file, *schema);
  ASSERT_TRUE(remarks) << remarks.error().code;
  EXPECT_TRUE(remarks->empty()) << remarks->front().message;
}

/// A check reads each certificate that it is about to send, with the secrets of its holder.
constexpr auto batch_check = "/api/certification/cdc/batches/*/check";

// Those who were absent, failed or were certified are a few in each: a page may ask a little more where the first of them comes,
// never once for each.
TEST(Cohort, twice_as_many_candidates_are_no_more_statements_on_any_page) {
  auto const few = SmallCohort(6).statements(), many = SmallCohort(12).statements();
  for (auto const& [page, asked] : many) {
    if (page.ends_with(batch_check)) continue;
    EXPECT_LE(asked, few.at(page) + 2) << page;
  }
}

}  // namespace
}  // namespace parvis::app
