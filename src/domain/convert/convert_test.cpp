// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include "base/json.h"
#include "convert/convert_store.h"
#include "identity/people_store.h"
#include "jobs/paper.h"
#include "store/migrations.h"
#include "support/test_database.h"

namespace parvis::convert {
namespace {

struct Shop {
  test::TestDatabase file;
  ManualClock clock{*Instant::parse("2026-11-23T09:00:00Z")};
  Desk desk{file.database(), clock, "https://parvis.example"};
  Actor actor;

  Shop() {
    desk.database.write([&](store::Transaction& tx) {
      identity::Workspace workspace{identity::WorkspaceId::make(clock), *identity::Name::parse("Atelier"), identity::Locale::fr,
                                    *ZoneName::parse("Europe/Paris"), Currency::euro(), identity::Approval::required, 1, clock.now()};
      identity::insert_workspace(tx, workspace);
      identity::Brand brand{BrandId::make(clock), workspace.id, *identity::Name::parse("Rivage"), *Slug::parse("rivage"), identity::Locale::fr,
                            *ZoneName::parse("Europe/Paris"), Currency::euro(), 1, clock.now(), std::nullopt};
      identity::insert_brand(tx, brand);
      actor = {identity::PersonId::make(clock), workspace.id, brand.id, identity::Role::manager, "session"};
    });
  }
  std::vector<Conversion> all() {
    return desk.database.read([&](store::Transaction& tx) { return conversions_between(tx, actor.brand, Instant(), clock.now()); });
  }
  OrdersImport import_orders(std::string const& csv, ImportMode mode) {
    auto const job = ask_orders(desk, actor, {"orders.csv", csv}, mode)->job_id;
    jobs::Runner({.database = desk.database, .clock = clock, .jobs = orders_jobs(desk)}).run_due_once(clock.now());
    return *orders_import(desk, actor, job);
  }
};

/// A job asked to stop once it has told its progress: where a try may end.
struct StoppedEarly : jobs::Task {
  jobs::Job what;
  Clock const& now;
  int told = 0;
  StoppedEarly(jobs::Job job, Clock const& clock) : what(std::move(job)), now(clock) {}
  jobs::Job const& job() const override { return what; }
  Clock const& clock() const override { return now; }
  void progress(double, std::string const&) override { ++told; }
  bool cancelled() override { return told > 0; }
  void finish_in(store::Transaction&) override { FAIL() << "it was stopped before its end"; }
};

/// Orders that come again, some given back, some wrong: more lines than one transaction takes.
std::string hostile_orders() {
  std::string csv = "order_id;date;amount;refunded\n";
  for (int i = 0; i < 1'300; ++i) {
    int const order = (i * 7919) % 900;
    csv += "H-" + std::to_string(order) + ";" + (i % 41 == 0 ? "hier" : "2026-11-02") + ";20,00;" + (i % 5 == 0 ? std::to_string(i % 19) + ",00" : "") + "\n";
  }
  return csv;
}

char const* const orders =
    "\xEF\xBB\xBForder_id;date;amount;refunded;promo_code\r\n"
    "A-1;2026-11-02;1 234,50;;noël 10\r\n"
    "A-2;03/11/2026;\"49,90\";9,90;\r\n"
    "A-3;2026-13-02;abc;;\r\n";

TEST(Orders, are_read_in_french_and_each_wrong_cell_is_told_by_line) {
  auto const lines = *read_orders({orders, *ZoneName::parse("Europe/Paris"), Currency::euro()});
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0].order.value.minor, 123450);
  EXPECT_EQ(lines[0].order.at.to_string(), "2026-11-02T11:00:00Z");
  EXPECT_EQ(lines[1].order.at.to_string(), "2026-11-03T11:00:00Z");
  EXPECT_EQ(lines[1].order.refunded->minor, 990);
  ASSERT_EQ(lines[2].errors.size(), 2u);
  EXPECT_EQ(lines[2].line, 4);
  EXPECT_EQ(lines[2].errors[0].path, "date");
}

