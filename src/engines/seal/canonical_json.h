// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// RFC 8785, the JSON Canonicalization Scheme: one byte sequence for one JSON value, so that it can be hashed and signed.
// Members are ordered by their UTF-16 code units, numbers are written as ECMAScript writes an IEEE double (an integer
// beyond 2^53 is rounded to the nearest double: sign such figures as texts), no white space.

#include <string>

#include <boost/json/value.hpp>

namespace parvis::seal {

/// The canonical form of a value whose texts are well-formed UTF-8.
std::string canonical_json(boost::json::value const& value);

/// A finite number as ECMAScript's Number::toString writes it ("1e+30", "0.000001", "-0" gives "0").
std::string canonical_number(double number);

}  // namespace parvis::seal
