// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Bytes as W3C Multikey and Data Integrity write them: base58btc with the prefix "z" (Controlled Identifiers 1.0 §2.4).

#include <optional>
#include <string>
#include <string_view>

namespace parvis::seal {

std::string base58(std::string_view bytes);
/// nullopt when a character is not of the alphabet, or the text is over 1000 characters.
std::optional<std::string> from_base58(std::string_view text);

/// "z" and the base58btc of the bytes.
std::string multibase(std::string_view bytes);
/// nullopt when the text does not begin with "z" or is not base58btc.
std::optional<std::string> from_multibase(std::string_view text);

/// An Ed25519 public key of 32 bytes as a Multikey, "z6Mk…", and back.
std::string multikey(std::string_view public_key);
std::optional<std::string> from_multikey(std::string_view text);

}  // namespace parvis::seal
