// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What the template "report" prints: one objective from reach to return on investment. The same template serves a
// client and the agency: `audience` only names the version, and whoever fills this passes no cost a client may not see.
// Charts are assets whose names stand in `charts`. Absent figures print as "–", never as 0.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/money.h"
#include "base/time.h"

namespace parvis::render {

struct ReportPeriod {
  LocalDate from;
  LocalDate to;
};
BOOST_DESCRIBE_STRUCT(ReportPeriod, (), (from, to))

/// One figure. Exactly one of count, amount or share (numerator ÷ denominator) is given; none means unknown.
struct ReportFigure {
  std::string code;  // a word of the vocabulary: "reach", "visits", "conversions", "revenue", "cost", "roi"...
  std::optional<std::int64_t> count;
  std::optional<Money> amount;
  std::optional<std::int64_t> numerator;
  std::optional<std::int64_t> denominator;
  std::string origin;  // "measured", "declared", "mixed", "computed"
  std::optional<LocalDate> as_of;
};
BOOST_DESCRIBE_STRUCT(ReportFigure, (), (code, count, amount, numerator, denominator, origin, as_of))

struct ReportObjective {
  std::string title;
  std::string metric;  // code
  std::optional<std::int64_t> target;  // a count, or minor units when the metric is money
  std::optional<std::int64_t> reached;
  std::optional<std::string> currency;  // when the metric is money
  std::string tax = "excluding";        // the basis of every amount: "excluding", "including"
};
BOOST_DESCRIBE_STRUCT(ReportObjective, (), (title, metric, target, reached, currency, tax))

/// "31 of 40 orders".
struct ReportShare {
  std::int64_t part = 0;
  std::int64_t whole = 0;
};
BOOST_DESCRIBE_STRUCT(ReportShare, (), (part, whole))

/// What one publication brought, by the model named in the report. Credits are in thousandths of a conversion.
struct ReportAttribution {
  std::string label;
  std::string channel;
  std::int64_t visits = 0;
  std::int64_t last_touch_thousandths = 0;
  std::int64_t linear_thousandths = 0;
  Money revenue;  // by the report's model
};
BOOST_DESCRIBE_STRUCT(ReportAttribution, (), (label, channel, visits, last_touch_thousandths, linear_thousandths, revenue))

struct ReportPublication {
  std::string title;
  std::string channel;
  LocalDate date;
  LocalTime time;
  std::string url;    // empty: none known
  std::string proof;  // "measured", "declared", ""
  std::optional<std::int64_t> reach;
  std::optional<std::int64_t> reactions;
  std::optional<std::int64_t> visits;
};
BOOST_DESCRIBE_STRUCT(ReportPublication, (), (title, channel, date, time, url, proof, reach, reactions, visits))

struct ReportCost {
  std::string kind;  // code: "hours", "production", "media", "tools", "influencer", "fee"
  Money amount;
};
BOOST_DESCRIBE_STRUCT(ReportCost, (), (kind, amount))

struct ReportChart {
  std::string asset;  // "attribution.svg"; an empty title takes the vocabulary's word for it
  std::string title;
  std::string description;  // read instead of the chart
};
BOOST_DESCRIBE_STRUCT(ReportChart, (), (asset, title, description))

/// What a network showed to the person who declared a figure.
struct ReportScreenshot {
  std::string asset;   // "screenshot-1.jpg"
  std::string metric;  // code
  std::int64_t value = 0;
  std::string publication;
  std::string channel;
  LocalDate date;
};
BOOST_DESCRIBE_STRUCT(ReportScreenshot, (), (asset, metric, value, publication, channel, date))

/// What the figures leave out, and how many of it; never 0.
struct ReportOmission {
  std::string code;  // a word of the vocabulary: "costs_without_rate", "conversions_in_other_currency"...
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(ReportOmission, (), (code, count))

struct ReportDocument {
  std::string language;  // "fr", "en"
  std::string audience;  // "client", "internal"
  std::string brand;
  std::string prepared_by;
  LocalDate date;
  ReportPeriod period;
  ReportObjective objective;
  std::vector<ReportFigure> figures;
  std::string attribution_model;  // "last_touch", "linear"
  std::vector<ReportAttribution> attribution;
  std::optional<ReportShare> traced;   // orders traced to a publication, of all orders
  std::optional<ReportShare> consent;  // visits with consent, of all visits
  std::vector<ReportCost> costs;
  std::vector<ReportPublication> publications;
  std::vector<ReportChart> charts;
  std::vector<ReportScreenshot> screenshots;  // the annex
  std::vector<ReportOmission> left_out;
  bool simulated = false;      // published to simulated networks: the first page says so
  std::string comment;         // what it means, typed
  std::string recommendation;  // what to do next, typed
};
BOOST_DESCRIBE_STRUCT(ReportDocument, (), (language, audience, brand, prepared_by, date, period, objective, figures, attribution_model, attribution,
                                           traced, consent, costs, publications, charts, screenshots, left_out, simulated, comment, recommendation))

}  // namespace parvis::render
