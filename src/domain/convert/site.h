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
  strategy::Tax tax = strategy::Tax::excluding;           // in which its orders are told
  std::optional<std::int64_t> tax_per_mille = {};         // 200 for 20 %: needed to state them in the other basis
};
BOOST_DESCRIBE_STRUCT(Site, (), (id, brand_id, name, hosts, mode, site_key, revision, created_at, archived_at, tax, tax_per_mille))

struct SaveSite {
  identity::Name name;
  std::vector<HostName> hosts;
  ConsentMode mode = ConsentMode::exempt;
  std::optional<std::int64_t> revision;
  std::optional<strategy::Tax> tax = {};           // with it, its rate; without it both stay as they are
  std::optional<std::int64_t> tax_per_mille = {};  // 0 to 1000, else convert.tax_range
};
BOOST_DESCRIBE_STRUCT(SaveSite, (), (name, hosts, mode, revision, tax, tax_per_mille))

/// The basis and the rate of what is told without either.
struct Taxation {
  strategy::Tax tax = strategy::Tax::excluding;
  std::optional<std::int64_t> tax_per_mille;
};
/// 0 to 1000 per mille, when a rate is given. Problem convert.tax_range, its field tax_per_mille.
Done check_rate(std::optional<std::int64_t> const& tax_per_mille);

}  // namespace parvis::convert
