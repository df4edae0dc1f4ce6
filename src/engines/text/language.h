// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The language a text is written in, coarsely: enough to choose a dictionary and a formula, not to label a corpus.

#include <string_view>

#include <boost/describe.hpp>

namespace parvis::text {

enum class Language { unknown, fr, en };
BOOST_DESCRIBE_ENUM(Language, unknown, fr, en)

/// French or English by counting stop words in the first 20,000 bytes; `unknown` under three of them, or when neither
/// language has at least twice as many as the other. Pure, thread-safe.
Language detect_language(std::string_view utf8);

}  // namespace parvis::text
