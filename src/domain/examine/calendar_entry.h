// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The session as one entry of a person's calendar (iCalendar, RFC 5545), with an alarm a day before and one an hour
// before. Pure.

#include <string>

#include "base/time.h"

namespace parvis::examine {

struct EntryText {
  std::string id;  // the same for each version of one entry
  std::int64_t revision = 0;
  Instant from;
  Instant to;
  std::string title;
  std::string place;
  std::string address;
  Instant made_at;
};
/// CR LF, lines of at most 75 bytes folded between characters.
std::string entry_of(EntryText const& text);

}  // namespace parvis::examine
