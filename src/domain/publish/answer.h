// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Reading what networks answer: JSON of which nothing may be taken for granted.

#include "base/json.h"
#include "publish/connector.h"

namespace parvis::publish {

/// The JSON object of an answer, or an empty one.
boost::json::object object_of(net::Exchange const& exchange);
/// The value at "a/b/c"; nullptr when any of it is absent.
boost::json::value const* at(boost::json::object const& object, std::string_view path);
/// A text, or a number as text; empty when absent or of another type.
std::string text_at(boost::json::object const& object, std::string_view path);
std::int64_t integer_at(boost::json::object const& object, std::string_view path);

/// "a=b" pairs after the address.
std::string with_query(std::string const& url, std::vector<std::pair<std::string, std::string>> const& fields);

/// A told outcome that says `done` without what it should bring: the write took place, perhaps.
Told unreadable(Told told);

}  // namespace parvis::publish
