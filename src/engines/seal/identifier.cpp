// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/identifier.h"

#include <boost/json/array.hpp>

#include "base/encoding.h"
#include "seal/multibase.h"

namespace parvis::seal {
namespace {

namespace js = boost::json;

constexpr char const* did_context = "https://www.w3.org/ns/did/v1";
constexpr char const* multikey_context = "https://w3id.org/security/multikey/v1";
constexpr char const* jwk_context = "https://w3id.org/security/jwk/v1";

js::object method_of(std::string const& issuer, ListedKey const& key) {
  js::object method{{"id", issuer + '#' + key.name}, {"type", key.multikey.empty() ? "JsonWebKey" : "Multikey"}, {"controller", issuer}};
  if (key.multikey.empty()) {
    method["publicKeyJwk"] = key.public_jwk;
  } else {
    method["publicKeyMultibase"] = key.multikey;
  }
  return method;
}

std::string without_scheme(std::string_view origin) {
  std::size_t const scheme = origin.find("://");
  return std::string(scheme == std::string_view::npos ? origin : origin.substr(scheme + 3));
}

}  // namespace

std::string key_identifier(std::string_view public_key) { return "did:key:" + multikey(public_key); }

std::string web_identifier(std::string_view origin, std::string_view path) {
  std::string host = without_scheme(origin);
  while (!host.empty() && host.back() == '/') host.pop_back();
  std::string out = "did:web:" + percent_encoded(host);
  for (std::size_t at = 0; at < path.size();) {
    std::size_t const end = std::min(path.find('/', at), path.size());
    (out += ':') += percent_encoded(path.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

js::object key_document(std::string const& issuer, ListedKey const& key) {
  js::object document = method_of(issuer, key);
  document["@context"] = key.multikey.empty() ? jwk_context : multikey_context;
  return document;
}

js::object issuer_document(std::string const& issuer, std::vector<ListedKey> const& keys) {
  js::array methods, names;
  for (auto const& key : keys) {
    methods.push_back(method_of(issuer, key));
    names.push_back(js::value(issuer + '#' + key.name));
  }
  return {{"@context", js::array{did_context, multikey_context, jwk_context}},
          {"id", issuer},
          {"verificationMethod", std::move(methods)},
          {"assertionMethod", std::move(names)}};
}

}  // namespace parvis::seal
