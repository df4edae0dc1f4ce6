// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The seam to a network. A connector prepares what nobody sees (sessions, media, drafts), makes the one write that
// everybody sees, looks whether that write took place, and reads what became of it. It decides nothing: the fence
// (fence.h) says when each may happen, and keeps its notes. No connector ever repeats a write by itself.
//
// Connectors hold no state: one of each serves all accounts and threads.

#include <filesystem>
#include <functional>
#include <map>

#include "net/client.h"
#include "strategy/strategy.h"

namespace parvis::publish {

using strategy::Network;

/// An image as it is sent, in the order shown. `file` stands until the publication is live.
struct Image {
  std::string file;
  std::string media_type;
  std::string alt;
};
BOOST_DESCRIBE_STRUCT(Image, (), (file, media_type, alt))

/// What goes out, frozen when delivery begins; its hash is the operation's fingerprint.
struct Post {
  std::string title;     // where shows_title(); elsewhere empty
  std::string text;
  std::string language;  // "fr", "en", or empty
  std::string link;      // tagged address, put at the end when the text does not hold it; may be empty
  std::vector<Image> images;
};
BOOST_DESCRIBE_STRUCT(Post, (), (title, text, language, link, images))

/// The text with its link.
std::string full_text(Post const& post);
/// A name for the file that bears its type's ending: servers judge files by it.
std::string file_name_of(Image const& image);

/// One intended appearance on a network. Its keys are derived from the publication's id and its number alone, so
/// that an instance restored from an old backup comes to the same keys, and the network itself refuses a second copy.
struct Operation {
  std::string publication_id;
  int number = 1;                        // one more each time a refused publication was changed and is sent again
  std::string key;                       // idempotency key, a UUID
  std::string record_key;                // an AT Protocol TID
  Instant fixed_at;                      // the date written in the post
  std::optional<Instant> first_sent_at;  // when the fence was first passed
  /// Whether a post of the network is known to be another publication's: the same words may be published twice. None: none is.
  std::function<bool(std::string const& remote_id)> is_anothers = {};
};
Operation operation_of(std::string const& publication_id, int number, Instant due);
/// When the publication was made, as its id (a UUIDv7) tells.
Instant made_at(std::string const& publication_id);

struct Account {
  Network network = Network::other;
  std::string service;  // "https://bsky.social", without a last slash
  std::string name;     // handle or user; empty where the token says it
  std::string secret;   // application password or token
  std::string web;      // where people read, for addresses ("https://bsky.app"); empty: the service
};

/// Texts kept under names, across crashes.
struct Notes {
  std::function<std::optional<std::string>(std::string const& name)> recall;
  std::function<void(std::string const& name, std::string const& value)> keep;
};
/// Notes in memory, gone with their last copy.
Notes passing_notes();

/// What a connector works with for one account.
struct Line {
  net::Client const& client;
  Clock const& clock;
  Account account;
  net::AddressPolicy policy;
  Notes session;    // of the account: tokens (sealed where they rest)
  Notes operation;  // of the operation: uploaded media, drafts
  Milliseconds deadline = std::chrono::seconds(60);

  net::Exchange send(net::Outgoing outgoing) const;
};

enum class Fate {
  done,
  refused,   // the network said no, and will say so again
  later,     // the network said "not now", and did nothing
  sign_in,   // the session or the credentials are not accepted, and nothing was done
  not_sent,  // nothing left this machine
  unknown,   // it may have been done, or not
};
BOOST_DESCRIBE_ENUM(Fate, done, refused, later, sign_in, not_sent, unknown)

struct Told {
  Fate fate = Fate::unknown;
  std::string code = {};    // "publish.…" when it is not done
  std::string detail = {};  // the network's own words, for the record
  std::string remote_id = {};
  std::string url = {};
  std::optional<std::chrono::seconds> wait = {};
  int status = 0;
};

/// What any HTTP exchange says before a network's own reading: 2xx done, 429 later, 401 and 403 sign_in, 408, 409,
/// 425 and 5xx unknown, any other 3xx and 4xx refused; transport as net says it.
Told told_of(net::Exchange const& exchange, Instant now);

enum class Sight { seen, absent, unclear };

struct Sighting {
  Sight sight = Sight::unclear;
  std::string remote_id = {};
  std::string url = {};
  std::string detail = {};
};

struct Measure {
  std::string metric;  // reactions, shares, comments
  std::int64_t value = 0;
};
BOOST_DESCRIBE_STRUCT(Measure, (), (metric, value))

/// For how long the same operation may be sent again without a second appearance; zero: never.
struct Repeatable {
  Milliseconds window{};
};
constexpr Repeatable always_repeatable{std::chrono::hours(24 * 365 * 100)};

class Connector {
 public:
  virtual ~Connector() = default;
  virtual Repeatable repeatable() const = 0;
  /// Opens or renews the session. On `done`, remote_id is the account's id, url its profile.
  virtual Told sign_in(Line const& line) const = 0;
  /// All that may be done before the write without being seen; may be called again, and goes on where it stopped.
  virtual Told prepare(Line const& line, Post const& post, Operation const& operation) const = 0;
  /// The write that is seen. One request.
  virtual Told send(Line const& line, Post const& post, Operation const& operation) const = 0;
  /// Whether the write took place. Reads only.
  virtual Sighting look(Line const& line, Post const& post, Operation const& operation) const = 0;
  /// What the network tells of a post; Problem publish.engagement_unread (unavailable).
  virtual Result<std::vector<Measure>> engagement(Line const& line, std::string const& remote_id) const = 0;
};

/// Whether a post bears a title beside its text there.
bool shows_title(Network network);

/// nullptr for a network without a connector.
Connector const* connector_of(Network network);

/// The simulated network of this program, which stands for every network in a sandbox brand (simulated.cpp).
Connector const& simulated_connector();

std::unique_ptr<Connector> make_bluesky();
std::unique_ptr<Connector> make_mastodon();
std::unique_ptr<Connector> make_wordpress();

}  // namespace parvis::publish
