// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/token.h"

#include <array>

#include "base/encoding.h"
#include "base/json.h"
#include "base/time.h"

namespace parvis::seal {
namespace {

namespace js = boost::json;

std::string_view text_in(js::object const& object, std::string_view name) {
  auto const* found = object.if_contains(name);
  return found != nullptr && found->is_string() ? std::string_view(found->get_string().data(), found->get_string().size()) : std::string_view();
}

void date_from(js::object& payload, char const* claim, std::string_view text) {
  if (auto const at = Instant::parse(text)) payload[claim] = at->milliseconds() / 1000;
}

js::object claims(js::object payload) {
  js::value const& issuer = payload.at("issuer");
  payload["iss"] = issuer.is_object() ? js::string(text_in(issuer.get_object(), "id")) : issuer.as_string();
  js::value const id = payload.at("id");  // a copy: the object moves its members when it grows
  payload["jti"] = id;
  date_from(payload, "nbf", text_in(payload, "validFrom"));
  date_from(payload, "exp", text_in(payload, "validUntil"));
  return payload;
}

struct Parts {
  js::object header, payload;
  std::string_view signed_part;
  std::string signature;
};

Result<js::object> object_in(std::string_view encoded) {
  auto const text = from_base64url(encoded);
  auto const value = text ? json::parse(*text) : Result<js::value>(invalid("seal.token_malformed"));
  if (!value || !value->is_object()) return invalid("seal.token_malformed");
  return value->get_object();
}

Result<Parts> parts_of(std::string_view token) {
  std::size_t const first = token.find('.'), second = token.find('.', first == std::string_view::npos ? first : first + 1);
  if (second == std::string_view::npos) return invalid("seal.token_malformed");
  TRY(js::object header, object_in(token.substr(0, first)));
  TRY(js::object payload, object_in(token.substr(first + 1, second - first - 1)));
  auto const signature = from_base64url(token.substr(second + 1));
  if (!signature) return invalid("seal.token_malformed");
  return Parts{std::move(header), std::move(payload), token.substr(0, second), *signature};
}

}  // namespace

std::string credential_token(js::object const& credential, std::string const& key_id, RsaKey const& key) {
  js::object const header{{"alg", "RS256"}, {"kid", key_id}, {"typ", "JWT"}};
  std::string const signed_part = base64url(js::serialize(header)) + '.' + base64url(js::serialize(claims(credential)));
  return signed_part + '.' + base64url(key.sign(signed_part));
}

Result<std::string> token_key(std::string_view token) {
  TRY(Parts const parts, parts_of(token));
  return std::string(text_in(parts.header, "kid"));
}

Result<js::object> open_token(std::string_view token, js::object const& public_jwk) {
  TRY(Parts parts, parts_of(token));
  bool const verified = text_in(parts.header, "alg") == "RS256" && rs256_verifies(public_jwk, parts.signed_part, parts.signature);
  if (!verified) return invalid("seal.token_wrong");
  for (char const* claim : {"iss", "jti", "nbf", "exp"}) parts.payload.erase(claim);
  return std::move(parts.payload);
}

}  // namespace parvis::seal
