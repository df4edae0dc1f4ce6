// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Values as SQL sees them, the same on both engines: null, 64-bit integer, double, UTF-8 text. No blobs.
// Conventions of columns: ids TEXT, instants BIGINT (milliseconds UTC), booleans INTEGER 0 or 1, documents JSON in TEXT.

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace parvis::store {

/// The machine failed: the disk, the engine, the statement, a constraint or a stored value that no longer reads. Never
/// an outcome that a caller treats; the edges (HTTP session, job runner, main) log it and answer 500.
struct Failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

using Parameter = std::variant<std::nullptr_t, std::int64_t, double, std::string>;

/// Names of a result's columns, shared by its rows.
class Columns {
 public:
  explicit Columns(std::vector<std::string> names) : names_(std::move(names)) {}
  std::vector<std::string> const& names() const { return names_; }
  /// Position of the column, looked for from `hint` on, then from the start. Throws Failure when absent.
  std::size_t position(std::string_view name, std::size_t hint = 0) const;

 private:
  std::vector<std::string> names_;
};

/// One row, independent of the statement that gave it. Each accessor takes a name or a 0-based position; a name that
/// the statement does not select, or a value of another type, throws Failure with the column's name. Of two columns of
/// one name the first answers.
class Row {
 public:
  Row(std::shared_ptr<Columns const> columns, std::vector<Parameter> cells)
      : columns_(std::move(columns)), cells_(std::move(cells)) {}

  std::size_t size() const { return cells_.size(); }
  Columns const& columns() const { return *columns_; }
  Parameter const& cell(std::size_t position) const;
  Parameter const& cell(std::string_view name) const { return cells_[columns_->position(name)]; }

  template <class Key> bool is_null(Key const& key) const { return cell(key).index() == 0; }
  template <class Key> std::int64_t integer(Key const& key) const { return as_integer(cell(key), shown(key)); }
  template <class Key> std::string const& text(Key const& key) const { return as_text(cell(key), shown(key)); }
  /// A double; an integer column is widened.
  template <class Key> double real(Key const& key) const { return as_real(cell(key), shown(key)); }
  /// An INTEGER column that holds 0 or 1.
  template <class Key> bool flag(Key const& key) const { return integer(key) != 0; }

  template <class Key> std::optional<std::int64_t> optional_integer(Key const& key) const {
    return is_null(key) ? std::nullopt : std::optional(integer(key));
  }
  template <class Key> std::optional<std::string> optional_text(Key const& key) const {
    return is_null(key) ? std::nullopt : std::optional(text(key));
  }
  template <class Key> std::optional<double> optional_real(Key const& key) const {
    return is_null(key) ? std::nullopt : std::optional(real(key));
  }

 private:
  static std::string_view shown(std::string_view name) { return name; }
  std::string_view shown(std::size_t position) const { return position < size() ? std::string_view(columns_->names()[position]) : "past the last column"; }
  static std::int64_t as_integer(Parameter const& cell, std::string_view name);
  static double as_real(Parameter const& cell, std::string_view name);
  static std::string const& as_text(Parameter const& cell, std::string_view name);

  std::shared_ptr<Columns const> columns_;
  std::vector<Parameter> cells_;
};

}  // namespace parvis::store
