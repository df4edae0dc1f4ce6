// SPDX-License-Identifier: AGPL-3.0-or-later
#include "track/hit.h"

#include "base/digest.h"
#include "base/encoding.h"
#include "track/internal/questions.h"
#include "track/user_agent.h"

namespace parvis::track {

namespace {

using events::ColumnType;
using events::Value;

enum Place : std::uint16_t { hit_place, bad_row_place, link_click_place, consent_proof_place };

constexpr Milliseconds same_event_window = std::chrono::hours(7 * 24);

Value text(std::string_view value) { return value.empty() ? Value() : Value(std::string(value)); }
Value time(Instant at) { return at.milliseconds(); }

std::string digest(std::initializer_list<std::string_view> parts) {
  std::string joined;
  for (std::string_view const part : parts) joined += std::to_string(part.size()) + ":" + std::string(part);
  return hex(sha256(joined).substr(0, 16));
}

Value order_key(Hit const& hit) {
  bool const once = hit.name == "purchase" && !hit.order_id.empty();
  return once ? Value(digest({hit.site_id, hit.order_id})) : Value();
}

std::vector<events::Column> hit_columns() {
  return {{"site_id", {}}, {"event_id", ColumnType::uuid}, {"received", ColumnType::integer}, {"ts", ColumnType::integer}, {"name", {}}, {"props", {}},
          {"mode", {}}, {"consent_version", {}}, {"visitor", {}}, {"host", {}}, {"path", {}}, {"query", {}}, {"title", {}},
          {"referrer_host", {}}, {"referrer_path", {}}, {"channel", {}}, {"source", {}}, {"medium", {}}, {"campaign", {}}, {"term", {}},
          {"content", {}}, {"campaign_id", {}}, {"click_id_type", {}}, {"click_id_hash", {}}, {"device", {}}, {"system", {}}, {"browser", {}},
          {"screen", {}}, {"language", {}}, {"value_minor", ColumnType::integer}, {"currency", {}}, {"order_id", {}}, {"items", {}}, {"bot", {}},
          {"order_key", {}}, {"run_begins", ColumnType::integer}, {"visit_start", ColumnType::integer}, {"visit_first", ColumnType::integer}};
}

}  // namespace

std::vector<events::Table> tables() {
  return {
      {"hit", hit_columns(), {{{"site_id", "event_id"}, "received", same_event_window}, {{"order_key"}, "", {}}}, {{"ts", std::string(internal::visit_cut)}}},
      {"bad_row", {{"site_id", {}}, {"received", ColumnType::integer}, {"event", {}}, {"field", {}}, {"code", {}}, {"bound", {}}}, {}},
      {"link_click", {{"scope", {}}, {"code", {}}, {"ts", ColumnType::integer}, {"bot", {}}}, {}},
      {"consent_proof",
       {{"site_id", {}}, {"visitor", {}}, {"version", {}}, {"ts", ColumnType::integer}, {"withdrawn", ColumnType::integer}, {"proof_key", {}}},
       {{{"proof_key"}, "", {}}}},
  };
}

events::Record record_of(Hit const& hit) {
  return {hit_place,
          {hit.site_id, hit.event_id, time(hit.received), time(hit.at), hit.name, text(hit.props), hit.mode, text(hit.consent_version), text(hit.visitor),
           text(hit.host), text(hit.path), text(hit.query), text(hit.title), text(hit.referrer_host), text(hit.referrer_path), text(hit.channel),
           text(hit.source), text(hit.medium), text(hit.campaign), text(hit.term), text(hit.content), text(hit.campaign_id), text(hit.click_id_type),
           text(hit.click_id_hash), text(hit.device), text(hit.system), text(hit.browser), text(hit.screen), text(hit.language),
           hit.value_minor ? Value(*hit.value_minor) : Value(), text(hit.currency), text(hit.order_id), text(hit.items), text(hit.bot), order_key(hit)}};
}

events::Record record_of(Refusal const& refusal) {
  return {bad_row_place, {refusal.site_id, time(refusal.received), text(refusal.event), text(refusal.field), refusal.code, text(refusal.limit)}};
}

events::Record record_of(LinkClick const& click) {
  return {link_click_place, {click.scope, click.code, time(click.at), text(bot_reason(click.user_agent))}};
}

events::Record record_of_proof(std::string_view site_id, std::string_view visitor, std::string_view version, Instant at, std::optional<Instant> withdrawn) {
  std::string const when = at.to_string() + (withdrawn ? withdrawn->to_string() : "");
  return {consent_proof_place,
          {std::string(site_id), std::string(visitor), std::string(version), time(at), withdrawn ? time(*withdrawn) : Value(),
           digest({site_id, visitor, version, when})}};
}

}  // namespace parvis::track
