// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A problem: an outcome the caller expects and must treat (invalid, absent, forbidden, in conflict...).
// It carries a stable, greppable code such as "publish.body_too_long" and, for input, one entry for each
// wrong field. No text for people: the web side translates codes, so that C++ holds no user language.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace parvis {

/// Closed set of outcomes, client side first. http/problem_answer.cpp maps each to one status.
enum class Kind {
  invalid,          // 422: at least one field is wrong, see fields
  unauthenticated,  // 401: who are you?
  forbidden,        // 403: known, and not allowed
  not_found,        // 404: absent, or not to be known by this caller
  conflict,         // 409: the state or revision is no longer what the caller believed
  too_large,        // 413: over a size limit
  unsupported,      // 415: a format that is not read
  limited,          // 429: too many, see retry_after
  unavailable,      // 503: a part outside (network, worker, peer) did not answer
};

/// One wrong field. `path` is a JSON pointer without the leading slash ("objectives/0/figure"), empty for the
/// whole; `limit` and `value` are shown to the person beside the field, cut to 120 bytes.
struct FieldError {
  std::string path;
  std::string code;
  std::string limit;
  std::string value;
};

/// Made, moved and destroyed out of line: every TRY of the program holds one.
struct Problem {
  Problem();
  Problem(Kind kind, std::string code, std::vector<FieldError> fields = {}, std::string detail = {}, std::optional<std::chrono::seconds> retry_after = {});
  Problem(Problem const&);
  Problem(Problem&&) noexcept;
  Problem& operator=(Problem const&);
  Problem& operator=(Problem&&) noexcept;
  ~Problem();

  Kind kind = Kind::invalid;
  std::string code;
  std::vector<FieldError> fields;
  std::string detail;  // for logs and for values outside this program (a network's own words); never translated
  std::optional<std::chrono::seconds> retry_after;
};

using Failure = tl::unexpected<Problem>;

/// Each returns a failed Result of any type: `return not_found("strategy.brief_not_found");`
Failure fail(Problem problem);
Failure invalid(std::string code, std::vector<FieldError> fields = {});
Failure invalid_field(std::string path, std::string code, std::string limit = {}, std::string value = {});
Failure unauthenticated(std::string code);
Failure forbidden(std::string code);
Failure not_found(std::string code);
Failure conflict(std::string code, std::string detail = {});
Failure too_large(std::string code, std::string limit, std::string value);
Failure unsupported(std::string code, std::string value = {});
Failure limited(std::string code, std::chrono::seconds retry_after);
Failure unavailable(std::string code, std::string detail = {});

/// The same problem seen from one level up: every field path gets `prefix` and a slash in front.
Problem within(std::string_view prefix, Problem problem);

}  // namespace parvis
