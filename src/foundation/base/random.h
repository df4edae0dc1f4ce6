// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Randomness from the system's generator, for ids, tokens and keys. Thread-safe.

#include <cstddef>
#include <string>

namespace parvis {

/// `count` random bytes.
std::string random_bytes(std::size_t count);

/// A token of `bytes` random bytes in base64url without padding: 32 bytes give 43 characters.
std::string random_token(std::size_t bytes = 32);

}  // namespace parvis
