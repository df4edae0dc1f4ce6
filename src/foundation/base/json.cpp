// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/json.h"

#include <algorithm>

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

namespace internal {

std::optional<std::int64_t> value_among(std::span<Enumerator const> all, std::string_view name) {
  for (Enumerator const& one : all) {
    if (name == one.name) return one.value;
  }
  return std::nullopt;
}

std::string name_among(std::span<Enumerator const> all, std::int64_t value) {
  for (Enumerator const& one : all) {
    if (one.value == value) return one.name;
  }
  return "";
}

std::optional<std::int64_t> read_name(Reader& reader, Value const& value, std::span<Enumerator const> all) {
  auto const read = value.is_string() ? value_among(all, value.get_string()) : std::nullopt;
  if (read) return read;
  std::string names;
  for (Enumerator const& one : all) names.append(names.empty() ? "" : ", ").append(one.name);
  reader.wrong("json.not_one_of", names, shown(value));
  return std::nullopt;
}

void read_members(Reader& reader, Value const& value, std::span<ReadMember const> members) {
  if (!value.is_object()) return reader.wrong("json.wrong_type", "object", shown(value));
  boost::json::object const& object = value.get_object();
  std::size_t known = 0;
  for (ReadMember const& member : members) {
    Value const* const found = object.if_contains(member.name);
    known += found != nullptr;
    reader.at(member.name, [&] {
      if (found != nullptr) return member.read(reader, *found, member.member);
      if (!member.optional) reader.wrong("json.required");
    });
  }
  if (known == object.size()) return;
  for (auto const& entry : object) {
    bool const expected = std::any_of(members.begin(), members.end(), [&](ReadMember const& member) { return entry.key() == member.name; });
    if (!expected) reader.at(entry.key(), [&] { reader.wrong("json.unknown_field"); });
  }
}

void read_elements(Reader& reader, Value const& value, void* out, ReadInto read) {
  if (!value.is_array()) return reader.wrong("json.wrong_type", "array", shown(value));
  std::size_t index = 0;
  for (Value const& element : value.get_array()) reader.at(std::to_string(index++), [&] { read(reader, element, {}, out); });
}

void read_entries(Reader& reader, Value const& value, void* out, ReadInto read) {
  if (!value.is_object()) return reader.wrong("json.wrong_type", "object", shown(value));
  for (auto const& entry : value.get_object()) reader.at(entry.key(), [&] { read(reader, entry.value(), entry.key(), out); });
}

Value write_members(std::span<WriteMember const> members) {
  boost::json::object object;
  object.reserve(members.size());
  for (WriteMember const& member : members) object[member.name] = member.write(member.member);
  return object;
}

Value write_text(std::string_view text) { return Value(boost::json::string_view(text.data(), text.size())); }

}  // namespace internal

}  // namespace parvis::json
