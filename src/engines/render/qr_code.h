// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// QR codes (ISO/IEC 18004, byte mode, error correction M) with the quiet zone of four modules that readers need.

#include <string>
#include <string_view>

#include "base/result.h"

namespace parvis::render {

struct QrWords {
  std::string title;         // read aloud by screen readers
  std::string caption = {};  // printed beneath, on one line as wide as the code at most
};
/// Dark modules as one path on white, scalable. Problem "render.qr_too_long" (more than 2,331 bytes), "render.qr_empty".
Result<std::string> qr_svg(std::string_view text, QrWords const& words);

/// Black on white, `pixels_per_module` (1 to 64, asserted) pixels a module.
Result<std::string> qr_png(std::string_view text, int pixels_per_module);

}  // namespace parvis::render
