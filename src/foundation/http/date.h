// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

namespace parvis::http {

/// The present, as the Date header says it.
std::string http_date();

}  // namespace parvis::http
