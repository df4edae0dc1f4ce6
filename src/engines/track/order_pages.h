// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Pages whose address holds an order's number, by the list of data/order_pages.json.

#include <string>
#include <string_view>

namespace parvis::track {

/// The path without what stands after a segment that announces an order: "/checkout/order-received/1042/" becomes
/// "/checkout/order-received". Any other path stays as it is.
std::string without_order(std::string_view path);

/// What the paths that without_order() would cut match somewhere, in lower case: a regular expression of RE2.
std::string const& order_path_pattern();

}  // namespace parvis::track
