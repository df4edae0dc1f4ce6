// SPDX-License-Identifier: AGPL-3.0-or-later
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>

#include "base/assertion.h"
#include "base/encoding.h"
#include "render/table.h"

namespace parvis::render {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_text = 32'767;  // Excel's own limit, in characters
constexpr std::size_t longest_sheet_name = 31;
constexpr double widest_column = 60;

/// A file of our own in the temporary folder, gone when this is.
class TemporaryFile {
 public:
  TemporaryFile() {
    path_ = (fs::temp_directory_path() / "parvis-sheet-XXXXXX").string();
    int const file = mkstemp(path_.data());
    if (file < 0) throw std::runtime_error("cannot write in " + fs::temp_directory_path().string());
    close(file);
  }
  ~TemporaryFile() {
    std::error_code ignored;
    fs::remove(path_, ignored);
  }
  TemporaryFile(TemporaryFile const&) = delete;
  TemporaryFile& operator=(TemporaryFile const&) = delete;
  std::string const& path() const { return path_; }
  std::string bytes() const {
    std::ifstream in(path_, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
  }

 private:
  std::string path_;
};

/// At most `most` code points, without the control characters that XML refuses.
std::string cut(std::string_view text, std::size_t most) {
  std::string out;
  std::size_t count = 0;
  for (char const sign : text) {
    auto const byte = static_cast<unsigned char>(sign);
    if ((byte & 0xc0) != 0x80 && ++count > most) break;
    if (byte >= 0x20 || byte == '\n' || byte == '\t') out += sign;
  }
  return out;
}

std::string sheet_name(std::string const& wanted, std::set<std::string>& taken) {
  std::string name = cut(wanted, longest_sheet_name - 3);
  std::replace_if(name.begin(), name.end(), [](char sign) { return std::string_view("[]:*?/\\'").find(sign) != std::string_view::npos; }, ' ');
  if (name.empty()) name = "1";
  std::string unique = name;
  for (int number = 2; !taken.insert(unique).second; ++number) unique = name + " " + std::to_string(number);
  return unique;
}

double days_since_1900(LocalDate date) {
  using namespace std::chrono;
  return static_cast<double>((date.days() - sys_days(year(1899) / December / 30)).count());
}

class SheetWriter {
 public:
  SheetWriter(lxw_workbook* book, lxw_worksheet* sheet) : book_(book), sheet_(sheet) {}

  void write(Table const& table) {
    widths_.assign(table.titles.size(), 8);
    for (std::size_t column = 0; column < table.titles.size(); ++column) title(column, table.titles[column]);
    for (row_ = 1; row_ <= table.rows.size(); ++row_) line(table.rows[row_ - 1]);
    worksheet_freeze_panes(sheet_, 1, 0);
    if (!table.titles.empty()) worksheet_autofilter(sheet_, 0, 0, static_cast<lxw_row_t>(table.rows.size()), at(table.titles.size() - 1));
    for (std::size_t column = 0; column < widths_.size(); ++column) {
      worksheet_set_column(sheet_, at(column), at(column), std::min(widths_[column] + 2, widest_column), nullptr);
    }
  }

  void operator()(std::monostate) {}
  void operator()(std::string const& text) {
    std::string const shown = cut(text, longest_text);
    widen(shown);
    worksheet_write_string(sheet_, row(), at(column_), shown.c_str(), nullptr);
  }
  void operator()(std::int64_t count) { number(static_cast<double>(count), "#,##0"); }
  void operator()(Money const& money) {
    int const places = money.currency.exponent();
    double value = static_cast<double>(money.minor);
    for (int i = 0; i < places; ++i) value /= 10;
    std::string const decimals = places > 0 ? "." + std::string(static_cast<std::size_t>(places), '0') : "";
    number(value, "#,##0" + decimals + " [$" + (money.currency == Currency::euro() ? "€" : money.currency.to_string()) + "]");
  }
  void operator()(Share const& share) {
    if (share.denominator != 0) number(static_cast<double>(share.numerator) / static_cast<double>(share.denominator), "0.0%");
  }
  void operator()(LocalDate date) { number(days_since_1900(date), "yyyy-mm-dd"); }
  void operator()(Instant at) {
    number(static_cast<double>(at.milliseconds()) / 86'400'000.0 + days_since_1900(LocalDate()), "yyyy-mm-dd hh:mm");
  }
  void operator()(LocalMoment const& at) {
    number(days_since_1900(at.date) + static_cast<double>(at.time.since_midnight().count()) / 1440.0, "yyyy-mm-dd hh:mm");
  }

 private:
  static lxw_col_t at(std::size_t column) { return static_cast<lxw_col_t>(column); }
  lxw_row_t row() const { return static_cast<lxw_row_t>(row_); }

  void title(std::size_t column, std::string const& text) {
    column_ = column;
    widen(text);
    lxw_format*& bold = formats_["bold"];
    if (bold == nullptr) {
      bold = workbook_add_format(book_);
      format_set_bold(bold);
      format_set_bottom(bold, LXW_BORDER_THIN);
    }
    worksheet_write_string(sheet_, 0, at(column), cut(text, 255).c_str(), bold);
  }

  void line(std::vector<Cell> const& cells) {
    PARVIS_ASSERT(cells.size() == widths_.size(), "a row has one cell for each title");
    for (column_ = 0; column_ < cells.size(); ++column_) std::visit(*this, cells[column_]);
  }

  void number(double value, std::string const& shown_as) {
    lxw_format*& format = formats_[shown_as];
    if (format == nullptr) {
      format = workbook_add_format(book_);
      format_set_num_format(format, shown_as.c_str());
    }
    widths_[column_] = std::max(widths_[column_], 12.0);
    worksheet_write_number(sheet_, row(), at(column_), value, format);
  }

  void widen(std::string const& text) {
    std::string const first = text.substr(0, text.find('\n'));
    widths_[column_] = std::max(widths_[column_], static_cast<double>(code_points(first)));
  }

  lxw_workbook* book_;
  lxw_worksheet* sheet_;
  std::map<std::string, lxw_format*> formats_;
  std::vector<double> widths_;
  std::size_t row_ = 0;
  std::size_t column_ = 0;
};

}  // namespace

std::string xlsx_of(std::vector<Table> const& tables, Workbook const& workbook) {
  TemporaryFile const file;
  lxw_workbook* book = workbook_new(file.path().c_str());
  lxw_doc_properties properties{};
  std::string title = cut(workbook.title, 255);
  std::string author = cut(workbook.author, 255);
  properties.title = title.data();
  properties.author = author.data();
  workbook_set_properties(book, &properties);
  std::set<std::string> taken;
  for (Table const& table : tables) {
    lxw_worksheet* sheet = workbook_add_worksheet(book, sheet_name(table.name, taken).c_str());
    SheetWriter(book, sheet).write(table);
  }
  if (lxw_error const error = workbook_close(book); error != LXW_NO_ERROR) throw std::runtime_error(lxw_strerror(error));
  return file.bytes();
}

}  // namespace parvis::render
