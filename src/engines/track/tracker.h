// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The first-party script that sites carry (script/parvis.js, served minified).

#include <string>
#include <string_view>

namespace parvis::track {

/// What /p.js answers, as text/javascript. Lives as long as the program.
std::string_view tracker_script();

/// The line a site's owner pastes: `origin` is Parvis's public one ("https://parvis.example"), `key` the site's public key.
std::string install_line(std::string_view origin, std::string_view key);

/// Bytes of the script, compressed: what a visitor pays.
constexpr std::size_t largest_script = 1500;

}  // namespace parvis::track
