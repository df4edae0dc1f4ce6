// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Digests and message authentication. All take and give raw bytes unless the name says hex.

#include <string>
#include <string_view>

namespace parvis {

/// SHA-256, 32 bytes.
std::string sha256(std::string_view bytes);
std::string sha256_hex(std::string_view bytes);
/// HMAC-SHA-256, 32 bytes; a key of any length.
std::string hmac_sha256(std::string_view key, std::string_view message);
/// HMAC-SHA-1, 20 bytes, only for TOTP (RFC 6238).
std::string hmac_sha1(std::string_view key, std::string_view message);
/// Compares in constant time; false when the lengths differ.
bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace parvis
