// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// SQL over the brand's own words.

#include "studio/verdict.h"

namespace parvis::studio {

constexpr std::int64_t most_words = 2'000;

/// Replaces a word of the same folded form.
void insert_word(store::Transaction& tx, BrandId const& brand, std::string const& folded, std::string const& word);
std::int64_t delete_word(store::Transaction& tx, BrandId const& brand, std::string const& folded);
/// At most `most_words`, in alphabetical order.
std::vector<std::string> word_rows(store::Transaction& tx, BrandId const& brand);

}  // namespace parvis::studio
