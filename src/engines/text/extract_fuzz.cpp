// SPDX-License-Identifier: AGPL-3.0-or-later
// The first byte chooses the format; the rest is the document. Also runs the post's readers on the same bytes.
#include <cstdint>

#include "text/internal/documents.h"
#include "text/reading.h"
#include "text/rules.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace parvis::text;
  if (size == 0) return 0;
  std::string_view const bytes(reinterpret_cast<char const*>(data) + 1, size - 1);
  ExtractLimits limits;
  limits.unpacked_bytes = 1'000'000;
  limits.text_bytes = 100'000;
  limits.pages = 20;
  (void)internal::read_document(static_cast<DocumentFormat>(data[0] % 4), bytes, limits);
  auto const reading = Reading::of(std::string(bytes), Language::fr);
  if (reading) (void)check_rules(RuleSet{}, {*reading, {}, {}});
  return 0;
}
