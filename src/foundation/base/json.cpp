// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/json.h"

namespace parvis::json {

Result<Value> parse(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = deepest_nesting;
  boost::json::stream_parser parser({}, options);
  boost::json::error_code error;
  std::size_t const read = parser.write_some(text.data(), text.size(), error);
  if (!error && read < text.size()) error = boost::json::error::extra_data;
  if (!error) parser.finish(error);
  if (error == boost::json::error::too_deep) return invalid_field("", "json.too_deep", std::to_string(deepest_nesting));
  if (error) return invalid_field("", "json.malformed", "", "byte " + std::to_string(read));
  return parser.release();
}

void Reader::wrong(std::string code, std::string limit, std::string value) {
  errors.push_back({path_, std::move(code), std::move(limit), std::move(value)});
}

void Reader::take(Problem const& problem) {
  if (problem.fields.empty()) return wrong(problem.code);
  for (FieldError const& field : problem.fields) {
    std::string const path = path_.empty() || field.path.empty() ? path_ + field.path : path_ + "/" + field.path;
    errors.push_back({path, field.code, field.limit, field.value});
  }
}

std::string text_of(Value const& value) { return std::string(value.get_string().data(), value.get_string().size()); }

std::string shown(Value const& value) {
  if (value.is_object()) return "{…}";
  if (value.is_array()) return "[…]";
  std::string text = value.is_string() ? text_of(value) : boost::json::serialize(value);
  Failure const cut = invalid_field("", "", "", std::move(text));
  return cut.value().fields.front().value;
}

}  // namespace parvis::json
