// SPDX-License-Identifier: AGPL-3.0-or-later
#include "convert/privacy.h"

#include "base/assertion.h"
#include "convert/convert_store.h"
#include "convert/record.h"
#include "embedded/convert_data.h"
#include "track/measures.h"

namespace parvis::convert {
namespace {

constexpr Milliseconds day = std::chrono::hours(24);
constexpr char const* refusal = "parvis_optout";

PrivacyRules read_rules() {
  for (embedded::File const& file : embedded::convert_data()) {
    if (file.name != "privacy.json") continue;
    auto rules = json::decode<PrivacyRules>(file.bytes);
    PARVIS_ASSERT(rules.has_value(), "privacy.json does not read");
    return std::move(*rules);
  }
  throw LogicFailure("privacy.json is not in the program");
}

SiteHoldings holdings_of(track::ExemptHoldings const& held) {
  return {held.hits, held.with_campaign, held.with_order, held.with_person, held.with_referrer_path, held.too_old, held.oldest};
}

std::optional<std::int64_t> counted(SiteHoldings const& holdings, Criterion const& criterion) {
  if (!criterion.counted) return std::nullopt;
  std::map<std::string, std::int64_t> const figures{{"with_campaign", holdings.with_campaign}, {"with_order", holdings.with_order},
                                                     {"with_person", holdings.with_person}, {"with_referrer_path", holdings.with_referrer_path},
                                                     {"too_old", holdings.too_old}};
  return figures.at(*criterion.counted);
}

AssessedCriterion assessed(SiteHoldings const& holdings, Criterion const& criterion) {
  auto const found = counted(holdings, criterion);
  CriterionState const held = found.value_or(0) == 0 ? CriterionState::met : CriterionState::broken;
  return {criterion.code, criterion.kind, criterion.held_by == HeldBy::server ? held : CriterionState::yours, found};
}

std::vector<std::string> scopes_of(std::vector<Site> const& sites) {
  std::set<std::string> scopes;  // a click's scope is the link's brand
  for (Site const& site : sites) scopes.insert({site.id.to_string(), site.brand_id.to_string()});
  return {scopes.begin(), scopes.end()};
}

}  // namespace

PrivacyRules const& privacy_rules() {
  static PrivacyRules const rules = read_rules();
  return rules;
}

Instant months_before(Instant now, std::int64_t months) {
  std::string const text = now.to_string();
  std::int64_t const month = std::stoll(text.substr(0, 4)) * 12 + std::stoll(text.substr(5, 2)) - 1 - months;
  auto const two = [](std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return *Instant::parse(std::to_string(month / 12) + "-" + two(month % 12 + 1) + "-" + two(std::min<std::int64_t>(28, std::stoll(text.substr(8, 2)))) + "T00:00:00Z");
}

bool has_refused(http::Request const& request) { return request.header("sec-gpc") == "1" || !request.cookie(refusal).empty(); }

Result<VisitorChoice> visitor_choice(Desk const& desk, std::string const& site_key, http::Request const& request) {
  auto const site = desk.database.read([&](store::Transaction& tx) { return find_site_by_key(tx, site_key); });
  if (!site) return not_found("convert.site_not_found");
  VisitorChoice choice{site->name.to_string(), {}, site->mode, !request.cookie(refusal).empty(), request.header("sec-gpc") == "1",
                       privacy_rules().raw_months, privacy_rules().refusal_days};
  for (HostName const& host : site->hosts) choice.hosts.push_back(host.to_string());
  return choice;
}

std::string refusal_cookie(http::Request const& request, std::string const& site_key, Choose const& choice) {
  std::int64_t const seconds = choice.refused ? privacy_rules().refusal_days * 86'400 : 0;
  std::string cookie = std::string(refusal) + "=" + (choice.refused ? "1" : "") + "; Path=/c/" + site_key + "; HttpOnly; Max-Age=" + std::to_string(seconds);
  // Sent from the site's pages, which may stand elsewhere: browsers allow that under TLS alone.
  return cookie + (request.transport == http::Request::Transport::tls ? "; SameSite=None; Secure" : "; SameSite=Lax");
}

std::string opt_out_address(Desk const& desk, Site const& site) { return desk.public_address + "/vie-privee/" + site.site_key; }

Result<SelfAssessment> self_assessment(CollectionDesk const& desk, Actor const& actor, SiteId const& id) {
  SelfAssessment sheet;
  TRY_DONE(desk.convert.database.read([&](store::Transaction& tx) -> Done {
    TRY(sheet.site, load_site(tx, actor.brand, id));
    TRY(identity::Brand const brand, identity::load_brand(tx, actor.brand));
    sheet.brand_name = brand.name.to_string();
    return {};
  }));
  if (sheet.site.mode == ConsentMode::consented) return conflict("convert.not_exempt");
  desk.events.flush();
  PrivacyRules const& rules = privacy_rules();
  Instant const now = desk.convert.clock.now();
  sheet.holdings = holdings_of(track::Measures(desk.events).exempt_holdings(id.to_string(), months_before(now, rules.raw_months)));
  for (Criterion const& criterion : rules.criteria) sheet.criteria.push_back(assessed(sheet.holdings, criterion));
  sheet.opt_out_address = opt_out_address(desk.convert, sheet.site);
  sheet.raw_months = rules.raw_months;
  sheet.official_lines = rules.official_lines;
  sheet.source = rules.source;
  sheet.dated = rules.dated;
  sheet.read_on = rules.read_on;
  sheet.made_at = now;
  return sheet;
}

Done purge_old_hits(CollectionDesk const& desk) {
  auto const sites = desk.convert.database.read([](store::Transaction& tx) { return every_site(tx); });
  if (sites.empty()) return {};
  track::Measures measures(desk.events);
  auto const scopes = scopes_of(sites);
  Instant const limit = months_before(desk.convert.clock.now(), privacy_rules().raw_months) + day;
  auto const oldest = measures.oldest(scopes);
  if (oldest && *oldest < limit) measures.erase_before(scopes, limit + 6 * day);
  return {};
}

}  // namespace parvis::convert
