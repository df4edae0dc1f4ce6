// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// JSON read with every number rounded to the nearest double, as RFC 8785 wants it; the ordinary reader of base/json.h
// may be off by one unit in the last place. For documents whose bytes are hashed.

#include <string_view>

#include <boost/json/value.hpp>

#include "base/result.h"

namespace parvis::seal {

/// Problems as json::parse ("json.malformed", "json.too_deep").
Result<boost::json::value> parse_exactly(std::string_view text);

}  // namespace parvis::seal
