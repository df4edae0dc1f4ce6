// SPDX-License-Identifier: AGPL-3.0-or-later
#include "measure/attribution.h"

#include "measure/cost.h"

namespace parvis::measure {

std::map<std::string, Credit> credit_by_code(std::vector<Path> const& paths, Model model) {
  std::map<std::string, Credit> credits;
  for (Path const& path : paths) {
    if (path.codes.empty()) continue;
    std::vector<std::string> const touched = model == Model::last_touch ? std::vector<std::string>{path.codes.back()} : path.codes;
    std::vector<std::int64_t> const equal(touched.size(), 1);
    auto const thousandths = shared_out(1000, equal);
    auto const worth = shared_out(path.worth, equal);
    for (std::size_t i = 0; i < touched.size(); ++i) {
      Credit& credit = credits[touched[i]];
      credit.thousandths += thousandths[i];
      credit.worth += worth[i];
    }
  }
  return credits;
}

}  // namespace parvis::measure
