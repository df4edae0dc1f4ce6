// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Does what came fit what was expected? Expected JSON is a part of the whole: members not named are not looked at; null
// fits an absent member. A text "{{name}}" takes the value the first time and must equal it later; "*" within a text stands
// for anything; an array fits element by element, the rest being free when it ends with "...".

#include <map>
#include <string>

#include "base/json.h"

namespace parvis::scenario {

using Captures = std::map<std::string, std::string>;

/// The text with each {{name}} replaced. Throws Mismatch for a name never taken.
std::string filled(std::string const& text, Captures const& captures);

/// Throws Mismatch that says where, what was expected and what came. `path` is shown before.
void match(json::Value const& expected, json::Value const& got, Captures& captures, std::string const& path = "");

/// "*" stands for any text, {{name}} takes what stands there up to the next fixed text. True when the whole text fits.
bool fits(std::string const& pattern, std::string const& text, Captures& captures);

}  // namespace parvis::scenario
