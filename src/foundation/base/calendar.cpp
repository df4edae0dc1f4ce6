// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/calendar.h"

namespace parvis {

LocalDate plus_months(LocalDate const& day, int months) {
  auto const date = day.year_month_day();
  auto const month = date.year() / date.month() + std::chrono::months(months);
  auto const same = month / date.day();
  return LocalDate::from_days(same.ok() ? std::chrono::sys_days(same) : std::chrono::sys_days(month / std::chrono::last));
}

}  // namespace parvis
