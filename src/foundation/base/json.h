// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// One described struct gives JSON both ways. A type is readable and writable here when it is: bool, an integer, a
// double, std::string, TextLike (text_rule.h), a described enum (written by name), std::optional, std::vector,
// std::map<std::string, T>, boost::json::value (kept as it is), or a struct under BOOST_DESCRIBE_STRUCT of such.
//
//   struct SaveGoal { Text<1, 120> title; std::optional<LocalDate> until; };
//   BOOST_DESCRIBE_STRUCT(SaveGoal, (), (title, until))
//   Result<SaveGoal> goal = json::decode<SaveGoal>(body);      // every wrong field at once
//   std::string text = json::encode(*goal);
//
// decode() refuses unknown fields ("json.unknown_field"), absent ones that are not optional ("json.required"; an absent
// vector or map is refused too), wrong types ("json.wrong_type"), numbers out of range, and texts by their own rule.
// Include this header in routes, stores and connectors, not in headers: it costs compile time.

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

#include <boost/json.hpp>

#include "base/json_members.h"
#include "base/result.h"
#include "base/text_rule.h"

namespace parvis::json {

constexpr std::size_t deepest_nesting = 32;

/// The document, or "json.malformed" with the byte where it broke, or "json.too_deep".
Result<Value> parse(std::string_view text);

template <class T>
void read(Reader& reader, Value const& value, T& out);

namespace internal {

template <class T>
void read_integer(Reader& reader, Value const& value, T& out) {
  boost::json::error_code error;
  T const number = value.is_double() && std::floor(value.get_double()) != value.get_double()
                       ? (error = boost::json::error::not_exact, T{})
                       : value.to_number<T>(error);
  if (error) {
    std::string const bounds = std::to_string(std::numeric_limits<T>::min()) + ".." + std::to_string(std::numeric_limits<T>::max());
    return reader.wrong(value.is_number() ? "json.out_of_range" : "json.wrong_type", value.is_number() ? bounds : "integer", shown(value));
  }
  out = number;
}

template <class T>
void read_enum(Reader& reader, Value const& value, T& out) {
  if (auto const read = read_name(reader, value, enumerators<T>())) out = static_cast<T>(*read);
}

template <class T>
void read_forgotten(Reader& reader, Value const& value, void* out) {
  json::read(reader, value, *static_cast<T*>(out));
}

template <class T>
void read_struct(Reader& reader, Value const& value, T& out) {
  [&]<template <class...> class List, class... M>(List<M...>) {
    std::array<ReadMember, sizeof...(M)> const members{
        ReadMember{M::name, is_optional<TypeOf<T, M>>, &read_forgotten<TypeOf<T, M>>, &(out.*M::pointer)}...};
    read_members(reader, value, members);
  }(Members<T>());
}

template <class T>
void read_array(Reader& reader, Value const& value, std::vector<T>& out) {
  out.clear();
  read_elements(reader, value, &out, [](Reader& inner, Value const& element, std::string_view, void* into) {
    T item{};
    json::read(inner, element, item);
    static_cast<std::vector<T>*>(into)->push_back(std::move(item));
  });
}

template <class T>
void read_map(Reader& reader, Value const& value, std::map<std::string, T>& out) {
  out.clear();
  read_entries(reader, value, &out, [](Reader& inner, Value const& element, std::string_view key, void* into) {
    json::read(inner, element, (*static_cast<std::map<std::string, T>*>(into))[std::string(key)]);
  });
}

template <class T>
void read_text(Reader& reader, Value const& value, T& out) {
  if (!value.is_string()) return reader.wrong("json.wrong_type", "string", shown(value));
  auto parsed = T::parse(value.get_string());
  if (!parsed) return reader.take(parsed.error());
  out = std::move(*parsed);
}

}  // namespace internal

template <class T>
void read(Reader& reader, Value const& value, T& out) {
  if constexpr (std::is_same_v<T, Value>) {
    out = value;
  } else if constexpr (std::is_same_v<T, bool>) {
    value.is_bool() ? void(out = value.get_bool()) : reader.wrong("json.wrong_type", "boolean", shown(value));
  } else if constexpr (std::is_integral_v<T>) {
    internal::read_integer(reader, value, out);
  } else if constexpr (std::is_floating_point_v<T>) {
    value.is_number() ? void(out = value.to_number<double>()) : reader.wrong("json.wrong_type", "number", shown(value));
  } else if constexpr (std::is_same_v<T, std::string>) {
    value.is_string() ? void(out = text_of(value)) : reader.wrong("json.wrong_type", "string", shown(value));
  } else if constexpr (TextLike<T>) {
    internal::read_text(reader, value, out);
  } else if constexpr (DescribedEnum<T>) {
    internal::read_enum(reader, value, out);
  } else if constexpr (is_optional<T>) {
    if (value.is_null()) return out.reset();
    read(reader, value, out.emplace());
  } else if constexpr (is_vector<T>) {
    internal::read_array(reader, value, out);
  } else if constexpr (is_map<T>) {
    internal::read_map(reader, value, out);
  } else {
    static_assert(DescribedStruct<T>, "describe the struct with BOOST_DESCRIBE_STRUCT");
    internal::read_struct(reader, value, out);
  }
}

template <class T>
Result<T> decode_value(Value const& value) {
  Reader reader;
  T out{};
  read(reader, value, out);
  if (!reader.errors.empty()) return invalid("json.invalid_fields", std::move(reader.errors));
  return out;
}

template <class T>
Result<T> decode(std::string_view text) {
  TRY(Value const value, parse(text));
  return decode_value<T>(value);
}

/// The name of a described enumerator; "" for a value that has none.
template <DescribedEnum T>
std::string name_of(T value) {
  return internal::name_among(enumerators<T>(), static_cast<std::int64_t>(value));
}

/// The enumerator of that name.
template <DescribedEnum T>
std::optional<T> named(std::string_view name) {
  auto const value = internal::value_among(enumerators<T>(), name);
  return value ? std::optional(static_cast<T>(*value)) : std::nullopt;
}

template <class T>
Value to_value(T const& in);

namespace internal {

template <class T>
Value write_forgotten(void const* in) {
  return to_value(*static_cast<T const*>(in));
}

template <class T>
Value write_struct(T const& in) {
  return [&]<template <class...> class List, class... M>(List<M...>) {
    std::array<WriteMember, sizeof...(M)> const members{WriteMember{M::name, &write_forgotten<TypeOf<T, M>>, &(in.*M::pointer)}...};
    return write_members(members);
  }(Members<T>());
}

}  // namespace internal

template <class T>
Value to_value(T const& in) {
  if constexpr (std::is_same_v<T, Value>) {
    return in;
  } else if constexpr (std::is_arithmetic_v<T>) {
    return Value(in);
  } else if constexpr (std::is_same_v<T, std::string>) {
    return internal::write_text(in);
  } else if constexpr (TextLike<T>) {
    return internal::write_text(in.to_string());
  } else if constexpr (DescribedEnum<T>) {
    return internal::write_text(name_of(in));
  } else if constexpr (is_optional<T>) {
    return in ? to_value(*in) : Value(nullptr);
  } else if constexpr (is_vector<T>) {
    boost::json::array array;
    array.reserve(in.size());
    for (auto const& element : in) array.push_back(to_value(element));
    return array;
  } else if constexpr (is_map<T>) {
    boost::json::object object;
    for (auto const& [key, element] : in) object[key] = to_value(element);
    return object;
  } else {
    static_assert(DescribedStruct<T>, "describe the struct with BOOST_DESCRIBE_STRUCT");
    return internal::write_struct(in);
  }
}

template <class T>
std::string encode(T const& in) {
  return boost::json::serialize(to_value(in));
}

}  // namespace parvis::json
