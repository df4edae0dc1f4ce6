// SPDX-License-Identifier: AGPL-3.0-or-later
#include "convert/conversion.h"

#include "base/encoding.h"
#include "text/fold.h"

namespace parvis::convert {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t most_lines = 10'000;
constexpr Milliseconds future_slack = std::chrono::minutes(5);

// The cells of one CSV record (RFC 4180 quoting), moving `at` past it.
std::vector<std::string> next_record(std::string_view text, std::size_t& at, char separator) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (; at < text.size(); ++at) {
    char const c = text[at];
    if (quoted && c == '"' && at + 1 < text.size() && text[at + 1] == '"') {
      cells.back() += text[++at];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == separator) {
      cells.emplace_back();
    } else if (!quoted && c == '\n') {
      ++at;
      break;
    } else if (c != '\r') {
      cells.back() += c;
    }
  }
  return cells;
}

char separator_of(std::string_view header) {
  for (char candidate : {';', '\t'}) {
    if (header.find(candidate) != std::string_view::npos) return candidate;
  }
  return ',';
}

Result<Instant> date_of(std::string const& text, ZoneName const& zone) {
  if (auto const exact = Instant::parse(text)) return *exact;
  std::string day = text;
  bool const french = text.size() == 10 && text[2] == '/' && text[5] == '/';
  if (french) day = text.substr(6, 4) + "-" + text.substr(3, 2) + "-" + text.substr(0, 2);
  auto const date = LocalDate::parse(day);
  if (!date) return invalid_field("", "convert.csv_date", "YYYY-MM-DD", text);
  return resolve({*date, LocalTime::from_minutes(12 * 60), zone, Fold::earlier}).at;
}

using Cells = std::map<std::string, std::string>;

std::string cell(Cells const& cells, char const* name) {
  auto const found = cells.find(name);
  return found == cells.end() ? std::string() : found->second;
}

template <class T, class Set>
void read_cell(OrderLine& line, char const* name, Result<T> const& value, Set set) {
  if (value) return set(*value);
  for (FieldError const& field : within(name, value.error()).fields) line.errors.push_back(field);
}

Result<strategy::Tax> tax_of(std::string const& text) {
  std::string const word = text::lower_case(text);
  if (word == "ht" || word == "excluding") return strategy::Tax::excluding;
  if (word == "ttc" || word == "including") return strategy::Tax::including;
  return invalid_field("", "convert.csv_tax", "HT, TTC", text);
}

// "20", "5,5" or "20 %" of tax, per mille: read as an amount to the hundredth, which must be 0.
Result<std::int64_t> rate_of(std::string text) {
  std::string const typed = text;
  std::erase(text, '%');
  auto const hundredths = parse_amount(text, Currency::euro());
  bool const sound = hundredths && hundredths->minor >= 0 && hundredths->minor <= 100'00 && hundredths->minor % 10 == 0;
  if (!sound) return invalid_field("", "convert.csv_tax_rate", "0..100", typed);
  return hundredths->minor / 10;
}

void read_tax(OrderLine& line, Cells const& cells) {
  std::string const tax = cell(cells, "tax"), rate = cell(cells, "tax_rate");
  if (!tax.empty()) read_cell(line, "tax", tax_of(tax), [&](strategy::Tax said) { line.order.tax = said; });
  if (!rate.empty()) read_cell(line, "tax_rate", rate_of(rate), [&](std::int64_t said) { line.order.tax_per_mille = said; });
}

OrderLine read_line(Cells const& cells, std::int64_t number, OrdersFile const& file) {
  OrderLine line;
  line.line = number;
  line.site = cell(cells, "site");
  auto& order = line.order;
  read_cell(line, "order_id", Text<1, 80>::parse(cell(cells, "order_id")), [&](auto const& id) { order.order_id = id; });
  read_cell(line, "date", date_of(cell(cells, "date"), file.zone), [&](Instant at) { order.at = at; });
  read_cell(line, "amount", parse_amount(cell(cells, "amount"), file.currency), [&](Money value) { order.value = value; });
  std::string const refunded = cell(cells, "refunded"), promo = cell(cells, "promo_code"), link = cell(cells, "link_code");
  if (!refunded.empty()) read_cell(line, "refunded", parse_amount(refunded, file.currency), [&](Money value) { order.refunded = value; });
  read_tax(line, cells);
  if (!promo.empty()) read_cell(line, "promo_code", Text<1, 40>::parse(promo), [&](auto const& code) { order.promo_code = code; });
  if (!link.empty()) read_cell(line, "link_code", Text<1, 20>::parse(link), [&](auto const& code) { order.link_code = code; });
  read_cell(line, "note", Text<0, 300>::parse(cell(cells, "note")), [&](auto const& note) { order.note = note; });
  return line;
}

