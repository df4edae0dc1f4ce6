// SPDX-License-Identifier: AGPL-3.0-or-later
#include "jobs/owned.h"

#include <gtest/gtest.h>

#include "jobs/paper.h"
#include "jobs/runner.h"
#include "support/test_database.h"

namespace parvis::jobs {
namespace {

constexpr Instant asked = Instant::at_milliseconds(1'000);

Ownership of(std::string person, std::string subject) { return {"workspace", "brand", std::move(person), std::move(subject), asked}; }

TEST(OwnedJobs, are_listed_for_their_owner_alone_and_tried_again_when_given_up) {
  test::TestDatabase file;
  ManualClock clock(asked);
  bool fails = true;
  Runner runner({.database = file.database(), .clock = clock, .jobs = {{"report", [&](Task& task) -> Done {
                   if (fails) return invalid("report.broken");
                   return file.database().write([&](store::Transaction& tx) -> Done {
                     leave_place(tx, task.job().id, "/file");
                     task.finish_in(tx);
                     return {};
                   });
                 }}}});
  JobId const id = file.database().write([&](store::Transaction& tx) {
    enqueue_owned(tx, {.kind = "report", .run_at = asked}, of("ben", "Another's"));
    return enqueue_owned(tx, {.kind = "report", .run_at = asked}, of("anna", "Christmas"));
  });
  runner.run_due_once(clock.now());
  auto const listed = [&] { return file.database().read([&](store::Transaction& tx) { return jobs_of(tx, "anna", 10); }); };
  ASSERT_EQ(listed().size(), 1u);
  EXPECT_EQ(listed()[0].job.state, State::dead);
  EXPECT_EQ(listed()[0].job.last_code, "report.broken");
  EXPECT_EQ(listed()[0].ownership.subject, "Christmas");
  fails = false;
  file.database().write([&](store::Transaction& tx) {
    EXPECT_EQ(find_own(tx, id, "ben").error().code, "jobs.job_not_found");
    EXPECT_TRUE(retry_dead(tx, id, clock.now()));
  });
  runner.run_due_once(clock.now());
  EXPECT_EQ(listed()[0].job.state, State::done);
  EXPECT_EQ(listed()[0].place, "/file");
}

TEST(OwnedJobs, go_with_the_job_when_it_is_forgotten) {
  test::TestDatabase file;
  file.database().write([&](store::Transaction& tx) {
    JobId const id = enqueue_owned(tx, {.kind = "report", .run_at = asked}, of("anna", "Christmas"));
    ASSERT_TRUE(cancel(tx, id, asked));
    forget_ended(tx, asked + std::chrono::hours(1));
    EXPECT_TRUE(jobs_of(tx, "anna", 10).empty());
    EXPECT_FALSE(owner_of(tx, id));
  });
}

TEST(PaperOfAJob, is_answered_to_its_owner_alone_and_goes_with_the_job) {
  test::TestDatabase file;
  ManualClock clock(asked);
  Runner runner({.database = file.database(), .clock = clock, .jobs = {{"convert.take_orders", [&](Task& task) -> Done {
                   file.database().write([&](store::Transaction& tx) { end_paper(tx, task, {"{}", "/found"}); });
                   return {};
                 }}}});
  JobId const id = file.database().write([&](store::Transaction& tx) {
    JobId const handed = hand_over(tx, {{.kind = "convert.take_orders", .run_at = asked}, of("anna", "orders.csv"), "a;b\n"});
    EXPECT_EQ(paper_of(tx, handed).handed_in, "a;b\n");
    EXPECT_EQ(answer_to(tx, handed, {"anna", "brand", {"convert.take_orders"}}).error().code, "jobs.not_answered");
    return handed;
  });
  runner.run_due_once(clock.now());
  file.database().write([&](store::Transaction& tx) {
    EXPECT_EQ(paper_of(tx, id).handed_in, "");
    EXPECT_EQ(find_own(tx, id, "anna")->place, "/found");
    EXPECT_EQ(*answer_to(tx, id, {"anna", "brand", {"convert.take_orders"}}), "{}");
    for (Asker const& asker : {Asker{"ben", "brand", {"convert.take_orders"}}, Asker{"anna", "other", {"convert.take_orders"}}, Asker{"anna", "brand", {"another"}}}) {
      EXPECT_EQ(answer_to(tx, id, asker).error().code, "jobs.job_not_found");
    }
    forget_ended(tx, asked + std::chrono::hours(1));
    EXPECT_EQ(paper_of(tx, id).answer, "");
  });
  EXPECT_FALSE(check_paper("\xff"));
  EXPECT_FALSE(check_paper(std::string_view("a\0b", 3)));
}

}  // namespace
}  // namespace parvis::jobs
