// SPDX-License-Identifier: AGPL-3.0-or-later
// Whatever bytes come, both readers answer, and what GIFT gave is given back the same once written.
#include <cstdint>
#include <cstdlib>

#include "quiz/gift.h"
#include "quiz/moodle_xml.h"
#include "quiz/scoring.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  namespace quiz = parvis::quiz;
  std::string_view const text(reinterpret_cast<char const*>(bytes), size);
  (void)quiz::read_moodle_xml(text);
  auto const reading = quiz::read_gift(text);
  if (!reading) return 0;
  for (quiz::ReadQuestion const& read : reading->questions) {
    (void)quiz::faults_of(read.question);
    (void)quiz::warnings_of(read.question);
    (void)quiz::score(read.question, {{0}, "0", {0}}, {});
    (void)quiz::write_moodle_xml({read.question});
    if (!quiz::read_gift(quiz::write_gift({read.question}).text)) std::abort();
  }
  return 0;
}
