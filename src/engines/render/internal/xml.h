// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Text within SVG.

#include <string>
#include <string_view>

namespace parvis::render {

/// With & < > and quotes escaped, and without the control characters that XML refuses.
inline std::string xml_escaped(std::string_view text) {
  std::string out;
  for (char const sign : text) {
    switch (sign) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default:
        if (static_cast<unsigned char>(sign) >= 0x20 || sign == '\n' || sign == '\t') out += sign;
    }
  }
  return out;
}

}  // namespace parvis::render
