// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The page a person sees who opens a simulated post.

#include "simulator/network.h"

namespace parvis::simulator {

std::string escaped(std::string const& text);
/// A page that says which network is simulated; 404 without a post.
Answer post_page(std::string const& network, StoredPost const* post);

}  // namespace parvis::simulator
