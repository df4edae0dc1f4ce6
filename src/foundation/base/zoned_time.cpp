// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/zoned_time.h"

#include <date/tz.h>

namespace parvis {
namespace {

date::time_zone const* zone_or_null(std::string_view name) {
  try {
    return date::locate_zone(name);
  } catch (std::runtime_error const&) {  // the library's answer to an unknown name
    return nullptr;
  }
}

date::time_zone const& zone_of(ZoneName const& zone) { return *date::locate_zone(zone.to_string()); }

Instant instant(std::chrono::sys_seconds at) {
  return Instant::at_milliseconds(std::chrono::duration_cast<Milliseconds>(at.time_since_epoch()).count());
}

}  // namespace

Result<ZoneName> ZoneName::parse(std::string_view text) {
  if (text.empty() || text.size() > 64 || zone_or_null(text) == nullptr) {
    return invalid_field("", "zone.unknown", "IANA", std::string(text));
  }
  return ZoneName(std::string(text));
}

ResolvedMoment resolve(LocalMoment const& moment) {
  date::local_seconds const wall{moment.date.days().time_since_epoch() + moment.time.since_midnight()};
  date::local_info const info = zone_of(moment.zone).get_info(wall);
  using std::chrono::sys_seconds;
  if (info.result == date::local_info::nonexistent) {
    auto const gap = info.second.offset - info.first.offset;
    return {instant(sys_seconds(wall.time_since_epoch() - info.first.offset)), LocalKind::skipped, gap};
  }
  bool const later = info.result == date::local_info::ambiguous && moment.fold == Fold::later;
  auto const offset = later ? info.second.offset : info.first.offset;
  LocalKind const kind = info.result == date::local_info::ambiguous ? LocalKind::repeated : LocalKind::unique;
  return {instant(sys_seconds(wall.time_since_epoch() - offset)), kind, Milliseconds(0)};
}

LocalMoment local_moment(Instant at, ZoneName const& zone) {
  using namespace std::chrono;
  sys_seconds const moment = floor<seconds>(sys_time<Milliseconds>(Milliseconds(at.milliseconds())));
  auto const wall = zone_of(zone).to_local(moment).time_since_epoch();
  auto const day = floor<days>(wall);
  LocalMoment local{LocalDate::from_days(sys_days(day)),
                    LocalTime::from_minutes(static_cast<int>(duration_cast<minutes>(wall - day).count())), zone, Fold::earlier};
  if (resolve(local).at + minutes(1) <= at) local.fold = Fold::later;
  return local;
}

std::string tz_version() { return date::get_tzdb().version; }

}  // namespace parvis
