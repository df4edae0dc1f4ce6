// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What a visitor may ask of a measured site, and what its owner can show: refusing to be counted, how long hits are kept,
// and the self-assessment of the exempt mode. What law and authority decide is data (data/privacy.json), with its source.

#include "convert/collection.h"

namespace parvis::convert {

/// What the authority asks of an exempt measure. `held_by`: the server holds to it, or the publisher must.
enum class CriterionKind { condition, excluded, recommended };
BOOST_DESCRIBE_ENUM(CriterionKind, condition, excluded, recommended)
enum class HeldBy { server, publisher };
BOOST_DESCRIBE_ENUM(HeldBy, server, publisher)

struct Criterion {
  std::string code;
  CriterionKind kind = CriterionKind::condition;
  HeldBy held_by = HeldBy::server;
  std::optional<std::string> counted;  // the figure of SiteHoldings that must be 0
};
BOOST_DESCRIBE_STRUCT(Criterion, (), (code, kind, held_by, counted))

struct PrivacyRules {
  std::int64_t raw_months = 0;      // hits are gone after so long
  std::int64_t refusal_days = 0;    // a refusal is kept so long
  std::int64_t official_lines = 0;  // of the authority's own form, which a person compares with
  std::string source;
  LocalDate dated;
  LocalDate read_on;
  std::vector<Criterion> criteria;
};
BOOST_DESCRIBE_STRUCT(PrivacyRules, (), (raw_months, refusal_days, official_lines, source, dated, read_on, criteria))
PrivacyRules const& privacy_rules();

/// Midnight (UTC) of the day so many months before; the 29th to 31st count as the 28th.
Instant months_before(Instant now, std::int64_t months);

/// What the visitor's browser says of this site.
struct VisitorChoice {
  std::string site_name;
  std::vector<std::string> hosts;
  ConsentMode mode = ConsentMode::exempt;
  bool refused = false;     // by the cookie that this page sets
  bool by_browser = false;  // by Global Privacy Control: refused too, and not ours to change
  std::int64_t raw_months = 0;
  std::int64_t refusal_days = 0;
};
BOOST_DESCRIBE_STRUCT(VisitorChoice, (), (site_name, hosts, mode, refused, by_browser, raw_months, refusal_days))
struct Choose {
  bool refused = true;
};
BOOST_DESCRIBE_STRUCT(Choose, (), (refused))

/// True when nothing of this browser may be stored.
bool has_refused(http::Request const& request);
/// Problem convert.site_not_found.
Result<VisitorChoice> visitor_choice(Desk const& desk, std::string const& site_key, http::Request const& request);
/// The Set-Cookie line that keeps or ends a refusal, for that site alone.
std::string refusal_cookie(http::Request const& request, std::string const& site_key, Choose const& choice);

/// What stands stored of exempt hits; all but `hits` must be 0.
struct SiteHoldings {
  std::int64_t hits = 0;
  std::int64_t with_campaign = 0;
  std::int64_t with_order = 0;
  std::int64_t with_person = 0;
  std::int64_t with_referrer_path = 0;
  std::int64_t too_old = 0;
  std::optional<Instant> oldest;
};
BOOST_DESCRIBE_STRUCT(SiteHoldings, (), (hits, with_campaign, with_order, with_person, with_referrer_path, too_old, oldest))

/// met: held by the server, and what is counted is 0. broken: something is stored that should not be. yours: the publisher's.
enum class CriterionState { met, broken, yours };
BOOST_DESCRIBE_ENUM(CriterionState, met, broken, yours)
struct AssessedCriterion {
  std::string code;
  CriterionKind kind = CriterionKind::condition;
  CriterionState verdict = CriterionState::yours;
  std::optional<std::int64_t> found;  // of what must be 0
};
BOOST_DESCRIBE_STRUCT(AssessedCriterion, (), (code, kind, verdict, found))
struct SelfAssessment {
  Site site;
  std::string brand_name;
  std::string opt_out_address;
  SiteHoldings holdings;
  std::vector<AssessedCriterion> criteria;
  std::int64_t raw_months = 0;
  std::int64_t official_lines = 0;
  std::string source;
  LocalDate dated;
  LocalDate read_on;
  Instant made_at;
};
BOOST_DESCRIBE_STRUCT(SelfAssessment, (), (site, brand_name, opt_out_address, holdings, criteria, raw_months, official_lines, source, dated, read_on, made_at))
/// Problems convert.site_not_found, convert.not_exempt (a site that counts nothing before consent).
Result<SelfAssessment> self_assessment(CollectionDesk const& desk, Actor const& actor, SiteId const& id);

/// The address that a site gives its visitors.
std::string opt_out_address(Desk const& desk, Site const& site);

/// Hits, refusals and clicks older than the rule are gone from the disk. Run daily; the file is rewritten once a week at
/// most, for what goes is then a week younger than the rule asks.
Done purge_old_hits(CollectionDesk const& desk);

}  // namespace parvis::convert
