// SPDX-License-Identifier: AGPL-3.0-or-later
// A credential that a stranger offers, as a token or as a document with its proof within: it is judged, never believed.
#include <cstdint>
#include <cstdlib>

#include "base/json.h"
#include "seal/canonical_json.h"
#include "seal/embedded_proof.h"
#include "seal/exact_json.h"
#include "seal/token.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  using namespace parvis;
  std::string_view const text(reinterpret_cast<char const*>(bytes), size);
  (void)seal::token_key(text);
  if (seal::open_token(text, {{"kty", "RSA"}, {"n", "AQAB"}, {"e", "AQAB"}})) std::abort();
  auto const document = seal::parse_exactly(text);
  if (!document || !document->is_object()) return 0;
  (void)seal::key_named(document->as_object());
  if (seal::check_proof(document->as_object(), std::string(32, 'k'))) std::abort();
  return 0;
}
