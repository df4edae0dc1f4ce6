// SPDX-License-Identifier: AGPL-3.0-or-later
#include "convert/declared.h"
#include "convert/order_line.h"
#include "convert/record.h"
#include "jobs/paper.h"
#include "render/table.h"
#include "text/plain.h"

namespace parvis::convert {
namespace {

constexpr char const *preview_kind = "convert.preview_orders", *take_kind = "convert.take_orders";
// As many as one transaction may hold without making others wait.
constexpr std::size_t lines_at_once = 500;
constexpr std::size_t most_wrong_shown = 100;

/// Who asked, with the role they had then.
struct OrdersJob {
  identity::PersonId person_id;
  identity::WorkspaceId workspace_id;
  BrandId brand_id;
  identity::Role role = identity::Role::client;
};
BOOST_DESCRIBE_STRUCT(OrdersJob, (), (person_id, workspace_id, brand_id, role))

void count(OrdersImport& import, ImportedLine line) {
  if (line.outcome == "known" || line.outcome == "differs") {
    ++import.known;
  } else if (line.outcome == "wrong") {
    ++import.wrong;
  } else {
    ++import.taken;
  }
  import.lines.push_back(std::move(line));
}

OrdersFound in_short(OrdersImport const& import) {
  OrdersFound found{import.taken, import.known, import.wrong, {}, 0, std::vector<ImportedLine>()};
  for (ImportedLine const& line : import.lines) {
    if (line.outcome == "wrong" && found.first_wrong.size() < most_wrong_shown) found.first_wrong.push_back(line);
    if (line.outcome != "differs") continue;
    ++*found.differs;
    if (found.first_differing->size() < most_wrong_shown) found.first_differing->push_back(line);
  }
  return found;
}

// In short on the first line, so that a page need not read ten thousand of them; JSON holds no line feed.
std::string told(OrdersImport const& import) { return json::encode(in_short(import)) + "\n" + json::encode(import); }

Result<OrdersImport> whole_of(std::string_view told) { return json::decode<OrdersImport>(told.substr(told.find('\n') + 1)); }

Result<std::string> answer_to(Desk const& desk, Actor const& actor, jobs::JobId const& job) {
  jobs::Asker const asker{actor.person.to_string(), actor.brand.to_string(), {preview_kind, take_kind}};
  return desk.database.read([&](store::Transaction& tx) { return jobs::answer_to(tx, job, asker); });
}

// The file's own name for a field of the API.
std::string column_of(std::string const& path) {
  std::string const field = path.substr(0, path.find('/'));
  if (field == "value") return "amount";
  if (field == "at") return "date";
  return field == "tax_per_mille" ? "tax_rate" : field;
}

std::vector<CellError> cell_errors(std::vector<FieldError> const& fields) {
  std::vector<CellError> errors;
  for (FieldError const& field : fields) errors.push_back({column_of(field.path), field.code, field.limit, field.value});
  return errors;
}

// "49.90 EUR", of what is worth something.
std::string written(Money const& amount) {
  std::string digits = std::to_string(amount.minor);
  auto const places = static_cast<std::size_t>(amount.currency.exponent());
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - places, ".");
  return digits + " " + amount.currency.to_string();
}

CellError as_measured(Money const& kept, Money const& told) { return {"amount", "convert.amount_as_measured", written(kept), written(told)}; }

Result<LineEffect> read_order(store::Transaction& tx, OrdersReading& reading, OrderLine const& line) {
  TRY_DONE(check_declared(tx, reading.desk, reading.brand, line.order));
  return apply_line(tx, reading, line);
}

ImportedLine read_line(store::Transaction& tx, OrdersReading& reading, OrderLine const& line) {
  std::string const order_id = line.order.order_id ? line.order.order_id->to_string() : "";
  if (!line.errors.empty()) return {line.line, order_id, "wrong", cell_errors(line.errors)};
  auto const effect = read_order(tx, reading, line);
  if (!effect) return {line.line, order_id, "wrong", cell_errors(effect.error().fields)};
  if (effect->outcome != "differs") return {line.line, order_id, effect->outcome, {}};
  return {line.line, order_id, effect->outcome, {as_measured(effect->after.value, line.order.value)}};
}

/// The next lines, and what is found so far, in one transaction: tried again, the job goes on where it was.
void read_some(jobs::Task const& task, OrdersReading& reading, std::vector<OrderLine> const& lines, OrdersImport& import) {
  reading.desk.database.write([&](store::Transaction& tx) {
    OrdersImport next = import;
    std::size_t const end = std::min(lines.size(), import.lines.size() + lines_at_once);
    for (std::size_t i = import.lines.size(); i < end; ++i) count(next, read_line(tx, reading, lines[i]));
    jobs::answer(tx, task.job().id, told(next));
    import = std::move(next);
  });
}

// The page that tells what the file held.
std::string address_of(BrandId const& brand, jobs::JobId const& job) { return "/b/" + brand.to_string() + "/convertir/conversions?file=" + job.to_string(); }

void finish(jobs::Task& task, OrdersReading const& reading, Actor const& actor, OrdersImport const& import) {
  reading.desk.database.write([&](store::Transaction& tx) {
    if (reading.mode == ImportMode::take && import.taken > 0) {
      record_act(tx, reading.desk, actor, {"convert.orders_imported", "conversion", actor.brand.to_string(), "C5.1.2"});
    }
    jobs::end_paper(tx, task, {told(import), address_of(actor.brand, task.job().id)});
  });
}

struct Begun {
  identity::Brand brand;
  Taxation unless_said;
  std::vector<Site> sites;
  jobs::Paper paper;
};

Done read_file(Desk const& desk, jobs::Task& task, ImportMode mode) {
  TRY(OrdersJob const job, json::decode<OrdersJob>(task.payload()));
  TRY(Begun const begun, desk.database.read([&](store::Transaction& tx) -> Result<Begun> {
        TRY(identity::Brand brand, identity::load_brand(tx, job.brand_id));
        return Begun{std::move(brand), taxation_of(tx, job.brand_id), sites_of(tx, job.brand_id), jobs::paper_of(tx, task.job().id)};
      }));
  TRY(auto const lines, read_orders({begun.paper.handed_in, begun.brand.zone, begun.brand.currency}));
  OrdersImport import;
  // A preview begins again: what its lines would have written stands nowhere.
  if (mode == ImportMode::take && !begun.paper.answer.empty()) {
    TRY(import, whole_of(begun.paper.answer));
  }
  OrdersReading reading{desk, begun.brand, begun.unless_said, begun.sites, mode};
  while (import.lines.size() < lines.size()) {
    if (task.cancelled()) return conflict("jobs.stopped");
    read_some(task, reading, lines, import);
    task.progress(static_cast<double>(import.lines.size()) / static_cast<double>(lines.size()), "convert.reading_orders");
  }
  finish(task, reading, {job.person_id, job.workspace_id, job.brand_id, job.role, "session"}, import);
  return {};
}

}  // namespace

