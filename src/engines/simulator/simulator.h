// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Simulated networks on loopback: Bluesky (AT Protocol), the Mastodon API and WordPress REST, as their documents say,
// and refusing what they would refuse; and a wall, which is nobody's but ours (wall.cpp). Always shown as "simulated": they
// prove our side of the contract, not theirs.
//
//   simulator::Simulator networks(clock);
//   networks.set_fault({"mastodon", "statuses", Fate::store_then_reset});
//   ... publish to networks.address() ...
//   EXPECT_EQ(networks.posts("mastodon").size(), 1u);
//
// Over HTTP the same: POST /simulator/faults {"network","operation","fate","times","retry_after"}, DELETE
// /simulator/faults, GET /simulator/stored, POST /simulator/engagement {"network","id","likes","reposts","replies"}.
// Thread-safe.

#include <filesystem>

#include <boost/describe.hpp>

#include "simulator/network.h"
#include "simulator/server.h"

namespace parvis::simulator {

enum class Fate {
  reset_on_accept,      // before a byte is read; network and operation play no part
  error_without_store,  // 500, nothing kept
  stall_without_store,  // no answer, nothing kept
  store_then_error,     // kept, then 500
  store_then_reset,
  store_then_cut,       // kept, the answer cut in the middle of its body
  store_then_stall,     // kept, no answer
  rate_limited,         // 429 with Retry-After, nothing kept
  token_expired,        // as each network says it, nothing kept
};
BOOST_DESCRIBE_ENUM(Fate, reset_on_accept, error_without_store, stall_without_store, store_then_error, store_then_reset, store_then_cut,
                    store_then_stall, rate_limited, token_expired)

struct Fault {
  std::string network;    // "bluesky", "mastodon", "wordpress", "wall"; empty: any
  std::string operation;  // as in the networks' find(): "createRecord", "statuses", "posts"…; empty: any
  Fate fate = Fate::error_without_store;
  int times = 1;
  int retry_after = 30;   // seconds, for rate_limited
};
BOOST_DESCRIBE_STRUCT(Fault, (), (network, operation, fate, times, retry_after))

struct SimulatorOptions {
  int port = 0;                      // on loopback; 0: any free one
  std::filesystem::path file = {};   // keeps what was posted, a line of JSON a post, for the next run; empty: nothing is kept
  /// Set: the wall alone, for whoever bears it, and no order taken over HTTP. Empty: every network, for the known account.
  std::string wall_token = {};
  /// Asked first, and outside the simulator's lock: another host served on the same port.
  std::function<std::optional<Answer>(Request const&)> guest = {};
};

class Simulator {
 public:
  /// `clock` dates posts and ends idempotency keys; it outlives the simulator. Throws std::runtime_error when it cannot
  /// listen.
  explicit Simulator(Clock const& clock, SimulatorOptions options = {});
  /// "http://127.0.0.1:PORT", every network.
  std::string address() const;
  int port() const { return server_.port(); }

  void set_fault(Fault fault);
  void clear_faults();
  /// Refuses connections, as a host that is down.
  void set_down(bool down) { server_.set_down(down); }
  std::vector<StoredPost> posts(std::string const& network) const;
  /// Drafts and the like, which nobody can read.
  std::size_t hidden(std::string const& network) const;
  void engage(std::string const& network, std::string const& id, Engagement engagement);
  /// Requests that reached an operation ("bluesky.createRecord") since the start, faulty ones included.
  int requests(std::string const& operation) const;

 private:
  Answer act(Request const& request);
  Answer serve(Network& network, Operation const& operation, Request const& request);
  Answer take_control(Request const& request);
  Answer stored() const;
  std::optional<Fault> take_fault(std::string const& network, std::string const& operation);
  Welcome welcome();
  Network const* named(std::string const& network) const;
  void restore();
  void keep(Network const& network, std::size_t from) const;

  SimulatorOptions const options_;
  mutable std::mutex mutex_;
  std::vector<std::unique_ptr<Network>> networks_;
  std::vector<Fault> faults_;
  std::map<std::string, int> requests_;
  Server server_;  // last: stops before what it serves goes
};

}  // namespace parvis::simulator
