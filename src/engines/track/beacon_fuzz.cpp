// SPDX-License-Identifier: AGPL-3.0-or-later
// A beacon comes from anyone. The first byte chooses the site's consent mode; whatever follows is answered, and an exempt
// site stores no visitor that the browser named.
#include <cstdint>
#include <cstdlib>

#include "track/collector.h"

namespace {

using namespace parvis;

track::SiteRules const rules[] = {
    {"s", track::ConsentMode::exempt, {}, {"shop.example"}, {"pay.example"}, {"p"}},
    {"s", track::ConsentMode::consented, {"v1"}, {"shop.example"}, {"pay.example"}, {"p"}},
    {"s", track::ConsentMode::hybrid, {}, {"shop.example"}, {"pay.example"}, {"p"}},
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  if (size == 0) return 0;
  std::string_view const body(reinterpret_cast<char const*>(bytes) + 1, size - 1);
  track::Collector collector;
  auto const read = collector.read(rules[bytes[0] % 3], {body, "192.0.2.7", body.substr(0, 200), Instant::at_milliseconds(1'790'000'000'000)});
  if (!read) return 0;
  if (read->kept + read->refused + read->withheld > static_cast<int>(track::Collector::most_events)) std::abort();
  return 0;
}
