// SPDX-License-Identifier: AGPL-3.0-or-later
// Whatever bytes come in, decoding answers with a value or a problem; what it reads, it writes and reads again.
#include <cstdint>
#include <cstdlib>

#include "base/json.h"
#include "base/text.h"
#include "base/time.h"

namespace {

enum class Colour { red, blue };
BOOST_DESCRIBE_ENUM(Colour, red, blue)

struct Leaf {
  parvis::Text<0, 20> title;
  std::optional<parvis::LocalDate> day;
  Colour colour = Colour::red;
  std::int64_t figure = 0;
};
BOOST_DESCRIBE_STRUCT(Leaf, (), (title, day, colour, figure))

struct Tree {
  std::vector<Leaf> leaves;
  std::map<std::string, double> weights;
  std::optional<parvis::json::Value> rest;
};
BOOST_DESCRIBE_STRUCT(Tree, (), (leaves, weights, rest))

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const tree = parvis::json::decode<Tree>({reinterpret_cast<char const*>(data), size});
  if (!tree) return 0;
  std::string const once = parvis::json::encode(*tree);
  auto const again = parvis::json::decode<Tree>(once);
  if (!again || parvis::json::encode(*again) != once) std::abort();
  return 0;
}
