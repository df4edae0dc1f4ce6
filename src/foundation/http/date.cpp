// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/date.h"

#include <ctime>

namespace parvis::http {

std::string http_date() {
  std::time_t const now = std::time(nullptr);
  std::tm broken{};
  ::gmtime_r(&now, &broken);
  char text[40];
  return std::string(text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &broken));
}

}  // namespace parvis::http
