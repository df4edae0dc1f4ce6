// SPDX-License-Identifier: AGPL-3.0-or-later
#include <map>

#include "measure/act.h"
#include "measure/measure_store.h"
#include "measure/report_tables.h"
#include "measure/reports.h"
#include "render/chart.h"
#include "render/report_document.h"
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

render::ReportShare share_of(Fraction const& fraction) { return {fraction.part, fraction.whole}; }

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
  return render::csv_of(report_tables(from.result, from.brand.zone, choice.locale).front(), style);
}

Result<std::string> report_xlsx(Desk const& desk, Actor const& actor, ObjectiveId const& id, ReportChoice const& choice) {
  TRY(Gathered const from, gathered(desk, actor, id, choice));
  ObjectiveResult const& result = from.result;
  TRY_DONE(record_report(desk, actor, id));
  return render::xlsx_of(report_tables(result, from.brand.zone, choice.locale), {result.objective.title.to_string(), from.prepared_by});
}

}  // namespace parvis::measure
