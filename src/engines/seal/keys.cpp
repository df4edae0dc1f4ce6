// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/keys.h"

#include <stdexcept>

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <sodium.h>

#include "base/encoding.h"
#include "base/random.h"

namespace parvis::seal {
namespace {

unsigned char const* bytes_of(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }
unsigned char* room_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

constexpr int rsa_bits = 3072;

std::shared_ptr<EVP_PKEY> owned(EVP_PKEY* key) { return {key, EVP_PKEY_free}; }
EVP_PKEY* key_of(std::shared_ptr<void> const& key) { return static_cast<EVP_PKEY*>(key.get()); }

void must(bool done) {
  if (!done) throw std::runtime_error("OpenSSL refused a signing operation");
}

std::string number_of(EVP_PKEY* key, char const* name) {
  BIGNUM* number = nullptr;
  must(EVP_PKEY_get_bn_param(key, name, &number) == 1);
  std::string bytes(static_cast<std::size_t>(BN_num_bytes(number)), '\0');
  BN_bn2bin(number, room_of(bytes));
  BN_free(number);
  return bytes;
}

std::string member(boost::json::object const& jwk, char const* name) {
  auto const* found = jwk.if_contains(name);
  if (found == nullptr || !found->is_string()) return {};
  return from_base64url({found->get_string().data(), found->get_string().size()}).value_or("");
}

std::shared_ptr<EVP_PKEY> public_rsa(std::string const& modulus, std::string const& exponent) {
  std::unique_ptr<BIGNUM, decltype(&BN_free)> const n(BN_bin2bn(bytes_of(modulus), static_cast<int>(modulus.size()), nullptr), BN_free);
  std::unique_ptr<BIGNUM, decltype(&BN_free)> const e(BN_bin2bn(bytes_of(exponent), static_cast<int>(exponent.size()), nullptr), BN_free);
  std::unique_ptr<OSSL_PARAM_BLD, decltype(&OSSL_PARAM_BLD_free)> const build(OSSL_PARAM_BLD_new(), OSSL_PARAM_BLD_free);
  must(OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) == 1 && OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) == 1);
  std::unique_ptr<OSSL_PARAM, decltype(&OSSL_PARAM_free)> const params(OSSL_PARAM_BLD_to_param(build.get()), OSSL_PARAM_free);
  std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> const context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr), EVP_PKEY_CTX_free);
  EVP_PKEY* key = nullptr;
  must(EVP_PKEY_fromdata_init(context.get()) == 1);
  return EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) == 1 ? owned(key) : nullptr;
}

}  // namespace

Ed25519Key Ed25519Key::generate() { return *from_seed(random_bytes(crypto_sign_SEEDBYTES)); }

Result<Ed25519Key> Ed25519Key::from_seed(std::string_view seed) {
  if (seed.size() != crypto_sign_SEEDBYTES) return invalid("seal.key_malformed");
  Ed25519Key key;
  key.seed_ = seed;
  key.public_.resize(crypto_sign_PUBLICKEYBYTES);
  key.secret_.resize(crypto_sign_SECRETKEYBYTES);
  crypto_sign_seed_keypair(room_of(key.public_), room_of(key.secret_), bytes_of(seed));
  return key;
}

std::string Ed25519Key::sign(std::string_view message) const {
  std::string signature(crypto_sign_BYTES, '\0');
  crypto_sign_detached(room_of(signature), nullptr, bytes_of(message), message.size(), bytes_of(secret_));
  return signature;
}

bool ed25519_verifies(std::string_view public_key, std::string_view message, std::string_view signature) {
  if (public_key.size() != crypto_sign_PUBLICKEYBYTES || signature.size() != crypto_sign_BYTES) return false;
  return crypto_sign_verify_detached(bytes_of(signature), bytes_of(message), message.size(), bytes_of(public_key)) == 0;
}

RsaKey RsaKey::generate() {
  auto key = owned(EVP_RSA_gen(rsa_bits));
  must(key != nullptr);
  return RsaKey(std::move(key));
}

Result<RsaKey> RsaKey::from_pem(std::string_view pem) {
  std::unique_ptr<BIO, decltype(&BIO_free)> const bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
  auto key = owned(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
  if (key == nullptr || EVP_PKEY_is_a(key.get(), "RSA") != 1) return invalid("seal.key_malformed");
  return RsaKey(std::move(key));
}

std::string RsaKey::pem() const {
  std::unique_ptr<BIO, decltype(&BIO_free)> const bio(BIO_new(BIO_s_mem()), BIO_free);
  must(PEM_write_bio_PKCS8PrivateKey(bio.get(), key_of(key_), nullptr, nullptr, 0, nullptr, nullptr) == 1);
  char* start = nullptr;
  auto const length = BIO_get_mem_data(bio.get(), &start);
  return {start, static_cast<std::size_t>(length)};
}

boost::json::object RsaKey::public_jwk() const {
  return {{"kty", "RSA"}, {"n", base64url(number_of(key_of(key_), OSSL_PKEY_PARAM_RSA_N))}, {"e", base64url(number_of(key_of(key_), OSSL_PKEY_PARAM_RSA_E))}};
}

std::string RsaKey::sign(std::string_view message) const {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> const context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  must(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_of(key_)) == 1);
  std::size_t length = 0;
  must(EVP_DigestSign(context.get(), nullptr, &length, bytes_of(message), message.size()) == 1);
  std::string signature(length, '\0');
  must(EVP_DigestSign(context.get(), room_of(signature), &length, bytes_of(message), message.size()) == 1);
  signature.resize(length);
  return signature;
}

bool rs256_verifies(boost::json::object const& public_jwk, std::string_view message, std::string_view signature) {
  auto const key = public_rsa(member(public_jwk, "n"), member(public_jwk, "e"));
  if (key == nullptr) return false;
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> const context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  if (EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) != 1) return false;
  return EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(message), message.size()) == 1;
}

}  // namespace parvis::seal
