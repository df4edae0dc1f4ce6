// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The contract (OpenAPI 3.1), emitted from the routing rows. api/openapi.json is what `parvis openapi` prints; a test
// compares them. The same rows always give the same text.

#include "http/router.h"

namespace parvis::http {

/// Indented JSON, closed by a line feed. Only rows under /api/ stand in it.
std::string openapi(Router const& router, std::string const& version);

/// "get_brands_brand_briefs" for GET /api/brands/{brand}/briefs.
std::string operation_id(Row const& row);

}  // namespace parvis::http
