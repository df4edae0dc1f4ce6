// SPDX-License-Identifier: AGPL-3.0-or-later
#include <map>

#include "measure/act.h"
#include "measure/measure_store.h"
#include "measure/reports.h"
#include "render/chart.h"
#include "render/report_document.h"
#include "render/table.h"
#include "studio/studio.h"

namespace parvis::measure {
namespace {

constexpr std::size_t most_bars = 10, most_screenshots = 24;

/// A declared figure and the image that shows it.
struct Shown {
  Reading reading;
  PublicationRow publication;
  std::string sha256;
};

/// What a report is made of, read in one go.
struct Gathered {
  ObjectiveResult result;
  identity::Brand brand;
  std::string prepared_by;
  std::vector<Shown> shown;
};

bool is_printed(ReadingMetric metric) { return metric == ReadingMetric::reach || metric == ReadingMetric::reactions; }

/// Of the last reading of each figure, those that came with a screenshot, newest first.
std::vector<Shown> shown_in(store::Transaction& tx, BrandId const& brand, ObjectiveResult const& result) {
  std::vector<Shown> shown;
  for (Reading const& reading : last_readings(tx, brand)) {
    if (!reading.screenshot_asset_id || reading.origin != Origin::declared) continue;
    if (result.audience == Audience::client && !is_printed(reading.metric)) continue;
    auto const row = std::find_if(result.publications.begin(), result.publications.end(), [&](PublicationRow const& one) { return one.publication_id == reading.publication_id; });
    auto const id = studio::AssetId::parse(*reading.screenshot_asset_id);
    if (row == result.publications.end() || !id) continue;
    if (auto const asset = studio::load_asset(tx, brand, *id)) shown.push_back({reading, *row, asset->sha256});
  }
  std::sort(shown.begin(), shown.end(), [](Shown const& a, Shown const& b) { return a.reading.at > b.reading.at; });
  if (shown.size() > most_screenshots) shown.resize(most_screenshots);
  return shown;
}

Result<Gathered> gathered(Desk const& desk, Actor const& actor, ObjectiveId const& id, ReportChoice const& choice) {
  TRY(ObjectiveResult result, objective_result(desk, actor, id, choice.question));
  return desk.database.read([&](store::Transaction& tx) -> Result<Gathered> {
    TRY(identity::Brand const brand, identity::load_brand(tx, actor.brand));
    TRY(identity::Workspace const workspace, identity::load_workspace(tx, actor.workspace));
    std::vector<Shown> shown = shown_in(tx, actor.brand, result);
    return Gathered{std::move(result), brand, workspace.name.to_string(), std::move(shown)};
  });
}

render::ReportFigure printed(Figure const& figure, ZoneName const& zone) {
  std::string const origin = figure.origin == FigureOrigin::unknown ? "" : json::name_of(figure.origin);
  auto const as_of = figure.as_of ? std::optional(local_moment(*figure.as_of, zone).date) : std::nullopt;
  return {figure.code, figure.count, figure.amount, figure.numerator, figure.denominator, origin, as_of};
}

std::vector<render::ReportCost> costs_by_kind(ObjectiveResult const& result) {
  std::map<CostKind, std::int64_t> sums;
  for (CostRow const& row : result.costs) sums[row.kind] += row.counted.minor;
  std::vector<render::ReportCost> costs;
  for (auto const& [kind, minor] : sums) costs.push_back({json::name_of(kind), {minor, result.objective.currency}});
  return costs;
}

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

render::ReportShare share_of(Fraction const& fraction) { return {fraction.part, fraction.whole}; }

bool is_simulated(ObjectiveResult const& result) {
  return std::any_of(result.publications.begin(), result.publications.end(), [](PublicationRow const& row) { return row.proof == "simulated"; });
}

render::ReportDocument document_of(Gathered const& from, ReportChoice const& choice, Instant now) {
  ObjectiveResult const& result = from.result;
  strategy::Objective const& objective = result.objective;
  render::ReportDocument document;
  document.language = json::name_of(choice.locale);
  document.audience = json::name_of(result.audience);
  document.brand = from.brand.name.to_string();
  document.prepared_by = from.prepared_by;
  document.date = local_moment(now, from.brand.zone).date;
  document.period = {result.period.from, result.period.to};
  auto const currency = strategy::is_money(objective.metric) ? std::optional(objective.currency.to_string()) : std::nullopt;
  document.objective = {objective.title.to_string(), json::name_of(objective.metric), objective.target, result.reached, currency, json::name_of(objective.tax)};
  for (Figure const& figure : result.figures) document.figures.push_back(printed(figure, from.brand.zone));
  document.attribution_model = json::name_of(result.model);
  for (AttributionRow const& row : result.attribution) {
    document.attribution.push_back({row.label, row.channel, row.visits, row.last_touch_thousandths, row.linear_thousandths, row.revenue});
  }
  if (result.traced) document.traced = share_of(*result.traced);
  if (result.consent) document.consent = share_of(*result.consent);
  document.costs = costs_by_kind(result);
  for (PublicationRow const& row : result.publications) {
    document.publications.push_back({row.title, row.channel, row.date, row.time, row.url, row.proof, row.reach, row.reactions, row.visits});
  }
  document.left_out = left_out(result);
  document.simulated = is_simulated(result);
  document.comment = choice.comment;
  document.recommendation = choice.recommendation;
  return document;
}

/// Thousandths as "4.6" or "4,6".
std::string credit_text(std::int64_t thousandths, identity::Locale locale) {
  std::int64_t const tenths = (thousandths + 50) / 100;
  return std::to_string(tenths / 10) + (locale == identity::Locale::fr ? "," : ".") + std::to_string(tenths % 10);
}

/// Charts carry no words of their own: the template's vocabulary titles them by asset name.
void add_chart(render::Document& made, render::ReportDocument& document, ObjectiveResult const& result, identity::Locale locale) {
  std::vector<render::ChartBar> bars;
  std::string spoken;
  for (AttributionRow const& row : result.attribution) {
    std::int64_t const credit = result.model == Model::linear ? row.linear_thousandths : row.last_touch_thousandths;
    if (credit == 0 || bars.size() == most_bars) continue;
    bars.push_back({row.label, static_cast<double>(credit), credit_text(credit, locale)});
    spoken += (spoken.empty() ? "" : "; ") + row.label + ": " + bars.back().value_text;
  }
  if (bars.size() < 2) return;
  document.charts.push_back({"attribution.svg", "", spoken});
  made.assets.push_back({"attribution.svg", render::bar_chart({"", spoken}, bars)});
}

/// An image that can no longer be read is left out: the figure it showed still stands, as declared.
void add_screenshots(render::Document& made, render::ReportDocument& document, ReportDesk const& desk, Gathered const& from) {
  if (!desk.printed_picture) return;
  for (Shown const& one : from.shown) {
    auto picture = desk.printed_picture(one.sha256);
    if (!picture) continue;
    std::string const name = "screenshot-" + std::to_string(made.assets.size() + 1) + ".jpg";
    document.screenshots.push_back({name, json::name_of(one.reading.metric), one.reading.value, one.publication.title, one.publication.channel,
                                    local_moment(one.reading.at, from.brand.zone).date});
    made.assets.push_back({name, std::move(*picture)});
  }
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

/// A moment as the page shows it: on the brand's clock, which the column's title names.
std::string titled(char const* title, ZoneName const& zone) { return std::string(title) + " (" + zone.to_string() + ")"; }

render::Table figures_table(ObjectiveResult const& result, ZoneName const& zone) {
  LocalMoment const computed_at = local_moment(result.computed_at, zone);
  render::Table table{"figures", {"figure", "value", "currency", "origin", titled("as_of", zone)}, {}};
  for (Figure const& figure : result.figures) {
    render::Cell const currency = figure.amount ? render::Cell(figure.amount->currency.to_string()) : render::Cell();
    table.rows.push_back({figure.code, cell_of(figure), currency, json::name_of(figure.origin), figure.as_of ? render::Cell(local_moment(*figure.as_of, zone)) : render::Cell()});
  }
  auto const fraction = [&](char const* code, std::optional<Fraction> const& share) {
    if (share) table.rows.push_back({std::string(code), render::Share{share->part, share->whole}, {}, std::string("computed"), computed_at});
  };
  fraction("traced_share", result.traced);
  fraction("consent_share", result.consent);
  for (render::ReportOmission const& one : left_out(result)) table.rows.push_back({one.code, one.count, {}, std::string("computed"), computed_at});
  if (is_simulated(result)) table.rows.push_back({std::string("simulated"), std::string("yes"), {}, std::string("computed"), computed_at});
  return table;
}

render::Table publications_table(ObjectiveResult const& result) {
  render::Table table{"publications", {"publication_id", "date", "time", "channel", "title", "url", "proof", "reach", "reactions", "visits"}, {}};
  for (PublicationRow const& row : result.publications) {
    table.rows.push_back({row.publication_id, row.date, row.time.to_string(), row.channel, row.title, row.url, row.proof, cell_of(row.reach),
                          cell_of(row.reactions), cell_of(row.visits)});
  }
  return table;
}

render::Table attribution_table(ObjectiveResult const& result) {
  render::Table table{"attribution", {"link", "publication", "channel", "visits", "last_touch_thousandths", "linear_thousandths", "revenue"}, {}};
  for (AttributionRow const& row : result.attribution) {
    table.rows.push_back({row.code, row.label, row.channel, row.visits, row.last_touch_thousandths, row.linear_thousandths, row.revenue});
  }
  return table;
}

render::Table conversions_table(ObjectiveResult const& result, ZoneName const& zone) {
  render::Table table{"conversions", {titled("at", zone), "kind", "order", "value", "refunded", "tax", "counted", "counted_refund", "source", "traced", "cancelled"}, {}};
  for (ConversionRow const& row : result.conversions) {
    table.rows.push_back({local_moment(row.at, zone), row.kind, row.order_id.value_or(""), row.value, row.refunded, json::name_of(row.tax), cell_of(row.counted),
                          cell_of(row.counted_refund), row.source, std::string(row.traced ? "yes" : "no"), std::string(row.cancelled ? "yes" : "no")});
  }
  return table;
}

render::Table costs_table(ObjectiveResult const& result) {
  render::Table table{"costs", {"day", "kind", "side", "amount", "tax", "counted", "minutes", "note"}, {}};
  for (CostRow const& row : result.costs) {
    table.rows.push_back({row.on_day, json::name_of(row.kind), json::name_of(row.side), row.amount, json::name_of(row.tax), row.counted, cell_of(row.minutes),
                          row.note.to_string()});
  }
  return table;
}

Done record_report(Desk const& desk, Actor const& actor, ObjectiveId const& id) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    record_act(tx, desk, actor, {"measure.report_made", "objective", id.to_string(), "C5.2.1", "mesurer/objectifs/" + id.to_string()});
    return {};
  });
}

}  // namespace

