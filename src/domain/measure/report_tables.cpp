// SPDX-License-Identifier: AGPL-3.0-or-later
#include "measure/report_tables.h"

#include "base/assertion.h"
#include "embedded/measure_data.h"

namespace parvis::measure {

/// What the figures leave out, by code, where there is any.
std::vector<render::ReportOmission> left_out(ObjectiveResult const& result) {
  std::vector<render::ReportOmission> all{{"costs_without_rate", result.costs_without_rate},
                                          {"conversions_without_rate", result.conversions_without_rate},
                                          {"costs_in_other_currency", result.costs_in_other_currency},
                                          {"conversions_in_other_currency", result.conversions_in_other_currency},
                                          {"sites_after_consent", result.sites_after_consent},
                                          {"minutes_without_objective", result.minutes_without_objective}};
  std::erase_if(all, [](render::ReportOmission const& one) { return one.count == 0; });
  return all;
}

bool is_simulated(ObjectiveResult const& result) {
  return std::any_of(result.publications.begin(), result.publications.end(), [](PublicationRow const& row) { return row.proof == "simulated"; });
}

namespace {

using Words = std::map<std::string, std::string>;
struct SheetWords {
  Words sheets;
  Words titles;
  Words values;
};
BOOST_DESCRIBE_STRUCT(SheetWords, (), (sheets, titles, values))

std::map<std::string, SheetWords> read_words() {
  for (embedded::File const& file : embedded::measure_data()) {
    if (file.name != "sheet_words.json") continue;
    auto words = json::decode<std::map<std::string, SheetWords>>(file.bytes);
    PARVIS_ASSERT(words.has_value(), "sheet_words.json does not read");
    return std::move(*words);
  }
  throw LogicFailure("sheet_words.json is not in the program");
}

SheetWords const& words_in(identity::Locale locale) {
  static std::map<std::string, SheetWords> const all = read_words();
  return all.at(json::name_of(locale));
}

/// A code without a word stands as it is: a newer network's proof, say.
std::string word(Words const& words, std::string const& code) {
  auto const found = words.find(code);
  return found == words.end() ? code : found->second;
}

render::Cell cell_of(Figure const& figure) {
  if (figure.amount) return *figure.amount;
  if (figure.count) return *figure.count;
  if (figure.numerator && figure.denominator) return render::Share{*figure.numerator, *figure.denominator};
  return std::monostate{};
}

template <class T>
render::Cell cell_of(std::optional<T> const& value) {
  return value ? render::Cell(*value) : render::Cell();
}

class Tables {
 public:
  Tables(ObjectiveResult const& result, ZoneName const& zone, identity::Locale locale) : result_(result), zone_(zone), words_(words_in(locale)) {}

  std::vector<render::Table> all() const { return {figures(), attribution(), publications(), conversions(), costs()}; }

 private:
  /// `titles`: codes; "at@" is a moment, "amount$" an amount.
  render::Table table(char const* name, std::vector<std::string> titles) const {
    for (std::string& title : titles) title = titled(title);
    return {word(words_.sheets, name), std::move(titles), {}};
  }
  std::string titled(std::string code) const {
    char const mark = code.back();
    if (mark == '@' || mark == '$') code.pop_back();
    std::string const title = word(words_.titles, code);
    if (mark == '@') return title + " (" + zone_.to_string() + ")";
    return mark == '$' ? title + " (" + result_.objective.currency.to_string() + ")" : title;
  }
  std::string value(std::string const& code) const { return word(words_.values, code); }
  template <class Enum>
  std::string name(Enum one) const { return value(json::name_of(one)); }
  std::string yes(bool is) const { return value(is ? "yes" : "no"); }

  render::Table figures() const {
    LocalMoment const computed_at = local_moment(result_.computed_at, zone_);
    render::Table made = table("figures", {"figure", "value", "currency", "origin", "as_of@", "code"});
    for (Figure const& figure : result_.figures) {
      render::Cell const currency = figure.amount ? render::Cell(figure.amount->currency.to_string()) : render::Cell();
      render::Cell const as_of = figure.as_of ? render::Cell(local_moment(*figure.as_of, zone_)) : render::Cell();
      made.rows.push_back({value(figure.code), cell_of(figure), currency, name(figure.origin), as_of, figure.code});
    }
    auto const add = [&](std::string const& code, render::Cell cell) { made.rows.push_back({value(code), std::move(cell), {}, value("computed"), computed_at, code}); };
    if (result_.traced) add("traced_share", render::Share{result_.traced->part, result_.traced->whole});
    if (result_.consent) add("consent_share", render::Share{result_.consent->part, result_.consent->whole});
    for (render::ReportOmission const& one : left_out(result_)) add(one.code, one.count);
    if (is_simulated(result_)) add("simulated", yes(true));
    return made;
  }

  render::Table publications() const {
    render::Table made = table("publications", {"date", "time", "channel", "title", "url", "proof", "reach", "reactions", "visits", "publication_id"});
    for (PublicationRow const& row : result_.publications) {
      made.rows.push_back({row.date, row.time.to_string(), row.channel, row.title, row.url, value(row.proof), cell_of(row.reach), cell_of(row.reactions),
                           cell_of(row.visits), row.publication_id});
    }
    return made;
  }

  render::Table attribution() const {
    render::Table made = table("attribution", {"link", "publication", "channel", "visits", "last_touch_thousandths", "linear_thousandths", "revenue$"});
    for (AttributionRow const& row : result_.attribution) {
      made.rows.push_back({row.code, row.label, row.channel, row.visits, row.last_touch_thousandths, row.linear_thousandths, row.revenue});
    }
    return made;
  }

  render::Table conversions() const {
    render::Table made = table("conversions", {"at@", "kind", "order", "amount$", "refunded$", "tax", "counted$", "counted_refund$", "credited$", "source", "traced", "cancelled"});
    for (ConversionRow const& row : result_.conversions) {
      made.rows.push_back({local_moment(row.at, zone_), value(row.kind), row.order_id.value_or(""), row.value, row.refunded, name(row.tax), cell_of(row.counted),
                           cell_of(row.counted_refund), row.credited, value(row.source), yes(row.traced), yes(row.cancelled)});
    }
    return made;
  }

  render::Table costs() const {
    render::Table made = table("costs", {"day", "kind", "side", "amount$", "tax", "counted$", "minutes", "note"});
    for (CostRow const& row : result_.costs) {
      made.rows.push_back({row.on_day, name(row.kind), name(row.side), row.amount, name(row.tax), row.counted, cell_of(row.minutes), row.note.to_string()});
    }
    return made;
  }

  ObjectiveResult const& result_;
  ZoneName const& zone_;
  SheetWords const& words_;
};

}  // namespace

std::vector<render::Table> report_tables(ObjectiveResult const& result, ZoneName const& zone, identity::Locale locale) { return Tables(result, zone, locale).all(); }

}  // namespace parvis::measure
