// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The French social security number (NIR): 13 characters and a key of two digits. The key is checked, then dropped:
// the Caisse des Dépôts takes 13 characters. Pure.

#include <string>
#include <string_view>

#include "base/result.h"

namespace parvis::enrol {

/// "2 84 05 88 019 001 27" or "1960120042005 …" with or without spaces and dots -> the 13 characters. Corsican 2A and 2B
/// count as 19 and 18. Problems on field "": enrol.nir_malformed, enrol.nir_key (the value is never repeated in them).
Result<std::string> checked_nir(std::string_view typed);

/// The key of 13 well-formed characters: 97 - number modulo 97.
int nir_key(std::string_view thirteen);

}  // namespace parvis::enrol
