// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A credential as a compact JSON web token (RFC 7519) signed with RS256, in the VC-JWT form of Open Badges 3.0 §8.2.4: the
// payload is the credential itself with iss, jti, nbf and exp drawn from it.

#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "base/result.h"
#include "seal/keys.h"

namespace parvis::seal {

/// `key_id` is the key's address. The credential has id, issuer.id and validFrom.
std::string credential_token(boost::json::object const& credential, std::string const& key_id, RsaKey const& key);

/// The key that the token names, unchecked. Problem "seal.token_malformed".
Result<std::string> token_key(std::string_view token);

/// The credential within. Problems "seal.token_malformed", "seal.token_wrong" (also for any algorithm but RS256).
Result<boost::json::object> open_token(std::string_view token, boost::json::object const& public_jwk);

}  // namespace parvis::seal
