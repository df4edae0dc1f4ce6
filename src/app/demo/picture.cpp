// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/demo/picture.h"

#include <zlib.h>

#include <array>
#include <cmath>
#include <cstdint>

namespace parvis::app {
namespace {

constexpr int width = 720, height = 900;

struct Colour {
  double red, green, blue;
};

Colour between(Colour a, Colour b, double share) {
  return {a.red + (b.red - a.red) * share, a.green + (b.green - a.green) * share, a.blue + (b.blue - a.blue) * share};
}

struct Palette {
  Colour sky, horizon, sea, wax;
};

constexpr std::array<Palette, 4> palettes{{{{96, 143, 190}, {246, 217, 178}, {25, 82, 122}, {214, 228, 232}},
                                           {{121, 152, 132}, {240, 226, 190}, {46, 92, 84}, {206, 216, 190}},
                                           {{132, 140, 152}, {226, 222, 214}, {70, 84, 98}, {222, 218, 212}},
                                           {{84, 70, 104}, {240, 166, 110}, {56, 48, 78}, {232, 190, 140}}}};

struct Seascape {
  Palette colours;
  double centre, top, flame;
};

Seascape seascape_of(unsigned number) {
  return {palettes[number % palettes.size()], 270 + 60.0 * (number % 4), 420 + 24.0 * (number % 5), 84 + 6.0 * (number % 3)};
}

Colour background(Seascape const& scene, double x, double y) {
  constexpr double sea_line = 560;
  if (y < sea_line) return between(scene.colours.sky, scene.colours.horizon, std::pow(y / sea_line, 1.6));
  double const wave = 0.5 + 0.5 * std::sin(y * 0.14 + std::sin(x * 0.012) * 3);
  return between(scene.colours.sea, scene.colours.horizon, 0.22 * wave * (1 - (y - sea_line) / (height - sea_line)));
}

Colour colour_at(Seascape const& scene, double x, double y) {
  constexpr double half_width = 110, bottom = 800;
  Colour colour = background(scene, x, y);
  double const across = (x - scene.centre) / half_width;
  if (std::abs(across) < 1 && y > scene.top && y < bottom) {
    colour = between(scene.colours.wax, {40, 44, 52}, 0.55 * std::pow(std::abs(across), 2.2));
  }
  double const flame_x = (x - scene.centre) / 26, flame_y = (y - (scene.top - scene.flame * 0.6)) / scene.flame;
  double const distance = std::hypot(flame_x * (1.2 + flame_y * 0.5), flame_y * 1.7);
  double const glow = std::exp(-std::hypot(x - scene.centre, y - scene.top + 50) / 130);
  colour = between(colour, {255, 214, 140}, 0.6 * glow);
  return distance < 1 ? between({255, 250, 224}, {255, 168, 60}, distance) : colour;
}

void append_word(std::string& out, std::uint32_t word) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>((word >> shift) & 0xFF);
}

void append_chunk(std::string& out, std::string const& kind, std::string const& bytes) {
  append_word(out, static_cast<std::uint32_t>(bytes.size()));
  std::string const named = kind + bytes;
  out += named;
  append_word(out, static_cast<std::uint32_t>(crc32(0, reinterpret_cast<Bytef const*>(named.data()), static_cast<uInt>(named.size()))));
}

std::string packed(std::string const& bytes) {
  uLongf size = compressBound(static_cast<uLong>(bytes.size()));
  std::string out(size, '\0');
  compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<Bytef const*>(bytes.data()), static_cast<uLong>(bytes.size()), 6);
  out.resize(size);
  return out;
}

}  // namespace

std::string draw_candle(unsigned number) {
  Seascape const scene = seascape_of(number);
  std::string rows;
  rows.reserve(static_cast<std::size_t>(height) * (width * 3 + 1));
  for (int y = 0; y < height; ++y) {
    rows += '\0';
    for (int x = 0; x < width; ++x) {
      Colour const colour = colour_at(scene, x, y);
      for (double const part : {colour.red, colour.green, colour.blue}) rows += static_cast<char>(static_cast<unsigned char>(part));
    }
  }
  std::string header;
  append_word(header, width);
  append_word(header, height);
  header += std::string("\x08\x02\x00\x00\x00", 5);
  std::string png("\x89PNG\r\n\x1a\n", 8);
  append_chunk(png, "IHDR", header);
  append_chunk(png, "IDAT", packed(rows));
  append_chunk(png, "IEND", "");
  return png;
}

}  // namespace parvis::app
