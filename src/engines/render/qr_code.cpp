// SPDX-License-Identifier: AGPL-3.0-or-later
#include "render/qr_code.h"

#include <qrencode.h>

#include <memory>

#include "base/assertion.h"
#include "render/image.h"
#include "render/internal/xml.h"

namespace parvis::render {
namespace {

constexpr int quiet_zone = 4;
constexpr int caption_height = 4;  // modules
constexpr int drawn_module = 8;    // pixels, where nothing else says how large it is drawn
constexpr std::size_t most_bytes = 2331;  // version 40, level M

struct Free {
  void operator()(QRcode* code) const { QRcode_free(code); }
};
using Code = std::unique_ptr<QRcode, Free>;

Result<Code> encoded(std::string_view text) {
  if (text.empty()) return invalid("render.qr_empty");
  Code code(QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<unsigned char const*>(text.data()), 0, QR_ECLEVEL_M));
  if (text.size() > most_bytes || code == nullptr) return too_large("render.qr_too_long", std::to_string(most_bytes), std::to_string(text.size()));
  return code;
}

bool dark(QRcode const& code, int x, int y) { return (code.data[y * code.width + x] & 1) != 0; }

/// Runs of dark modules of one line, as "M x y h length v1 h-length z".
std::string path_of(QRcode const& code) {
  std::string path;
  for (int y = 0; y < code.width; ++y) {
    for (int x = 0; x < code.width;) {
      int const start = x;
      while (x < code.width && dark(code, x, y)) ++x;
      int const length = x - start;
      if (length == 0) {
        ++x;
        continue;
      }
      path += "M" + std::to_string(start + quiet_zone) + " " + std::to_string(y + quiet_zone) + "h" + std::to_string(length) + "v1h-" +
              std::to_string(length) + "z";
    }
  }
  return path;
}

// Set as wide as the code where it would be wider: a printed address is not cut.
std::string caption_of(std::string const& caption, int side) {
  if (caption.empty()) return {};
  int const room = side - 2 * quiet_zone;
  bool const tight = static_cast<int>(caption.size()) * 2 > room;
  return "<text x=\"" + std::to_string(side / 2) + "\" y=\"" + std::to_string(side + 1) + "\" font-family=\"Inter, Arial, sans-serif\" font-size=\"" +
         (tight ? "2.4" : "3") + "\" text-anchor=\"middle\"" + (tight ? " textLength=\"" + std::to_string(room) + "\" lengthAdjust=\"spacingAndGlyphs\"" : "") +
         ">" + xml_escaped(caption) + "</text>";
}

}  // namespace

Result<std::string> qr_svg(std::string_view text, QrWords const& words) {
  TRY(Code const code, encoded(text));
  int const side = code->width + 2 * quiet_zone;
  int const tall = side + (words.caption.empty() ? 0 : caption_height);
  std::string const width = std::to_string(side), height = std::to_string(tall);
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + width + " " + height + "\" width=\"" + std::to_string(side * drawn_module) + "\" height=\"" + std::to_string(tall * drawn_module) + "\" role=\"img\"><title>" + xml_escaped(words.title) +
         "</title><rect width=\"" + width + "\" height=\"" + height + "\" fill=\"#fff\"/><path shape-rendering=\"crispEdges\" d=\"" + path_of(*code) +
         "\" fill=\"#000\"/>" + caption_of(words.caption, side) + "</svg>";
}

Result<std::string> qr_png(std::string_view text, int pixels_per_module) {
  PARVIS_ASSERT(pixels_per_module >= 1 && pixels_per_module <= 64, "1 to 64 pixels a module");
  TRY(Code const code, encoded(text));
  int const side = (code->width + 2 * quiet_zone) * pixels_per_module;
  std::string grey(static_cast<std::size_t>(side) * static_cast<std::size_t>(side), '\xff');
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      int const column = x / pixels_per_module - quiet_zone;
      int const line = y / pixels_per_module - quiet_zone;
      bool const inside = column >= 0 && line >= 0 && column < code->width && line < code->width;
      if (inside && dark(*code, column, line)) grey[static_cast<std::size_t>(y) * static_cast<std::size_t>(side) + static_cast<std::size_t>(x)] = '\0';
    }
  }
  return png_of_grey(grey, side);
}

}  // namespace parvis::render
