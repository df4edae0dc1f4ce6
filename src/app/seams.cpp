// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/seams.h"

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
