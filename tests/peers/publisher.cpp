// SPDX-License-Identifier: AGPL-3.0-or-later
// parvis_peer_publisher NETWORK SERVICE NAME SECRET: publishes one post through the fence to a real server, then again as
// an instance restored from a backup of before would, under the title it then had, and prints what came of both as one JSON line.
#include <fstream>
#include <iostream>

#include "base/encoding.h"
#include "base/json.h"
#include "identity/people_store.h"
#include "publish/account.h"
#include "store/migrations.h"
#include "store/sqlite.h"
#include "support/temporary_folder.h"

namespace parvis::publish {
namespace {

constexpr char const* pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

struct Outcome {
  DeliveryState state = DeliveryState::queued;
  std::string remote_id;
  std::string url;
  std::string problem_code;
  std::string problem_detail;
  std::vector<std::string> attempts;
};
BOOST_DESCRIBE_STRUCT(Outcome, (), (state, remote_id, url, problem_code, problem_detail, attempts))
struct Both {
  Outcome first;
  Outcome restored;
};
BOOST_DESCRIBE_STRUCT(Both, (), (first, restored))

class Publisher {
 public:
  explicit Publisher(Connect account, Network network) : account_(std::move(account)) {
    store::migrate(*database_, clock_);
    desk_.addresses = {net::Reach::any};
    std::string const file = (folder_ / "door.png").string();
    std::ofstream(file) << *from_base64(pixel);
    post_ = {"La rentrée", "Bonjour à tous, voyez https://exemple.fr/été #Rentrée", "fr", "", {{file, "image/png", "Une porte bleue"}}};
    database_->write([&](store::Transaction& tx) { furnish(tx, network); });
  }
  Both run() {
    Result<ConnectionView> const connected = connect_channel(desk_, brand_, channel_, account_);
    if (!connected) throw std::runtime_error(connected.error().code + " " + connected.error().detail);
    Outcome const first = deliver_it();
    database_->write([&](store::Transaction& tx) {
      tx.run("DELETE FROM publish_delivery");
      tx.run("DELETE FROM publish_note");
      tx.run("DELETE FROM publish_attempt");
    });
    post_.title = "Le titre d'avant";
    return {first, deliver_it()};
  }

 private:
  void furnish(store::Transaction& tx, Network network) {
    identity::Workspace const workspace{identity::WorkspaceId::make(clock_), *identity::Name::parse("Atelier"), identity::Locale::fr,
                                        *ZoneName::parse("Europe/Paris"), Currency::euro(), identity::Approval::off, 1, clock_.now()};
    identity::insert_workspace(tx, workspace);
    identity::Brand const brand{BrandId::make(clock_), workspace.id, *identity::Name::parse("Rivage"), *Slug::parse("rivage"), identity::Locale::fr,
                                *ZoneName::parse("Europe/Paris"), Currency::euro(), 1, clock_.now(), std::nullopt};
    identity::insert_brand(tx, brand);
    brand_ = brand.id;
    tx.run("INSERT INTO strategy_channel (id, brand_id, network, name, address, delivery, revision, created_at) VALUES ($1, $2, $3, 'c', '', 'connector', 1, 0)",
           {channel_.to_string(), brand_.to_string(), json::name_of(network)});
  }
  Outcome deliver_it() {
    database_->write([&](store::Transaction& tx) { queue_delivery(tx, desk_, {publication_, brand_, channel_, post_, clock_.now()}); });
    for (int i = 0; i < 20 && !is_settled(now().state); ++i) {
      visit(desk_, publication_);
      clock_.advance(std::chrono::seconds(31));
    }
    Delivery const d = now();
    Outcome outcome{d.state, d.remote_id, d.url, d.problem_code, d.problem_detail, {}};
    database_->read([&](store::Transaction& tx) {
      for (Attempt const& attempt : attempts_of(tx, publication_)) outcome.attempts.push_back(json::name_of(attempt.step) + " " + attempt.outcome);
    });
    return outcome;
  }
  Delivery now() {
    return *database_->read([&](store::Transaction& tx) { return find_delivery(tx, publication_); });
  }

  test::TemporaryFolder folder_;
  ManualClock clock_{SystemClock().now()};
  SecretBox secrets_ = SecretBox::with_key(std::string(32, 'k'));
  net::Client client_;
  std::unique_ptr<store::Database> database_ = store::open_sqlite({.file = folder_ / "records.sqlite", .durability = store::Durability::none});
  DeliveryDesk desk_{*database_, clock_, secrets_, client_};
  Connect account_;
  Post post_;
  BrandId brand_;
  ChannelId channel_ = ChannelId::make(clock_);
  PublicationId publication_ = PublicationId::make(clock_);
};

}  // namespace
}  // namespace parvis::publish

int main(int count, char** arguments) {
  using namespace parvis;
  auto const network = count == 5 ? json::named<strategy::Network>(arguments[1]) : std::nullopt;
  if (!network) return std::cerr << "parvis_peer_publisher NETWORK SERVICE NAME SECRET\n", 2;
  publish::Connect account;
  account.service = *Text<0, 300>::parse(arguments[2]);
  account.name = *Text<0, 200>::parse(arguments[3]);
  account.secret = *Text<1, 2000>::parse(arguments[4]);
  try {
    std::cout << json::encode(publish::Publisher(account, *network).run()) << "\n";
  } catch (std::exception const& trouble) {
    return std::cerr << trouble.what() << "\n", 1;
  }
}
