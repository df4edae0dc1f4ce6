// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include "base/json.h"
#include "identity/audit_store.h"
#include "identity/people_store.h"
#include "jobs/runner.h"
#include "publish/calendar_store.h"
#include "publish/delivery_store.h"
#include "publish/jobs.h"
#include "publish/routes.h"
#include "support/test_database.h"

namespace parvis::publish {
namespace {

// A brand with a content, a channel and its calendar.
struct Desks {
  test::TestDatabase file;
  ManualClock clock{*Instant::parse("2026-11-23T09:00:00Z")};
  SecretBox secrets = SecretBox::with_key(std::string(32, 'k'));
  strategy::Desk plan{file.database(), clock, {}, {}, {}, {}};
  studio::Desk studio{file.database(), clock, {}, {}, {}};
  Desk desk{file.database(), clock, secrets, "https://parvis.example"};
  jobs::Runner runner{{.database = file.database(), .clock = clock, .jobs = calendar_jobs(desk), .listeners = calendar_listeners(desk)}};
  Actor author, colleague;
  strategy::Channel channel;
  studio::Content content;

  explicit Desks(identity::Approval approval = identity::Approval::required) {
    register_mail_templates();
    desk.database.write([&](store::Transaction& tx) { open_brand(tx, approval); });
    channel = *strategy::create_channel(plan, author, {strategy::Network::bluesky, *Text<1, 80>::parse("Bluesky"), {}, strategy::Delivery::connector, {}});
    content = *studio::create_content(studio, author, draft("Bougies de Noël"));
  }
  void open_brand(store::Transaction& tx, identity::Approval approval) {
    identity::Workspace workspace{identity::WorkspaceId::make(clock), *identity::Name::parse("Atelier"), identity::Locale::fr,
                                  *ZoneName::parse("Europe/Paris"), Currency::euro(), approval, 1, clock.now()};
    identity::insert_workspace(tx, workspace);
    identity::Brand brand{BrandId::make(clock), workspace.id, *identity::Name::parse("Rivage"), *Slug::parse("rivage"), identity::Locale::fr,
                          *ZoneName::parse("Europe/Paris"), Currency::euro(), 1, clock.now(), std::nullopt};
    identity::insert_brand(tx, brand);
    author = {identity::PersonId::make(clock), workspace.id, brand.id, identity::Role::manager, "session"};
    colleague = {identity::PersonId::make(clock), workspace.id, brand.id, identity::Role::owner, "session"};
  }
  studio::Draft draft(char const* body) const {
    studio::Draft d;
    d.title = *Text<1, 160>::parse("Bougies");
    d.body = *Text<0, 20000>::parse(body);
    d.link_url = *WebUrl::parse("https://rivage.example/bougies");
    return d;
  }
  LocalMoment moment(char const* date, char const* time) const { return {*LocalDate::parse(date), *LocalTime::parse(time), *ZoneName::parse("Europe/Paris"), Fold::earlier}; }
  Publication schedule(char const* date = "2026-12-01", char const* time = "09:00") {
    return schedule_publication(desk, author, {content.id, channel.id, moment(date, time)})->publication;
  }
  Publication now_is(PublicationId const& id) {
    return *desk.database.read([&](store::Transaction& tx) { return find_publication(tx, id); });
  }
  Publication due(PublicationId const& id) {
    clock.set(now_is(id).at);
    return *desk.database.write([&](store::Transaction& tx) { return begin_delivery(tx, desk, id, std::chrono::minutes(30)); });
  }
  void edit(char const* body) {
    content = *studio::save_content(studio, author, content.id, {draft(body), content.revision});
    runner.run_due_once(clock.now());
  }
  std::string ask(std::vector<PublicationId> ids) {
    auto const asked = ask_approval(desk, author, {*Text<1, 120>::parse("Décembre"), std::move(ids), *Email::parse("client@exemple.fr"), {}, 7});
    return asked->link.substr(asked->link.rfind('/') + 1);
  }
  Result<GuestPage> answer(std::string const& token, PublicationId const& id, Decision decision, Hashes const& seen) {
    std::string const words = decision == Decision::changes_requested ? "Plus court" : "";
    return decide(desk, token, {id, decision, decltype(Decide::comment)::parse(words).value(), *Text<1, 80>::parse("Paul Rivage"), seen});
  }
};

TEST(Schedule, puts_the_tagged_link_in_and_waits_for_approval) {
  Desks desks;
  Publication const p = desks.schedule();
  EXPECT_EQ(p.state, State::in_review);
  EXPECT_EQ(p.text, "Bougies de Noël\n\nhttps://parvis.example/l/" + *p.link_code);
  EXPECT_EQ(p.at.to_string(), "2026-12-01T08:00:00Z");
}

TEST(Schedule, says_when_the_hour_does_not_exist) {
  Desks desks;
  auto const moved = schedule_publication(desks.desk, desks.author, {desks.content.id, desks.channel.id, desks.moment("2027-03-28", "02:30")});
  EXPECT_EQ(moved->moment_kind, LocalKind::skipped);
  EXPECT_EQ(moved->shifted_minutes, 60);
}

TEST(Schedule, refuses_the_past_the_overlong_and_the_same_twice) {
  Desks desks;
  auto const past = schedule_publication(desks.desk, desks.author, {desks.content.id, desks.channel.id, desks.moment("2026-11-01", "09:00")});
  EXPECT_EQ(past.error().code, "publish.in_the_past");
  desks.schedule();
  EXPECT_EQ(schedule_publication(desks.desk, desks.author, {desks.content.id, desks.channel.id, desks.moment("2026-12-01", "09:00")}).error().code,
            "publish.already_scheduled");
  desks.edit(std::string(301, 'a').c_str());
  auto const overlong = schedule_publication(desks.desk, desks.author, {desks.content.id, desks.channel.id, desks.moment("2026-12-02", "09:00")});
  EXPECT_EQ(overlong.error().code, "publish.text_too_long");
}

TEST(Schedule, gives_back_what_an_edit_made_too_long_for_its_network) {
  Desks desks(identity::Approval::off);
  Publication const p = desks.schedule();
  desks.edit(std::string(290, 'a').c_str());
  EXPECT_EQ(desks.now_is(p.id).state, State::changes_requested) << "290 and the link are more than 300";
  desks.edit("Bougies");
  EXPECT_EQ(desks.now_is(p.id).state, State::scheduled);
  desks.edit(std::string(290, 'a').c_str());
  EXPECT_EQ(desks.due(p.id).state, State::expired);
}

TEST(Approval, is_not_given_by_the_author) {
  Desks desks;
  Publication const p = desks.schedule();
  EXPECT_EQ(approve_publication(desks.desk, desks.author, p.id).error().code, "publish.author_approves");
  EXPECT_EQ(approve_publication(desks.desk, desks.colleague, p.id)->state, State::scheduled);
  EXPECT_EQ(desks.due(p.id).state, State::preparing);
}

TEST(Approval, of_before_titles_were_bound_is_asked_for_again_where_a_post_waits_and_kept_where_it_went_or_failed) {
  Desks desks;
  desks.channel = *strategy::create_channel(desks.plan, desks.author, {strategy::Network::wordpress, *Text<1, 80>::parse("Journal"), {}, strategy::Delivery::connector, {}});
  for (auto const& [state, then] : {std::pair{State::scheduled, State::in_review}, {State::missed, State::missed}, {State::deferred, State::deferred}}) {
    Publication p = desks.schedule("2026-12-01", state == State::scheduled ? "09:00" : state == State::missed ? "10:00" : "11:00");
    p.title.clear();
    std::string const untitled = json::encode(hashes_of(p));
    desks.desk.database.write([&](store::Transaction& tx) {
      tx.run("UPDATE publish_publication SET hashes = $2, approved_hashes = $2, state = $3 WHERE id = $1", {p.id.to_string(), untitled, json::name_of(state)});
      bind_titles(tx, desks.desk);
    });
    Publication const bound = desks.now_is(p.id);
    EXPECT_EQ(bound.state, then);
    EXPECT_EQ(bound.hashes, hashes_of(bound));
    EXPECT_EQ(bound.approved_hashes == bound.hashes, then != State::in_review);
    desks.desk.database.write([&](store::Transaction& tx) { bind_titles(tx, desks.desk); });
    EXPECT_EQ(desks.now_is(p.id).revision, bound.revision) << "done once";
  }
}

TEST(Approval, is_not_given_by_who_wrote_what_stands) {
  Desks desks;
  Publication const p = desks.schedule();
  desks.content = *studio::save_content(desks.studio, desks.colleague, desks.content.id, {desks.draft("Bougies de l'Avent"), desks.content.revision});
  desks.runner.run_due_once(desks.clock.now());
  EXPECT_EQ(approve_publication(desks.desk, desks.colleague, p.id).error().code, "publish.author_approves");
  desks.edit("Bougies de Noël, encore");
  EXPECT_EQ(approve_publication(desks.desk, desks.colleague, p.id)->state, State::scheduled);
}

TEST(Approval, silence_expires_and_never_publishes) {
  Desks desks;
  Publication const p = desks.schedule();
  desks.ask({p.id});
  EXPECT_EQ(desks.due(p.id).state, State::expired);
}

TEST(Approval, that_comes_after_its_time_leaves_a_post_to_be_sent_by_a_person) {
  Desks desks;
  Publication const p = desks.schedule("2026-11-25");
  std::string const token = desks.ask({p.id});
  ASSERT_EQ(desks.due(p.id).state, State::expired);
  ASSERT_TRUE(desks.answer(token, p.id, Decision::changes_requested, p.hashes));
  EXPECT_EQ(desks.now_is(p.id).state, State::expired) << "nothing would look at it any more";
  EXPECT_EQ(guest_page(desks.desk, token)->items.front().decision, Decision::changes_requested);
  ASSERT_TRUE(desks.answer(token, p.id, Decision::approved, p.hashes));
  EXPECT_EQ(desks.now_is(p.id).state, State::missed);
  desks.edit("Bougies de l'Avent");
  EXPECT_EQ(desks.now_is(p.id).state, State::expired);
  ASSERT_TRUE(approve_publication(desks.desk, desks.colleague, p.id));
  EXPECT_EQ(desks.now_is(p.id).state, State::missed);
  Publication const late = desks.now_is(p.id);
  EXPECT_EQ(move_publication(desks.desk, desks.author, p.id, {desks.moment("2026-12-24", "10:00"), late.revision})->publication.state, State::in_review);
}

TEST(Approval, an_edit_voids_it_and_the_client_sees_what_they_had_approved) {
  Desks desks;
  Publication const p = desks.schedule();
  std::string const token = desks.ask({p.id});
  ASSERT_TRUE(desks.answer(token, p.id, Decision::approved, p.hashes));
  EXPECT_EQ(desks.now_is(p.id).state, State::scheduled);
  desks.edit("Bougies de l'Avent");
  EXPECT_EQ(desks.now_is(p.id).state, State::in_review);
  GuestItem const item = guest_page(desks.desk, token)->items.front();
  EXPECT_EQ(item.decision, Decision::pending);
  EXPECT_EQ(item.approved->text, p.text);
  EXPECT_NE(item.offered.text, p.text);
  ASSERT_TRUE(desks.answer(token, p.id, Decision::approved, item.offered.hashes));
  EXPECT_FALSE(guest_page(desks.desk, token)->items.front().approved) << "approved again: nothing differs";
  EXPECT_EQ(desks.due(p.id).state, State::preparing);
}

TEST(Approval, is_void_when_the_link_leads_elsewhere_and_stands_again_when_it_is_taken_back) {
  Desks desks;
  Publication const p = *approve_publication(desks.desk, desks.colleague, desks.schedule().id);
  auto const leads = [&](std::string const& code) { return desks.desk.database.read([&](store::Transaction& tx) { return strategy::follow_link(tx, code)->target.to_string(); }); };
  auto const link_to = [&](char const* address) {
    studio::Draft draft = desks.draft("Bougies de Noël");
    draft.link_url = *WebUrl::parse(address);
    desks.content = *studio::save_content(desks.studio, desks.author, desks.content.id, {draft, desks.content.revision});
    desks.runner.run_due_once(desks.clock.now());
    return desks.now_is(p.id);
  };
  Publication const elsewhere = link_to("https://rivage.example/cadeaux");
  EXPECT_EQ(elsewhere.state, State::in_review);
  EXPECT_NE(*elsewhere.link_code, *p.link_code);
  EXPECT_NE(elsewhere.text.find(*elsewhere.link_code), std::string::npos);
  EXPECT_EQ(leads(*elsewhere.link_code), "https://rivage.example/cadeaux");
  EXPECT_EQ(leads(*p.link_code), "https://rivage.example/bougies") << "what was handed out goes on leading there";
  Publication const back = link_to("https://rivage.example/bougies");
  EXPECT_EQ(*back.link_code, *p.link_code);
  EXPECT_EQ(back.state, State::scheduled);
}

TEST(Approval, does_not_take_a_yes_to_what_was_on_the_screen_before_the_edit) {
  Desks desks;
  Publication const p = desks.schedule();
  std::string const token = desks.ask({p.id});
  desks.edit("Bougies de l'Avent");
  EXPECT_EQ(desks.answer(token, p.id, Decision::approved, p.hashes).error().code, "publish.changed_meanwhile");
}

TEST(Approval, an_edit_not_yet_heard_is_caught_at_the_fence) {
  Desks desks;
  Publication const p = desks.schedule();
  approve_publication(desks.desk, desks.colleague, p.id);
  desks.content = *studio::save_content(desks.studio, desks.author, desks.content.id, {desks.draft("Autre texte"), desks.content.revision});
  EXPECT_EQ(desks.due(p.id).state, State::expired);
}

TEST(Approval, moving_in_time_voids_it_too) {
  Desks desks;
  Publication p = desks.schedule();
  p = *approve_publication(desks.desk, desks.colleague, p.id);
  Publication const moved = move_publication(desks.desk, desks.author, p.id, {desks.moment("2026-12-02", "10:00"), p.revision})->publication;
  EXPECT_EQ(moved.state, State::in_review);
}

TEST(Approval, stands_again_when_a_move_is_taken_back) {
  Desks desks;
  Publication const first = desks.schedule();
  std::string const token = desks.ask({first.id});
  ASSERT_TRUE(desks.answer(token, first.id, Decision::approved, first.hashes));
  Publication p = desks.desk.database.read([&](store::Transaction& tx) { return *load_publication(tx, desks.author.brand, first.id); });
  LocalMoment const before = p.moment;
  p = move_publication(desks.desk, desks.author, p.id, {desks.moment("2026-12-02", "10:00"), p.revision})->publication;
  EXPECT_EQ(guest_page(desks.desk, token)->items[0].decision, Decision::pending);
  p = move_publication(desks.desk, desks.author, p.id, {before, p.revision})->publication;
  EXPECT_EQ(p.state, State::scheduled);
  EXPECT_EQ(*p.approved_by, "Paul Rivage");
  EXPECT_EQ(guest_page(desks.desk, token)->items[0].decision, Decision::approved);
}

TEST(Approval, the_link_ends_and_shows_nothing_of_others) {
  Desks desks;
  Publication const p = desks.schedule("2027-01-10"), other = desks.schedule("2027-01-11");
  std::string const token = desks.ask({p.id});
  EXPECT_EQ(desks.answer(token, other.id, Decision::approved, other.hashes).error().code, "publish.publication_not_found");
  EXPECT_EQ(guest_page(desks.desk, "a-wrong-token").error().code, "publish.approval_not_found");
  desks.clock.advance(std::chrono::hours(24 * 7));
  EXPECT_EQ(guest_page(desks.desk, token).error().code, "publish.approval_expired");
}

TEST(Approval, reminds_nobody_while_the_brand_is_frozen) {
  Desks desks;
  desks.ask({desks.schedule("2027-01-10").id});
  auto const mails = [&] { return desks.desk.database.read([&](store::Transaction& tx) { return identity::mails_of(tx, desks.author.workspace, 50); }).size(); };
  desks.desk.database.write([&](store::Transaction& tx) { freeze_instance(tx, desks.clock, "restored"); });
  desks.clock.advance(std::chrono::hours(24 * 4));
  ASSERT_TRUE(remind_approvers(desks.desk));
  EXPECT_EQ(mails(), 1u);
  desks.desk.database.write([&](store::Transaction& tx) { lift_freeze(tx, *freeze_over(tx, desks.author.brand), desks.author.brand, desks.clock.now()); });
  ASSERT_TRUE(remind_approvers(desks.desk));
  EXPECT_EQ(mails(), 2u);
}

TEST(Approval, reminds_at_half_its_life_and_a_day_before_its_end_and_no_more) {
  Desks desks;
  desks.ask({desks.schedule("2027-01-10").id});
  auto const mails = [&] { return desks.desk.database.read([&](store::Transaction& tx) { return identity::mails_of(tx, desks.author.workspace, 50); }).size(); };
  EXPECT_EQ(mails(), 1u);
  for (int day = 0; day < 8; ++day) {
    ASSERT_TRUE(remind_approvers(desks.desk));
    ASSERT_TRUE(remind_approvers(desks.desk));
    desks.clock.advance(std::chrono::hours(23));
  }
  EXPECT_EQ(mails(), 3u);
}

TEST(Approval, reminds_of_one_day_at_half_and_at_three_quarters_of_it) {
  Desks desks;
  ask_approval(desks.desk, desks.author, {*Text<1, 120>::parse("Demain"), {desks.schedule("2027-01-10").id}, *Email::parse("client@exemple.fr"), {}, 1});
  std::vector<std::size_t> mails;
  for (int hour = 0; hour < 24; ++hour) {
    ASSERT_TRUE(remind_approvers(desks.desk));
    mails.push_back(desks.desk.database.read([&](store::Transaction& tx) { return identity::mails_of(tx, desks.author.workspace, 50); }).size());
    desks.clock.advance(std::chrono::hours(1));
  }
  EXPECT_EQ(mails[1], 1u);
  EXPECT_EQ(mails[12], 2u);
  EXPECT_EQ(mails[17], 2u);
  EXPECT_EQ(mails[18], 3u);
  EXPECT_EQ(mails[23], 3u);
}

TEST(Approval, reminds_nobody_of_what_waits_for_no_answer) {
  Desks desks;
  Publication const withdrawn = desks.schedule("2027-01-10"), past = desks.schedule("2026-11-24"), agreed = desks.schedule("2027-01-12");
  desks.ask({withdrawn.id, past.id, agreed.id});
  ASSERT_TRUE(cancel_publication(desks.desk, desks.author, withdrawn.id));
  ASSERT_TRUE(approve_publication(desks.desk, desks.colleague, agreed.id));
  ASSERT_EQ(desks.due(past.id).state, State::expired);
  desks.clock.advance(std::chrono::hours(24 * 5));
  ASSERT_TRUE(remind_approvers(desks.desk));
  EXPECT_EQ(desks.desk.database.read([&](store::Transaction& tx) { return identity::mails_of(tx, desks.author.workspace, 50); }).size(), 1u);
}

TEST(Approval, may_be_off_and_the_publication_says_so) {
  Desks desks(identity::Approval::off);
  Publication const p = desks.schedule();
  EXPECT_EQ(p.state, State::scheduled);
  EXPECT_EQ(p.approval, identity::Approval::off);
  EXPECT_EQ(desks.due(p.id).state, State::preparing);
}

TEST(Delivery, a_post_that_is_too_late_is_missed_not_sent) {
  Desks desks(identity::Approval::off);
  Publication const p = desks.schedule();
  desks.clock.set(p.at + std::chrono::minutes(31));
  auto const late = desks.desk.database.write([&](store::Transaction& tx) { return begin_delivery(tx, desks.desk, p.id, std::chrono::minutes(30)); });
  EXPECT_EQ(late->state, State::missed);
  desks.edit("Bougies de l'Avent");
  Publication const edited = desks.now_is(p.id);
  EXPECT_EQ(edited.state, State::missed) << "nothing is queued: it must not wait in the past";
  EXPECT_NE(edited.text.find("l'Avent"), std::string::npos);
}

}  // namespace
}  // namespace parvis::publish
