// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include "render/image.h"
#include "render/media_scrub.h"

namespace parvis::render {
namespace {

std::string big(std::uint32_t value) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
  return out;
}
std::string little(std::uint32_t value) {
  std::string const out = big(value);
  return {out.rbegin(), out.rend()};
}
std::string box(std::string const& kind, std::string const& inside) { return big(static_cast<std::uint32_t>(8 + inside.size())) + kind + inside; }
std::string chunk(std::string const& kind, std::string const& inside) { return kind + little(static_cast<std::uint32_t>(inside.size())) + inside + (inside.size() % 2 ? std::string(1, '\0') : ""); }

TEST(MediaScrub, leaves_a_png_without_its_texts) {
  std::string png = png_of_grey(std::string(16, '\x7F'), 4);
  std::string const text = "Author" + std::string(1, '\0') + "Lea Martin";
  png.insert(33, big(static_cast<std::uint32_t>(text.size())) + "tEXt" + text + "crc!");
  auto const clean = scrubbed_media(png, MediaFormat::png);
  ASSERT_TRUE(clean);
  EXPECT_EQ(*clean, png_of_grey(std::string(16, '\x7F'), 4));
  EXPECT_FALSE(scrubbed_media(png.substr(0, 50), MediaFormat::png)) << "cut in the middle of a chunk";
}

TEST(MediaScrub, blanks_what_a_film_tells_and_moves_nothing) {
  std::string const film = box("ftyp", "isomxxxx") + box("moov", box("mvhd", "12345678") + box("udta", "Lea Martin") + box("trak", box("meta", "iPhone"))) + box("mdat", "pixels");
  auto const clean = scrubbed_media(film, MediaFormat::mp4);
  ASSERT_TRUE(clean);
  EXPECT_EQ(clean->size(), film.size());
  EXPECT_EQ(clean->find("mdat"), film.find("mdat"));
  for (char const* gone : {"Lea", "iPhone", "udta", "meta"}) EXPECT_EQ(clean->find(gone), std::string::npos) << gone;
  EXPECT_EQ(scrubbed_media(big(4000) + "moov", MediaFormat::mp4).error().code, "media.unreadable");
}

TEST(MediaScrub, leaves_a_sound_without_its_tags) {
  std::string const tag = std::string("ID3\x04\0\0\0\0\0\x04", 10) + "Lea!";
  std::string const last = "TAG" + std::string(125, 'L');
  EXPECT_EQ(*scrubbed_media(tag + "\xFF\xFBsound" + std::string(200, 's') + last, MediaFormat::mp3), "\xFF\xFBsound" + std::string(200, 's'));
  std::string const wave = chunk("fmt ", "16bytes.16bytes.") + chunk("data", "samples!");
  std::string const inside = "WAVE" + chunk("LIST", "INFOIARTLea Martin") + wave;
  std::string const clean = *scrubbed_media("RIFF" + little(static_cast<std::uint32_t>(inside.size())) + inside, MediaFormat::wav);
  EXPECT_EQ(clean, "RIFF" + little(static_cast<std::uint32_t>(4 + wave.size())) + "WAVE" + wave);
}

}  // namespace
}  // namespace parvis::render
