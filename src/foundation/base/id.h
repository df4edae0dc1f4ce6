// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Strong ids: UUID version 7 (RFC 9562), so that ids sort by the time they were made and never clash between
// machines. Id<struct BrandTag> and Id<struct PostTag> do not convert into one another.

#include <compare>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "base/text_rule.h"

namespace parvis {

/// A fresh UUIDv7 in its 36-character lower-case form, strictly greater than any made before it by this process
/// in the same millisecond. Thread-safe.
std::string new_uuid(Instant now);
/// True for any well-formed lower-case UUID.
bool is_uuid(std::string_view text);

template <class Tag>
class Id {
 public:
  Id() = default;  // the nil id: empty, never stored
  static Id make(Clock const& clock) { return Id(new_uuid(clock.now())); }
  /// Problem "id.malformed".
  static Result<Id> parse(std::string_view text) {
    if (!is_uuid(text)) return invalid_field("", "id.malformed", "uuid", std::string(text));
    return Id(std::string(text));
  }

  std::string const& to_string() const { return text_; }
  bool nil() const { return text_.empty(); }
  static TextRule rule() { return {"uuid", {}, {}}; }
  friend auto operator<=>(Id const&, Id const&) = default;

 private:
  explicit Id(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace parvis
