// SPDX-License-Identifier: AGPL-3.0-or-later
#include <map>

#include "convert/convert_store.h"
#include "convert/declared.h"
#include "convert/record.h"
#include "jobs/paper.h"
#include "render/table.h"

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

/// What is known of an order: as it stands, or as the lines before would have left it.
struct Standing {
  Money value;
  Money refunded;
  strategy::Tax tax = strategy::Tax::excluding;
  std::optional<std::int64_t> tax_per_mille;
  Source source = Source::csv;
  friend bool operator==(Standing const&, Standing const&) = default;
};

/// One file under way.
struct Reading {
  Desk const& desk;
  identity::Brand brand;
  Taxation unless_said;
  ImportMode mode;
  std::map<std::string, Standing> previewed = {};  // what earlier lines of a preview would have left, by order
};

/// What a line makes of an order.
struct Effect {
  std::string outcome;
  Standing after;
};

char const* outcome_of(std::optional<Standing> const& before, Standing const& after, Money const& told) {
  if (!before) return "new";
  if (told != after.value) return "differs";
  if (after == *before) return "known";
  Standing refund_alone = *before;
  refund_alone.refunded = after.refunded;
  return after == refund_alone ? "refund_updated" : "updated";
}

// The amount of a measured order stays as measured; the rest is a person's to say.
Result<Effect> effect_of(Reading const& reading, std::optional<Standing> const& before, DeclareConversion const& order) {
  Money const none{0, order.value.currency};
  Standing after = before.value_or(Standing{order.value, none, reading.unless_said.tax, reading.unless_said.tax_per_mille, Source::csv});
  if (after.source != Source::measured) after.value = order.value;
  after.refunded = order.refunded.value_or(after.refunded);
  if (after.refunded.minor == 0) after.refunded.currency = after.value.currency;
  after.tax = order.tax.value_or(after.tax);
  if (order.tax_per_mille) after.tax_per_mille = order.tax_per_mille;
  TRY_DONE(check_refund(after.value, after.refunded));
  return Effect{outcome_of(before, after, order.value), after};
}

std::optional<Standing> standing(Reading const& reading, std::string const& order_id, std::optional<Conversion> const& kept) {
  if (auto const before = reading.previewed.find(order_id); before != reading.previewed.end()) return before->second;
  if (!kept) return std::nullopt;
  return Standing{kept->value, kept->refunded, kept->tax, kept->tax_per_mille, kept->source};
}

void keep_new(store::Transaction& tx, Reading const& reading, DeclareConversion const& order) {
  Conversion conversion = declared(tx, reading.desk, reading.brand.id, order);
  conversion.source = Source::csv;
  insert_conversion(tx, conversion);
}

void keep_changed(store::Transaction& tx, Conversion kept, Standing const& after) {
  kept.value = after.value;
  kept.refunded = after.refunded;
  kept.tax = after.tax;
  kept.tax_per_mille = after.tax_per_mille;
  ++kept.revision;
  update_conversion(tx, kept);
}

/// The file names no site: a number that orders of several bear says of none which it is.
Result<std::optional<Conversion>> order_meant(store::Transaction& tx, BrandId const& brand, std::string const& id) {
  auto const called = orders_called(tx, brand, id);
  if (called.size() > 1) return invalid_field("order_id", "convert.order_ambiguous", std::to_string(called.size()), id);
  return called.empty() ? std::optional<Conversion>() : called.front();
}

// A preview takes the same way as taking does, and writes nothing.
Result<Effect> applied(store::Transaction& tx, Reading& reading, DeclareConversion const& order) {
  std::string const id = order.order_id->to_string();
  TRY(auto const kept, order_meant(tx, reading.brand.id, id));
  auto const before = standing(reading, id, kept);
  TRY(Effect effect, effect_of(reading, before, order));
  if (reading.mode == ImportMode::preview) {
    reading.previewed.insert_or_assign(id, effect.after);
  } else if (!kept) {
    keep_new(tx, reading, order);
  } else if (effect.after != *before) {
    keep_changed(tx, *kept, effect.after);
  }
  return effect;
}

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

Result<Effect> read_order(store::Transaction& tx, Reading& reading, DeclareConversion const& order) {
  TRY_DONE(check_declared(tx, reading.desk, reading.brand, order));
  return applied(tx, reading, order);
}

ImportedLine read_line(store::Transaction& tx, Reading& reading, OrderLine const& line) {
  std::string const order_id = line.order.order_id ? line.order.order_id->to_string() : "";
  if (!line.errors.empty()) return {line.line, order_id, "wrong", cell_errors(line.errors)};
  auto const effect = read_order(tx, reading, line.order);
  if (!effect) return {line.line, order_id, "wrong", cell_errors(effect.error().fields)};
  if (effect->outcome != "differs") return {line.line, order_id, effect->outcome, {}};
  return {line.line, order_id, effect->outcome, {as_measured(effect->after.value, line.order.value)}};
}

/// The next lines, and what is found so far, in one transaction: tried again, the job goes on where it was.
void read_some(jobs::Task const& task, Reading& reading, std::vector<OrderLine> const& lines, OrdersImport& import) {
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

void finish(jobs::Task& task, Reading const& reading, Actor const& actor, OrdersImport const& import) {
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
  jobs::Paper paper;
};

Done read_file(Desk const& desk, jobs::Task& task, ImportMode mode) {
  TRY(OrdersJob const job, json::decode<OrdersJob>(task.payload()));
  TRY(Begun const begun, desk.database.read([&](store::Transaction& tx) -> Result<Begun> {
        TRY(identity::Brand brand, identity::load_brand(tx, job.brand_id));
        return Begun{std::move(brand), taxation_of(tx, job.brand_id), jobs::paper_of(tx, task.job().id)};
      }));
  TRY(auto const lines, read_orders({begun.paper.handed_in, begun.brand.zone, begun.brand.currency}));
  OrdersImport import;
  // A preview begins again: what its lines would have written stands nowhere.
  if (mode == ImportMode::take && !begun.paper.answer.empty()) {
    TRY(import, whole_of(begun.paper.answer));
  }
  Reading reading{desk, begun.brand, begun.unless_said, mode};
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
  TRY_DONE(jobs::check_paper(paper.csv));
  TRY_DONE(check_orders_header(paper.csv));
  Instant const now = desk.clock.now();
  jobs::Ownership const owner{actor.workspace.to_string(), actor.brand.to_string(), actor.person.to_string(), paper.name, now};
  OrdersJob const job{actor.person, actor.workspace, actor.brand, actor.role};
  return desk.database.write([&](store::Transaction& tx) {
    std::string const lane = "convert.orders:" + actor.brand.to_string();
    std::string const kind = mode == ImportMode::preview ? preview_kind : take_kind;
    return AskedOrders{jobs::hand_over(tx, {{.kind = kind, .payload = json::encode(job), .run_at = now, .max_attempts = 3, .lane = lane}, owner, paper.csv})};
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
