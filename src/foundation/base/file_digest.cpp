// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/file_digest.h"

#include <array>
#include <fstream>

#include <sodium.h>

#include "base/encoding.h"

namespace parvis {

std::optional<FileDigest> digest_of_file(std::filesystem::path const& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  FileDigest digest;
  std::array<char, 100'000> piece;
  while (file.read(piece.data(), piece.size()) || file.gcount() > 0) {
    crypto_hash_sha256_update(&state, reinterpret_cast<unsigned char const*>(piece.data()), static_cast<unsigned long long>(file.gcount()));
    digest.bytes += file.gcount();
  }
  if (file.bad()) return std::nullopt;
  std::string raw(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256_final(&state, reinterpret_cast<unsigned char*>(raw.data()));
  digest.sha256 = hex(raw);
  return digest;
}

}  // namespace parvis
