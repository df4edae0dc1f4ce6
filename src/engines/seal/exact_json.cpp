// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/exact_json.h"

#include <charconv>
#include <string>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>

#include "base/json.h"

namespace parvis::seal {
namespace {

namespace js = boost::json;

// What the reader of the library calls at each part of the document. Numbers are taken from their own digits.
struct ExactHandler {
  static constexpr std::size_t max_object_size = std::size_t(-1);
  static constexpr std::size_t max_array_size = std::size_t(-1);
  static constexpr std::size_t max_key_size = std::size_t(-1);
  static constexpr std::size_t max_string_size = std::size_t(-1);

  js::value_stack stack;
  std::string number;

  bool on_document_begin(js::error_code&) { return true; }
  bool on_document_end(js::error_code&) { return true; }
  bool on_object_begin(js::error_code&) { return true; }
  bool on_object_end(std::size_t count, js::error_code&) { return stack.push_object(count), true; }
  bool on_array_begin(js::error_code&) { return true; }
  bool on_array_end(std::size_t count, js::error_code&) { return stack.push_array(count), true; }
  bool on_key_part(js::string_view part, std::size_t, js::error_code&) { return stack.push_chars(part), true; }
  bool on_key(js::string_view part, std::size_t, js::error_code&) { return stack.push_key(part), true; }
  bool on_string_part(js::string_view part, std::size_t, js::error_code&) { return stack.push_chars(part), true; }
  bool on_string(js::string_view part, std::size_t, js::error_code&) { return stack.push_string(part), true; }
  bool on_number_part(js::string_view part, js::error_code&) { return number.append(part.data(), part.size()), true; }
  bool on_int64(std::int64_t value, js::string_view, js::error_code&) { return number.clear(), stack.push_int64(value), true; }
  bool on_uint64(std::uint64_t value, js::string_view, js::error_code&) { return number.clear(), stack.push_uint64(value), true; }
  bool on_double(double near, js::string_view part, js::error_code&) {
    number.append(part.data(), part.size());
    std::from_chars(number.data(), number.data() + number.size(), near);
    number.clear();
    return stack.push_double(near), true;
  }
  bool on_bool(bool value, js::error_code&) { return stack.push_bool(value), true; }
  bool on_null(js::error_code&) { return stack.push_null(), true; }
  bool on_comment_part(js::string_view, js::error_code&) { return true; }
  bool on_comment(js::string_view, js::error_code&) { return true; }
};

}  // namespace

Result<boost::json::value> parse_exactly(std::string_view text) {
  TRY(js::value rough, json::parse(text));
  js::basic_parser<ExactHandler> parser{js::parse_options{}};
  js::error_code error;
  parser.handler().stack.reset();
  parser.write_some(false, text.data(), text.size(), error);
  if (error) return rough;
  return parser.handler().stack.release();
}

}  // namespace parvis::seal
