// SPDX-License-Identifier: AGPL-3.0-or-later
#include "convert/conversion.h"

#include "text/csv.h"
#include "text/fold.h"

namespace parvis::convert {
namespace {

constexpr std::size_t most_lines = 10'000;
constexpr Milliseconds future_slack = std::chrono::minutes(5);

/// "2026-11-20 14:03:00 +0100", as shops write it: an instant where it says its offset. Absent when it is not of that shape.
std::optional<Instant> moment_of(std::string text) {
  if (text.size() < 16 || text[10] != ' ') return std::nullopt;
  text[10] = 'T';
  if (text.size() == 25 && text[19] == ' ') text = text.substr(0, 19) + text.substr(20, 3) + ":" + text.substr(23);
  auto const at = Instant::parse(text);
  return at ? std::optional(*at) : std::nullopt;
}

/// The day, and the time when it says one, of "2026-11-20", "20/11/2026", "20/11/2026 14:03" or "2026-11-20 14:03:00".
Result<Instant> date_of(std::string const& text, ZoneName const& zone) {
  if (auto const exact = Instant::parse(text)) return *exact;
  if (auto const exact = moment_of(text)) return *exact;
  std::string day = text.substr(0, 10);
  bool const french = day.size() == 10 && day[2] == '/' && day[5] == '/';
  if (french) day = day.substr(6, 4) + "-" + day.substr(3, 2) + "-" + day.substr(0, 2);
  auto const date = LocalDate::parse(day);
  bool const timed = text.size() >= 16 && (text[10] == ' ' || text[10] == 'T');
  auto const time = timed ? LocalTime::parse(text.substr(11, 5)) : Result<LocalTime>(LocalTime::from_minutes(12 * 60));
  if (!date || !time || (!timed && text.size() > 10)) return invalid_field("", "convert.csv_date", "YYYY-MM-DD", text);
  return resolve({*date, *time, zone, Fold::earlier}).at;
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

/// A column may say by its name in which basis its amounts are; a column tax goes before it.
void read_amount(OrderLine& line, Cells const& cells, Currency const& currency) {
  std::string const including = cell(cells, "amount_including"), excluding = cell(cells, "amount_excluding");
  std::string amount = cell(cells, "amount");
  if (amount.empty() && !including.empty()) line.order.tax = strategy::Tax::including;
  if (amount.empty() && including.empty() && !excluding.empty()) line.order.tax = strategy::Tax::excluding;
  if (amount.empty()) amount = including.empty() ? excluding : including;
  read_cell(line, "amount", parse_amount(amount, currency), [&](Money value) { line.order.value = value; });
}

OrderLine read_line(Cells const& cells, std::int64_t number, OrdersFile const& file) {
  OrderLine line;
  line.line = number;
  line.site = cell(cells, "site");
  auto& order = line.order;
  read_cell(line, "order_id", Text<1, 80>::parse(cell(cells, "order_id")), [&](auto const& id) { order.order_id = id; });
  read_cell(line, "date", date_of(cell(cells, "date"), file.zone), [&](Instant at) { order.at = at; });
  read_amount(line, cells, file.currency);
  std::string const refunded = cell(cells, "refunded"), promo = cell(cells, "promo_code"), link = cell(cells, "link_code");
  if (!refunded.empty()) read_cell(line, "refunded", parse_amount(refunded, file.currency), [&](Money value) { order.refunded = value; });
  read_tax(line, cells);
  if (!promo.empty()) read_cell(line, "promo_code", Text<1, 40>::parse(promo), [&](auto const& code) { order.promo_code = code; });
  if (!link.empty()) read_cell(line, "link_code", Text<1, 20>::parse(link), [&](auto const& code) { order.link_code = code; });
  read_cell(line, "note", Text<0, 300>::parse(cell(cells, "note")), [&](auto const& note) { order.note = note; });
  return line;
}

/// What shops and people call the columns, folded and without what is no letter or digit.
std::map<std::string, std::string> const& headings() {
  static std::map<std::string, std::string> const all = {
      {"orderid", "order_id"}, {"order", "order_id"}, {"ordernumber", "order_id"}, {"orderno", "order_id"}, {"name", "perhaps_order_id"}, {"id", "perhaps_order_id"}, {"reference", "perhaps_order_id"}, {"numero", "perhaps_order_id"},
      {"ncommande", "order_id"}, {"nocommande", "order_id"}, {"ndecommande", "order_id"}, {"numerocommande", "order_id"}, {"numerodecommande", "order_id"}, {"commande", "order_id"}, {"idcommande", "order_id"},
      {"date", "date"}, {"orderdate", "date"}, {"createdat", "date"}, {"datecreated", "date"}, {"datecommande", "date"}, {"datedecommande", "date"}, {"jour", "date"},
      {"amount", "amount"}, {"total", "amount"}, {"ordertotal", "amount"}, {"montant", "amount"}, {"totalcommande", "amount"},
      {"montantttc", "amount_including"}, {"totalttc", "amount_including"}, {"montantht", "amount_excluding"}, {"totalht", "amount_excluding"},
      {"refunded", "refunded"}, {"refundedamount", "refunded"}, {"refund", "refunded"}, {"rembourse", "refunded"}, {"montantrembourse", "refunded"}, {"remboursement", "refunded"},
      {"tax", "tax"}, {"taxe", "tax"}, {"base", "tax"}, {"taxrate", "tax_rate"}, {"tauxtva", "tax_rate"}, {"tauxdetva", "tax_rate"},
      {"promocode", "promo_code"}, {"discountcode", "promo_code"}, {"coupon", "promo_code"}, {"codepromo", "promo_code"}, {"codepromotionnel", "promo_code"}, {"codereduction", "promo_code"},
      {"linkcode", "link_code"}, {"lien", "link_code"}, {"codelien", "link_code"}, {"site", "site"}, {"boutique", "site"}, {"note", "note"}, {"notes", "note"}};
  return all;
}

/// The columns' names, empty where one is not known; the first of two alike is meant. What often names something else, a
/// customer say, is the order's number only where no other column is.
std::vector<std::string> names_of(std::vector<std::string> const& header) {
  std::vector<std::string> names;
  for (std::string const& heading : header) {
    auto const found = headings().find(text::csv_heading(heading));
    bool const first = found != headings().end() && std::find(names.begin(), names.end(), found->second) == names.end();
    names.push_back(first ? found->second : "");
  }
  auto const number = std::find(names.begin(), names.end(), "order_id"), perhaps = std::find(names.begin(), names.end(), "perhaps_order_id");
  if (number == names.end() && perhaps != names.end()) *perhaps = "order_id";
  return names;
}

bool holds(std::vector<std::string> const& names, char const* wanted) { return std::find(names.begin(), names.end(), wanted) != names.end(); }

Done check_header(std::vector<std::string> const& names, std::vector<std::string> const& header) {
  std::string const read = header.empty() ? "" : header.front();
  for (char const* wanted : {"order_id", "date"}) {
    if (!holds(names, wanted)) return invalid_field("", "convert.csv_header", wanted, read);
  }
  if (holds(names, "amount") || holds(names, "amount_including") || holds(names, "amount_excluding")) return {};
  return invalid_field("", "convert.csv_header", "amount", read);
}

struct Sheet {
  std::vector<std::string> header;   // the columns' names
  std::vector<text::CsvLine> lines;  // the header among them, first
};

Result<Sheet> sheet_of(std::string_view csv) {
  Sheet sheet;
  TRY(sheet.lines, text::csv_lines(csv, text::csv_separator(csv)));
  std::vector<std::string> const header = sheet.lines.empty() ? std::vector<std::string>() : sheet.lines.front().cells;
  sheet.header = names_of(header);
  TRY_DONE(check_header(sheet.header, header));
  if (sheet.lines.size() - 1 > most_lines) return invalid_field("", "convert.csv_too_long", std::to_string(most_lines));
  return sheet;
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

Done check_orders(std::string_view csv) {
  TRY_DONE(sheet_of(csv));
  return {};
}

Result<std::vector<OrderLine>> read_orders(OrdersFile const& file) {
  TRY(Sheet const sheet, sheet_of(file.csv));
  std::vector<OrderLine> orders;
  for (auto line = sheet.lines.begin() + 1; line != sheet.lines.end(); ++line) {
    Cells cells;
    for (std::size_t i = 0; i < std::min(sheet.header.size(), line->cells.size()); ++i) cells[sheet.header[i]] = line->cells[i];
    orders.push_back(read_line(cells, line->line, file));
  }
  return orders;
}

}  // namespace parvis::convert
