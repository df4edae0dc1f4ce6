// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Pictures of the demo: a candle before the sea, drawn, so that no photograph of anyone's is needed.

#include <string>

namespace parvis::app {

/// A PNG of 720 × 900; each number gives another light and colour, always the same.
std::string draw_candle(unsigned number);

}  // namespace parvis::app