TEST(Orders, are_read_as_shops_export_them) {
  ZoneName const paris = *ZoneName::parse("Europe/Paris");
  auto const french = *read_orders({"N\u00b0 commande;Date;Client;Montant TTC;Taux TVA\n1004;20/11/2026 14:03;Ana;1 024,90;5,5 %\n", paris, Currency::euro()});
  ASSERT_EQ(french.size(), 1u);
  EXPECT_TRUE(french[0].errors.empty());
  EXPECT_EQ(french[0].order.order_id->to_string(), "1004");
  EXPECT_EQ(french[0].order.at.to_string(), "2026-11-20T13:03:00Z");
  EXPECT_EQ(french[0].order.value.minor, 102490);
  EXPECT_EQ(french[0].order.tax, strategy::Tax::including);
  EXPECT_EQ(french[0].order.tax_per_mille, 55);
  auto const english = *read_orders({"Name,Email,Created at,Total,Discount Code\n#1001,a@b.example,2026-11-20 14:03:00 +0100,49.90,NOEL\n", paris, Currency::euro()});
  ASSERT_TRUE(english[0].errors.empty());
  EXPECT_EQ(english[0].order.order_id->to_string(), "#1001");
  EXPECT_EQ(english[0].order.at.to_string(), "2026-11-20T13:03:00Z");
  EXPECT_EQ(english[0].order.promo_code->to_string(), "NOEL");
}

TEST(Orders, take_no_customer_for_a_number_and_no_amount_of_tax_for_its_rate) {
  auto const read = *read_orders({"Name;Order number;Date;Total;TVA\nAna;1004;2026-11-20;60,00;10,00\n", ZoneName(), Currency::euro()});
  ASSERT_TRUE(read[0].errors.empty());
  EXPECT_EQ(read[0].order.order_id->to_string(), "1004");
  EXPECT_FALSE(read[0].order.tax_per_mille);
}

TEST(Orders, a_file_without_its_header_is_refused) {
  EXPECT_EQ(read_orders({"id,when\n1,2\n", ZoneName(), Currency::euro()}).error().code, "convert.csv_header");
}

TEST(Orders, are_read_whole_beside_a_quote_and_in_the_encoding_of_a_french_excel) {
  Shop shop;
  std::string const csv = "order_id;date;amount;note\n1;2026-11-02;50;Cadre 24\"\n2;2026-11-02;60;Bougie ambr\xE9" "e\n3;2026-11-02;70;Cadre 30\"\n";
  EXPECT_EQ(shop.import_orders(csv, ImportMode::take).taken, 3);
  std::vector<std::string> notes;
  for (Conversion const& one : shop.all()) notes.push_back(one.note.to_string());
  std::sort(notes.begin(), notes.end());
  EXPECT_EQ(notes, (std::vector<std::string>{"Bougie ambr\u00e9e", "Cadre 24\"", "Cadre 30\""}));
  auto const refused = ask_orders(shop.desk, shop.actor, {"orders.csv", "order_id;date;amount\n1;\"2026-11-02;50\n"}, ImportMode::take);
  EXPECT_EQ(refused.error().fields.at(0).code, "text.csv_quote");
}

TEST(Orders, a_preview_writes_nothing_and_the_same_file_twice_counts_once) {
  Shop shop;
  OrdersImport const preview = shop.import_orders(orders, ImportMode::preview);
  EXPECT_EQ(preview.taken, 2);
  EXPECT_EQ(preview.wrong, 1);
  EXPECT_TRUE(shop.all().empty());
  EXPECT_EQ(shop.import_orders(orders, ImportMode::take).taken, 2);
  EXPECT_EQ(shop.import_orders(orders, ImportMode::take).known, 2);
  EXPECT_EQ(shop.all().size(), 2u);
  std::string const refund = "order_id;date;amount;refunded\nA-1;2026-11-02;1234,50;34,50\n";
  EXPECT_EQ(shop.import_orders(refund, ImportMode::take).lines.front().outcome, "refund_updated");
  EXPECT_EQ(shop.all().front().refunded.minor, 3450);
}

