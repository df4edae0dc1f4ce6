// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/secret_box.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

#include <sodium.h>

#include "base/assertion.h"
#include "base/digest.h"
#include "base/durable_file.h"
#include "base/encoding.h"
#include "base/random.h"

namespace parvis {
namespace {

constexpr std::size_t key_bytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

auto bytes_of(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }
auto bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string created_key(std::filesystem::path const& file) {
  std::string const key = random_bytes(key_bytes);
  std::string const text = hex(key) + "\n";
  int const descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor < 0) throw std::runtime_error("cannot create the key file " + file.string());
  bool const written = ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(descriptor) == 0;
  ::close(descriptor);
  if (!written || !sync_folder(file.has_parent_path() ? file.parent_path() : ".")) throw std::runtime_error("cannot write the key file " + file.string());
  return key;
}

std::string read_key(std::filesystem::path const& file) {
  std::ifstream stream(file);
  std::string text;
  stream >> text;
  auto const key = from_hex(text);
  if (!key || key->size() != key_bytes) throw std::runtime_error("the key file is damaged: " + file.string());
  return *key;
}

Failure unreadable() { return unavailable("secret.unreadable"); }

}  // namespace

SecretBox SecretBox::open(std::filesystem::path const& key_file) {
  return SecretBox(std::filesystem::exists(key_file) ? read_key(key_file) : created_key(key_file));
}

SecretBox SecretBox::with_key(std::string key) {
  PARVIS_ASSERT(key.size() == key_bytes, "a key has 32 bytes");
  return SecretBox(std::move(key));
}

std::string SecretBox::seal(std::string_view secret, std::string_view context) const {
  std::string sealed = random_bytes(nonce_bytes);
  sealed.resize(nonce_bytes + secret.size() + tag_bytes);
  crypto_aead_xchacha20poly1305_ietf_encrypt(bytes_of(sealed) + nonce_bytes, nullptr, bytes_of(secret), secret.size(),
                                             bytes_of(context), context.size(), nullptr, bytes_of(std::string_view(sealed)),
                                             bytes_of(std::string_view(key_)));
  return "v1." + key_id() + "." + base64url(sealed);
}

Result<std::string> SecretBox::unseal(std::string_view sealed, std::string_view context) const {
  std::string const prefix = "v1." + key_id() + ".";
  if (sealed.substr(0, prefix.size()) != prefix) return unreadable();
  auto const bytes = from_base64url(sealed.substr(prefix.size()));
  if (!bytes || bytes->size() < nonce_bytes + tag_bytes) return unreadable();
  std::string secret(bytes->size() - nonce_bytes - tag_bytes, '\0');
  int const failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
      bytes_of(secret), nullptr, nullptr, bytes_of(std::string_view(*bytes)) + nonce_bytes, bytes->size() - nonce_bytes, bytes_of(context),
      context.size(), bytes_of(std::string_view(*bytes)), bytes_of(std::string_view(key_)));
  if (failed != 0) return unreadable();
  return secret;
}

std::string SecretBox::key_id() const { return sha256_hex(key_).substr(0, 8); }

std::string SecretBox::derived_key(std::string_view purpose) const { return hmac_sha256(key_, purpose); }

}  // namespace parvis