Result<std::string> report_pdf(ReportDesk const& desk, Actor const& actor, ObjectiveId const& id, ReportChoice const& choice) {
  TRY(Gathered const from, gathered(desk.measure, actor, id, choice));
  render::ReportDocument document = document_of(from, choice, desk.measure.clock.now());
  render::Document made{"report", "", {}, desk.measure.clock.now()};
  add_chart(made, document, from.result, choice.locale);
  add_screenshots(made, document, desk, from);
  made.data = json::encode(document);
  TRY(std::string pdf, desk.measure.documents.pdf(made));
  TRY_DONE(record_report(desk.measure, actor, id));
  return pdf;
}

Result<std::string> report_pdf(Desk const& desk, Actor const& actor, ObjectiveId const& id, ReportChoice const& choice) {
  return report_pdf(ReportDesk{desk, {}, {}, {}}, actor, id, choice);
}

Result<std::string> report_csv(Desk const& desk, Actor const& actor, ObjectiveId const& id, ReportChoice const& choice) {
  TRY(Gathered const from, gathered(desk, actor, id, choice));
  auto const style = choice.locale == identity::Locale::fr ? render::CsvStyle::french_excel : render::CsvStyle::standard;
  TRY_DONE(record_report(desk, actor, id));
  return render::csv_of(figures_table(from.result, from.brand.zone), style);
}

Result<std::string> report_xlsx(Desk const& desk, Actor const& actor, ObjectiveId const& id, ReportChoice const& choice) {
  TRY(Gathered const from, gathered(desk, actor, id, choice));
  ObjectiveResult const& result = from.result;
  TRY_DONE(record_report(desk, actor, id));
  ZoneName const& zone = from.brand.zone;
  return render::xlsx_of({figures_table(result, zone), attribution_table(result), publications_table(result), conversions_table(result, zone), costs_table(result)},
                         {result.objective.title.to_string(), from.prepared_by});
}

}  // namespace parvis::measure
