// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// An objective's figures, from reach to return on investment, each with where it comes from; computed from plain values
// (compute_result) so that a slow twin can check it.
//
// Scope of conversions: those said to be of this objective, those whose path holds one of its links, and those that
// belong to no objective at all (they are real and untraced). A publication's link serves the objective that its content
// has now, whatever it was made for. The return counts only what is traced to a publication or a link of the objective:
// nothing is credited by guess. A conversion that came by links of several objectives is in the scope of each, and each is
// credited with its links' share alone: the returns of a brand's objectives never count an amount twice. One said to be of an
// objective is credited to it whole.

#include "measure/attribution.h"
#include "measure/sources.h"

namespace parvis::measure {

/// client: billed costs only. internal: what the work costs the agency.
enum class Audience { client, internal };
BOOST_DESCRIBE_ENUM(Audience, client, internal)

enum class FigureOrigin { measured, declared, mixed, computed, unknown };
BOOST_DESCRIBE_ENUM(FigureOrigin, measured, declared, mixed, computed, unknown)

/// One figure: a count, an amount, or numerator ÷ denominator; none of them when it is not known.
struct Figure {
  std::string code;
  std::optional<std::int64_t> count;
  std::optional<Money> amount;
  std::optional<std::int64_t> numerator;
  std::optional<std::int64_t> denominator;
  FigureOrigin origin = FigureOrigin::unknown;
  std::optional<Instant> as_of;
};
BOOST_DESCRIBE_STRUCT(Figure, (), (code, count, amount, numerator, denominator, origin, as_of))

struct Fraction {
  std::int64_t part = 0;
  std::int64_t whole = 0;
};
BOOST_DESCRIBE_STRUCT(Fraction, (), (part, whole))

/// What one tagged link brought. A visit that came by two counts at each, and once among the figures. `publication_id` is absent for a link that no publication carries.
struct AttributionRow {
  std::string code;
  std::optional<std::string> publication_id;
  std::string label;
  std::string channel;
  std::int64_t visits = 0;
  std::int64_t last_touch_thousandths = 0;
  std::int64_t linear_thousandths = 0;
  Money revenue;  // by the result's model, refunds taken off
};
BOOST_DESCRIBE_STRUCT(AttributionRow, (), (code, publication_id, label, channel, visits, last_touch_thousandths, linear_thousandths, revenue))

struct PublicationRow {
  std::string publication_id;
  std::string title;
  std::string channel;
  LocalDate date;
  LocalTime time;
  std::string url;
  std::string proof;
  std::optional<std::int64_t> reach;
  std::optional<std::int64_t> reactions;
  std::optional<std::int64_t> visits;
};
BOOST_DESCRIBE_STRUCT(PublicationRow, (), (publication_id, title, channel, date, time, url, proof, reach, reactions, visits))

/// As told, and as counted: in the objective's basis, so that the rows add up to the figures. Without a rate to convert by, it
/// counts as a conversion and its amounts are absent.
struct ConversionRow {
  std::string id;
  std::string kind;
  std::optional<std::string> order_id;
  Instant at;
  Money value;
  Money refunded;
  Tax tax = Tax::excluding;  // of both
  std::optional<Money> counted;
  std::optional<Money> counted_refund;
  std::string source;
  std::vector<std::string> codes;
  bool traced = false;
  bool sale = false;       // its amounts are revenue; announced otherwise
  bool cancelled = false;  // wholly given back: shown, and counted among no conversions
  Money credited;          // by the result's model, refunds taken off: what of it the traced revenue holds; 0 of what is no sale
};
BOOST_DESCRIBE_STRUCT(ConversionRow, (), (id, kind, order_id, at, value, refunded, tax, counted, counted_refund, source, codes, traced, sale, cancelled, credited))

/// A cost line that counts, as told, and as counted: in the objective's basis, so that the rows add up to the cost.
struct CostRow {
  CostLineId id;
  std::optional<ObjectiveId> objective_id;
  std::optional<std::string> publication_id;
  CostKind kind = CostKind::hours;
  CostSide side = CostSide::internal;
  LocalDate on_day;
  Money amount;
  Tax tax = Tax::excluding;
  std::optional<std::int64_t> tax_per_mille;
  Money counted;
  std::optional<std::int64_t> minutes;
  Text<0, 300> note;
};
BOOST_DESCRIBE_STRUCT(CostRow, (), (id, objective_id, publication_id, kind, side, on_day, amount, tax, tax_per_mille, counted, minutes, note))

struct ObjectiveResult {
  strategy::Objective objective;
  Period period;
  Model model = Model::last_touch;
  Audience audience = Audience::client;
  std::optional<std::int64_t> reached;  // of the target
  std::vector<Figure> figures;
  std::optional<Fraction> traced;   // conversions of the objective's kind traced, of all
  std::optional<Fraction> consent;  // visits with consent, of all
  std::vector<AttributionRow> attribution;
  std::vector<PublicationRow> publications;
  std::vector<ConversionRow> conversions;
  std::vector<CostRow> costs;  // those counted, and no other
  std::int64_t costs_without_rate = 0;        // lines left out: stated in the other tax basis, without a rate to convert
  std::int64_t conversions_without_rate = 0;  // whose amounts are left out for the same reason
  std::int64_t costs_in_other_currency = 0;        // left out: nothing says what they are worth in the objective's
  std::int64_t conversions_in_other_currency = 0;  // left out of every count
  std::int64_t sites_after_consent = 0;            // of the brand: what consent hides there is not known, nor in the share
  std::int64_t minutes_without_objective = 0;  // worked in the period for none: in no objective's return; 0 in a client's version
  Instant computed_at;
};
BOOST_DESCRIBE_STRUCT(ObjectiveResult, (), (objective, period, model, audience, reached, figures, traced, consent, attribution, publications,
                                            conversions, costs, costs_without_rate, conversions_without_rate, costs_in_other_currency, conversions_in_other_currency, sites_after_consent, minutes_without_objective, computed_at))

/// Whether a conversion of that kind is a sale. Orders alone are: what a quote, a booking, a lead, a call or a code used was said to
/// be worth is announced, and stands outside revenue, margin and return until it is told as an order.
bool is_sale(std::string_view kind);

/// Everything that compute_result needs, already of one brand and period.
struct ResultInput {
  strategy::Objective objective;
  Period period;
  Model model = Model::last_touch;
  Audience audience = Audience::client;
  std::vector<Posted> posts;
  std::vector<Posted> earlier_posts;  // out before the period, their links followed within it: not among its publications
  std::vector<Conversion> conversions;
  std::vector<Visits> visits;
  std::vector<Reading> readings;              // the last of each metric and publication
  std::vector<strategy::ShortLink> links;     // all of the brand
  std::vector<CostLine> costs;                // of the objective, both sides
  std::int64_t sites_after_consent = 0;       // of the brand
  std::int64_t minutes_without_objective = 0; // of the brand, in the period
  Instant now;
};

ObjectiveResult compute_result(ResultInput const& input);

}  // namespace parvis::measure
