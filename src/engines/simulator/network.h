// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What the simulated networks share. Not thread-safe by themselves: Simulator takes one request at a time.

#include <memory>

#include <boost/describe.hpp>

#include "base/clock.h"
#include "simulator/message.h"

namespace parvis::simulator {

/// A post that anyone could read on the network.
struct StoredPost {
  std::string id;   // rkey, status id, post id
  std::string text;
  Instant at;
  std::vector<std::string> alts;  // of its images, in order
  std::string url;
};
BOOST_DESCRIBE_STRUCT(StoredPost, (), (id, text, at, alts, url))

struct Engagement {
  int likes = 0;
  int reposts = 0;
  int replies = 0;
};

/// Account that every simulated network knows: name "demo", password "simulated-password", token "simulated-token".
constexpr char const* account_name = "demo";
constexpr char const* account_password = "simulated-password";
constexpr char const* account_token = "simulated-token";

class Network {
 public:
  explicit Network(Clock const& clock) : clock_(clock) {}
  virtual ~Network() = default;
  virtual std::string name() const = 0;
  virtual std::optional<Operation> find(Request const& request) = 0;
  /// As this network says that a token has expired, or that there were too many requests.
  virtual Answer expired() = 0;
  virtual Answer limited(int seconds) = 0;
  virtual Answer broken() = 0;
  std::vector<StoredPost> const& posts() const { return posts_; }
  /// What of a post is kept for the next run.
  virtual StoredPost for_file(StoredPost const& post) const { return post; }
  /// Takes back a post of an earlier run.
  virtual void restore(StoredPost const& stored) { posts_.push_back(stored); }
  /// What cannot be read by others: drafts, media, records waiting.
  virtual std::size_t hidden() const { return 0; }
  void engage(std::string const& id, Engagement engagement) { engagements_[id] = engagement; }
  void set_address(std::string address) { address_ = std::move(address); }

 protected:
  /// What was set, else a steady small figure of the network and the moment, so that a demo is alive.
  Engagement engagement_of(std::string const& id) const;
  StoredPost const* post(std::string const& id) const;
  std::string const& address() const { return address_; }

  Clock const& clock_;
  std::vector<StoredPost> posts_;

 private:
  std::map<std::string, Engagement> engagements_;
  std::string address_;
};

std::unique_ptr<Network> make_bluesky(Clock const& clock);
std::unique_ptr<Network> make_mastodon(Clock const& clock);
std::unique_ptr<Network> make_wordpress(Clock const& clock);
/// For whoever bears `token`.
std::unique_ptr<Network> make_wall(Clock const& clock, std::string token);

}  // namespace parvis::simulator
