// SPDX-License-Identifier: AGPL-3.0-or-later
#include "track/collector.h"

#include <algorithm>

#include "base/digest.h"
#include "base/encoding.h"
#include "track/channel.h"
#include "track/hit.h"
#include "track/internal/beacon.h"
#include "track/order_pages.h"
#include "track/user_agent.h"
#include "track/web_address.h"

namespace parvis::track {

namespace {

using internal::Beacon;
using internal::BeaconEvent;

constexpr std::size_t most_refusals_of_one_event = 5;
constexpr std::size_t longest_kept_value = 100;

std::optional<ConsentProof> proof_of(Beacon const& beacon) {
  if (!beacon.consent || !beacon.visitor) return std::nullopt;
  return ConsentProof{*beacon.visitor, beacon.consent->version, Instant::at_milliseconds(beacon.consent->at)};
}

// A name the browser chose may hold anything: it is shown to a person, so only a plain one is kept.
std::string plain_field(std::string_view path) {
  bool const plain = path.size() <= 60 && std::ranges::all_of(path, [](unsigned char c) { return std::isalnum(c) != 0 || c == '/' || c == '_' || c == '-'; });
  return plain ? std::string(path) : "…";
}

bool is_tag(std::string const& parameter) { return parameter.starts_with("utm_") || click_id(parameter).has_value(); }

// What names a page and nothing else: neither tags nor anything the site did not list.
std::string kept_query(WebAddress const& address, SiteRules const& rules) {
  std::string out;
  for (auto const& [name, value] : address.parameters) {
    bool const listed = std::ranges::find(rules.content_parameters, name) != rules.content_parameters.end();
    if (!listed || is_tag(name) || value.size() > longest_kept_value || value.find('@') != std::string::npos) continue;
    out += (out.empty() ? "" : "&") + percent_encoded(name) + "=" + percent_encoded(value);
  }
  return out;
}

// An address of a person in a path ("/unsubscribe/anna@example.org") is no content.
std::string kept_path(std::string_view path) {
  std::string out;
  for (std::string_view rest = path; !rest.empty();) {
    std::size_t const end = std::min(rest.size(), rest.find('/', 1));
    std::string_view const segment = rest.substr(0, end);
    bool const personal = segment.find('@') != std::string_view::npos || lower_case(segment).find("%40") != std::string::npos;
    out += personal ? "/:address" : std::string(segment);
    rest.remove_prefix(end);
  }
  return cut(out, 1000);
}

std::string short_language(std::string const& language) { return lower_case(language.substr(0, language.find('-'))); }

// Classes, not pixels: exact sizes tell phones apart.
std::string screen_class(std::string const& screen) {
  int const width = std::atoi(screen.c_str());
  if (width <= 0) return {};
  return width < 576 ? "small" : width < 992 ? "medium" : width < 1600 ? "large" : "extra_large";
}

/// One beacon on its way to records.
class Reading {
 public:
  Reading(SiteRules const& rules, BeaconRequest const& request, Beacon const& beacon, Visitors& visitors)
      : rules_(rules), request_(request), beacon_(beacon), visitors_(visitors), proof_(proof_of(beacon)) {
    collected_.verdict = judge(rules, proof_, request.received);
  }

  Collected finish() && {
    for (json::Value const& value : beacon_.events) read(value);
    if (consented() && !collected_.batch.empty()) keep_proof();
    return std::move(collected_);
  }

 private:
  bool consented() const { return collected_.verdict == ProofVerdict::valid; }

  void read(json::Value const& value) {
    auto event = internal::read_event(value);
    if (!event) return refuse(event.error().fields, value);
    Milliseconds const age(beacon_.sent - event->at);
    if (age > Collector::latest) return refuse({{"at", "track.too_old", "72 h", ""}}, value);
    std::string const& name = event->name.to_string();
    if (name == "consent_withdrawn") return withdraw(*event);
    bool const without_proof = name == "page_view" && rules_.mode != ConsentMode::consented;
    if (!consented() && !without_proof) return void(++collected_.withheld);
    collected_.batch.push_back(record_of(hit(*event)));
    ++collected_.kept;
    if (name == "purchase") ++collected_.purchases;
  }

  void refuse(std::vector<FieldError> const& fields, json::Value const& value) {
    ++collected_.refused;
    Refusal refusal{rules_.site_id, "", "", "", "", request_.received};
    auto const* name = value.is_object() ? value.get_object().if_contains("name") : nullptr;
    if (name != nullptr && name->is_string() && internal::event_name(json::text_of(*name))) refusal.event = json::text_of(*name);
    for (FieldError const& field : fields) {
      if (&field - fields.data() == most_refusals_of_one_event) break;
      refusal.field = plain_field(field.path);
      refusal.code = field.code;
      refusal.limit = cut(field.limit, 100);
      collected_.batch.push_back(record_of(refusal));
    }
  }

  Instant happened(BeaconEvent const& event) const {
    Milliseconds const age(beacon_.sent - event.at);
    return request_.received - std::max(age, Milliseconds(0));
  }

  void withdraw(BeaconEvent const& event) {
    if (!consented()) return void(++collected_.withheld);
    collected_.batch.push_back(record_of_proof(rules_.site_id, proof_->visitor, proof_->version, proof_->at, happened(event)));
  }

  void keep_proof() {
    collected_.batch.push_back(record_of_proof(rules_.site_id, proof_->visitor, proof_->version, proof_->at, std::nullopt));
  }

