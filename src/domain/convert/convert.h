// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Where a community becomes clients: sites and their consent mode, conversions and what traced them, promo codes.
//
// Problem codes: convert.site_not_found, convert.host_malformed, convert.conversion_not_found, convert.link_unknown, convert.order_known, convert.order_ambiguous,
// convert.value_negative, convert.refund_over_value, convert.in_the_future, convert.promo_code_taken, convert.csv_header,
// convert.csv_date, convert.csv_site, convert.csv_tax, convert.csv_tax_rate, convert.csv_too_long, convert.tax_range, convert.stale_revision.

#include "convert/conversion.h"
#include "convert/site.h"
#include "jobs/runner.h"

namespace parvis::convert {

struct Desk {
  store::Database& database;
  Clock const& clock;
  std::string public_address;
};

Result<Site> create_site(Desk const& desk, Actor const& actor, SaveSite const& request);
Result<Site> save_site(Desk const& desk, Actor const& actor, SiteId const& id, SaveSite const& change);
std::vector<Site> sites_of(store::Transaction& tx, BrandId const& brand);
/// How many of them count nothing before consent.
std::int64_t sites_after_consent(store::Transaction& tx, BrandId const& brand);
Result<Site> load_site(store::Transaction& tx, BrandId const& brand, SiteId const& id);
/// In which basis, at which rate a brand's conversions are told unless said: its oldest site's, before tax without a rate when
/// it has none.
Taxation taxation_of(store::Transaction& tx, BrandId const& brand);
/// The site whose script carries that key, unless archived.
std::optional<Site> find_site_by_key(store::Transaction& tx, std::string const& key);

Result<Conversion> declare_conversion(Desk const& desk, Actor const& actor, DeclareConversion const& request);
/// Corrects a declared one, or sets what was refunded of any, and its tax: never more than it was worth, nor in another currency.
Result<Conversion> save_conversion(Desk const& desk, Actor const& actor, ConversionId const& id, DeclareConversion const& change);
Done remove_conversion(Desk const& desk, Actor const& actor, ConversionId const& id);
/// In order of their instant, within [from, to).
std::vector<Conversion> conversions_between(store::Transaction& tx, BrandId const& brand, Instant from, Instant to);

/// A purchase that the site's script told, with consent: kept once for an order id of that site. `codes` are the link codes
/// of the visitor's tagged visits before it, oldest first; an order kept without any takes those that are told later. One
/// that a person or a file told without a site is that same order: it is then this site's, and keeps what was told of it.
struct Purchase {
  Site site;
  std::string order_id;
  Instant at;
  Money value;
  std::vector<std::string> codes;
  std::optional<std::string> promo_code;
};
void keep_purchase(store::Transaction& tx, Desk const& desk, Purchase const& purchase);

/// A cell that is wrong: its column, the problem's code, the limit and what stood there.
struct CellError {
  std::string column;
  std::string code;
  std::string limit;
  std::string value;
};
BOOST_DESCRIBE_STRUCT(CellError, (), (column, code, limit, value))
struct ImportedLine {
  std::int64_t line = 0;
  std::string order_id;
  /// "new"; "known"; "refund_updated"; "updated" (amount or tax); "differs": measured with another amount, which stays (what was given
  /// back and the tax are taken all the same); "wrong".
  std::string outcome;
  std::vector<CellError> errors;
};
BOOST_DESCRIBE_STRUCT(ImportedLine, (), (line, order_id, outcome, errors))
struct OrdersImport {
  std::int64_t taken = 0;
  std::int64_t known = 0;  // those that differ too
  std::int64_t wrong = 0;
  std::vector<ImportedLine> lines;
};
BOOST_DESCRIBE_STRUCT(OrdersImport, (), (taken, known, wrong, lines))
enum class ImportMode { preview, take };
BOOST_DESCRIBE_ENUM(ImportMode, preview, take)
struct OrdersPaper {
  std::string name;  // of the file, as the person knows it
  std::string csv;
};
struct AskedOrders {
  jobs::JobId job_id;
};
BOOST_DESCRIBE_STRUCT(AskedOrders, (), (job_id))
/// Has a file of orders read among one's own jobs, 500 lines a transaction; its place, from the first ones on, is what it found.
/// A preview writes nothing. Taking the same file twice takes each order once; a changed refund is updated, and a changed
/// amount of an order that was not measured. Stopped, it keeps what it took. A file that is no text (text/plain.h), lacks a
/// column or leaves a quote open is refused at once. Problems of check_orders(), document.unreadable, jobs.paper_malformed.
Result<AskedOrders> ask_orders(Desk const& desk, Actor const& actor, OrdersPaper const& paper, ImportMode mode);
/// What a file held, in short.
struct OrdersFound {
  std::int64_t taken = 0;
  std::int64_t known = 0;
  std::int64_t wrong = 0;
  std::vector<ImportedLine> first_wrong;  // the first hundred to be corrected
  std::optional<std::int64_t> differs;    // of those known; absent in what was read before it was told
  std::optional<std::vector<ImportedLine>> first_differing;  // the first hundred
};
BOOST_DESCRIBE_STRUCT(OrdersFound, (), (taken, known, wrong, first_wrong, differs, first_differing))
/// What was found so far, in short, and line by line. Problems jobs.job_not_found, jobs.not_answered.
Result<OrdersFound> orders_found(Desk const& desk, Actor const& actor, jobs::JobId const& job);
Result<OrdersImport> orders_import(Desk const& desk, Actor const& actor, jobs::JobId const& job);
/// That as a CSV for a spreadsheet: a line of the file a line, one for each cell that is wrong.
Result<std::string> orders_report(Desk const& desk, Actor const& actor, jobs::JobId const& job);
std::vector<jobs::JobRow> orders_jobs(Desk const& desk);

Result<PromoCode> create_promo_code(Desk const& desk, Actor const& actor, NewPromoCode const& request);
std::vector<PromoCode> promo_codes_of(store::Transaction& tx, BrandId const& brand);

}  // namespace parvis::convert
