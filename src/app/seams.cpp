// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/seams.h"

#include <fstream>

#include "app/file_shelf.h"
#include "base/digest.h"
#include "render/image.h"
#include "text/extract.h"

namespace parvis::app {
namespace {

constexpr std::int32_t longest_side = 4096;
constexpr std::size_t most_image_bytes = 8'000'000;

}  // namespace

Result<std::vector<std::string>> read_document(std::string const& name, std::string const& bytes) {
  TRY(text::Extracted read, text::extract_document(bytes, name));
  std::vector<std::string> paragraphs;
  for (text::Paragraph& paragraph : read.paragraphs) paragraphs.push_back(std::move(paragraph.text));
  return paragraphs;
}

Result<studio::DecodedImage> clean_image(std::string const& bytes) {
  TRY(render::ImageFacts const facts, render::probe_image(bytes));
  render::ImageLimits limits{longest_side, longest_side, most_image_bytes, render::ImageFormat::webp};
  if (facts.format == render::ImageFormat::jpeg) limits.format = render::ImageFormat::jpeg;
  TRY(render::Picture picture, render::fitted_image(bytes, limits));
  return studio::DecodedImage{std::move(picture.bytes), std::string(render::media_type(picture.facts.format)), picture.facts.width,
                              picture.facts.height};
}

Result<std::string> printed_picture(FileShelf const& shelf, std::string const& sha256) {
  std::ifstream file(shelf.path_of(sha256), std::ios::binary);
  std::string const bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  TRY(render::Picture picture, render::fitted_image(bytes, {1600, 1600, 600'000, render::ImageFormat::jpeg}));
  return std::move(picture.bytes);
}

Result<publish::Rendition> fitted_copy(FileShelf const& shelf, std::string const& sha256, std::int64_t most_bytes) {
  std::ifstream file(shelf.path_of(sha256), std::ios::binary);
  std::string const bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  render::ImageLimits const limits{longest_side, longest_side, static_cast<std::size_t>(most_bytes), render::ImageFormat::jpeg};
  TRY(render::Picture const picture, render::fitted_image(bytes, limits));
  std::string const digest = sha256_hex(picture.bytes);
  shelf.keep(digest, picture.bytes);
  publish::Rendition copy;
  copy.sha256 = digest;
  copy.media_type = std::string(render::media_type(picture.facts.format));
  copy.bytes = static_cast<std::int64_t>(picture.bytes.size());
  copy.width = picture.facts.width;
  copy.height = picture.facts.height;
  return copy;
}

std::filesystem::path beside_program(std::filesystem::path const& in_tree, std::filesystem::path const& installed) {
  std::error_code ignored;
  std::filesystem::path folder = std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
  if (std::filesystem::exists(folder / ".." / "share" / "parvis" / installed)) return folder / ".." / "share" / "parvis" / installed;
  // A build folder stands one to three levels beneath the sources.
  for (int level = 0; level < 4; ++level, folder = folder.parent_path()) {
    if (std::filesystem::exists(folder / in_tree)) return folder / in_tree;
  }
  return {};
}

}  // namespace parvis::app