Result<AskedOrders> ask_orders(Desk const& desk, Actor const& actor, OrdersPaper const& paper, ImportMode mode) {
  TRY(std::string const csv, text::plain_text(paper.csv));
  TRY_DONE(jobs::check_paper(csv));
  TRY_DONE(check_orders(csv));
  Instant const now = desk.clock.now();
  jobs::Ownership const owner{actor.workspace.to_string(), actor.brand.to_string(), actor.person.to_string(), paper.name, now};
  OrdersJob const job{actor.person, actor.workspace, actor.brand, actor.role};
  return desk.database.write([&](store::Transaction& tx) {
    std::string const lane = "convert.orders:" + actor.brand.to_string();
    std::string const kind = mode == ImportMode::preview ? preview_kind : take_kind;
    return AskedOrders{jobs::hand_over(tx, {{.kind = kind, .payload = json::encode(job), .run_at = now, .max_attempts = 3, .lane = lane}, owner, csv})};
  });
}

Result<OrdersFound> orders_found(Desk const& desk, Actor const& actor, jobs::JobId const& job) {
  TRY(std::string const said, answer_to(desk, actor, job));
  std::size_t const end = said.find('\n');
  if (end != std::string::npos) return json::decode<OrdersFound>(std::string_view(said).substr(0, end));
  TRY(OrdersImport const import, whole_of(said));  // told before there was a short form
  return in_short(import);
}

Result<OrdersImport> orders_import(Desk const& desk, Actor const& actor, jobs::JobId const& job) {
  TRY(std::string const said, answer_to(desk, actor, job));
  return whole_of(said);
}

Result<std::string> orders_report(Desk const& desk, Actor const& actor, jobs::JobId const& job) {
  TRY(OrdersImport const import, orders_import(desk, actor, job));
  render::Table table{"orders", {"line", "order_id", "outcome", "column", "code", "limit", "value"}, {}};
  for (ImportedLine const& line : import.lines) {
    if (line.errors.empty()) table.rows.push_back({line.line, line.order_id, line.outcome, {}, {}, {}, {}});
    for (CellError const& error : line.errors) table.rows.push_back({line.line, line.order_id, line.outcome, error.column, error.code, error.limit, error.value});
  }
  return render::csv_of(table, render::CsvStyle::french_excel);
}

std::vector<jobs::JobRow> orders_jobs(Desk const& desk) {
  return {{preview_kind, [&desk](jobs::Task& task) { return read_file(desk, task, ImportMode::preview); }},
          {take_kind, [&desk](jobs::Task& task) { return read_file(desk, task, ImportMode::take); }}};
}

}  // namespace parvis::convert
