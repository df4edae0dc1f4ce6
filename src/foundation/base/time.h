// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Instants and calendar words. An Instant is UTC with millisecond precision, and is what is stored and compared.
// A LocalDate or LocalTime is what a person chose; with a ZoneName it becomes an Instant (zoned_time.h).
// All are TextLike (text.h): they parse from and print to one text form, the same in JSON, SQL and URLs.

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/text_rule.h"

namespace parvis {

using Milliseconds = std::chrono::milliseconds;

/// A moment in UTC. Text form: RFC 3339 with Z, "2026-11-23T20:43:00Z", milliseconds only when not zero.
/// parse() accepts any offset and refuses a time without one ("time.offset_missing").
class Instant {
 public:
  constexpr Instant() = default;
  static constexpr Instant at_milliseconds(std::int64_t since_epoch) { return Instant(since_epoch); }
  static Result<Instant> parse(std::string_view text);

  constexpr std::int64_t milliseconds() const { return milliseconds_; }
  std::string to_string() const;
  static TextRule rule();

  friend constexpr Instant operator+(Instant a, Milliseconds d) { return Instant(a.milliseconds_ + d.count()); }
  friend constexpr Instant operator-(Instant a, Milliseconds d) { return Instant(a.milliseconds_ - d.count()); }
  friend constexpr Milliseconds operator-(Instant a, Instant b) { return Milliseconds(a.milliseconds_ - b.milliseconds_); }
  friend constexpr auto operator<=>(Instant, Instant) = default;

 private:
  explicit constexpr Instant(std::int64_t since_epoch) : milliseconds_(since_epoch) {}
  std::int64_t milliseconds_ = 0;
};

/// A day of the Gregorian calendar, years 1 to 9999. Text form "2026-11-23". Problem: "date.malformed".
class LocalDate {
 public:
  constexpr LocalDate() = default;
  static Result<LocalDate> parse(std::string_view text);
  static LocalDate from_days(std::chrono::sys_days days);

  constexpr std::chrono::sys_days days() const { return days_; }
  constexpr std::chrono::year_month_day year_month_day() const { return std::chrono::year_month_day(days_); }
  /// 1 = Monday to 7 = Sunday (ISO 8601).
  unsigned iso_weekday() const { return std::chrono::weekday(days_).iso_encoding(); }
  LocalDate plus_days(int count) const { return from_days(days_ + std::chrono::days(count)); }
  std::string to_string() const;
  static TextRule rule();

  friend constexpr auto operator<=>(LocalDate, LocalDate) = default;

 private:
  std::chrono::sys_days days_{};
};

/// A time of day to the minute. Text form "14:30". Problem: "time.malformed".
class LocalTime {
 public:
  constexpr LocalTime() = default;
  static Result<LocalTime> parse(std::string_view text);
  static LocalTime from_minutes(int since_midnight);

  constexpr std::chrono::minutes since_midnight() const { return since_midnight_; }
  std::string to_string() const;
  static TextRule rule();

  friend constexpr auto operator<=>(LocalTime, LocalTime) = default;

 private:
  std::chrono::minutes since_midnight_{};
};

}  // namespace parvis
