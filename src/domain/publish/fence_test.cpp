// SPDX-License-Identifier: AGPL-3.0-or-later
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <iostream>
#include <set>

#include <gtest/gtest.h>

#include "base/encoding.h"
#include "base/json.h"
#include "identity/people_store.h"
#include "publish/account.h"
#include "publish/fence.h"
#include "store/migrations.h"
#include "store/sqlite.h"
#include "simulator/simulator.h"
#include "support/temporary_folder.h"

namespace parvis::publish {
namespace {

using S = DeliveryState;
using simulator::Fault;
using NetworkFate = simulator::Fate;

/// In a sandbox brand, where the simulated network stands for all.
constexpr Network within_sandbox = Network::linkedin;
constexpr char const* simulated_pages = "https://parvis.example/certifier/reseau-simule/";

std::string place_of(Network network) { return network == within_sandbox ? "wall" : json::name_of(network); }

char const* visible_write(Network network) {
  if (network == within_sandbox) return "put";
  return network == Network::bluesky ? "createRecord" : network == Network::mastodon ? "statuses" : "posts.change";
}

// A brand with one connected channel on a simulated network, and a post that is due.
struct House {
  test::TemporaryFolder folder;
  ManualClock clock{*Instant::parse("2026-11-23T09:00:00Z")};
  simulator::Simulator networks{clock};
  SecretBox secrets = SecretBox::with_key(std::string(32, 'k'));
  net::Client client;
  std::unique_ptr<store::Database> database;
  std::optional<DeliveryDesk> desk;
  Network network;
  BrandId brand;
  ChannelId channel;
  PublicationId publication;

  explicit House(Network on = Network::mastodon) : network(on) {
    database = open();
    store::migrate(*database, clock);
    desk.emplace(desk_on(*database));
    database->write([&](store::Transaction& tx) { furnish(tx); });
    if (network != within_sandbox) connect();
    publication = queue("Bonjour à tous, voyez https://exemple.fr/été #Rentrée", clock.now());
  }

