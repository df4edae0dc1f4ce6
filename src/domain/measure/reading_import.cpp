// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <charconv>

#include "jobs/paper.h"
#include "measure/act.h"
#include "measure/declared.h"
#include "measure/measure_store.h"
#include "text/csv.h"
#include "text/plain.h"

namespace parvis::measure {
namespace {

constexpr char const* import_kind = "measure.import_readings";
constexpr std::size_t most_csv_lines = 20'000;
// As many as one transaction may hold without making others wait.
constexpr std::size_t lines_at_once = 1'000;

/// Who asked, with the role they had then.
struct ReadingsJob {
  identity::PersonId person_id;
  identity::WorkspaceId workspace_id;
  BrandId brand_id;
  identity::Role role = identity::Role::client;
};
BOOST_DESCRIBE_STRUCT(ReadingsJob, (), (person_id, workspace_id, brand_id, role))

/// "1 204" as a spreadsheet or a network writes it, by whatever space: groups of three figures. Anything else as it is.
std::string ungrouped(std::string text) {
  for (std::string const space : {"\u00a0", "\u202f"}) {
    for (std::size_t at = text.find(space); at != std::string::npos; at = text.find(space)) text.replace(at, space.size(), " ");
  }
  std::string joined;
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::size_t const end = std::min(text.find(' ', at), text.size());
    bool const is_first = joined.empty();
    if (end - at > 3 || end == at || (!is_first && end - at != 3)) return text;
    joined += text.substr(at, end - at);
    at = end;
  }
  return joined;
}

std::optional<std::int64_t> whole_number(std::string const& written) {
  std::string const text = ungrouped(written);
  std::int64_t value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

Result<DeclareReading> reading_in(std::vector<std::string> const& cells) {
  if (cells.size() < 3) return invalid("measure.csv_line");
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

/// A line of the file to fill in that nobody filled in says nothing, and is no fault.
bool is_left_blank(text::CsvLine const& line) { return line.cells.size() > 3 && line.cells[2].empty(); }

/// The header first. Problems measure.csv_header, measure.csv_lines, text.csv_quote.
Result<std::vector<text::CsvLine>> lines_of(std::string_view csv) {
  TRY(auto lines, text::csv_lines(csv, text::csv_separator(csv)));
  if (lines.empty() || lines.front().cells.front() != "publication_id") return invalid("measure.csv_header");
  if (lines.size() > most_csv_lines) return too_large("measure.csv_lines", std::to_string(most_csv_lines), std::to_string(lines.size()));
  return lines;
}

/// One file under way, and how far it is.
struct Import {
  Desk const& desk;
  Actor const& actor;
  std::vector<text::CsvLine> lines;  // the header first
  CsvOutcome outcome = {};

  std::size_t next_line() const { return static_cast<std::size_t>(outcome.taken) + outcome.faults.size() + 1; }
};

Done take_line(store::Transaction& tx, Import const& import, text::CsvLine const& line) {
  TRY(DeclareReading const reading, reading_in(line.cells));
  TRY_DONE(check_moment(import.desk.clock, reading));
  TRY_DONE(check_publication(tx, import.desk, import.actor.brand, reading.publication_id));
  insert_reading(tx, reading_of(import.desk.clock, import.actor.brand, reading, Origin::declared));
  return {};
}

/// The next lines, and what is found so far, in one transaction: tried again, the job goes on where it was.
void take_some(jobs::JobId const& job, Import& import) {
  import.desk.database.write([&](store::Transaction& tx) {
    CsvOutcome next = import.outcome;
    std::size_t const begin = import.next_line(), end = std::min(import.lines.size(), begin + lines_at_once);
    for (std::size_t i = begin; i < end; ++i) {
      Done const taken = take_line(tx, import, import.lines[i]);
      if (taken) {
        ++next.taken;
      } else {
        next.faults.push_back(fault_of(import.lines[i].line, taken.error()));
      }
    }
    jobs::answer(tx, job, json::encode(next));
    import.outcome = std::move(next);
  });
}

// The page that tells what the file held.
std::string address_of(BrandId const& brand, jobs::JobId const& job) { return "/b/" + brand.to_string() + "/mesurer?file=" + job.to_string(); }

void finish(jobs::Task& task, Import const& import) {
  import.desk.database.write([&](store::Transaction& tx) {
    BrandId const& brand = import.actor.brand;
    if (import.outcome.taken > 0) record_act(tx, import.desk, import.actor, {"measure.readings_imported", "brand", brand.to_string(), "C5.1.1", "mesurer"});
    jobs::end_paper(tx, task, {json::encode(import.outcome), address_of(brand, task.job().id)});
  });
}

Done import_file(Desk const& desk, jobs::Task& task) {
  TRY(ReadingsJob const job, json::decode<ReadingsJob>(task.payload()));
  auto const paper = desk.database.read([&](store::Transaction& tx) { return jobs::paper_of(tx, task.job().id); });
  TRY(auto lines, lines_of(paper.handed_in));
  std::erase_if(lines, is_left_blank);
  Actor const actor{job.person_id, job.workspace_id, job.brand_id, job.role, "session"};
  Import import{desk, actor, std::move(lines)};
  if (!paper.answer.empty()) {
    TRY(import.outcome, json::decode<CsvOutcome>(paper.answer));
  }
  while (import.next_line() < import.lines.size()) {
    if (task.cancelled()) return conflict("jobs.stopped");
    take_some(task.job().id, import);
    task.progress(static_cast<double>(import.next_line()) / static_cast<double>(import.lines.size()), "measure.reading_lines");
  }
  finish(task, import);
  return {};
}

}  // namespace

Result<AskedReadings> ask_readings(Desk const& desk, Actor const& actor, std::string const& name, std::string const& bytes) {
  TRY(std::string const csv, text::plain_text(bytes));
  TRY_DONE(jobs::check_paper(csv));
  TRY_DONE(lines_of(csv));
  Instant const now = desk.clock.now();
  jobs::Ownership const owner{actor.workspace.to_string(), actor.brand.to_string(), actor.person.to_string(), name, now};
  ReadingsJob const job{actor.person, actor.workspace, actor.brand, actor.role};
  return desk.database.write([&](store::Transaction& tx) {
    return AskedReadings{jobs::hand_over(tx, {{.kind = import_kind, .payload = json::encode(job), .run_at = now, .max_attempts = 3}, owner, csv})};
  });
}

Result<CsvOutcome> readings_import(Desk const& desk, Actor const& actor, jobs::JobId const& job) {
  jobs::Asker const asker{actor.person.to_string(), actor.brand.to_string(), {import_kind}};
  TRY(std::string const said, desk.database.read([&](store::Transaction& tx) { return jobs::answer_to(tx, job, asker); }));
  return json::decode<CsvOutcome>(said);
}

std::vector<jobs::JobRow> reading_jobs(Desk const& desk) {
  return {{import_kind, [&desk](jobs::Task& task) { return import_file(desk, task); }}};
}

}  // namespace parvis::measure
