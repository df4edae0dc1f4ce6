// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/csv.h"

#include <algorithm>
#include <map>

#include "text/fold.h"

namespace parvis::text {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

class Reader {
 public:
  explicit Reader(char separator) : separator_(separator) {}

  Result<std::vector<CsvLine>> read(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
      bool const doubled = quoted_ && text.substr(at, 2) == "\"\"";
      if (doubled) ++at;
      take(text[at], doubled);
    }
    if (quoted_) return invalid_field("", "text.csv_quote", "", std::to_string(quoted_since_));
    end_line();
    return std::move(lines_);
  }

 private:
  void take(char c, bool doubled) {
    if (c == '\n') ++line_;
    if (c == '"' && !doubled && (quoted_ || now_.cells.back().empty())) {
      quoted_ = !quoted_;
      quoted_since_ = line_;
    } else if (!quoted_ && c == separator_) {
      now_.cells.emplace_back();
    } else if (!quoted_ && c == '\n') {
      end_line();
    } else if (c != '\r') {
      now_.cells.back() += c;
    }
  }

  void end_line() {
    bool const blank = now_.cells.size() == 1 && now_.cells.front().find_first_not_of(" \t") == std::string::npos;
    if (!blank) lines_.push_back(std::move(now_));
    now_ = {line_, {""}};
  }

  char separator_;
  std::vector<CsvLine> lines_;
  std::int64_t line_ = 1, quoted_since_ = 0;
  CsvLine now_{1, {""}};
  bool quoted_ = false;
};

std::string_view without_mark(std::string_view text) { return text.starts_with(byte_order_mark) ? text.substr(byte_order_mark.size()) : text; }

}  // namespace

char csv_separator(std::string_view utf8) {
  std::map<char, int> counts;
  bool quoted = false;
  for (char const c : without_mark(utf8)) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n') break;
    if (c == ';' || c == ',' || c == '\t') ++counts[c];
  }
  return std::max({';', ',', '\t'}, [&](char a, char b) { return counts[a] < counts[b]; });
}

Result<std::vector<CsvLine>> csv_lines(std::string_view utf8, char separator) { return Reader(separator).read(without_mark(utf8)); }

std::string csv_heading(std::string_view utf8) {
  std::string heading = fold(utf8);
  std::erase_if(heading, [](char c) { return !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')); });
  return heading;
}

}  // namespace parvis::text
