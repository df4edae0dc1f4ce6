// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A brand's site, and under which consent mode the server counts on it. The mode is enforced where a hit is read, not
// in the script (collection.h).

#include "strategy/strategy.h"

namespace parvis::convert {

using identity::Actor;
using identity::BrandId;
using SiteId = Id<struct SiteTag>;

/// A host name as a browser's Origin gives it, with its port when not the usual one: "boutique.example:8443".
/// Lower case; no scheme, no path. Problem convert.host_malformed.
Result<std::string> host_text(std::string_view text);
struct HostForm { static constexpr char const* format = "hostname"; static constexpr std::size_t max_length = 253; };
using HostName = CheckedText<host_text, HostForm>;

/// exempt: page views only, nothing of campaigns, orders or persons is ever stored. consented: nothing without a recorded
/// consent. hybrid: exempt until consent, then all; the two are never joined.
enum class ConsentMode { exempt, consented, hybrid };
BOOST_DESCRIBE_ENUM(ConsentMode, exempt, consented, hybrid)

struct Site {
  SiteId id;
  BrandId brand_id;
  identity::Name name;
  std::vector<HostName> hosts;
  ConsentMode mode = ConsentMode::exempt;
  std::string site_key;  // public, in the script's tag
  std::int64_t revision = 1;
  Instant created_at;
  std::optional<Instant> archived_at;
};
BOOST_DESCRIBE_STRUCT(Site, (), (id, brand_id, name, hosts, mode, site_key, revision, created_at, archived_at))

struct SaveSite {
  identity::Name name;
  std::vector<HostName> hosts;
  ConsentMode mode = ConsentMode::exempt;
  std::optional<std::int64_t> revision;
};
BOOST_DESCRIBE_STRUCT(SaveSite, (), (name, hosts, mode, revision))

}  // namespace parvis::convert
