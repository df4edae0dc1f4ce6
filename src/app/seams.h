// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What rooms ask of engines they do not know: each a function given to a room's Desk by wiring.cpp.

#include "publish/publish.h"
#include "strategy/strategy.h"
#include "studio/studio.h"

namespace parvis::app {

/// text::extract_document, its paragraphs alone.
Result<std::vector<std::string>> read_document(std::string const& name, std::string const& bytes);

/// The picture as it is kept: upright, without the place and device its file may tell, at most 4,096 pixels a side.
Result<studio::DecodedImage> clean_image(std::string const& bytes);

class FileShelf;
/// A kept picture as a JPEG to be printed: at most 1,600 pixels a side and 600 kB. Problems image.*.
Result<std::string> printed_picture(FileShelf const& shelf, std::string const& sha256);
/// A copy of a kept picture that weighs at most `most_bytes`: a JPEG, kept on the shelf too.
Result<publish::Rendition> fitted_copy(FileShelf const& shelf, std::string const& sha256, std::int64_t most_bytes);

/// The first of these that exists, else empty: where a program built here or installed finds what belongs to it.
std::filesystem::path beside_program(std::filesystem::path const& in_tree, std::filesystem::path const& installed);

}  // namespace parvis::app
