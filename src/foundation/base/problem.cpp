// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/problem.h"

#include <utility>

namespace parvis {
namespace {

constexpr std::size_t longest_shown_value = 120;

// Cuts on a UTF-8 boundary, so that an error is itself always valid text.
std::string shown(std::string value) {
  if (value.size() <= longest_shown_value) return value;
  std::size_t end = longest_shown_value;
  while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0) == 0x80) --end;
  value.resize(end);
  return value;
}

Failure of(Kind kind, std::string code, std::string detail = {}) {
  return Failure(Problem{kind, std::move(code), {}, std::move(detail), std::nullopt});
}

}  // namespace

Problem::Problem() = default;
Problem::Problem(Kind which, std::string its_code, std::vector<FieldError> wrong, std::string words, std::optional<std::chrono::seconds> wait)
    : kind(which), code(std::move(its_code)), fields(std::move(wrong)), detail(std::move(words)), retry_after(wait) {}
Problem::Problem(Problem const&) = default;
Problem::Problem(Problem&&) noexcept = default;
Problem& Problem::operator=(Problem const&) = default;
Problem& Problem::operator=(Problem&&) noexcept = default;
Problem::~Problem() = default;

Failure fail(Problem problem) { return Failure(std::move(problem)); }

Failure invalid(std::string code, std::vector<FieldError> fields) {
  return Failure(Problem{Kind::invalid, std::move(code), std::move(fields), {}, std::nullopt});
}

Failure invalid_field(std::string path, std::string code, std::string limit, std::string value) {
  FieldError field{std::move(path), code, std::move(limit), shown(std::move(value))};
  return Failure(Problem{Kind::invalid, std::move(code), {std::move(field)}, {}, std::nullopt});
}

Failure unauthenticated(std::string code) { return of(Kind::unauthenticated, std::move(code)); }
Failure forbidden(std::string code) { return of(Kind::forbidden, std::move(code)); }
Failure not_found(std::string code) { return of(Kind::not_found, std::move(code)); }
Failure conflict(std::string code, std::string detail) { return of(Kind::conflict, std::move(code), std::move(detail)); }

Failure too_large(std::string code, std::string limit, std::string value) {
  FieldError field{"", code, std::move(limit), std::move(value)};
  return Failure(Problem{Kind::too_large, std::move(code), {std::move(field)}, {}, std::nullopt});
}

Failure unsupported(std::string code, std::string value) {
  FieldError field{"", code, {}, shown(std::move(value))};
  return Failure(Problem{Kind::unsupported, std::move(code), {std::move(field)}, {}, std::nullopt});
}

Failure limited(std::string code, std::chrono::seconds retry_after) {
  return Failure(Problem{Kind::limited, std::move(code), {}, {}, retry_after});
}

Failure unavailable(std::string code, std::string detail) {
  return of(Kind::unavailable, std::move(code), std::move(detail));
}

Problem within(std::string_view prefix, Problem problem) {
  for (FieldError& field : problem.fields) {
    field.path = field.path.empty() ? std::string(prefix) : std::string(prefix) + "/" + field.path;
  }
  return problem;
}

}  // namespace parvis
