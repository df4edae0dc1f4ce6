// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What nearly every unit includes, compiled once (see cmake/floors.cmake). Only headers that never change.

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>
#include <tl/expected.hpp>
