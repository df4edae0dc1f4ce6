// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/dump.h"

#include <charconv>
#include <fstream>
#include <set>

#include "base/json.h"
#include "store/internal/catalog.h"
#include "store/internal/patience.h"
#include "store/internal/whole_file.h"

namespace parvis::store {

namespace {

using boost::json::array;
using boost::json::object;

constexpr char const* select_migrations = "SELECT name FROM store_migration ORDER BY number";

std::string joined(std::vector<std::string> const& names) {
  std::string list;
  for (std::string const& name : names) list += (list.empty() ? "" : ", ") + name;
  return list;
}

array migration_names(Transaction& tx) {
  array names;
  for (Row const& row : tx.rows(select_migrations)) names.emplace_back(row.text("name"));
  return names;
}

/// Reals go as {"real": "0.1"}, so that they come back to the bit whatever the JSON reader does with numbers.
json::Value json_of(Parameter const& cell) {
  if (auto const* integer = std::get_if<std::int64_t>(&cell)) return *integer;
  if (auto const* text = std::get_if<std::string>(&cell)) return json::to_value(*text);
  if (cell.index() == 0) return nullptr;
  char shortest[32];
  auto const end = std::to_chars(shortest, shortest + sizeof shortest, std::get<double>(cell));
  return object{{"real", std::string_view(shortest, static_cast<std::size_t>(end.ptr - shortest))}};
}

[[noreturn]] void malformed() { throw Failure("the dump has a line that does not read"); }

std::string text_member(object const& line, std::string_view name) {
  auto const* value = line.if_contains(name);
  if (value == nullptr || !value->is_string()) malformed();
  return json::text_of(*value);
}

Parameter cell_of(json::Value const& value) {
  if (value.is_null()) return nullptr;
  if (value.is_int64()) return value.get_int64();
  if (value.is_string()) return json::text_of(value);
  if (!value.is_object()) malformed();
  std::string const text = text_member(value.get_object(), "real");
  double real = 0;
  auto const read = std::from_chars(text.data(), text.data() + text.size(), real);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) malformed();
  return real;
}

std::int64_t write_table(std::ostream& out, Transaction& tx, Table const& table) {
  array names;
  for (std::string const& name : table.columns) names.emplace_back(name);
  out << object{{"table", table.name}, {"columns", names}} << '\n';
  std::int64_t count = 0;
  tx.each("SELECT " + joined(table.columns) + " FROM " + table.name, {}, [&](Row const& row) {
    array cells;
    for (std::size_t at = 0; at < row.size(); ++at) cells.push_back(json_of(row.cell(at)));
    out << cells << '\n';
    ++count;
  });
  return count;
}

/// Inserts the rows of one table. A row that refers to another of its own table waits until that one is there.
class TableWriter {
 public:
  TableWriter(Transaction& tx, Table table, std::vector<std::string> columns)
      : tx_(tx), table_(std::move(table)), names_(columns) {
    std::string places;
    for (std::size_t number = 1; number <= columns.size(); ++number) places += (number == 1 ? "$" : ", $") + std::to_string(number);
    insert_ = "INSERT INTO " + table_.name + " (" + joined(columns) + ") VALUES (" + places + ")";
  }

  void add(Parameters row) {
    if (row.size() != names_.names().size()) throw Failure("a row of " + table_.name + " with another count of values");
    if (!table_.parent_column) return insert(row);
    std::string const parent = key_of(row, *table_.parent_column);
    bool const free = parent == "null" || parent == key_of(row, *table_.parent_key) || present_.contains(parent);
    if (free) return insert_family(std::move(row));
    waiting_[parent].push_back(std::move(row));
  }

  void finish() const {
    if (!waiting_.empty()) throw Failure("rows of " + table_.name + " refer to rows that are not there");
  }

 private:
  void insert(Parameters const& row) { tx_.run(insert_, row); }
  std::string key_of(Parameters const& row, std::string const& column) const {
    return boost::json::serialize(json_of(row[names_.position(column)]));
  }

