// SPDX-License-Identifier: AGPL-3.0-or-later
#include "render/image.h"

#include <gtest/gtest.h>

#include "render/qr_code.h"

namespace parvis::render {
namespace {

/// A noisy square, so that compression has work to do.
std::string noisy_png(std::int32_t side) {
  std::string grey(static_cast<std::size_t>(side) * static_cast<std::size_t>(side), '\0');
  std::uint32_t state = 1;
  for (char& value : grey) {
    state = state * 1664525u + 1013904223u;
    value = (state >> 24 & 0x80) != 0 ? '\xff' : '\0';
  }
  return png_of_grey(grey, side);
}

std::string be16(int value) { return {static_cast<char>(value >> 8 & 0xff), static_cast<char>(value & 0xff)}; }
std::string be32(std::uint32_t value) { return be16(static_cast<int>(value >> 16)) + be16(static_cast<int>(value & 0xffff)); }

/// The JPEG as a telephone held upright writes it: EXIF orientation 6, and a place.
std::string with_exif(std::string const& jpeg) {
  std::string const entry = be16(0x0112) + be16(3) + be32(1) + be16(6) + be16(0);
  std::string const place = be16(0x010e) + be16(2) + be32(21) + be32(38);
  std::string const tiff = "MM" + be16(42) + be32(8) + be16(2) + place + entry + be32(0) + "GPS 48.8720 N 2.3799E" + std::string(1, '\0');
  std::string const exif = std::string("Exif\0\0", 6) + tiff;
  return jpeg.substr(0, 2) + "\xff\xe1" + be16(static_cast<int>(exif.size() + 2)) + exif + jpeg.substr(2);
}

/// A PNG that says it is `width` × `height` and holds nothing.
std::string hollow_png(std::uint32_t width, std::uint32_t height) {
  std::string png = noisy_png(1);
  png.replace(16, 8, be32(width) + be32(height));
  return png;
}

TEST(Images, are_known_by_their_bytes) {
  auto const png = probe_image(noisy_png(30));
  ASSERT_TRUE(png.has_value());
  EXPECT_EQ(png->format, ImageFormat::png);
  EXPECT_EQ(png->width, 30);
  auto const webp = probe_image(thumbnail(noisy_png(30), 20)->bytes);
  ASSERT_TRUE(webp.has_value());
  EXPECT_EQ(webp->format, ImageFormat::webp);
  EXPECT_EQ(webp->height, 20);
}

TEST(Images, refuse_what_is_no_image) {
  std::string const cut = noisy_png(200).substr(0, 40);
  for (std::string const& bytes : {std::string(), std::string("\x89PNG\r\n\x1a\n"), std::string("<svg xmlns='http://www.w3.org/2000/svg'/>"),
                                   std::string("%PDF-1.7"), std::string("\xff\xd8\xff") + std::string(100, '\0'), std::string("GIF89a"), cut}) {
    auto const copy = fitted_image(bytes, {});
    ASSERT_FALSE(copy.has_value()) << bytes.substr(0, 10);
    EXPECT_EQ(copy.error().code, "image.unreadable");
    EXPECT_EQ(copy.error().kind, Kind::unsupported);
  }
}

TEST(Images, refuse_a_bomb_before_decoding_it) {
  auto const bomb = probe_image(hollow_png(50'000, 50'000));
  ASSERT_FALSE(bomb.has_value());
  // The checksum of a forged head may be refused first; a head that is believed is refused for its size.
  EXPECT_TRUE(bomb.error().code == "image.too_many_pixels" || bomb.error().code == "image.unreadable") << bomb.error().code;
  auto const large = fitted_image(noisy_png(7'100), {});
  ASSERT_FALSE(large.has_value());
  EXPECT_EQ(large.error().code, "image.too_many_pixels");
}

TEST(Images, fit_the_pixels_and_bytes_of_a_network) {
  std::string const png = noisy_png(900);
  auto const copy = fitted_image(png, {.most_width = 600, .most_height = 400, .most_bytes = 40'000});
  ASSERT_TRUE(copy.has_value());
  EXPECT_LE(copy->bytes.size(), 40'000u);
  EXPECT_LE(copy->facts.width, 600);
  EXPECT_LE(copy->facts.height, 400);
  auto const again = probe_image(copy->bytes);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->format, ImageFormat::jpeg);
  EXPECT_EQ(again->width, copy->facts.width);
}

TEST(Images, are_never_enlarged) {
  auto const copy = fitted_image(noisy_png(50), {.most_width = 5'000, .most_height = 5'000});
  ASSERT_TRUE(copy.has_value());
  EXPECT_EQ(copy->facts.width, 50);
}

TEST(Images, say_when_nothing_can_fit) {
  auto const copy = fitted_image(noisy_png(300), {.most_bytes = 50});
  ASSERT_FALSE(copy.has_value());
  EXPECT_EQ(copy.error().code, "image.cannot_fit");
}

TEST(Images, leave_upright_and_without_the_place_where_they_were_taken) {
  // 40 × 20 in the file, turned a quarter by its EXIF.
  std::string jpeg = fitted_image(noisy_png(40), {})->bytes;
  std::size_t const frame = jpeg.find("\xff\xc0");
  ASSERT_NE(frame, std::string::npos);
  jpeg.replace(frame + 5, 2, be16(20));
  std::string const exif = with_exif(jpeg);
  auto const facts = probe_image(exif);
  ASSERT_TRUE(facts.has_value());
  EXPECT_EQ(facts->width, 20);
  EXPECT_EQ(facts->height, 40);
  EXPECT_NE(exif.find("GPS 48.8720"), std::string::npos);
  auto const copy = fitted_image(exif, {});
  ASSERT_TRUE(copy.has_value());
  EXPECT_EQ(copy->bytes.find("GPS 48.8720"), std::string::npos);
  EXPECT_EQ(copy->bytes.find("Exif"), std::string::npos);
  EXPECT_EQ(copy->facts.width, 20);
  EXPECT_EQ(copy->facts.height, 40);
}

TEST(QrCode, draws_its_finder_and_quiet_zone) {
  auto const svg = qr_svg("https://parvis.example/l/k7Qm2P", {.title = "Lien vers <la boutique> & co", .caption = "parvis.example/l/k7Qm2P"});
  ASSERT_TRUE(svg.has_value());
  EXPECT_NE(svg->find("viewBox=\"0 0 37 41\""), std::string::npos) << *svg;
  EXPECT_NE(svg->find("M4 4h7v1h-7z"), std::string::npos);
  EXPECT_NE(svg->find("<title>Lien vers &lt;la boutique&gt; &amp; co</title>"), std::string::npos);
  auto const png = probe_image(*qr_png("https://parvis.example/l/k7Qm2P", 8));
  ASSERT_TRUE(png.has_value());
  EXPECT_EQ(png->width, 37 * 8);
}

TEST(QrCode, refuses_what_no_code_can_hold) {
  EXPECT_EQ(qr_svg("", {.title = "x"}).error().code, "render.qr_empty");
  EXPECT_EQ(qr_svg(std::string(2332, 'a'), {.title = "x"}).error().code, "render.qr_too_long");
  EXPECT_TRUE(qr_png(std::string(2331, 'a'), 1).has_value());
}

}  // namespace
}  // namespace parvis::render