TEST(Orders, of_two_sites_are_previewed_as_they_are_taken) {
  Shop shop;
  for (char const* name : {"France", "Belgique"}) ASSERT_TRUE(create_site(shop.desk, shop.actor, {*identity::Name::parse(name), {*HostName::parse(std::string(name) + ".example")}, ConsentMode::hybrid, {}}));
  std::string const csv =
      "order_id;date;amount;site\n1;2026-11-01;10,00;\n1;2026-11-01;10,00;France\n1;2026-11-01;20,00;Belgique\n1;2026-11-01;20,00;\n"
      "2;2026-11-01;30,00;belgique\n2;2026-11-01;30,00;\n";
  OrdersImport const preview = shop.import_orders(csv, ImportMode::preview);
  EXPECT_EQ(json::encode(preview), json::encode(shop.import_orders(csv, ImportMode::take)));
  std::vector<std::string> outcomes;
  for (ImportedLine const& line : preview.lines) outcomes.push_back(line.outcome);
  EXPECT_EQ(outcomes, (std::vector<std::string>{"new", "updated", "new", "wrong", "new", "known"}));
  EXPECT_EQ(shop.all().size(), 3u);
}

TEST(Orders, a_preview_tells_line_by_line_what_taking_does) {
  Shop shop;
  shop.import_orders("order_id;date;amount;refunded\nH-3;2026-11-01;20,00;4,00\nH-5;2026-11-01;20,00;\n", ImportMode::take);
  std::string const csv = hostile_orders();
  OrdersImport const preview = shop.import_orders(csv, ImportMode::preview);
  EXPECT_EQ(shop.all().size(), 2u);
  EXPECT_EQ(json::encode(preview), json::encode(shop.import_orders(csv, ImportMode::take)));
  EXPECT_EQ(preview.lines.size(), 1'300u);
}

TEST(Orders, a_job_taken_up_again_goes_on_where_it_was_and_forgets_the_file) {
  Shop twin, shop;
  std::string const csv = hostile_orders();
  auto const job = ask_orders(shop.desk, shop.actor, {"orders.csv", csv}, ImportMode::take)->job_id;
  auto const paper = [&] { return shop.desk.database.read([&](store::Transaction& tx) { return jobs::paper_of(tx, job); }); };
  StoppedEarly first(*shop.desk.database.read([&](store::Transaction& tx) { return jobs::find_job(tx, job); }), shop.clock);
  EXPECT_EQ(orders_jobs(shop.desk)[1].run(first).error().code, "jobs.stopped");
  EXPECT_EQ(orders_import(shop.desk, shop.actor, job)->lines.size(), 500u) << "what was taken is said";
  EXPECT_EQ(paper().handed_in, csv);
  jobs::Runner({.database = shop.desk.database, .clock = shop.clock, .jobs = orders_jobs(shop.desk)}).run_due_once(shop.clock.now());
  EXPECT_EQ(json::encode(*orders_import(shop.desk, shop.actor, job)), json::encode(twin.import_orders(csv, ImportMode::take)));
  EXPECT_EQ(paper().handed_in, "");
}

TEST(Orders, a_file_is_told_in_short_with_its_first_wrong_lines_and_whole_as_a_csv) {
  Shop shop;
  std::string csv = "order_id;date;amount\n";
  for (int i = 0; i < 300; ++i) csv += "W-" + std::to_string(i) + (i % 2 == 0 ? ";hier;douze\n" : ";2026-11-02;20,00\n");
  auto const job = ask_orders(shop.desk, shop.actor, {"orders.csv", csv}, ImportMode::preview)->job_id;
  jobs::Runner({.database = shop.desk.database, .clock = shop.clock, .jobs = orders_jobs(shop.desk)}).run_due_once(shop.clock.now());
  OrdersFound const found = *orders_found(shop.desk, shop.actor, job);
  EXPECT_EQ(std::tuple(found.taken, found.known, found.wrong), std::tuple(150, 0, 150));
  ASSERT_EQ(found.first_wrong.size(), 100u);
  EXPECT_EQ(found.first_wrong.back().line, 200);
  std::string const report = *orders_report(shop.desk, shop.actor, job);
  EXPECT_EQ(std::count(report.begin(), report.end(), '\n'), 1 + 150 + 2 * 150) << "a line for each order, and one for each wrong cell";
  EXPECT_NE(report.find("\r\n301;W-299;new;;;;\r\n"), std::string::npos);
}

TEST(PromoCode, credits_its_link_and_its_objective_however_it_is_typed) {
  Shop shop;
  NewPromoCode request{*Text<2, 40>::parse("Noël 10"), std::nullopt, *Text<1, 20>::parse("abc2345"), {}};
  ASSERT_TRUE(create_promo_code(shop.desk, shop.actor, request));
  EXPECT_EQ(create_promo_code(shop.desk, shop.actor, request).error().code, "convert.promo_code_taken");
  DeclareConversion sale;
  sale.at = shop.clock.now();
  sale.value = Money{5000, Currency::euro()};
  sale.promo_code = *Text<1, 40>::parse("NOËL10");
  EXPECT_EQ(declare_conversion(shop.desk, shop.actor, sale)->codes, (std::vector<std::string>{"abc2345"}));
}

TEST(Conversion, refuses_the_future_and_refunds_over_the_value) {
  Shop shop;
  DeclareConversion sale;
  sale.at = shop.clock.now() + std::chrono::hours(1);
  sale.value = Money{5000, Currency::euro()};
  sale.refunded = Money{5001, Currency::euro()};
  auto const problem = declare_conversion(shop.desk, shop.actor, sale).error();
  ASSERT_EQ(problem.fields.size(), 2u);
  EXPECT_EQ(problem.fields[0].code, "convert.refund_over_value");
  EXPECT_EQ(problem.fields[1].code, "convert.in_the_future");
}

TEST(Conversion, a_measured_purchase_counts_once_and_stays_as_measured) {
  Shop shop;
  Site const site = *create_site(shop.desk, shop.actor, {*identity::Name::parse("Boutique"), {*HostName::parse("Boutique.example:8443")}, ConsentMode::hybrid, {}});
  EXPECT_EQ(site.hosts.front().to_string(), "boutique.example:8443");
  EXPECT_EQ(site.tax, strategy::Tax::excluding);
  Purchase const purchase{site, "W-1", shop.clock.now() - std::chrono::hours(1), Money{4200, Currency::euro()}, {"abc2345", "def6789"}, std::nullopt};
  for (int i = 0; i < 2; ++i) shop.desk.database.write([&](store::Transaction& tx) { keep_purchase(tx, shop.desk, purchase); });
  ASSERT_EQ(shop.all().size(), 1u);
  DeclareConversion change;
  change.at = shop.clock.now();
  change.value = Money{1, Currency::euro()};
  change.refunded = Money{1, Currency::euro()};
  Conversion const saved = *save_conversion(shop.desk, shop.actor, shop.all().front().id, change);
  EXPECT_EQ(saved.value.minor, 4200);
  EXPECT_EQ(saved.refunded.minor, 1);
  EXPECT_FALSE(remove_conversion(shop.desk, shop.actor, saved.id));
}

TEST(Conversion, never_gives_back_more_than_it_was_worth_nor_another_currency) {
  Shop shop;
  Site const site = *create_site(shop.desk, shop.actor, {*identity::Name::parse("Boutique"), {*HostName::parse("boutique.example")}, ConsentMode::hybrid, {}});
  Purchase const purchase{site, "W-1", shop.clock.now() - std::chrono::hours(1), Money{4200, Currency::euro()}, {}, std::nullopt};
  shop.desk.database.write([&](store::Transaction& tx) { keep_purchase(tx, shop.desk, purchase); });
  DeclareConversion change;
  change.at = shop.clock.now();
  change.value = Money{9900, Currency::euro()};  // what is told of a measured order's worth is not listened to
  change.refunded = Money{4201, Currency::euro()};
  ConversionId const id = shop.all().front().id;
  EXPECT_EQ(save_conversion(shop.desk, shop.actor, id, change).error().fields[0].code, "convert.refund_over_value");
  change.refunded = Money{100, *Currency::parse("USD")};
  EXPECT_EQ(save_conversion(shop.desk, shop.actor, id, change).error().fields[0].code, "strategy.currency_mismatch");
  EXPECT_EQ(declare_conversion(shop.desk, shop.actor, change).error().fields[0].code, "strategy.currency_mismatch");
  change.refunded = Money{4200, Currency::euro()};
  change.tax = strategy::Tax::including;
  change.tax_per_mille = 200;
  Conversion const saved = *save_conversion(shop.desk, shop.actor, id, change);
  EXPECT_EQ(std::tuple(saved.value.minor, saved.refunded.minor, saved.tax_per_mille), std::tuple(4200, 4200, 200));
}

TEST(Orders, a_line_is_held_against_the_order_that_stands) {
  std::string const csv =
      "order_id;date;amount;refunded;tax;tax_rate\nF-1;2026-11-02;20,00;;;\nF-1;2026-11-02;25,00;;;\nF-1;2026-11-02;25,00;;TTC;20\nF-1;2026-11-02;25,00;26,00;;\n"
      "F-1;2026-11-02;25,00;25,00;;\nF-1;2026-11-02;24,00;;;\nW-1;2026-11-02;50,00;45,00;;\nW-1;2026-11-02;50,00;1,00;;\nW-1;2026-11-02;42,00;;;\n";
  std::vector<std::string> const outcomes{"new", "updated", "updated", "wrong", "refund_updated", "wrong", "wrong", "differs", "known"};
  for (ImportMode const mode : {ImportMode::preview, ImportMode::take}) {
    Shop shop;
    Site const site = *create_site(shop.desk, shop.actor, {*identity::Name::parse("Boutique"), {*HostName::parse("boutique.example")}, ConsentMode::hybrid, {}});
    Purchase const purchase{site, "W-1", shop.clock.now() - std::chrono::hours(1), Money{4200, Currency::euro()}, {}, std::nullopt};
    shop.desk.database.write([&](store::Transaction& tx) { keep_purchase(tx, shop.desk, purchase); });
    OrdersImport const found = shop.import_orders(csv, mode);
    std::vector<std::string> told;
    for (ImportedLine const& line : found.lines) told.push_back(line.outcome);
    EXPECT_EQ(told, outcomes) << json::encode(found);
    EXPECT_EQ(found.lines[6].errors[0].column, "refunded") << "45 of 42, whatever the file says the order was worth";
    EXPECT_EQ(found.lines[7].errors[0].limit, "42.00 EUR");
    if (mode == ImportMode::preview) continue;
    Conversion const order = shop.all().front(), measured = shop.all().back();
    EXPECT_EQ(std::tuple(order.value.minor, order.refunded.minor, order.tax_per_mille), std::tuple(2500, 2500, 200));
    EXPECT_EQ(std::tuple(measured.value.minor, measured.refunded.minor), std::tuple(4200, 100));
  }
}

TEST(Conversion, a_measured_purchase_is_told_in_its_sites_basis_and_rate) {
  Shop shop;
  SaveSite wanted{*identity::Name::parse("Boutique"), {*HostName::parse("boutique.example")}, ConsentMode::hybrid, {}};
  wanted.tax = strategy::Tax::including;
  wanted.tax_per_mille = 200;
  Site const site = *create_site(shop.desk, shop.actor, wanted);
  Purchase const purchase{site, "W-1", shop.clock.now() - std::chrono::hours(1), Money{4200, Currency::euro()}, {}, std::nullopt};
  shop.desk.database.write([&](store::Transaction& tx) { keep_purchase(tx, shop.desk, purchase); });
  EXPECT_EQ(shop.all().front().tax, strategy::Tax::including);
  EXPECT_EQ(shop.all().front().tax_per_mille, 200);
  shop.import_orders("order_id;date;amount\nF-1;2026-11-02;12,00\n", ImportMode::take);
  EXPECT_EQ(shop.all().front().order_id, "F-1");
  EXPECT_EQ(shop.all().front().tax_per_mille, 200) << "a file that says nothing of tax";
}

TEST(Conversion, of_a_person_keeps_what_its_site_told_unless_it_becomes_another_order) {
  Shop shop;
  Site const site = *create_site(shop.desk, shop.actor, {*identity::Name::parse("Boutique"), {*HostName::parse("boutique.example")}, ConsentMode::hybrid, {}});
  DeclareConversion sale;
  sale.order_id = *Text<1, 80>::parse("W-1");
  sale.at = shop.clock.now() - std::chrono::hours(1);
  sale.value = Money{4200, Currency::euro()};
  auto const id = declare_conversion(shop.desk, shop.actor, sale)->id;
  Purchase const purchase{site, "W-1", shop.clock.now() - std::chrono::hours(1), sale.value, {"abc2345"}, std::nullopt};
  shop.desk.database.write([&](store::Transaction& tx) { keep_purchase(tx, shop.desk, purchase); });
  ASSERT_EQ(shop.all().size(), 1u);
  sale.refunded = Money{100, Currency::euro()};
  Conversion const saved = *save_conversion(shop.desk, shop.actor, id, sale);
  EXPECT_EQ(saved.codes, purchase.codes);
  EXPECT_EQ(saved.site_id, site.id);
  sale.order_id = *Text<1, 80>::parse("W-2");
  Conversion const another = *save_conversion(shop.desk, shop.actor, id, sale);
  EXPECT_EQ(another.codes, std::vector<std::string>());
  EXPECT_FALSE(another.site_id);
}

// As it stood before orders were told apart by their sites.
TEST(Conversion, kept_before_sites_told_orders_apart_stays) {
  test::TestDatabase file(store::Engine::sqlite, test::Content::empty);
  ManualClock const clock{*Instant::parse("2026-11-23T09:00:00Z")};
  auto before = store::embedded_migrations();
  std::erase_if(before, [](store::Migration const& one) { return one.number / 100 == 6 && one.number > 600; });
  store::migrate(file.database(), clock, before);
  auto const brand = new_uuid(clock.now());
  file.database().write([&](store::Transaction& tx) {
    tx.run("INSERT INTO identity_workspace (id, name, locale, zone, currency, approval, revision, created_at) VALUES ($1, 'Atelier', 'fr', 'Europe/Paris', 'EUR', 'required', 1, 0)", {brand});
    tx.run("INSERT INTO identity_brand (id, workspace_id, name, slug, locale, zone, currency, revision, created_at) VALUES ($1, $1, 'Rivage', 'rivage', 'fr', 'Europe/Paris', 'EUR', 1, 0)", {brand});
    tx.run("INSERT INTO convert_conversion VALUES ($1, $1, NULL, 'order', 'A-1', 7, 100, 'EUR', 0, 'EUR', 'excluding', 'csv', NULL, NULL, '[\"abc2345\"]', '', 3, 7)", {brand});
  });
  store::migrate(file.database(), clock);
  auto const kept = file.database().read([&](store::Transaction& tx) { return orders_called(tx, *BrandId::parse(brand), "A-1"); });
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].codes, std::vector<std::string>{"abc2345"});
  EXPECT_EQ(kept[0].revision, 3);
}

TEST(Site, wants_hosts_without_scheme) {
  for (char const* bad : {"https://a.fr", "a.fr/p", "", ".fr", "a b"}) EXPECT_FALSE(HostName::parse(bad)) << bad;
}

}  // namespace
}  // namespace parvis::convert
