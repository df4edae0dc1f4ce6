// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/wiring.h"

#include <atomic>

#include "app/copy_events.h"
#include "app/exam_seams.h"
#include "app/file_shelf.h"
#include "app/first_steps.h"
#include "app/jury_seams.h"
#include "app/live_changes.h"
#include "app/logs.h"
#include "app/mail_server.h"
#include "app/operation.h"
#include "app/own_jobs.h"
#include "app/prints.h"
#include "app/record_seams.h"
#include "app/records.h"
#include "app/sandbox_network.h"
#include "app/search.h"
#include "app/seams.h"
#include "app/shelf_store.h"
#include "app/simulated.h"
#include "app/thread.h"
#include "app/today.h"
#include "app/upper_seams.h"
#include "certify/jobs.h"
#include "certify/routes.h"
#include "convert/routes.h"
#include "enrol/jobs.h"
#include "enrol/routes.h"
#include "examine/jobs.h"
#include "examine/routes.h"
#include "identity/jobs.h"
#include "identity/routes.h"
#include "judge/jobs.h"
#include "judge/routes.h"
#include "measure/jobs.h"
#include "measure/routes.h"
#include "net/client.h"
#include "publish/jobs.h"
#include "publish/routes.h"
#include "referential/referential.h"
#include "referential/routes.h"
#include "store/migrations.h"
#include "strategy/routes.h"
#include "studio/routes.h"
#include "track/hit.h"

namespace parvis::app {
namespace {

store::Durability durability_of(Purpose purpose) { return purpose == Purpose::serving ? store::Durability::full : store::Durability::none; }

std::filesystem::path made_folder(std::filesystem::path const& folder) {
  std::filesystem::create_directories(folder);
  return folder;
}

std::filesystem::path web_folder(Configuration const& configuration) {
  if (!configuration.text("web").empty()) return configuration.text("web");
  return beside_program("web/dist", "web");
}

identity::PasswordCost password_cost(Purpose purpose) {
  return purpose == Purpose::serving ? identity::PasswordCost::usual() : identity::PasswordCost::cheap();
}

std::int64_t archive_bytes(Configuration const& configuration) { return static_cast<std::int64_t>(configuration.count("archive_megabytes")) * 1'000'000; }

std::vector<std::string> private_hosts(Configuration const& configuration) {
  std::vector<std::string> hosts = configuration.list("private_hosts");
  if (std::string const address = simulated_address(configuration); !address.empty()) hosts.push_back(address.substr(std::string_view("http://").size()));
  return hosts;
}

template <class Row>
void append(std::vector<Row>& all, std::vector<Row> more) {
  for (Row& row : more) all.push_back(std::move(row));
}

void log_served(http::Served const& served) {
  Level const level = served.status >= 500 ? Level::error : served.route == "static" ? Level::debug : Level::info;
  std::vector<std::pair<std::string_view, std::string>> facts = {
      {"method", std::string(name_of(served.request.method))}, {"route", served.route}, {"status", std::to_string(served.status)},
      {"microseconds", std::to_string(served.took.count())}, {"request", served.request.id}};
  if (!served.trouble.empty()) facts.emplace_back("trouble", served.trouble);
  note(level, "request", facts);
}

}  // namespace

/// In the order of dependence: each part may refer to those before it, and is gone before them.
struct Instance::Parts {
  Parts(Configuration given, Clock const& given_clock, Purpose given_purpose)
      : configuration(std::move(given)), clock(given_clock), purpose(given_purpose), passwords(password_cost(given_purpose)) {}

  Configuration const configuration;
  Clock const& clock;
  Purpose const purpose;
  std::filesystem::path const data = made_folder(configuration.data());
  SecretBox const secrets = SecretBox::open(data / "secrets.key");
  std::unique_ptr<store::Database> const database = open_records(configuration, durability_of(purpose));
  int const migrated = store::migrate(*database, clock);
  FileShelf const shelf{data / "files"};
  strategy::KeepFile const keep_file = [this](std::string const& sha256, std::string const& bytes) { shelf.keep(sha256, bytes); };
  http::EventStreams streams;
  Metrics metrics;
  std::atomic<bool> retired = false;
  identity::PasswordHasher passwords;
  net::Client const client;
  render::DocumentWorker documents{document_worker_settings(configuration)};
  std::unique_ptr<net::Mailer> const mailer = purpose == Purpose::serving ? mailer_of(configuration, clock) : nullptr;
  std::unique_ptr<events::Store> const events = events::open_store({.folder = data / "events", .tables = event_tables(),
                                                                           .on_trouble = [](std::string const& what) { note(Level::error, "events", {{"trouble", what}}); }});
  track::Collector collector;

