// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Bounded text. Text<1, 280> is well-formed UTF-8 of 1 to 280 code points, both included, trimmed of outer white
// space, free of control characters other than line feed and tab (CR LF becomes LF). The bound stands in the type, so
// that the check, the JSON schema and the form's maxLength come from one place.

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/text_rule.h"

namespace parvis {

/// The cleaned text, or "text.malformed" (not UTF-8), "text.control_character", "text.too_short" (an empty required
/// text says "text.required"), "text.too_long".
Result<std::string> bounded_text(std::string_view text, std::size_t min, std::size_t max);
/// A lower-case mail address of at most 254 bytes. Problem "email.malformed".
Result<std::string> email_text(std::string_view text);
/// An absolute http or https URL of at most 2,048 bytes, without user or password. Problem "url.malformed".
Result<std::string> web_url_text(std::string_view text);
/// Lower-case letters, digits and single inner hyphens, 1 to 64. Problem "slug.malformed".
Result<std::string> slug_text(std::string_view text);

template <std::size_t Min, std::size_t Max>
class Text {
 public:
  Text() = default;
  static Result<Text> parse(std::string_view text) {
    TRY(std::string clean, bounded_text(text, Min, Max));
    return Text(std::move(clean));
  }
  std::string const& to_string() const { return text_; }
  bool empty() const { return text_.empty(); }
  static TextRule rule() { return {"", Min, Max}; }
  friend auto operator<=>(Text const&, Text const&) = default;

 private:
  explicit Text(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// A text checked by one of the functions above.
template <Result<std::string> (*Check)(std::string_view), class Tag>
class CheckedText {
 public:
  CheckedText() = default;
  static Result<CheckedText> parse(std::string_view text) {
    TRY(std::string clean, Check(text));
    return CheckedText(std::move(clean));
  }
  std::string const& to_string() const { return text_; }
  bool empty() const { return text_.empty(); }
  static TextRule rule() { return {Tag::format, {}, Tag::max_length}; }
  friend auto operator<=>(CheckedText const&, CheckedText const&) = default;

 private:
  explicit CheckedText(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

struct EmailForm { static constexpr char const* format = "email"; static constexpr std::size_t max_length = 254; };
struct WebUrlForm { static constexpr char const* format = "uri"; static constexpr std::size_t max_length = 2048; };
struct SlugForm { static constexpr char const* format = "slug"; static constexpr std::size_t max_length = 64; };

using Email = CheckedText<email_text, EmailForm>;
using WebUrl = CheckedText<web_url_text, WebUrlForm>;
using Slug = CheckedText<slug_text, SlugForm>;

}  // namespace parvis
