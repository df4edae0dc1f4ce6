// SPDX-License-Identifier: AGPL-3.0-or-later
#include <charconv>

#include "measure/act.h"
#include "measure/measure_store.h"
#include "studio/studio.h"

namespace parvis::measure {
namespace {

constexpr std::int64_t most_csv_lines = 20'000;

Reading reading_of(Clock const& clock, BrandId const& brand, DeclareReading const& request, Origin origin) {
  return {ReadingId::make(clock), brand,  request.publication_id,      request.metric,
          request.value,          request.at.value_or(clock.now()), origin, request.screenshot_asset_id,
          request.note.value_or(Text<0, 300>()), clock.now()};
}

std::vector<std::string> cells_of(std::string_view line, char separator) {
  std::vector<std::string> cells;
  while (true) {
    std::size_t const end = line.find(separator);
    std::string_view cell = line.substr(0, end);
    if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') cell = cell.substr(1, cell.size() - 2);
    cells.emplace_back(cell);
    if (end == std::string_view::npos) return cells;
    line.remove_prefix(end + 1);
  }
}

std::optional<std::int64_t> whole_number(std::string const& text) {
  std::int64_t value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

Result<DeclareReading> reading_in(std::vector<std::string> const& cells) {
  if (cells.size() < 3) return invalid("measure.csv_line");
  if (!is_uuid(cells[0])) return invalid_field("", "measure.publication_unknown", "", cells[0]);
  auto const metric = json::named<ReadingMetric>(cells[1]);
  if (!metric) return invalid_field("", "measure.metric_unknown", "", cells[1]);
  auto const value = whole_number(cells[2]);
  if (!value || *value < 0) return invalid_field("", "measure.value_negative", "", cells[2]);
  DeclareReading reading{cells[0], *metric, *value, {}, {}, {}};
  if (cells.size() > 3 && !cells[3].empty()) {
    TRY(reading.at, Instant::parse(cells[3]));
  }
  return reading;
}

CsvFault fault_of(std::int64_t line, Problem const& problem) {
  if (problem.fields.empty()) return {line, problem.code, ""};
  return {line, problem.fields.front().code, problem.fields.front().value};
}

/// Another brand's image is nobody's here.
Done check_screenshot(store::Transaction& tx, BrandId const& brand, DeclareReading const& request) {
  if (!request.screenshot_asset_id) return {};
  auto const id = studio::AssetId::parse(*request.screenshot_asset_id);
  if (id && studio::load_asset(tx, brand, *id)) return {};
  return invalid_field("screenshot_asset_id", "measure.screenshot_unknown", "", *request.screenshot_asset_id);
}

/// The lines of a file, without byte order mark, carriage returns or blank lines; numbered from 1.
std::vector<std::pair<std::int64_t, std::string>> lines_of(std::string_view csv) {
  if (csv.starts_with("\xef\xbb\xbf")) csv.remove_prefix(3);
  std::vector<std::pair<std::int64_t, std::string>> lines;
  for (std::int64_t number = 1; !csv.empty(); ++number) {
    std::size_t const end = std::min(csv.find('\n'), csv.size());
    std::string line(csv.substr(0, end));
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (!line.empty()) lines.emplace_back(number, line);
    csv.remove_prefix(std::min(end + 1, csv.size()));
  }
  return lines;
}

}  // namespace

Result<Reading> declare_reading(Desk const& desk, Actor const& actor, DeclareReading const& request) {
  if (!is_uuid(request.publication_id)) return invalid_field("publication_id", "measure.publication_unknown", "", request.publication_id);
  if (request.value < 0) return invalid_field("value", "measure.value_negative", "0", std::to_string(request.value));
  return desk.database.write([&](store::Transaction& tx) -> Result<Reading> {
    TRY_DONE(check_screenshot(tx, actor.brand, request));
    Reading const reading = reading_of(desk.clock, actor.brand, request, Origin::declared);
    insert_reading(tx, reading);
    record_act(tx, desk, actor, {"measure.reading_declared", "publication", reading.publication_id, "C5.1.1", "publier/" + reading.publication_id});
    return reading;
  });
}

Result<CsvOutcome> import_readings(Desk const& desk, Actor const& actor, std::string const& csv) {
  auto const lines = lines_of(csv);
  if (lines.empty() || !lines.front().second.starts_with("publication_id")) return invalid("measure.csv_header");
  if (std::ssize(lines) > most_csv_lines) return too_large("measure.csv_lines", std::to_string(most_csv_lines), std::to_string(lines.size()));
  char const separator = lines.front().second.find(';') != std::string::npos ? ';' : ',';
  return desk.database.write([&](store::Transaction& tx) -> Result<CsvOutcome> {
    CsvOutcome outcome;
    for (std::size_t i = 1; i < lines.size(); ++i) {
      auto const reading = reading_in(cells_of(lines[i].second, separator));
      if (!reading) {
        outcome.faults.push_back(fault_of(lines[i].first, reading.error()));
        continue;
      }
      insert_reading(tx, reading_of(desk.clock, actor.brand, *reading, Origin::declared));
      ++outcome.taken;
    }
    if (outcome.taken > 0) record_act(tx, desk, actor, {"measure.readings_imported", "brand", actor.brand.to_string(), "C5.1.1", "mesurer"});
    return outcome;
  });
}

void keep_measured(store::Transaction& tx, Clock const& clock, BrandId const& brand, DeclareReading const& reading) {
  insert_reading(tx, reading_of(clock, brand, reading, Origin::measured));
}

std::vector<Reading> readings_of(Desk const& desk, Actor const& actor, std::string const& publication) {
  return desk.database.read([&](store::Transaction& tx) { return reading_rows(tx, actor.brand, publication); });
}

}  // namespace parvis::measure