  void connect() {
    Result<ConnectionView> const connected = connect_channel(*desk, brand, channel, credentials());
    EXPECT_TRUE(connected) << connected.error().code << " " << connected.error().detail;
  }
  std::unique_ptr<store::Database> open() const { return store::open_sqlite({.file = folder / "records.sqlite", .durability = store::Durability::none}); }
  DeliveryDesk desk_on(store::Database& records) const {
    DeliveryDesk made{records, clock, secrets, client};
    made.addresses = {net::Reach::any};
    made.request_deadline = Milliseconds(1500);
    made.simulated = [this] { return SimulatedNetwork{networks.address(), simulator::account_token}; };
    made.simulated_pages = simulated_pages;
    return made;
  }
  void furnish(store::Transaction& tx) {
    identity::Workspace const workspace{identity::WorkspaceId::make(clock), *identity::Name::parse("Atelier"), identity::Locale::fr,
                                        *ZoneName::parse("Europe/Paris"), Currency::euro(), identity::Approval::required, 1, clock.now()};
    identity::insert_workspace(tx, workspace);
    identity::Brand const made{BrandId::make(clock), workspace.id, *identity::Name::parse("Rivage"), *Slug::parse("rivage"),
                               identity::Locale::fr, *ZoneName::parse("Europe/Paris"), Currency::euro(), 1, clock.now(), std::nullopt};
    identity::insert_brand(tx, made);
    brand = made.id;
    if (network == within_sandbox) identity::insert_sandbox(tx, brand, workspace.id);
    channel = ChannelId::make(clock);
    tx.run("INSERT INTO strategy_channel (id, brand_id, network, name, address, delivery, revision, created_at) VALUES ($1, $2, $3, 'c', '', 'connector', 1, 0)",
           {channel.to_string(), brand.to_string(), json::name_of(network)});
  }
  Connect credentials() const {
    bool const token = network == Network::mastodon;
    Connect asked;
    asked.service = *Text<0, 300>::parse(networks.address());
    asked.name = *Text<0, 200>::parse(network == Network::bluesky ? "demo.test" : "demo");
    asked.secret = *Text<1, 2000>::parse(token ? simulator::account_token : simulator::account_password);
    asked.web = *Text<0, 300>::parse(networks.address());
    return asked;
  }
  PublicationId queue(std::string const& text, Instant due) {
    std::string const image = (folder / "photo.png").string();
    std::ofstream(image) << "PNG of a door";
    PublicationId const id = PublicationId::make(clock);
    Post const post{"La rentrée", text, "fr", "", {{image, "image/png", "Une porte bleue"}}};
    database->write([&](store::Transaction& tx) { queue_delivery(tx, *desk, {id, brand, channel, post, due}); });
    return id;
  }
  /// The records as a backup brings them back to a machine that takes over now: that delivery unsent, and all held. `before`:
  /// the post as it then was, when it was changed since.
  void restore(Instant due, std::optional<Post> const& before = {}) {
    Post const post = before.value_or(now().post);
    database->write([&](store::Transaction& tx) {
      tx.run("DELETE FROM publish_delivery WHERE publication_id = $1", {publication.to_string()});
      tx.run("DELETE FROM publish_note");
      insert_freeze(tx, {whole_instance, "restored", "", clock.now()});
      queue_delivery(tx, *desk, {publication, brand, channel, post, due});
    });
  }
  void lift() {
    database->write([&](store::Transaction& tx) { lift_freeze(tx, *freeze_over(tx, brand), brand, clock.now()); });
  }
  /// Written by somebody else on the same account.
  void write_status(std::string const& text) {
    net::Exchange const answer = client.send({.method = net::Method::post, .url = networks.address() + "/api/v1/statuses",
                                              .headers = {{"Authorization", "Bearer simulated-token"}, {"Content-Type", "application/x-www-form-urlencoded"}},
                                              .body = net::form_encoded({{"status", text}}), .policy = {net::Reach::any}});
    EXPECT_TRUE(answer.answered_with(200)) << answer.body;
  }
  Delivery now() { return *database->read([&](store::Transaction& tx) { return find_delivery(tx, publication); }); }
  std::vector<Attempt> attempts() { return database->read([&](store::Transaction& tx) { return attempts_of(tx, publication); }); }
  /// Visits as the queue would, moving the clock from one visit to the next.
  Delivery settle(int visits = 40) {
    for (int i = 0; i < visits; ++i) {
      visit(*desk, publication);
      Delivery const d = now();
      if (is_settled(d.state) || d.asked_at) return d;
      Instant const next = std::max(d.not_before.value_or(clock.now()), d.lease_until.value_or(clock.now()));
      clock.set(std::max(next, clock.now() + Milliseconds(1000)));
    }
    return now();
  }
  /// One visit after another on `with`, the clock moved a little between, until the delivery is in that state.
  void visit_until(DeliveryDesk const& with, S state) {
    for (int i = 0; i < 6 && now().state != state; ++i) {
      visit(with, publication);
      if (now().state != state) clock.advance(Milliseconds(4000));
    }
  }
  Post retitled(std::string const& title) {
    Post post = now().post;
    post.title = title;
    return post;
  }
  net::Exchange write_article(std::string const& title) {
    net::Headers const headers{{"Authorization", "Basic " + base64("demo:simulated-password")}, {"Content-Type", "application/json"}};
    return client.send({.method = net::Method::post, .url = networks.address() + "/wp-json/wp/v2/posts", .headers = headers,
                        .body = boost::json::serialize(boost::json::object{{"title", title}, {"content", title}, {"status", "draft"}}), .policy = {net::Reach::any}});
  }
  std::size_t stored() const { return networks.posts(place_of(network)).size(); }
  void fault(NetworkFate fate, int times = 1) { networks.set_fault({place_of(network), visible_write(network), fate, times}); }
};

std::vector<Network> const connected_networks{Network::bluesky, Network::mastodon, Network::wordpress, within_sandbox};

class OnEach : public testing::TestWithParam<Network> {};
INSTANTIATE_TEST_SUITE_P(network, OnEach, testing::ValuesIn(connected_networks), [](auto const& one) { return place_of(one.param); });

TEST_P(OnEach, a_post_goes_live_once_with_its_text_image_and_proof) {
  House house(GetParam());
  Delivery const d = house.settle();
  EXPECT_EQ(d.state, S::live) << d.problem_code << " " << d.problem_detail;
  ASSERT_EQ(house.stored(), 1u);
  simulator::StoredPost const post = house.networks.posts(place_of(GetParam()))[0];
  EXPECT_NE(post.text.find("Bonjour à tous"), std::string::npos);
  EXPECT_EQ(post.alts, std::vector<std::string>{"Une porte bleue"});
  bool const inside = GetParam() == within_sandbox;
  EXPECT_EQ(d.proof, inside ? Origin::simulated : Origin::measured);
  EXPECT_EQ(d.url, inside ? simulated_pages + house.publication.to_string() : post.url);
  EXPECT_TRUE(d.lease.empty());
  visit(*house.desk, house.publication);
  EXPECT_EQ(house.stored(), 1u);
}

struct Trial {
  NetworkFate fate;
  int times;
};

TEST_P(OnEach, no_fault_of_the_network_makes_two_posts_or_loses_one) {
  for (Trial const trial : {Trial{NetworkFate::error_without_store, 1}, {NetworkFate::error_without_store, 2}, {NetworkFate::stall_without_store, 1},
                            {NetworkFate::store_then_error, 1}, {NetworkFate::store_then_reset, 1}, {NetworkFate::store_then_cut, 1},
                            {NetworkFate::store_then_stall, 1}, {NetworkFate::rate_limited, 1}, {NetworkFate::rate_limited, 3}, {NetworkFate::token_expired, 1}}) {
    House house(GetParam());
    house.fault(trial.fate, trial.times);
    Delivery const d = house.settle();
    EXPECT_EQ(d.state, S::live) << json::name_of(trial.fate) << " " << d.problem_code << " " << d.problem_detail;
    EXPECT_EQ(house.stored(), 1u) << json::name_of(trial.fate);
  }
}

TEST_P(OnEach, a_host_that_is_down_or_resets_every_connection_is_tried_again) {
  House house(GetParam());
  house.networks.set_down(true);
  visit(*house.desk, house.publication);
  EXPECT_EQ(house.now().state, S::queued);
  EXPECT_EQ(house.stored(), 0u);
  house.networks.set_down(false);
  house.networks.set_fault({"", "", NetworkFate::reset_on_accept, 3});
  EXPECT_EQ(house.settle().state, S::live);
  EXPECT_EQ(house.stored(), 1u);
}

TEST_P(OnEach, two_visits_at_once_enter_the_fence_once) {
  House house(GetParam());
  DeliveryDesk first = *house.desk;
  int entered = 0;
  first.at_point = [&](char const* point) {
    if (std::string_view(point) != "before_fence") return;
    house.clock.advance(lease_time + Milliseconds(1));  // it stands still so long that its lease ends, and another visits
    visit(*house.desk, house.publication);
    ++entered;
  };
  house.visit_until(first, S::live);
  EXPECT_EQ(entered, 1);
  EXPECT_EQ(house.stored(), 1u);
  EXPECT_EQ(house.settle().state, S::live);
  EXPECT_EQ(house.stored(), 1u);
  auto const attempts = house.attempts();
  EXPECT_EQ(std::count_if(attempts.begin(), attempts.end(), [](Attempt const& a) { return a.step == Step::send; }), 1);
}

TEST_P(OnEach, killed_at_any_point_it_ends_with_one_post) {
  for (char const* point : {"taken", "note_kept", "prepared_outside", "prepared", "before_fence", "fence_passed", "sent", "answer_kept", "looked"}) {
    if (GetParam() == within_sandbox && std::string_view(point) == "note_kept") continue;  // it keeps none
    House house(GetParam());
    if (std::string_view(point) == "looked") house.fault(NetworkFate::store_then_reset);
    pid_t const child = ::fork();
    if (child == 0) {
      std::unique_ptr<store::Database> const records = house.open();
      DeliveryDesk mine = house.desk_on(*records);
      mine.at_point = [&](char const* reached) {
        if (std::string_view(reached) == point) ::kill(::getpid(), SIGKILL);
      };
      house.visit_until(mine, S::live);
      ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status)) << point << " was never reached";
    EXPECT_LE(house.stored(), 1u) << point;
    house.clock.advance(lease_time + std::chrono::minutes(1));
    EXPECT_EQ(sweep(*house.desk), house.now().state == S::live ? 0u : 1u) << point;
    Delivery const d = house.settle();
    EXPECT_EQ(d.state, S::live) << point << " " << d.problem_code;
    EXPECT_EQ(house.stored(), 1u) << point;
  }
}

TEST_P(OnEach, a_failing_statement_leaves_nothing_half_done) {
  for (int nth = 1; nth < 80; ++nth) {
    House house(GetParam());
    int seen = 0;
    bool failed = false;
    house.database->set_fault([&](std::string_view) {
      if (++seen != nth) return;
      failed = true;
      throw std::runtime_error("the disk is full");
    });
    try {
      house.visit_until(*house.desk, S::live);
    } catch (std::runtime_error const&) {
    }
    house.database->set_fault({});
    EXPECT_LE(house.stored(), 1u) << nth;
    house.clock.advance(lease_time + Milliseconds(1));
    EXPECT_EQ(house.settle().state, S::live) << nth;
    EXPECT_EQ(house.stored(), 1u) << nth;
    if (!failed) return;
  }
  FAIL() << "more statements than tried";
}

TEST(Fence, shows_what_a_client_that_retries_does_on_the_same_networks) {
  // The baseline: create, and again on any error, as publishing tools are seen to do (five tries).
  std::map<std::string, std::size_t> naive, ours;
  for (NetworkFate const fate : {NetworkFate::store_then_error, NetworkFate::store_then_reset, NetworkFate::store_then_stall}) {
    House house(Network::mastodon);
    house.networks.set_fault({"mastodon", "statuses", fate, 4});
    for (int i = 0; i < 5; ++i) {
      net::Exchange const answer = house.client.send({.method = net::Method::post, .url = house.networks.address() + "/api/v1/statuses",
                                                      .headers = {{"Authorization", "Bearer simulated-token"}, {"Content-Type", "application/x-www-form-urlencoded"}},
                                                      .body = std::string("status=Bonjour"), .deadline = Milliseconds(150), .policy = {net::Reach::any}});
      if (answer.succeeded()) break;
    }
    naive[json::name_of(fate)] = house.stored();
    House fenced(Network::mastodon);
    fenced.networks.set_fault({"mastodon", "statuses", fate, 4});
    fenced.settle();
    ours[json::name_of(fate)] = fenced.stored();
  }
  for (auto const& [fate, count] : naive) {
    std::cout << "simulated mastodon, " << fate << " four times: a client that retries stores " << count << " posts, Parvis " << ours[fate] << "\n";
    EXPECT_EQ(count, 5u);
    EXPECT_EQ(ours[fate], 1u);
  }
}

TEST(Fence, forgets_a_post_that_is_late_beyond_the_grace) {
  House house;
  house.clock.advance(std::chrono::minutes(31));
  EXPECT_EQ(house.settle().state, S::missed);
  EXPECT_EQ(house.stored(), 0u);
}

TEST(Fence, holds_everything_while_frozen_and_still_looks_at_what_is_in_doubt) {
  House house;
  house.database->write([&](store::Transaction& tx) { insert_freeze(tx, {whole_instance, "restored", "", house.clock.now()}); });
  visit(*house.desk, house.publication);
  EXPECT_EQ(house.now().state, S::queued);
  EXPECT_EQ(house.networks.requests("mastodon.statuses"), 0);
  house.database->write([&](store::Transaction& tx) { remove_freeze(tx, whole_instance); });
  house.fault(NetworkFate::store_then_stall);
  DeliveryDesk freezing = *house.desk;
  freezing.at_point = [&](char const* point) {
    if (std::string_view(point) == "sent") house.database->write([&](store::Transaction& tx) { insert_freeze(tx, {house.brand.to_string(), "crisis", "", house.clock.now()}); });
  };
  visit(freezing, house.publication);
  for (int i = 0; i < 5; ++i) {
    house.clock.advance(std::chrono::minutes(1));
    visit(*house.desk, house.publication);
  }
  EXPECT_EQ(house.now().state, S::live);
  EXPECT_EQ(house.stored(), 1u);
}

TEST(Fence, asks_a_person_when_the_key_has_expired_and_nothing_is_seen) {
  House house;
  house.fault(NetworkFate::error_without_store);
  house.visit_until(*house.desk, S::ambiguous);
  ASSERT_EQ(house.now().state, S::ambiguous);
  house.clock.advance(std::chrono::hours(2));
  Delivery const d = house.settle();
  EXPECT_EQ(d.state, S::ambiguous);
  EXPECT_TRUE(d.asked_at);
  EXPECT_EQ(house.networks.requests("mastodon.statuses"), 1);
}

TEST(Fence, asks_a_person_when_the_key_expires_between_the_looks_and_the_second_sending) {
  House house;
  house.database->write([&](store::Transaction& tx) { tx.run("UPDATE publish_connection SET grace_minutes = 1440"); });
  house.fault(NetworkFate::error_without_store);
  DeliveryDesk crashing = *house.desk;
  crashing.at_point = [&](char const* point) {
    if (std::string_view(point) == "before_fence" && house.now().first_sent_at) throw std::runtime_error("the machine stops");
  };
  EXPECT_THROW(for (int i = 0; i < 6; ++i) house.visit_until(crashing, S::live), std::runtime_error);
  ASSERT_EQ(house.now().state, S::prepared);
  house.clock.advance(std::chrono::hours(2));
  Delivery const d = house.settle();
  EXPECT_EQ(d.state, S::ambiguous);
  EXPECT_TRUE(d.asked_at);
  EXPECT_EQ(house.networks.requests("mastodon.statuses"), 1);
}

TEST(Fence, asks_a_person_when_the_network_puts_the_second_sending_off_until_the_key_has_expired) {
  House house;
  house.database->write([&](store::Transaction& tx) { tx.run("UPDATE publish_connection SET grace_minutes = 1440"); });
  house.fault(NetworkFate::error_without_store);
  DeliveryDesk limited = *house.desk;
  limited.at_point = [&](char const* point) {
    if (std::string_view(point) == "before_fence" && house.now().first_sent_at) house.fault(NetworkFate::rate_limited);
  };
  for (int i = 0; i < 12 && house.networks.requests("mastodon.statuses") < 2; ++i) {
    visit(limited, house.publication);
    house.clock.advance(std::chrono::seconds(31));
  }
  ASSERT_EQ(house.now().state, S::deferred);
  house.clock.advance(std::chrono::hours(2));
  EXPECT_TRUE(house.settle().asked_at);
  EXPECT_EQ(house.networks.requests("mastodon.statuses"), 2) << "the one put off was no post, and no third follows";
}

TEST(Fence, waits_for_a_person_when_the_account_is_refused_and_keeps_the_operation) {
  House house(Network::wordpress);
  house.networks.set_fault({"wordpress", "", NetworkFate::token_expired, 100});
  visit(*house.desk, house.publication);
  EXPECT_EQ(house.now().state, S::auth_wait);
  auto const connection = house.database->read([&](store::Transaction& tx) { return *find_connection(tx, house.channel); });
  EXPECT_EQ(connection.state, Health::needs_reconnect);
  house.networks.clear_faults();
  EXPECT_TRUE(connect_channel(*house.desk, house.brand, house.channel, house.credentials()));
  EXPECT_EQ(house.settle().state, S::live);
  EXPECT_EQ(house.stored(), 1u);
}

TEST(Fence, refuses_what_the_network_refuses_and_says_why) {
  House house(Network::mastodon);
  house.publication = house.queue(std::string(600, 'a'), house.clock.now());
  Delivery const d = house.settle();
  EXPECT_EQ(d.state, S::rejected);
  EXPECT_EQ(d.problem_code, "publish.refused_by_network");
  EXPECT_NE(d.problem_detail.find("500"), std::string::npos);
}

TEST(Fence, comes_to_the_same_keys_from_the_same_publication) {
  std::string const id = "019ab3f0-1111-7222-8333-444455556666";
  Operation const a = operation_of(id, 1, Instant::at_milliseconds(5));
  Operation const b = operation_of(id, 1, Instant::at_milliseconds(9));
  EXPECT_EQ(a.key, b.key);
  EXPECT_EQ(a.record_key, b.record_key);
  EXPECT_TRUE(is_uuid(a.key)) << a.key;
  EXPECT_EQ(a.record_key.size(), 13u);
  EXPECT_NE(a.record_key, operation_of(id, 2, Instant::at_milliseconds(5)).record_key);
}

TEST(Fence, restored_from_an_old_backup_does_not_post_again) {
  for (Network const network : {Network::bluesky, Network::wordpress}) {
    House house(network);
    ASSERT_TRUE(house.settle().state == S::live);
    // The records as they were before: the same publication, never sent.
    house.database->write([&](store::Transaction& tx) {
      tx.run("DELETE FROM publish_delivery");
      tx.run("DELETE FROM publish_note");
      Delivery const d = [&] { Delivery old; old.publication_id = house.publication; old.brand_id = house.brand; old.channel_id = house.channel;
                               old.post = {"La rentrée", "Bonjour à tous, voyez https://exemple.fr/été #Rentrée", "fr", "", {}}; old.due = house.clock.now(); return old; }();
      insert_delivery(tx, d);
    });
    EXPECT_EQ(house.settle().state, S::live);
    EXPECT_EQ(house.stored(), 1u) << json::name_of(network);
  }
}

TEST(Fence, restored_finds_the_article_whose_title_was_changed_after_the_backup) {
  House house(Network::wordpress);
  ASSERT_EQ(house.settle().state, S::live);
  Delivery const sent = house.now();
  for (int other = 0; other < 101; ++other) ASSERT_TRUE(house.write_article("Autre article").answered_with(201));
  house.clock.advance(std::chrono::minutes(15));
  house.restore(sent.due, house.retitled("Titre d'avant"));
  house.lift();
  Delivery const d = house.settle();
  EXPECT_EQ(d.state, S::live) << d.problem_code;
  EXPECT_EQ(d.remote_id, sent.remote_id);
  EXPECT_EQ(house.stored(), 1u);
}

TEST(Fence, restored_sends_the_words_of_its_backup_over_a_draft_of_others) {
  House house(Network::wordpress);
  DeliveryDesk lost = *house.desk;
  lost.at_point = [](char const* point) {
    if (std::string_view(point) == "prepared") throw std::runtime_error("the machine stops");
  };
  EXPECT_THROW(visit(lost, house.publication), std::runtime_error);
  ASSERT_EQ(house.networks.hidden("wordpress"), 1u);
  Post before = house.retitled("Titre d'avant");
  before.text = "Les mots d'avant";
  house.restore(house.now().due, before);
  house.lift();
  EXPECT_EQ(house.settle().state, S::live);
  ASSERT_EQ(house.stored(), 1u);
  EXPECT_NE(house.networks.posts("wordpress")[0].text.find("Les mots d'avant"), std::string::npos);
  EXPECT_EQ(house.networks.hidden("wordpress"), 0u);
}

TEST(Fence, restored_too_late_is_settled_by_what_the_network_shows) {
  for (Network const network : {Network::bluesky, Network::mastodon, Network::wordpress}) {
    for (bool const was_sent : {true, false}) {
      House house(network);
      S const before = was_sent ? house.settle().state : S::live;
      ASSERT_EQ(before, S::live);
      house.restore(house.now().due);
      house.clock.advance(std::chrono::hours(3));
      house.lift();
      Delivery const d = house.settle();
      EXPECT_EQ(d.state, was_sent ? S::live : S::missed) << json::name_of(network) << " " << d.problem_code;
      EXPECT_FALSE(d.asked_at) << json::name_of(network);
      EXPECT_EQ(house.stored(), was_sent ? 1u : 0u) << json::name_of(network);
    }
  }
}

TEST(Fence, restored_hours_later_looks_before_it_sends_even_where_the_key_has_expired) {
  House house;
  house.database->write([&](store::Transaction& tx) { tx.run("UPDATE publish_connection SET grace_minutes = 1440"); });
  ASSERT_EQ(house.settle().state, S::live);
  house.restore(house.now().due);
  house.clock.advance(std::chrono::hours(3));
  visit(*house.desk, house.publication);
  EXPECT_EQ(house.now().state, S::queued);
  house.lift();
  EXPECT_EQ(house.settle().state, S::live);
  EXPECT_EQ(house.stored(), 1u);
  EXPECT_EQ(house.networks.requests("mastodon.statuses"), 1);
}

// Brought forward since the backup: live on Monday on the lost machine, due on Friday in what the backup remembers.
TEST(Fence, restored_looks_for_what_was_brought_forward_since_the_backup) {
  House house;
  ASSERT_EQ(house.settle().state, S::live);
  Instant const friday = house.clock.now() + std::chrono::hours(96);
  house.restore(friday);
  house.clock.advance(std::chrono::hours(2));
  house.lift();
  for (int other = 0; other < 45; ++other) house.write_status("Autre mot " + std::to_string(other));  // more than one page
  house.clock.set(friday);
  EXPECT_EQ(house.settle().state, S::live);
  EXPECT_EQ(house.stored(), 46u);
  EXPECT_EQ(house.networks.requests("mastodon.statuses"), 46) << "ours once";
}

TEST(Fence, restored_sends_in_its_time_what_the_network_does_not_show) {
  House house;
  Instant const friday = house.clock.now() + std::chrono::hours(96);
  house.restore(friday);
  house.lift();
  house.clock.set(friday);
  Delivery const d = house.settle();
  EXPECT_EQ(d.state, S::live) << d.problem_code;
  EXPECT_EQ(house.stored(), 1u);
  EXPECT_EQ(house.networks.requests("mastodon.statuses"), 1);
}

TEST(Fence, restored_a_second_time_looks_again_for_what_was_made_between) {
  House house;
  house.database->write([&](store::Transaction& tx) { insert_freeze(tx, {whole_instance, "restored", "", house.clock.now()}); });
  house.lift();
  house.clock.advance(std::chrono::hours(24));
  house.publication = house.queue("Fait entre deux restaurations", house.clock.now());
  ASSERT_EQ(house.settle().state, S::live);
  house.clock.advance(std::chrono::hours(24));
  house.restore(house.clock.now() + std::chrono::hours(24));
  house.lift();
  house.clock.advance(std::chrono::hours(24));
  EXPECT_EQ(house.settle().state, S::live);
  EXPECT_EQ(house.stored(), 1u);
}

TEST(Fence, restored_takes_no_earlier_post_of_the_same_words_for_the_one_it_looks_for) {
  House house;
  ASSERT_EQ(house.settle().state, S::live);
  Delivery const first = house.now();
  house.publication = house.queue(first.post.text, house.clock.now());
  house.restore(house.clock.now() + std::chrono::hours(24));
  house.lift();
  house.clock.advance(std::chrono::hours(24));
  Delivery const second = house.settle();
  EXPECT_EQ(second.state, S::live);
  EXPECT_NE(second.remote_id, first.remote_id);
  EXPECT_EQ(house.stored(), 2u);
}

TEST(Bluesky, waits_for_a_resolver_that_does_not_answer_rather_than_drop_a_mention) {
  for (NetworkFate const fate : {NetworkFate::rate_limited, NetworkFate::error_without_store, NetworkFate::store_then_cut}) {
    House house(Network::bluesky);
    house.publication = house.queue("Merci @demo.test et @personne.test", house.clock.now());
    house.networks.set_fault({"bluesky", "resolveHandle", fate});
    visit(*house.desk, house.publication);
    EXPECT_EQ(house.now().state, fate == NetworkFate::rate_limited ? S::deferred : S::queued) << json::name_of(fate);
    EXPECT_EQ(house.stored(), 0u) << json::name_of(fate);
    EXPECT_EQ(house.settle().state, S::live);
    EXPECT_EQ(house.networks.requests("bluesky.resolveHandle"), 3) << "each handle once, and the one in doubt again";
  }
}

TEST(WordPress, is_given_the_title_whole_and_of_a_text_without_one_its_first_line) {
  std::string letters, words;
  for (int i = 0; i < 150; ++i) letters += "é";
  for (int i = 0; i < 40; ++i) words += "été ";
  for (auto const& [given, shown] : std::map<std::string, std::string>{{letters, letters}, {"", words.substr(0, 28 * 6 + 5) + "…"}}) {
    House house(Network::wordpress);
    house.publication = house.queue(words + "\nSuite", house.clock.now());
    house.database->write([&, title = given](store::Transaction& tx) {
      tx.run("DELETE FROM publish_delivery WHERE publication_id = $1", {house.publication.to_string()});
      queue_delivery(tx, *house.desk, {house.publication, house.brand, house.channel, {title, words + "\nSuite", "fr", "", {}}, house.clock.now()});
    });
    ASSERT_EQ(house.settle().state, S::live);
    net::Exchange const answer = house.client.send({.url = house.networks.address() + "/wp-json/wp/v2/posts", .headers = {{"Authorization", "Basic " + base64("demo:simulated-password")}}, .policy = {net::Reach::any}});
    EXPECT_EQ(boost::json::parse(answer.body).at(0).at("title").at("raw").as_string(), shown);
  }
}

// Mastodon shows "@bob" of "@bob@other.social", in the account's own letters.
TEST(Fence, finds_on_mastodon_a_post_whose_mentions_it_shortens) {
  House house;
  house.publication = house.queue("Merci @Bob@other.social et @zoe ! Voir https://exemple.fr/été\n\n#Rentrée @lea@ailleurs.fr", house.clock.now());
  house.fault(NetworkFate::store_then_reset);
  Delivery const d = house.settle();
  EXPECT_EQ(d.state, S::live) << d.problem_code;
  EXPECT_EQ(house.stored(), 1u);
  EXPECT_EQ(house.networks.requests("mastodon.statuses"), 1) << "found, not sent again";
}

TEST(Sandbox, opens_no_line_to_an_account_that_got_into_its_records) {
  House house(Network::mastodon);
  // The records hold a real account, healthy and with its secret: as if someone had put it there, and the brand is a sandbox.
  house.database->write([&](store::Transaction& tx) { identity::insert_sandbox(tx, house.brand, identity::load_brand(tx, house.brand)->workspace_id); });
  int const before = house.networks.requests("mastodon.verify_credentials");
  Delivery const d = house.settle();
  EXPECT_EQ(d.state, S::live);
  EXPECT_EQ(d.proof, Origin::simulated);
  EXPECT_EQ(house.networks.posts("wall").size(), 1u);
  house.clock.advance(std::chrono::hours(1));
  EXPECT_EQ(connect_channel(*house.desk, house.brand, house.channel, house.credentials()).error().code, "publish.sandbox_stays_inside");
  EXPECT_EQ(check_connection(*house.desk, house.brand, house.channel).error().code, "publish.sandbox_stays_inside");
  EXPECT_EQ(disconnect_channel(*house.desk, house.brand, house.channel).error().code, "publish.sandbox_stays_inside");
  EXPECT_EQ(house.stored(), 0u);
  for (char const* operation : {"statuses", "media", "timeline"}) EXPECT_EQ(house.networks.requests(std::string("mastodon.") + operation), 0) << operation;
  EXPECT_EQ(house.networks.requests("mastodon.verify_credentials"), before);
}

TEST(Sandbox, waits_where_the_simulated_network_does_not_listen) {
  House house(within_sandbox);
  DeliveryDesk deaf = *house.desk;
  deaf.simulated = {};
  visit(deaf, house.publication);
  EXPECT_EQ(house.now().state, S::queued);
  EXPECT_EQ(house.now().problem_code, "publish.network_unreachable");
  EXPECT_EQ(house.settle().state, S::live);
  EXPECT_EQ(house.stored(), 1u);
}

TEST(Sandbox, sends_nothing_more_once_it_is_closed_not_even_what_was_in_doubt) {
  for (bool const in_doubt : {false, true}) {
    House house(within_sandbox);
    if (in_doubt) house.fault(NetworkFate::error_without_store);
    if (in_doubt) house.visit_until(*house.desk, S::ambiguous);
    house.desk->check_open = [](store::Transaction&, Delivery const&) -> Done { return conflict("examine.deposit_late"); };
    Delivery const d = house.settle();
    EXPECT_EQ(d.state, S::cancelled);
    EXPECT_EQ(d.problem_code, "examine.deposit_late");
    EXPECT_EQ(house.stored(), 0u);
  }
}

TEST(Sandbox, is_alone_in_reaching_the_simulated_network) {
  House house(Network::mastodon);
  house.database->write([&](store::Transaction& tx) { tx.run("UPDATE publish_connection SET service = $1", {std::string(simulated_service)}); });
  EXPECT_NE(house.settle().state, S::live);
  // A person's address is no way there either, on an installation that lists no private host.
  house.desk->addresses = {};
  Connect asked = house.credentials();
  for (std::string const& address : {house.networks.address(), house.networks.address() + "/wall", std::string(simulated_service)}) {
    asked.service = *Text<0, 300>::parse(address);
    EXPECT_FALSE(connect_channel(*house.desk, house.brand, house.channel, asked)) << address;
  }
  EXPECT_EQ(house.networks.posts("wall").size(), 0u);
  for (char const* operation : {"account", "put", "show"}) EXPECT_EQ(house.networks.requests(std::string("wall.") + operation), 0) << operation;
}

TEST(StateMachine, has_no_way_from_sending_to_queued_and_none_out_of_live) {
  for (int to = 0; to <= static_cast<int>(S::manual_due); ++to) {
    EXPECT_FALSE(may_follow(S::live, static_cast<S>(to)));
  }
  EXPECT_FALSE(may_follow(S::sending, S::queued));
  EXPECT_FALSE(may_follow(S::sending, S::preparing));
  EXPECT_FALSE(may_follow(S::ambiguous, S::queued));
  EXPECT_FALSE(may_follow(S::ambiguous, S::sending));
}

TEST(StateMachine, survives_any_run_of_faults_with_at_most_one_post) {
  // Random faults from a fixed seed, on each network: whatever the order, never two posts.
  std::uint32_t seed = 20261123;
  auto const next = [&](std::uint32_t below) { return (seed = seed * 1664525u + 1013904223u) >> 8 & 0xFFFF % below; };
  for (int run = 0; run < 12; ++run) {
    House house(connected_networks[static_cast<std::size_t>(run) % connected_networks.size()]);
    for (int i = 0; i < 4; ++i) house.networks.set_fault({place_of(house.network), "", static_cast<NetworkFate>(1 + next(8) % 8)});
    Delivery const d = house.settle(60);
    EXPECT_LE(house.stored(), 1u);
    EXPECT_TRUE(d.state == S::live ? house.stored() == 1 : true);
    EXPECT_TRUE(is_settled(d.state) || d.asked_at || d.state == S::auth_wait) << json::name_of(d.state);
  }
}

TEST(Delay, doubles_from_thirty_seconds_to_fifteen_minutes_within_a_fifth) {
  for (auto const& [tries, seconds] : std::map<int, int>{{1, 30}, {2, 60}, {5, 480}, {6, 900}, {60, 900}}) {
    double const delay = static_cast<double>(delay_after(tries, "x").count()) / 1000;
    EXPECT_GE(delay, seconds * 0.8);
    EXPECT_LE(delay, seconds * 1.2);
  }
}

}  // namespace
}  // namespace parvis::publish