  // The rooms' desks.
  identity::Desk const identity{*database, clock, secrets, passwords, configuration.public_address(),
                                {{"referential", referential::collect_evidence, referential::erase_evidence}, enrol::personal_records(clock, secrets),
                                 judge::personal_records(clock)},
                                mailer.get()};
  referential::Desk const referential{*database, clock};
  strategy::Desk const strategy{*database, clock, read_document, keep_file,
                                charter_printer(documents, clock),
                                [this](strategy::ShortLink const& link, std::string_view agent) { convert::count_click(collection, link, agent); }};
  studio::Desk const studio{*database, clock, clean_image, keep_file, [this](std::string const& sha256) { return shelf.path_of(sha256); }, configuration.public_address()};

  publish::Desk const publish{*database, clock, secrets, configuration.public_address(),
                              [this](std::string const& sha256, std::int64_t most_bytes) { return fitted_copy(shelf, sha256, most_bytes); },
                              [this](store::Transaction& tx, identity::BrandId const& brand) { return examine::check_sandbox_open(tx, clock, brand); }};

  SandboxNetwork sandbox_network{configuration, clock};
  publish::DeliveryDesk const delivery = delivering();
  convert::Desk const convert{*database, clock, configuration.public_address()};
  convert::PurchaseCount purchases;
  convert::CollectionDesk const collection{convert, *events, collector, purchases};
  measure::Desk const measure{*database, clock, measure_sources(*events, simulated_address(configuration)), documents};
  measure::ReportDesk const reports{measure, keep_file, studio.file_of, [this](std::string const& sha256) { return printed_picture(shelf, sha256); }};
  enrol::Desk const enrol{*database, clock, identity};
  examine::QuestionnaireDesk const questionnaires{*database, clock};
  examine::Desk const examine{*database, clock, identity, strategy, studio, publish, convert, measure, keep_file, studio.file_of, clean_copy,
                              work_printer(documents, clock), visit_counter(collection), judge::missing_of_jury};
  judge::Numbering numbers{data / "numbers"};
  judge::Desk const judge{*database, clock, identity, numbers, keep_file, studio.file_of, minutes_printer(documents), certify::awards_for_juries(clock), identity::holders_of, work_printer(documents, clock)};
  certify::Desk const certify{*database, clock, identity, documents, certificate_serials(numbers), data / "archives",
                              kept_records(judge, archive_bytes(configuration), [this](std::string const& sha256) { forget_unnamed(*database, shelf, sha256); }), data / "cdc", judge};
  OwnJobsDesk const own_jobs{*database, clock, streams};
  ReadingDesk const reading{*database, clock, &measure};
  StartDesk const starting{strategy, studio, publish};
  SimulatedPostDesk const simulated_posts{*database, studio.file_of};

  http::Router router = routed();
  http::StaticFiles const files{web_folder(configuration)};
  http::Service const service{{.router = router, .files = files, .on_served = [this](http::Served const& served) {
                                 metrics.count(served);
                                 log_served(served);
                                 tell_of_change(streams, served);
                               }}};
  jobs::Runner runner{{.database = *database,
                       .clock = clock,
                       .jobs = job_rows(),
                       .listeners = listeners(),
                       .workers = configuration.count("job_workers"),
                       .on_trouble = [](std::string const& what) { note(Level::error, "job", {{"trouble", what}}); }}};

  publish::DeliveryDesk delivering() {
    publish::DeliveryDesk desk = publish::delivery_desk(publish, client, {.allowed = private_hosts(configuration)}, studio.file_of);
    desk.simulated = [this] { return sandbox_network.open(); };
    return desk;
  }

