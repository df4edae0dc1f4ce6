// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include "base/json.h"
#include "identity/people_store.h"
#include "publish/calendar_store.h"
#include "publish/jobs.h"
#include "publish/routes.h"
#include "simulator/simulator.h"
#include "support/test_database.h"

namespace parvis::publish {
namespace {

using S = DeliveryState;

// A brand whose workspace asks for no approval, with one channel on the simulated Bluesky and one published by hand.
struct Room {
  test::TestDatabase file;
  ManualClock clock{*Instant::parse("2026-11-23T09:00:00Z")};
  simulator::Simulator networks{clock};
  SecretBox secrets = SecretBox::with_key(std::string(32, 'k'));
  net::Client client;
  strategy::Desk plan{file.database(), clock, {}, {}, {}, {}};
  studio::Desk studio{file.database(), clock, {}, {}, {}};
  Desk calendar{file.database(), clock, secrets, "https://parvis.example"};
  DeliveryDesk desk = delivery_desk(calendar, client, {net::Reach::any}, {});
  std::vector<std::string> events;
  jobs::Runner runner{{.database = file.database(), .clock = clock, .jobs = rows(), .listeners = listeners()}};
  Actor author, colleague;
  strategy::Channel online, by_hand;
  studio::Content content;

  explicit Room(identity::Approval approval = identity::Approval::off) {
    calendar.database.write([&](store::Transaction& tx) {
      open_brand(tx, approval);
      schedule_deliveries(tx, clock.now());
    });
    online = *strategy::create_channel(plan, author, {strategy::Network::bluesky, *Text<1, 80>::parse("Bluesky"), {}, strategy::Delivery::connector, {}});
    by_hand = *strategy::create_channel(plan, author, {strategy::Network::instagram, *Text<1, 80>::parse("Instagram"), *Text<0, 300>::parse("https://instagram.com/rivage"), strategy::Delivery::manual, {}});
    content = *studio::create_content(studio, author, draft("Bougies de Noël"));
    desk.request_deadline = Milliseconds(300);
  }
  std::vector<jobs::JobRow> rows() {
    std::vector<jobs::JobRow> all = calendar_jobs(calendar);
    for (jobs::JobRow& row : delivery_jobs(calendar, desk)) all.push_back(std::move(row));
    return all;
  }
  std::vector<jobs::Listener> listeners() {
    std::vector<jobs::Listener> all = calendar_listeners(calendar);
    for (char const* name : {"publish.publication_live", "publish.publication_stopped", "publish.engagement_read"}) {
      all.push_back({std::string("test.") + name, name, [this](store::Transaction&, jobs::Event const& event) -> Done { return events.push_back(event.name + " " + event.payload), Done(); }});
    }
    return all;
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
  void connect() {
    Connect asked;
    asked.service = *Text<0, 300>::parse(networks.address());
    asked.name = *Text<0, 200>::parse("demo.test");
    asked.secret = *Text<1, 2000>::parse(simulator::account_password);
    ASSERT_TRUE(connect_channel(desk, author.brand, online.id, asked));
  }
  /// What was heard of that name, in order.
  std::vector<std::string> heard(std::string const& name) const {
    std::vector<std::string> said;
    std::copy_if(events.begin(), events.end(), std::back_inserter(said), [&](std::string const& one) { return one.starts_with(name + " "); });
    return said;
  }
  PublicationId schedule(strategy::Channel const& channel) {
    LocalMoment const moment{*LocalDate::parse("2026-11-23"), *LocalTime::parse("11:00"), *ZoneName::parse("Europe/Paris"), Fold::earlier};
    auto const made = schedule_publication(calendar, author, {content.id, channel.id, moment});
    EXPECT_TRUE(made) << made.error().code;
    return made->publication.id;
  }
  Publication at(PublicationId const& id) { return *calendar.database.read([&](store::Transaction& tx) { return find_publication(tx, id); }); }
  void run_at(char const* when) {
    clock.set(*Instant::parse(when));
    runner.run_due_once(clock.now());
  }
  /// A post that comes due while the network refuses the session that many times.
  PublicationId run_with_expired_session(int times) {
    connect();
    PublicationId const id = schedule(online);
    networks.set_fault({"bluesky", "", simulator::Fate::token_expired, times});
    run_at("2026-11-23T10:00:00Z");
    return id;
  }
};

TEST(Delivering, sends_what_is_due_and_writes_the_proof_on_the_publication) {
  Room room;
  room.connect();
  PublicationId const id = room.schedule(room.online);
  room.run_at("2026-11-23T09:59:00Z");
  EXPECT_EQ(room.networks.posts("bluesky").size(), 0u);
  room.run_at("2026-11-23T10:00:00Z");
  Publication const p = room.at(id);
  EXPECT_EQ(p.state, State::live);
  ASSERT_TRUE(p.proof);
  EXPECT_EQ(p.proof->origin, Origin::measured);
  ASSERT_EQ(room.networks.posts("bluesky").size(), 1u);
  EXPECT_EQ(room.networks.posts("bluesky")[0].text, p.text);
  EXPECT_EQ(p.proof->url, room.networks.posts("bluesky")[0].url.replace(0, room.networks.address().size(), "https://bsky.app"));
  ASSERT_FALSE(room.events.empty());
  EXPECT_EQ(room.events[0], "publish.publication_live {\"publication_id\":\"" + id.to_string() + "\",\"brand_id\":\"" + room.author.brand.to_string() + "\"}");
}

TEST(Delivering, sends_nothing_that_was_not_approved_and_says_that_it_expired) {
  Room room(identity::Approval::required);
  room.connect();
  PublicationId const silent = room.schedule(room.online);
  room.run_at("2026-11-23T10:00:00Z");
  EXPECT_EQ(room.at(silent).state, State::expired);
  EXPECT_EQ(room.networks.posts("bluesky").size(), 0u);
  EXPECT_EQ(room.networks.requests("bluesky.createRecord"), 0);
}

TEST(Delivering, stops_at_the_fence_when_what_would_go_out_is_not_what_was_approved) {
  Room room(identity::Approval::required);
  room.connect();
  PublicationId const id = room.schedule(room.online);
  ASSERT_TRUE(approve_publication(room.calendar, room.colleague, id));
  room.desk.at_point = [&](char const* point) {
    if (std::string_view(point) != "before_fence") return;
    room.calendar.database.write([&](store::Transaction& tx) { tx.run("UPDATE publish_publication SET text = 'tampered' WHERE id = $1", {id.to_string()}); });
  };
  room.run_at("2026-11-23T10:00:00Z");
  EXPECT_EQ(room.networks.posts("bluesky").size(), 0u);
  EXPECT_EQ(room.at(id).state, State::cancelled);
}

TEST(Delivering, waits_for_an_account_and_goes_on_when_it_is_connected) {
  Room room;
  PublicationId const id = room.schedule(room.online);
  room.run_at("2026-11-23T10:00:00Z");
  EXPECT_EQ(room.at(id).state, State::auth_wait);
  room.connect();
  room.run_at("2026-11-23T10:05:00Z");
  EXPECT_EQ(room.at(id).state, State::live);
}

TEST(Delivering, tells_of_an_account_to_connect_again_and_not_of_a_session_that_it_renews) {
  Room room;
  PublicationId const id = room.run_with_expired_session(1);
  EXPECT_EQ(room.at(id).state, State::live);
  EXPECT_EQ(room.heard("publish.publication_live").size(), 1u);
  EXPECT_EQ(room.heard("publish.publication_stopped"), std::vector<std::string>());
}

TEST(Delivering, tells_once_of_an_account_that_only_a_person_can_connect) {
  Room room;
  PublicationId const id = room.run_with_expired_session(100);
  EXPECT_EQ(room.at(id).state, State::auth_wait);
  auto const told = room.heard("publish.publication_stopped");
  ASSERT_EQ(told.size(), 1u) << told.back();
  EXPECT_NE(told.front().find("auth_wait"), std::string::npos) << told.front();
}

TEST(Delivering, tells_once_of_an_account_that_signs_in_and_may_not_post) {
  Room room;
  room.connect();
  PublicationId const id = room.schedule(room.online);
  room.networks.set_fault({"bluesky", "createRecord", simulator::Fate::token_expired, 100});
  room.run_at("2026-11-23T10:00:00Z");
  for (char const* later : {"2026-11-23T10:05:00Z", "2026-11-23T10:10:00Z"}) {
    EXPECT_EQ(room.at(id).state, State::auth_wait);
    ASSERT_TRUE(check_connection(room.desk, room.author.brand, room.online.id));
    room.run_at(later);
  }
  EXPECT_EQ(room.heard("publish.publication_stopped").size(), 1u);
  EXPECT_GT(room.networks.requests("bluesky.createRecord"), 4) << "tried each time";
  room.networks.clear_faults();
  ASSERT_TRUE(check_connection(room.desk, room.author.brand, room.online.id));
  room.run_at("2026-11-23T10:15:00Z");
  EXPECT_EQ(room.at(id).state, State::live);
}

TEST(ByHand, reminds_when_due_and_keeps_the_pasted_address_as_declared_proof) {
  Room room;
  room.content = *studio::create_content(room.studio, room.author, [&] {
    studio::Draft d = room.draft("Bougies");
    return d;
  }());
  strategy::Channel const window = *strategy::create_channel(room.plan, room.author, {strategy::Network::shop_window, *Text<1, 80>::parse("Vitrine"), {}, strategy::Delivery::manual, {}});
  PublicationId const id = room.schedule(window);
  room.run_at("2026-11-23T10:00:00Z");
  EXPECT_EQ(room.at(id).state, State::manual_due);
  DeliverySheet const sheet = *delivery_sheet(room.calendar, room.author, id);
  EXPECT_EQ(sheet.post.text, room.at(id).text);
  DeliverySheet const done = *declare_live(room.calendar, room.desk, room.author, id, {*WebUrl::parse("https://instagram.com/p/1")});
  EXPECT_EQ(done.state, S::live);
  EXPECT_EQ(done.proof, Origin::declared);
  EXPECT_EQ(room.at(id).proof->url, "https://instagram.com/p/1");
  EXPECT_EQ(declare_live(room.calendar, room.desk, room.author, id, {*WebUrl::parse("https://x.example/2")}).error().code, "publish.not_manual");
}

TEST(ByHand, gives_the_words_as_they_stand_and_waits_for_approval_when_they_are_not_approved) {
  for (identity::Approval const approval : {identity::Approval::off, identity::Approval::required}) {
    Room room(approval);
    strategy::Channel const window = *strategy::create_channel(room.plan, room.author, {strategy::Network::shop_window, *Text<1, 80>::parse("Vitrine"), {}, strategy::Delivery::manual, {}});
    PublicationId const id = room.schedule(window);
    ASSERT_TRUE(approve_publication(room.calendar, room.colleague, id));
    room.run_at("2026-11-23T10:00:00Z");
    ASSERT_EQ(room.at(id).state, State::manual_due);
    room.content = *studio::save_content(room.studio, room.author, room.content.id, {room.draft("Bougies de l'Avent"), room.content.revision});
    room.runner.run_due_once(room.clock.now());
    DeliverySheet const sheet = *delivery_sheet(room.calendar, room.author, id);
    EXPECT_EQ(sheet.post.text, room.at(id).text);
    EXPECT_NE(sheet.post.text.find("l'Avent"), std::string::npos);
    bool const off = approval == identity::Approval::off;
    EXPECT_EQ(room.at(id).state, off ? State::manual_due : State::expired);
    EXPECT_EQ(sheet.state, off ? S::manual_due : S::missed);
    if (off) continue;
    EXPECT_EQ(send_again(room.calendar, room.desk, room.author, id).error().code, "publish.not_what_was_approved");
    ASSERT_TRUE(approve_publication(room.calendar, room.colleague, id));
    EXPECT_EQ(room.at(id).state, State::missed);
    ASSERT_TRUE(send_again(room.calendar, room.desk, room.author, id));
    EXPECT_EQ(room.at(id).state, State::manual_due);
  }
}

TEST(Settling, takes_a_persons_word_and_sends_again_only_when_told) {
  Room room;
  room.connect();
  PublicationId const id = room.schedule(room.online);
  room.networks.set_fault({"bluesky", "createRecord", simulator::Fate::error_without_store, 1});
  room.networks.set_fault({"bluesky", "getRecord", simulator::Fate::error_without_store, 500});
  room.run_at("2026-11-23T10:00:00Z");
  ASSERT_EQ(room.at(id).state, State::ambiguous);
  EXPECT_EQ(send_again(room.calendar, room.desk, room.author, id).error().code, "publish.cannot_send_again");
  EXPECT_EQ(settle_delivery(room.calendar, room.desk, room.author, id, {Seen::live, {}}).error().fields[0].path, "url");
  EXPECT_EQ(settle_delivery(room.calendar, room.desk, room.author, id, {Seen::absent, {}})->state, S::missed);
  EXPECT_EQ(room.at(id).state, State::missed);
  room.networks.clear_faults();
  ASSERT_TRUE(send_again(room.calendar, room.desk, room.author, id));
  room.run_at("2026-11-23T11:30:00Z");
  EXPECT_EQ(room.at(id).state, State::missed) << "an hour later is too late again";
  ASSERT_TRUE(send_again(room.calendar, room.desk, room.author, id));
  room.runner.run_due_once(room.clock.now());
  EXPECT_EQ(room.at(id).state, State::live);
  EXPECT_EQ(room.networks.posts("bluesky").size(), 1u);
}

TEST(Settling, is_closed_to_another_brand) {
  Room room;
  PublicationId const id = room.schedule(room.online);
  room.run_at("2026-11-23T10:00:00Z");
  Actor stranger = room.author;
  stranger.brand = BrandId::make(room.clock);
  EXPECT_EQ(delivery_sheet(room.calendar, stranger, id).error().kind, Kind::not_found);
  EXPECT_EQ(settle_delivery(room.calendar, room.desk, stranger, id, {Seen::absent, {}}).error().kind, Kind::not_found);
  EXPECT_EQ(send_again(room.calendar, room.desk, stranger, id).error().kind, Kind::not_found);
  EXPECT_EQ(check_connection(room.desk, stranger.brand, room.online.id).error().kind, Kind::not_found);
  EXPECT_EQ(disconnect_channel(room.desk, stranger.brand, room.online.id).error().kind, Kind::not_found);
}

TEST(Freezing, holds_the_brand_and_tells_what_was_held_when_it_ends) {
  Room room;
  room.connect();
  PublicationId const id = room.schedule(room.online);
  EXPECT_TRUE(freeze_brand(room.calendar, room.author, {*Text<1, 300>::parse("Bad buzz")}).frozen);
  room.run_at("2026-11-23T10:00:00Z");
  EXPECT_EQ(room.networks.posts("bluesky").size(), 0u);
  FreezeView const held = freeze_view(room.calendar, room.author.brand);
  ASSERT_EQ(held.held.size(), 1u);
  EXPECT_EQ(held.held[0], id);
  EXPECT_EQ(thaw_brand(room.calendar, room.desk, room.author)->held.size(), 1u);
  room.runner.run_due_once(room.clock.now());
  EXPECT_EQ(room.at(id).state, State::live);
  EXPECT_EQ(thaw_brand(room.calendar, room.desk, room.author).error().code, "publish.not_frozen");
}

TEST(Freezing, tells_nobody_to_publish_by_hand_before_it_is_lifted) {
  Room room;
  register_mail_templates();
  strategy::Channel const window = *strategy::create_channel(room.plan, room.author, {strategy::Network::shop_window, *Text<1, 80>::parse("Vitrine"), {}, strategy::Delivery::manual, {}});
  PublicationId const id = room.schedule(window);
  freeze_brand(room.calendar, room.author, {*Text<1, 300>::parse("Bad buzz")});
  room.run_at("2026-11-23T10:00:00Z");
  room.run_at("2026-11-23T12:00:00Z");
  EXPECT_EQ(room.at(id).state, State::scheduled);
  ASSERT_TRUE(thaw_brand(room.calendar, room.desk, room.author));
  room.run_at("2026-11-23T12:15:00Z");
  EXPECT_EQ(room.at(id).state, State::manual_due);
}

TEST(Freezing, after_a_restore_is_lifted_brand_by_brand) {
  Room room;
  room.calendar.database.write([&](store::Transaction& tx) { freeze_instance(tx, room.clock, "restored"); });
  ASSERT_TRUE(freeze_view(room.calendar, room.author.brand).frozen);
  ASSERT_TRUE(thaw_brand(room.calendar, room.desk, room.author));
  EXPECT_FALSE(freeze_view(room.calendar, room.author.brand).frozen);
  room.calendar.database.write([&](store::Transaction& tx) { EXPECT_TRUE(freeze_over(tx, BrandId::make(room.clock))); });
}

// What a backup brings back: the publication as it was before its time, while the network holds the post that was sent since.
void go_back_to_backup(Room& room, Publication const& before) {
  room.calendar.database.write([&](store::Transaction& tx) {
    for (char const* table : {"publish_attempt", "publish_delivery", "publish_note", "publish_publication"}) tx.run(std::string("DELETE FROM ") + table);
    insert_publication(tx, before);
    jobs::enqueue(tx, {.kind = "publish.deliver", .payload = "{\"publication_id\":\"" + before.id.to_string() + "\"}", .run_at = before.at});
    freeze_instance(tx, room.clock, "publish.restored");
  });
}

TEST(Freezing, looks_for_what_fell_due_while_a_restored_instance_was_held_beyond_the_grace) {
  Room room;
  room.connect();
  PublicationId const id = room.schedule(room.online);
  Publication const before = room.at(id);
  room.run_at("2026-11-23T10:00:00Z");
  ASSERT_EQ(room.networks.posts("bluesky").size(), 1u);
  go_back_to_backup(room, before);
  room.run_at("2026-11-23T12:00:00Z");
  EXPECT_EQ(room.at(id).state, State::preparing) << "held, not missed: the lost instance may have sent it";
  EXPECT_EQ(freeze_view(room.calendar, room.author.brand).held.size(), 1u);
  EXPECT_EQ(send_again(room.calendar, room.desk, room.author, id).error().code, "publish.cannot_send_again");
  room.run_at("2026-11-23T15:00:00Z");
  ASSERT_TRUE(thaw_brand(room.calendar, room.desk, room.author));
  room.runner.run_due_once(room.clock.now());
  EXPECT_EQ(room.at(id).state, State::live) << "found where the lost instance had put it";
  EXPECT_EQ(room.networks.posts("bluesky").size(), 1u);
}

TEST(Freezing, calls_it_missed_only_once_the_network_has_shown_that_it_is_not_there) {
  Room room;
  room.connect();
  PublicationId const id = room.schedule(room.online);
  go_back_to_backup(room, room.at(id));
  room.run_at("2026-11-23T12:00:00Z");
  ASSERT_TRUE(thaw_brand(room.calendar, room.desk, room.author));
  room.runner.run_due_once(room.clock.now());
  EXPECT_EQ(room.at(id).state, State::ambiguous);
  room.run_at("2026-11-23T12:01:00Z");
  room.run_at("2026-11-23T12:02:00Z");
  EXPECT_EQ(room.at(id).state, State::missed);
  EXPECT_EQ(room.networks.posts("bluesky").size(), 0u) << "never burst out late";
  ASSERT_TRUE(send_again(room.calendar, room.desk, room.author, id));
  room.runner.run_due_once(room.clock.now());
  EXPECT_EQ(room.networks.posts("bluesky").size(), 1u);
}

TEST(Accounts, keep_nothing_of_a_refused_sign_in_and_seal_what_they_keep) {
  Room room;
  Connect wrong;
  wrong.service = *Text<0, 300>::parse(room.networks.address());
  wrong.name = *Text<0, 200>::parse("demo.test");
  wrong.secret = *Text<1, 2000>::parse("wrong");
  Result<ConnectionView> const refused = connect_channel(room.desk, room.author.brand, room.online.id, wrong);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields[0].code, "publish.sign_in_refused");
  room.calendar.database.read([&](store::Transaction& tx) { EXPECT_FALSE(find_connection(tx, room.online.id)); });
  room.connect();
  room.calendar.database.read([&](store::Transaction& tx) {
    Connection const kept = *find_connection(tx, room.online.id);
    EXPECT_EQ(json::encode(kept).find(simulator::account_password), std::string::npos);
    EXPECT_EQ(json::encode(kept).find("simulated-access"), std::string::npos);
  });
  room.networks.set_down(true);
  EXPECT_EQ(check_connection(room.desk, room.author.brand, room.online.id)->state, Health::unreachable);
  room.networks.set_down(false);
  EXPECT_EQ(check_connection(room.desk, room.author.brand, room.online.id)->state, Health::healthy);
}

TEST(Accounts, on_private_addresses_are_refused_unless_the_owner_listed_them) {
  Room room;
  room.desk.addresses = {};
  Connect asked;
  asked.service = *Text<0, 300>::parse(room.networks.address());
  asked.name = *Text<0, 200>::parse("demo.test");
  asked.secret = *Text<1, 2000>::parse(simulator::account_password);
  EXPECT_EQ(connect_channel(room.desk, room.author.brand, room.online.id, asked).error().fields[0].code, "publish.address_refused");
  EXPECT_EQ(room.networks.requests("bluesky.createSession"), 0);
  asked.service = *Text<0, 300>::parse("javascript:alert(1)");
  EXPECT_EQ(connect_channel(room.desk, room.author.brand, room.online.id, asked).error().fields[0].code, "publish.service_malformed");
}

TEST(Engagement, is_read_from_the_network_and_told_to_whoever_hears) {
  Room room;
  room.connect();
  PublicationId const id = room.schedule(room.online);
  room.run_at("2026-11-23T10:00:00Z");
  ASSERT_EQ(room.at(id).state, State::live);
  std::string const key = room.networks.posts("bluesky")[0].id;
  room.networks.engage("bluesky", key, {12, 3, 4});
  room.run_at("2026-11-23T13:00:00Z");  // the session has expired meanwhile, and is renewed
  ASSERT_GE(room.events.size(), 2u);
  Result<EngagementRead> const read = json::decode<EngagementRead>(room.events.back().substr(room.events.back().find('{')));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->measures[0].metric, "reactions");
  EXPECT_EQ(read->measures[0].value, 12);
}

}  // namespace
}  // namespace parvis::publish
