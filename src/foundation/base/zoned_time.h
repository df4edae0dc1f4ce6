// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// From what a person chose (a day, a time, a zone) to the instant, across daylight saving.
// A time that does not exist (spring) moves forward by the gap; a time that exists twice (autumn) is the earlier one
// unless the later is asked for. Both are told to the caller, who tells the person.
// Rules come from the system's tz database (Debian's tzdata package).

#include <boost/describe.hpp>

#include "base/text_rule.h"
#include "base/time.h"

namespace parvis {

/// An IANA zone such as "Europe/Paris". Problem "zone.unknown".
class ZoneName {
 public:
  ZoneName() = default;
  static Result<ZoneName> parse(std::string_view text);
  std::string const& to_string() const { return name_; }
  static TextRule rule() { return {"iana-time-zone", {}, 64}; }
  friend auto operator<=>(ZoneName const&, ZoneName const&) = default;

 private:
  explicit ZoneName(std::string name) : name_(std::move(name)) {}
  std::string name_ = "UTC";
};

enum class Fold { earlier, later };
BOOST_DESCRIBE_ENUM(Fold, earlier, later)

struct LocalMoment {
  LocalDate date;
  LocalTime time;
  ZoneName zone;
  Fold fold = Fold::earlier;
  friend auto operator<=>(LocalMoment const&, LocalMoment const&) = default;
};
BOOST_DESCRIBE_STRUCT(LocalMoment, (), (date, time, zone, fold))

enum class LocalKind { unique, skipped, repeated };
BOOST_DESCRIBE_ENUM(LocalKind, unique, skipped, repeated)

struct ResolvedMoment {
  Instant at;
  LocalKind kind = LocalKind::unique;
  Milliseconds shift{};  // how far a skipped time moved forward; 0 otherwise
};

ResolvedMoment resolve(LocalMoment const& moment);

/// What a clock on the wall of that zone shows at that instant (to the minute, seconds dropped).
LocalMoment local_moment(Instant at, ZoneName const& zone);

/// The tz database's version in use, such as "2026f".
std::string tz_version();

}  // namespace parvis
