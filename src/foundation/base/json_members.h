// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What the codec (json.h) does for every type alike, compiled once.

#include <boost/json.hpp>

#include "base/json_traits.h"
#include "base/problem.h"

namespace parvis::json {

using Value = boost::json::value;

/// Gathers the errors of one document with their paths.
class Reader {
 public:
  std::vector<FieldError> errors;
  void wrong(std::string code, std::string limit = {}, std::string value = {});
  void take(Problem const& problem);
  /// Runs `read` with `name` appended to the path.
  template <class Read>
  void at(std::string_view name, Read&& read) {
    std::size_t const length = path_.size();
    if (!path_.empty()) path_ += '/';
    path_ += name;
    read();
    path_.resize(length);
  }

 private:
  std::string path_;
};

/// Cut text of a value for an error.
std::string shown(Value const& value);
std::string text_of(Value const& value);

namespace internal {

// A struct is a table of members whose types are forgotten, and one loop over it for all structs: code for each member of
// each struct, inlined, is what a build of routes and stores used to spend most of its time on.
struct ReadMember {
  char const* name;
  bool optional;
  void (*read)(Reader& reader, Value const& value, void* member);
  void* member;
};
void read_members(Reader& reader, Value const& value, std::span<ReadMember const> members);

/// Reads one element, or the value of one key, into what holds them.
using ReadInto = void (*)(Reader& reader, Value const& value, std::string_view key, void* out);
void read_elements(Reader& reader, Value const& value, void* out, ReadInto read);
void read_entries(Reader& reader, Value const& value, void* out, ReadInto read);

/// The value of the enumerator that `value` names; absent, and told, when it names none.
std::optional<std::int64_t> read_name(Reader& reader, Value const& value, std::span<Enumerator const> all);

struct WriteMember {
  char const* name;
  Value (*write)(void const* member);
  void const* member;
};
Value write_members(std::span<WriteMember const> members);
Value write_text(std::string_view text);
std::string name_among(std::span<Enumerator const> all, std::int64_t value);
std::optional<std::int64_t> value_among(std::span<Enumerator const> all, std::string_view name);

}  // namespace internal

}  // namespace parvis::json
