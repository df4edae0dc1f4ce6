// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A copy of a document without what tells its author: properties, XMP, names in comments and tracked changes, the paths
// of whoever saved it, the metadata of pictures, sounds and films within an office file (base/media_chunks.h). What stands in
// the pages themselves stays. Done in the child process of extract.h.
// Problem document.media_opaque: a picture in it, named as the value, is of a kind whose metadata we cannot take out.

#include "text/extract.h"

namespace parvis::text {

/// pdf: document information and XMP go, attachments too. archive: an OOXML or ODF file.
enum class ScrubbedFormat { scrub_pdf, scrub_archive };
BOOST_DESCRIBE_ENUM(ScrubbedFormat, scrub_pdf, scrub_archive)

/// The limits bound every part of an archive, and their sum. Problems of extract_document.
Result<std::string> scrubbed_document(std::string_view bytes, ScrubbedFormat format, ExtractLimits limits = {});

}  // namespace parvis::text