Done check_header(std::vector<std::string> const& header) {
  for (char const* wanted : {"order_id", "date", "amount"}) {
    if (std::find(header.begin(), header.end(), wanted) == header.end()) return invalid_field("", "convert.csv_header", wanted, text::lower_case(header.front()));
  }
  return {};
}

}  // namespace

Result<std::string> host_text(std::string_view text) {
  std::string host(text);
  for (char& c : host) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  bool shaped = !host.empty() && host.size() <= 253 && host.front() != '.' && host.front() != '-';
  for (char c : host) shaped = shaped && ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ':');
  if (!shaped) return invalid_field("", "convert.host_malformed", "boutique.example", std::string(text));
  return host;
}

std::string folded_code(std::string_view code) {
  std::string out;
  for (char c : text::upper_case(code)) {
    if (c != ' ' && c != '\t') out += c;
  }
  return out;
}

Done check_refund(Money const& value, Money const& refunded) {
  if (refunded.minor == 0) return {};
  if (refunded.currency != value.currency) {
    return invalid_field("refunded/currency", "strategy.currency_mismatch", value.currency.to_string(), refunded.currency.to_string());
  }
  if (refunded.minor < 0 || refunded.minor > value.minor) {
    return invalid_field("refunded/minor", "convert.refund_over_value", std::to_string(value.minor), std::to_string(refunded.minor));
  }
  return {};
}

Done check(DeclareConversion const& request, Currency const& currency, Instant now) {
  std::vector<FieldError> wrong;
  auto const& r = request;
  if (r.value.minor < 0) wrong.push_back({"value/minor", "convert.value_negative", "0", std::to_string(r.value.minor)});
  if (r.value.currency != currency) wrong.push_back({"value/currency", "strategy.currency_mismatch", currency.to_string(), r.value.currency.to_string()});
  auto const refund = check_refund(r.value, r.refunded.value_or(Money{0, r.value.currency}));
  if (!refund) wrong.push_back(refund.error().fields.front());
  auto const rate = check_rate(r.tax_per_mille);
  if (!rate) wrong.push_back(rate.error().fields.front());
  if (r.at > now + future_slack) wrong.push_back({"at", "convert.in_the_future", now.to_string(), r.at.to_string()});
  if (!wrong.empty()) return invalid("convert.conversion_invalid", std::move(wrong));
  return {};
}

Done check_orders_header(std::string_view csv) {
  if (csv.substr(0, 3) == byte_order_mark) csv.remove_prefix(3);
  std::size_t at = 0;
  return check_header(next_record(csv, at, separator_of(csv.substr(0, csv.find('\n')))));
}

Result<std::vector<OrderLine>> read_orders(OrdersFile const& file) {
  std::string_view text = file.bytes;
  if (text.substr(0, 3) == byte_order_mark) text.remove_prefix(3);
  if (!is_utf8(text)) return invalid_field("", "text.malformed", "UTF-8");
  char const separator = separator_of(text.substr(0, text.find('\n')));
  std::size_t at = 0;
  std::vector<std::string> const header = next_record(text, at, separator);
  TRY_DONE(check_header(header));
  std::vector<OrderLine> lines;
  for (std::int64_t number = 2; at < text.size(); ++number) {
    std::vector<std::string> const record = next_record(text, at, separator);
    if (record.size() == 1 && record.front().empty()) continue;
    if (lines.size() == most_lines) return invalid_field("", "convert.csv_too_long", std::to_string(most_lines));
    Cells cells;
    for (std::size_t i = 0; i < std::min(header.size(), record.size()); ++i) cells[header[i]] = record[i];
    lines.push_back(read_line(cells, number, file));
  }
  return lines;
}

}  // namespace parvis::convert
