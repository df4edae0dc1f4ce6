// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/descriptors.h"

#include <sys/resource.h>

#include <algorithm>

namespace parvis::http {
namespace {

constexpr rlim_t most_descriptors = 65'536;
constexpr std::size_t kept_free = 256;

}  // namespace

std::size_t lift_descriptor_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return kept_free;
  rlimit lifted = limit;
  lifted.rlim_cur = std::max(limit.rlim_cur, std::min(limit.rlim_max, most_descriptors));
  if (::setrlimit(RLIMIT_NOFILE, &lifted) == 0) limit = lifted;
  return static_cast<std::size_t>(limit.rlim_cur);
}

std::size_t connections_within(std::size_t descriptors, std::size_t wanted) {
  return std::min(wanted, descriptors - std::min(kept_free, descriptors / 2));
}

}  // namespace parvis::http
