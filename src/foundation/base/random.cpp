// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/random.h"

#include <sodium.h>

#include "base/encoding.h"

namespace parvis {

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

std::string random_token(std::size_t bytes) { return base64url(random_bytes(bytes)); }

}  // namespace parvis
