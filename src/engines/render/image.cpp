// SPDX-License-Identifier: AGPL-3.0-or-later
#include "render/image.h"

#include <vips/vips.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <stdexcept>

#include "base/assertion.h"

namespace parvis::render {
namespace {

constexpr int first_quality = 85;
constexpr int last_quality = 45;
constexpr int smallest_side = 64;
constexpr int most_tries = 24;

struct Unref {
  void operator()(VipsImage* image) const { g_object_unref(image); }
};
using Image = std::unique_ptr<VipsImage, Unref>;

/// Two threads a picture and no cache: uploads are rare and the server's memory at rest matters more.
void start_vips() {
  static std::once_flag once;
  std::call_once(once, [] {
    if (VIPS_INIT("parvis") != 0) throw std::runtime_error(std::string("libvips does not start: ") + vips_error_buffer());
    vips_concurrency_set(2);
    vips_cache_set_max(0);
    vips_cache_set_max_mem(0);
    vips_block_untrusted_set(TRUE);
    // A broken upload is an outcome, told to the caller: not a line on the server's error stream.
    g_log_set_handler("VIPS", G_LOG_LEVEL_WARNING, [](char const*, GLogLevelFlags, char const*, void*) {}, nullptr);
  });
}

std::optional<ImageFormat> format_of(std::string_view bytes) {
  if (bytes.starts_with("\xff\xd8\xff")) return ImageFormat::jpeg;
  if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return ImageFormat::png;
  if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a")) return ImageFormat::gif;
  if (bytes.starts_with("RIFF") && bytes.size() > 12 && bytes.substr(8, 4) == "WEBP") return ImageFormat::webp;
  return std::nullopt;
}

Failure unreadable() {
  std::string const detail = vips_error_buffer();
  vips_error_clear();
  Problem problem{Kind::unsupported, "image.unreadable", {}, detail, {}};
  return fail(std::move(problem));
}

/// Opens the head; pixels are decoded only when asked for.
Image opened(std::string_view bytes, VipsAccess access) {
  return Image(vips_image_new_from_buffer(bytes.data(), bytes.size(), "", "access", access, "fail_on", VIPS_FAIL_ON_TRUNCATED, nullptr));
}

bool lies_on_its_side(VipsImage* image) { return vips_image_get_orientation(image) >= 5; }

Image upright(VipsImage* image) {
  VipsImage* out = nullptr;
  return vips_autorot(image, &out, nullptr) == 0 ? Image(out) : nullptr;
}

Image scaled(VipsImage* image, double factor) {
  VipsImage* out = nullptr;
  if (factor >= 1) {
    g_object_ref(image);
    return Image(image);
  }
  return vips_resize(image, &out, factor, nullptr) == 0 ? Image(out) : nullptr;
}

Image in_srgb(VipsImage* image) {
  VipsImage* out = nullptr;
  return vips_colourspace(image, &out, VIPS_INTERPRETATION_sRGB, nullptr) == 0 ? Image(out) : nullptr;
}

Image on_white(VipsImage* image) {
  VipsImage* out = nullptr;
  if (vips_image_hasalpha(image) == 0) {
    g_object_ref(image);
    return Image(image);
  }
  VipsArrayDouble* white = vips_array_double_newv(1, 255.0);
  int const error = vips_flatten(image, &out, "background", white, nullptr);
  vips_area_unref(VIPS_AREA(white));
  return error == 0 ? Image(out) : nullptr;
}

std::optional<std::string> saved(VipsImage* image, ImageFormat format, int quality) {
  void* bytes = nullptr;
  std::size_t length = 0;
  int const error = format == ImageFormat::webp
                        ? vips_webpsave_buffer(image, &bytes, &length, "Q", quality, "strip", TRUE, nullptr)
                        : vips_jpegsave_buffer(image, &bytes, &length, "Q", quality, "strip", TRUE, "optimize_coding", TRUE, nullptr);
  if (error != 0) return std::nullopt;
  std::string out(static_cast<char const*>(bytes), length);
  g_free(bytes);
  return out;
}

double factor_for(ImageFacts const& facts, ImageLimits const& limits) {
  double factor = 1;
  if (limits.most_width > 0) factor = std::min(factor, static_cast<double>(limits.most_width) / facts.width);
  if (limits.most_height > 0) factor = std::min(factor, static_cast<double>(limits.most_height) / facts.height);
  return factor;
}

/// Upright, in sRGB, decoded once into memory.
Image decoded(std::string_view bytes, ImageFormat wanted) {
  Image image = opened(bytes, VIPS_ACCESS_SEQUENTIAL);
  if (image) image = Image(vips_image_copy_memory(image.get()));
  if (image) image = upright(image.get());
  if (image) image = in_srgb(image.get());
  if (image && wanted == ImageFormat::jpeg) image = on_white(image.get());
  return image;
}

/// Tries one size at falling qualities.
std::optional<Picture> fitting(VipsImage* image, ImageLimits const& limits, int& tries) {
  for (int quality = first_quality; quality >= last_quality && tries < most_tries; quality -= 10, ++tries) {
    auto bytes = saved(image, limits.format, quality);
    if (!bytes) return std::nullopt;
    if (limits.most_bytes != 0 && bytes->size() > limits.most_bytes) continue;
    return Picture{std::move(*bytes), {limits.format, vips_image_get_width(image), vips_image_get_height(image), false}};
  }
  return std::nullopt;
}

}  // namespace

std::string_view media_type(ImageFormat format) {
  switch (format) {
    case ImageFormat::jpeg: return "image/jpeg";
    case ImageFormat::png: return "image/png";
    case ImageFormat::webp: return "image/webp";
    case ImageFormat::gif: return "image/gif";
  }
  return "application/octet-stream";
}

Result<ImageFacts> probe_image(std::string_view bytes) {
  start_vips();
  auto const format = format_of(bytes);
  if (!format) return unreadable();
  Image const image = opened(bytes, VIPS_ACCESS_SEQUENTIAL);
  if (image == nullptr) return unreadable();
  std::int64_t const width = vips_image_get_width(image.get());
  std::int64_t const height = vips_image_get_height(image.get());
  if (width * height > most_pixels) return too_large("image.too_many_pixels", std::to_string(most_pixels), std::to_string(width * height));
  bool const turned = lies_on_its_side(image.get());
  return ImageFacts{*format, static_cast<std::int32_t>(turned ? height : width), static_cast<std::int32_t>(turned ? width : height),
                    vips_image_get_n_pages(image.get()) > 1};
}

Result<Picture> fitted_image(std::string_view bytes, ImageLimits const& limits) {
  PARVIS_ASSERT(limits.format == ImageFormat::jpeg || limits.format == ImageFormat::webp, "copies are JPEG or WebP");
  TRY(ImageFacts const facts, probe_image(bytes));
  Image const whole = decoded(bytes, limits.format);
  if (whole == nullptr) return unreadable();
  int tries = 0;
  for (double factor = factor_for(facts, limits); tries < most_tries; factor *= 0.75) {
    Image const smaller = scaled(whole.get(), factor);
    if (smaller == nullptr) return unreadable();
    auto picture = fitting(smaller.get(), limits, tries);
    if (picture) return std::move(*picture);
    if (std::max(vips_image_get_width(smaller.get()), vips_image_get_height(smaller.get())) <= smallest_side) break;
  }
  vips_error_clear();
  return too_large("image.cannot_fit", std::to_string(limits.most_bytes), std::to_string(bytes.size()));
}

Result<Picture> thumbnail(std::string_view bytes, std::int32_t side) {
  return fitted_image(bytes, {.most_width = side, .most_height = side, .most_bytes = 0, .format = ImageFormat::webp});
}

std::string png_of_grey(std::string_view grey, std::int32_t side) {
  PARVIS_ASSERT(grey.size() == static_cast<std::size_t>(side) * static_cast<std::size_t>(side), "one value a pixel");
  start_vips();
  Image const image(vips_image_new_from_memory(grey.data(), grey.size(), side, side, 1, VIPS_FORMAT_UCHAR));
  void* bytes = nullptr;
  std::size_t length = 0;
  if (image == nullptr || vips_pngsave_buffer(image.get(), &bytes, &length, "bitdepth", 1, nullptr) != 0) {
    throw std::runtime_error(std::string("cannot write a PNG: ") + vips_error_buffer());
  }
  std::string out(static_cast<char const*>(bytes), length);
  g_free(bytes);
  return out;
}

}  // namespace parvis::render
