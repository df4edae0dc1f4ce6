// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// One entry for a person's own calendar (iCalendar, RFC 5545). Pure.

#include <string>

#include "base/time.h"

namespace parvis::publish {

struct CalendarEntryText {
  std::string id;       // the same for each version of one entry
  std::int64_t revision = 0;
  Instant at;
  std::string title;
  std::string text;     // several lines
  std::string address;  // where the work is done
  Instant made_at;
};

/// A VCALENDAR with one event of 15 minutes and an alarm 10 minutes before: CR LF, lines of at most 75 bytes folded
/// between characters.
std::string calendar_entry(CalendarEntryText const& entry);

}  // namespace parvis::publish