  void insert_family(Parameters first) {
    std::vector<Parameters> ready{std::move(first)};
    while (!ready.empty()) {
      Parameters const row = std::move(ready.back());
      ready.pop_back();
      insert(row);
      std::string const own = key_of(row, *table_.parent_key);
      present_.insert(own);
      auto const freed = waiting_.extract(own);
      if (!freed.empty()) ready.insert(ready.end(), freed.mapped().begin(), freed.mapped().end());
    }
  }

  Transaction& tx_;
  Table const table_;
  Columns const names_;
  std::string insert_;
  std::set<std::string> present_;  // keys of the rows inserted, as JSON
  std::map<std::string, std::vector<Parameters>> waiting_;
};

class Restoring {
 public:
  Restoring(Transaction& tx, Engine engine, std::istream& in) : tx_(tx), in_(in), tables_(tables(tx, engine)) {}

  void run() {
    check_head(next_line());
    for (auto table = tables_.rbegin(); table != tables_.rend(); ++table) tx_.run("DELETE FROM " + table->name);
    for (;;) {
      json::Value const line = next_line();
      if (line.is_array()) {
        add_row(line.get_array());
      } else if (line.get_object().contains("table")) {
        open_table(line.get_object());
      } else {
        return finish(line.get_object());
      }
    }
  }

 private:
  json::Value next_line() {
    std::string text;
    if (!std::getline(in_, text)) throw Failure("the dump is cut short");
    auto line = json::parse(text);
    if (!line || !(line->is_array() || line->is_object())) malformed();
    return *line;
  }

  void check_head(json::Value const& head) {
    bool const dump = head.is_object() && head.get_object().contains("parvis_dump") && head.get_object().contains("migrations");
    if (!dump || head.at("parvis_dump") != json::Value(1)) throw Failure("the file is no dump of Parvis");
    if (head.at("migrations") != json::Value(migration_names(tx_))) {
      throw Failure("the dump was made at other migrations: restore it with the program that made it, then upgrade");
    }
  }

  void open_table(object const& line) {
    if (writer_) writer_->finish();
    auto const* listed = line.if_contains("columns");
    if (listed == nullptr) malformed();
    auto const columns = json::decode_value<std::vector<std::string>>(*listed);
    std::string const name = text_member(line, "table");
    for (Table const& table : tables_) {
      if (table.name == name && columns && *columns == table.columns) {
        writer_.emplace(tx_, table, *columns);
        return;
      }
    }
    throw Failure("the dump has a table that is not here: " + name);
  }

  void add_row(array const& line) {
    if (!writer_) throw Failure("the dump has a row before any table");
    Parameters row;
    row.reserve(line.size());
    for (json::Value const& value : line) row.push_back(cell_of(value));
    writer_->add(std::move(row));
    ++rows_;
  }

  void finish(object const& line) const {
    if (writer_) writer_->finish();
    auto const* rows = line.if_contains("rows");
    if (rows == nullptr || *rows != json::Value(rows_)) throw Failure("the dump does not hold the rows that it counts");
  }

  Transaction& tx_;
  std::istream& in_;
  std::vector<Table> const tables_;
  std::optional<TableWriter> writer_;
  std::int64_t rows_ = 0;
};

}  // namespace

void dump(Database& database, std::filesystem::path const& file) {
  WholeFile target(file);
  std::ofstream out(target.partial(), std::ios::binary);
  database.read([&](Transaction& tx) {
    let_statements_last(tx, database.engine());
    out << object{{"parvis_dump", 1}, {"migrations", migration_names(tx)}} << '\n';
    std::int64_t rows = 0;
    for (Table const& table : tables(tx, database.engine())) rows += write_table(out, tx, table);
    out << object{{"rows", rows}} << '\n';
  });
  out.close();
  if (!out) throw Failure("cannot write " + file.string());
  target.put_in_place();
}

void restore(Database& database, std::filesystem::path const& file, RestoreSteps const& steps) {
  database.write([&](Transaction& tx) {
    let_statements_last(tx, database.engine());
    if (steps.before) steps.before(tx);
    std::ifstream in(file, std::ios::binary);
    if (!in) throw Failure("cannot read " + file.string());
    Restoring(tx, database.engine(), in).run();
    if (steps.after) steps.after(tx);
  });
}

}  // namespace parvis::store
