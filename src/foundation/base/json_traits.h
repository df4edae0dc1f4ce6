// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What the JSON codec (json.h) and the schema (json_schema.h) ask of a type.

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include <boost/describe.hpp>

#include "base/text_rule.h"

namespace parvis::json {

template <class T> inline constexpr bool is_optional = false;
template <class T> inline constexpr bool is_optional<std::optional<T>> = true;
template <class T> inline constexpr bool is_vector = false;
template <class T> inline constexpr bool is_vector<std::vector<T>> = true;
template <class T> inline constexpr bool is_map = false;
template <class T> inline constexpr bool is_map<std::map<std::string, T>> = true;
template <class T>
concept DescribedStruct = std::is_class_v<T> && boost::describe::has_describe_members<T>::value && !TextLike<T>;
template <class T>
concept DescribedEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;
template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;
/// The type of a member, by its descriptor.
template <class T, class Member>
using TypeOf = std::remove_cvref_t<decltype(std::declval<T>().*Member::pointer)>;

/// The enumerators of a described enum in their order.
struct Enumerator {
  char const* name;
  std::int64_t value;
};
template <DescribedEnum T>
std::span<Enumerator const> enumerators() {
  return []<template <class...> class List, class... E>(List<E...>) -> std::span<Enumerator const> {
    static constexpr std::array<Enumerator, sizeof...(E)> all{Enumerator{E::name, static_cast<std::int64_t>(E::value)}...};
    return all;
  }(boost::describe::describe_enumerators<T>());
}
template <DescribedEnum T>
std::vector<T> all_of() {
  std::vector<T> values;
  for (Enumerator const& one : enumerators<T>()) values.push_back(static_cast<T>(one.value));
  return values;
}

}  // namespace parvis::json