  // Every room's routes, lowest floor first.
  http::Router routed() {
    http::Router rows;
    rows.set_gate(identity::gate(identity));
    rows.set_rate_clock(clock);
    rows.begin_module("app");
    register_operation_routes(rows, {*database, streams, metrics, *events, retired, configuration.text("metrics_token")});
    rows.begin_module("identity");
    identity::register_routes(rows, identity);
    rows.begin_module("referential");
    referential::register_routes(rows, referential);
    rows.begin_module("strategy");
    strategy::register_routes(rows, strategy);
    rows.begin_module("studio");
    studio::register_routes(rows, studio);
    rows.begin_module("publish");
    publish::register_mail_templates();
    publish::register_routes(rows, publish, studio.file_of);
    publish::register_delivery_routes(rows, publish, delivery);
    rows.begin_module("convert");
    convert::register_routes(rows, convert);
    convert::register_collection_routes(rows, collection);
    convert::register_privacy_routes(rows, collection);
    rows.begin_module("measure");
    measure::register_routes(rows, measure);
    measure::register_report_routes(rows, reports);
    rows.begin_module("enrol");
    enrol::register_routes(rows, enrol);
    rows.begin_module("examine");
    examine::register_questionnaire_routes(rows, questionnaires);
    examine::register_mail_templates();
    examine::register_routes(rows, examine);
    rows.begin_module("judge");
    judge::register_routes(rows, judge);
    rows.begin_module("certify");
    certify::register_mail_templates();
    certify::register_routes(rows, certify);
    rows.begin_module("app");
    register_thread_routes(rows, reading);
    register_today_routes(rows, reading);
    register_search_routes(rows, reading);
    register_first_steps_routes(rows, starting, reading);
    register_simulated_routes(rows, configuration);
    register_simulated_post_routes(rows, simulated_posts);
    register_own_jobs_routes(rows, own_jobs);
    return rows;
  }

  // Every room's jobs.
  std::vector<jobs::JobRow> job_rows() {
    std::vector<jobs::JobRow> rows;
    rows.push_back(copy_events_job(*events));
    append(rows, identity::mail_jobs(identity));
    append(rows, publish::calendar_jobs(publish));
    append(rows, publish::delivery_jobs(publish, delivery));
    append(rows, convert::collection_jobs(collection));
    append(rows, convert::orders_jobs(convert));
    append(rows, enrol::enrolment_jobs(enrol));
    append(rows, examine::questionnaire_jobs(questionnaires));
    append(rows, examine::exam_jobs(examine));
    append(rows, judge::jury_jobs(judge));
    append(rows, certify::certify_jobs(certify));
    append(rows, measure::reading_jobs(measure));
    append(rows, measure::report_jobs(reports));
    return told_live(std::move(rows), own_jobs);
  }

  // Who hears which event.
  std::vector<jobs::Listener> listeners() {
    std::vector<jobs::Listener> all;
    append(all, publish::calendar_listeners(publish));
    append(all, live_listeners(streams));
    append(all, measure::listeners(measure));
    append(all, certify::certify_listeners(certify));
    append(all, enrol::listeners(enrol));
    append(all, judge::listeners(judge));
    return all;
  }

  // What comes back by itself.
  void schedule_all() {
    database->write([this](store::Transaction& tx) {
      jobs::schedule(tx, {.name = "publish.remind_approvers", .kind = "publish.remind_approvers", .recurrence = jobs::Every{std::chrono::hours(1)}}, clock.now());
      publish::schedule_deliveries(tx, clock.now());
      jobs::schedule(tx, {.name = "convert.purge_old_hits", .kind = "convert.purge_old_hits", .recurrence = jobs::Every{std::chrono::hours(24)}}, clock.now());
      enrol::schedule_enrolment(tx, clock.now());
      examine::schedule_exams(tx, clock.now());
      certify::schedule_notices(tx, clock.now());
      jobs::schedule(tx, {.name = "convert.gather_purchases", .kind = "convert.gather_purchases", .recurrence = jobs::Every{std::chrono::minutes(1)}}, clock.now());
    });
  }
};

Instance::Instance(Configuration configuration, Clock const& clock, Purpose purpose)
    : parts_(std::make_unique<Parts>(std::move(configuration), clock, purpose)) {
  parts_->numbers.settle(*parts_->database, clock);
  studio::index_older_contents(*parts_->database);
  parts_->database->write([this](store::Transaction& tx) { publish::bind_titles(tx, parts_->publish); });
  parts_->schedule_all();
}
Instance::~Instance() = default;

Configuration const& Instance::configuration() const { return parts_->configuration; }
store::Database& Instance::database() { return *parts_->database; }
http::Router const& Instance::router() const { return parts_->router; }
http::Service const& Instance::service() const { return parts_->service; }
http::EventStreams& Instance::streams() { return parts_->streams; }
jobs::Runner& Instance::runner() { return parts_->runner; }
void Instance::retire() { parts_->retired = true; }

}  // namespace parvis::app
