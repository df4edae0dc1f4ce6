// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/time.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace parvis {
namespace {

// Reads exactly `digits` decimal digits at `at`; negative when they are not all digits.
int number(std::string_view text, std::size_t at, std::size_t digits) {
  if (at + digits > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + digits; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

bool has(std::string_view text, std::size_t at, char wanted) { return at < text.size() && text[at] == wanted; }

template <class... Numbers>
std::string printed(char const* format, Numbers... numbers) {
  std::array<char, 64> buffer{};
  int const length = std::snprintf(buffer.data(), buffer.size(), format, numbers...);
  return std::string(buffer.data(), static_cast<std::size_t>(length));
}

// Milliseconds after the "HH:MM:SS" part, moving `at` past it; further digits are dropped.
int fraction(std::string_view text, std::size_t& at) {
  if (!has(text, at, '.')) return 0;
  int value = 0, scale = 100;
  for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, scale /= 10) value += scale * (text[at] - '0');
  return value;
}

Failure malformed_instant(std::string_view text) {
  return invalid_field("", "time.malformed", "YYYY-MM-DDThh:mm:ssZ", std::string(text));
}

// Minutes east of UTC of "Z" or "+hh:mm", or the problem.
Result<int> offset(std::string_view text, std::size_t at) {
  if (at == text.size()) return invalid_field("", "time.offset_missing", "Z or +hh:mm", std::string(text));
  if (text.substr(at) == "Z" || text.substr(at) == "z") return 0;
  int const hours = number(text, at + 1, 2), minutes = number(text, at + 4, 2);
  bool const shaped = text.size() == at + 6 && (text[at] == '+' || text[at] == '-') && has(text, at + 3, ':');
  if (!shaped || hours < 0 || hours > 18 || minutes < 0 || minutes > 59) return malformed_instant(text);
  return (text[at] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

}  // namespace

Result<Instant> Instant::parse(std::string_view text) {
  Result<LocalDate> const date = LocalDate::parse(text.substr(0, 10));
  int const hour = number(text, 11, 2), minute = number(text, 14, 2), second = number(text, 17, 2);
  bool const shaped = date && (has(text, 10, 'T') || has(text, 10, ' ')) && has(text, 13, ':') && has(text, 16, ':');
  if (!shaped || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return malformed_instant(text);
  std::size_t at = 19;
  int const milliseconds = fraction(text, at);
  TRY(int const minutes_east, offset(text, at));
  std::int64_t const days = date->days().time_since_epoch().count();
  std::int64_t const seconds = ((days * 24 + hour) * 60 + minute - minutes_east) * 60 + second;
  return Instant(seconds * 1000 + milliseconds);
}

std::string Instant::to_string() const {
  using namespace std::chrono;
  sys_time<Milliseconds> const moment{Milliseconds(milliseconds_)};
  sys_days const day = floor<days>(moment);
  auto const rest = (moment - day).count();
  std::string text = LocalDate::from_days(day).to_string() +
                     printed("T%02d:%02d:%02d", static_cast<int>(rest / 3600000), static_cast<int>(rest / 60000 % 60),
                             static_cast<int>(rest / 1000 % 60));
  if (rest % 1000 != 0) text += printed(".%03d", static_cast<int>(rest % 1000));
  return text + "Z";
}

TextRule Instant::rule() { return {"date-time", {}, {}}; }

Result<LocalDate> LocalDate::parse(std::string_view text) {
  using namespace std::chrono;
  int const y = number(text, 0, 4), m = number(text, 5, 2), d = number(text, 8, 2);
  bool const shaped = text.size() == 10 && has(text, 4, '-') && has(text, 7, '-') && y > 0 && m > 0 && d > 0;
  auto const calendar = std::chrono::year(y) / month(static_cast<unsigned>(m > 0 ? m : 0)) / day(static_cast<unsigned>(d > 0 ? d : 0));
  if (!shaped || !calendar.ok()) return invalid_field("", "date.malformed", "YYYY-MM-DD", std::string(text));
  return from_days(sys_days(calendar));
}

LocalDate LocalDate::from_days(std::chrono::sys_days days) {
  LocalDate date;
  date.days_ = days;
  return date;
}

std::string LocalDate::to_string() const {
  auto const calendar = year_month_day();
  return printed("%04d-%02u-%02u", static_cast<int>(calendar.year()), static_cast<unsigned>(calendar.month()),
                 static_cast<unsigned>(calendar.day()));
}

TextRule LocalDate::rule() { return {"date", {}, {}}; }

Result<LocalTime> LocalTime::parse(std::string_view text) {
  int const hour = number(text, 0, 2), minute = number(text, 3, 2);
  bool const shaped = text.size() == 5 && has(text, 2, ':');
  if (!shaped || hour < 0 || hour > 23 || minute < 0 || minute > 59) {
    return invalid_field("", "time.malformed", "hh:mm", std::string(text));
  }
  return from_minutes(hour * 60 + minute);
}

LocalTime LocalTime::from_minutes(int since_midnight) {
  LocalTime time;
  time.since_midnight_ = std::chrono::minutes(since_midnight);
  return time;
}

std::string LocalTime::to_string() const {
  int const minutes = static_cast<int>(since_midnight_.count());
  return printed("%02d:%02d", minutes / 60, minutes % 60);
}

TextRule LocalTime::rule() { return {"time-of-day", 5, 5}; }

}  // namespace parvis
