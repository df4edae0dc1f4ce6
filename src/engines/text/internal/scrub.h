// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What the child does to a document that is to lose its author.

#include "text/scrub.h"

namespace parvis::text::internal {

Result<std::string> scrub_pdf(std::string_view bytes);
Result<std::string> scrub_archive(std::string_view bytes, ExtractLimits const& limits);

}  // namespace parvis::text::internal
