// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Result<T>: a value, or the Problem that stood in its way. The one line to change when the toolchain has
// std::expected. See docs/adr/0002-result-and-exceptions.md.

#include <utility>

#include <tl/expected.hpp>

#include "base/problem.h"

namespace parvis {

template <class T>
using Result = tl::expected<T, Problem>;

/// The outcome of an act that yields nothing but may be refused.
using Done = Result<void>;

}  // namespace parvis

#define PARVIS_JOIN_(a, b) a##b
#define PARVIS_JOIN(a, b) PARVIS_JOIN_(a, b)
#define PARVIS_TRY_(result, declaration, expression)                    \
  auto result = (expression);                                           \
  if (!result) return ::parvis::fail(std::move(result).error());        \
  declaration = std::move(result).value()

/// `TRY(Brief brief, load_brief(store, id));` returns the problem to the caller, or declares the value.
#define TRY(declaration, expression) PARVIS_TRY_(PARVIS_JOIN(try_result_, __LINE__), declaration, expression)

/// `TRY_DONE(check_dates(plan));` returns the problem to the caller, or goes on.
#define TRY_DONE(expression)                                                                          \
  do {                                                                                                \
    auto try_done_result = (expression);                                                              \
    if (!try_done_result) return ::parvis::fail(std::move(try_done_result).error());                  \
  } while (false)
