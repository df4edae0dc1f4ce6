// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Compression of answers: Brotli where the client takes it, else gzip.

#include <string>
#include <string_view>

namespace parvis::http {

enum class Coding { identity, gzip, brotli };

/// "br", "gzip", or "" for identity.
std::string_view name_of(Coding coding);

/// The best coding an Accept-Encoding header allows ("gzip;q=0" does not allow it).
Coding accepted_coding(std::string_view accept_encoding);

/// Is a text of this media type worth compressing?
bool compresses_well(std::string_view content_type);

/// Throws std::bad_alloc or std::runtime_error when the library fails.
std::string compressed(std::string_view bytes, Coding coding);

}  // namespace parvis::http
