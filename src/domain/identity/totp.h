// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Time-based one-time passwords (RFC 6238): HMAC-SHA-1, 6 digits, steps of 30 s, as every authenticator reads them.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace parvis::identity {

/// 20 random bytes.
std::string new_totp_secret();

/// The step number that `code` proves at `now`, one step early or late allowed; nullopt when it proves none. The caller
/// keeps the last step used and refuses one that is not greater, so that a code serves once.
std::optional<std::int64_t> totp_step(std::string_view secret, std::string_view code, Instant now);

/// The code of one step, for tests and the demo.
std::string totp_code(std::string_view secret, std::int64_t step);

/// "otpauth://totp/Parvis:…?secret=…&issuer=Parvis" with the secret in base32.
std::string totp_address(std::string_view secret, std::string_view email);

std::string base32(std::string_view bytes);

}  // namespace parvis::identity
