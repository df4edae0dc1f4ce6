// SPDX-License-Identifier: AGPL-3.0-or-later
// What a school brings as files: a list of candidates (first byte even) or a CASE package (odd). Whatever bytes come, both
// readers answer; a package that is taken can be given out again, and what was given out is taken again.
#include <cstdint>
#include <cstdlib>

#include "base/json.h"
#include "enrol/case_package.h"
#include "enrol/roll.h"

namespace {

using namespace parvis;

void read_package(std::string_view text) {
  auto const package = json::parse(text);
  if (!package) return;
  auto const content = enrol::from_case(*package);
  if (!content) return;
  enrol::CaseDocument document;
  document.base = "https://parvis.example/ims/case/v1p1";
  if (!enrol::from_case(enrol::to_case(*content, document))) std::abort();
  (void)enrol::with_words(*package, *content);
}

void read_list(std::string_view bytes) {
  auto const roll = enrol::read_roll(bytes);
  if (!roll) return;
  for (enrol::RollLine const& line : roll->lines) {
    if (line.candidate.has_value() != line.wrong.empty()) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  if (size == 0) return 0;
  std::string_view const text(reinterpret_cast<char const*>(bytes) + 1, size - 1);
  bytes[0] % 2 == 0 ? read_list(text) : read_package(text);
  return 0;
}
