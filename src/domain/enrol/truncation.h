// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What a referential gives cut short, and putting the certifier's words in its place. Pure.

#include "enrol/version.h"

namespace parvis::enrol {

/// In the referential's order.
std::vector<Truncation> truncations_of(referential::Referential const& content);

/// Lifts the mark of truncation, with the certifier's text in place of the fragment when it completes it.
void resolve_in(referential::Referential& content, Resolution const& resolution);

}  // namespace parvis::enrol
