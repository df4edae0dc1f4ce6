// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Bytes as text: hexadecimal, base64 (RFC 4648 §4, padded) and base64url (§5, unpadded); percent-encoding (RFC 3986).

#include <optional>
#include <string>
#include <string_view>

namespace parvis {

std::string hex(std::string_view bytes);
std::string base64(std::string_view bytes);
std::string base64url(std::string_view bytes);

/// nullopt when the text is not strictly of the form.
std::optional<std::string> from_hex(std::string_view text);
std::optional<std::string> from_base64(std::string_view text);
std::optional<std::string> from_base64url(std::string_view text);

/// Escapes all but the unreserved characters of RFC 3986.
std::string percent_encoded(std::string_view text);
/// Undoes percent-encoding; '+' stays '+'. nullopt when an escape is broken.
std::optional<std::string> percent_decoded(std::string_view text);

/// True when the bytes are well-formed UTF-8 (no overlong form, no surrogate).
bool is_utf8(std::string_view bytes);
/// Code points of a well-formed UTF-8 text.
std::size_t code_points(std::string_view utf8);

}  // namespace parvis