  Hit hit(BeaconEvent const& event) const {
    Hit hit;
    hit.site_id = rules_.site_id;
    hit.event_id = event.id.to_string();
    hit.received = request_.received;
    hit.at = happened(event);
    hit.name = event.name.to_string();
    fill_technical(hit, event);
    auto const page = *parse_address(event.url);
    hit.host = page.host;
    hit.path = kept_path(page.path);
    hit.query = kept_query(page, rules_);
    hit.title = cut(event.title.value_or(""), 200);
    if (hit.title.find('@') != std::string::npos) hit.title.clear();
    auto const referrer = parse_address(event.referrer.value_or(""));
    if (referrer && !under_any(referrer->host, rules_.domains)) hit.referrer_host = referrer->host;
    consented() ? fill_consented(hit, event, page) : fill_exempt(hit);
    return hit;
  }

  void fill_technical(Hit& hit, BeaconEvent const& event) const {
    Device const device = device_of(request_.user_agent);
    hit.device = device.kind;
    hit.system = device.system;
    hit.browser = device.browser;
    hit.bot = bot_reason(request_.user_agent);
    if (event.screen) hit.screen = screen_class(event.screen->to_string());
    if (event.language) hit.language = cut(short_language(event.language->to_string()), 8);
  }

  // The order is told by its page too: by the address, and by the title, which may hold a name or a number of any form.
  void fill_exempt(Hit& hit) const {
    hit.mode = "exempt";
    hit.path = without_order(hit.path);
    hit.title.clear();
    hit.visitor = visitors_.visitor(rules_.site_id, request_.user_agent, request_.address, request_.received);
  }

  void fill_consented(Hit& hit, BeaconEvent const& event, WebAddress const& page) const {
    hit.mode = "consented";
    hit.visitor = proof_->visitor;
    hit.consent_version = proof_->version;
    if (event.props && !event.props->empty()) hit.props = json::encode(*event.props);
    fill_origin(hit, event, page);
    hit.value_minor = event.value;
    if (event.currency) hit.currency = event.currency->to_string();
    if (!event.order) return;
    hit.order_id = event.order->id.to_string();
    if (event.order->items) hit.items = json::encode(*event.order->items);
  }

  void fill_origin(Hit& hit, BeaconEvent const& event, WebAddress const& page) const {
    auto const tag = [&](char const* name) { return cut(parameter(page, name), 200); };
    hit.medium = tag("utm_medium");
    hit.campaign = tag("utm_campaign");
    hit.term = tag("utm_term");
    hit.content = tag("utm_content");
    hit.campaign_id = tag("utm_id");
    take_click_id(hit, page);
    auto const referrer = parse_address(event.referrer.value_or(""));
    bool const tagged = !tag("utm_source").empty() || !hit.medium.empty() || !hit.campaign.empty() || !hit.content.empty() || !hit.click_id_type.empty();
    bool const own = referrer && under_any(referrer->host, rules_.domains);
    bool const paying = referrer && under_any(referrer->host, rules_.payment_providers);
    if (referrer && !own) hit.referrer_path = cut(referrer->path, 500);
    if (!tagged && (own || paying)) return;  // no new origin
    auto const known = referrer && !own && !paying ? source_of_host(referrer->host, referrer->path) : std::nullopt;
    std::string const from = known ? known->name : referrer && !own && !paying ? bare_host(referrer->host) : "";
    auto const clicked = click_id(hit.click_id_type);
    hit.channel = channel_of({from.empty() && clicked ? clicked->network : from, tag("utm_source"), hit.medium, hit.campaign, hit.click_id_type});
    hit.source = !tag("utm_source").empty() ? tag("utm_source") : from.empty() && clicked ? clicked->network : from;
    if (hit.term.empty()) hit.term = cut(search_term(event.referrer.value_or("")), 200);
  }

  // The id itself would follow the person to the network: its digest is enough to see that one click came twice.
  void take_click_id(Hit& hit, WebAddress const& page) const {
    for (auto const& [name, value] : page.parameters) {
      if (value.empty() || !click_id(name)) continue;
      hit.click_id_type = name;
      hit.click_id_hash = hex(sha256(value).substr(0, 16));
      return;
    }
  }

  SiteRules const& rules_;
  BeaconRequest const& request_;
  Beacon const& beacon_;
  Visitors& visitors_;
  std::optional<ConsentProof> const proof_;
  Collected collected_;
};

Result<Beacon> read_beacon(std::string_view body) {
  if (body.size() > Collector::most_bytes) return too_large("track.beacon_too_large", std::to_string(Collector::most_bytes), std::to_string(body.size()));
  TRY(json::Value const value, json::parse(body));
  auto beacon = json::decode_value<Beacon>(value);
  if (!beacon) return invalid("track.beacon_invalid", beacon.error().fields);
  std::size_t const count = beacon->events.size();
  if (count == 0 || count > Collector::most_events) {
    return invalid("track.beacon_invalid", {{"events", "track.too_many_events", "1.." + std::to_string(Collector::most_events), std::to_string(count)}});
  }
  return beacon;
}

}  // namespace

Result<Collected> Collector::read(SiteRules const& rules, BeaconRequest const& request) {
  TRY(Beacon const beacon, read_beacon(request.body));
  if (request.opt_out == BeaconRequest::OptOut::yes) {
    Collected nothing;
    nothing.withheld = static_cast<int>(beacon.events.size());
    return nothing;
  }
  return Reading(rules, request, beacon, visitors_).finish();
}

}  // namespace parvis::track
