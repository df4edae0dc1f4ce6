// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/upper_seams.h"

#include "app/seams.h"
#include "base/json.h"
#include "render/charter_document.h"
#include "studio/verdict.h"

namespace parvis::app {
namespace {

Instant start_of(LocalDate date, ZoneName const& zone) { return resolve({date, LocalTime::from_minutes(0), zone, Fold::earlier}).at; }

struct Window {
  Instant from;
  Instant to;
  ZoneName zone;
};

Window window_of(store::Transaction& tx, identity::BrandId const& brand_id, measure::Period const& period) {
  auto const brand = identity::load_brand(tx, brand_id);
  ZoneName const zone = brand ? brand->zone : ZoneName();
  return {start_of(period.from, zone), start_of(period.to.plus_days(1), zone), zone};
}

std::vector<measure::Conversion> conversions(store::Transaction& tx, identity::BrandId const& brand, measure::Period const& period) {
  Window const window = window_of(tx, brand, period);
  std::vector<measure::Conversion> all;
  for (convert::Conversion const& c : convert::conversions_between(tx, brand, window.from, window.to)) {
    all.push_back({c.id.to_string(), json::name_of(c.kind), c.order_id, c.at, c.value, c.refunded, json::name_of(c.source), c.objective_id, c.codes});
  }
  return all;
}

render::CharterDocument charter_document(strategy::CharterPrint const& print, LocalDate today) {
  strategy::CharterText const& text = print.charter.text;
  render::CharterDocument out;
  out.language = json::name_of(print.locale);
  out.brand = print.brand.name.to_string();
  out.version = static_cast<std::int32_t>(print.charter.revision);
  out.date = today;
  out.promise = text.promise.to_string();
  out.stance = text.stance.to_string();
  out.tone = {json::name_of(text.address), json::name_of(text.speech), text.tone.to_string()};
  for (strategy::Pillar const& pillar : print.pillars) {
    render::CharterPillar shown{pillar.name.to_string(), pillar.description.to_string(), static_cast<std::int32_t>(pillar.share_percent), {}};
    for (auto const& topic : pillar.topics) shown.topics.push_back(topic.to_string());
    out.pillars.push_back(std::move(shown));
  }
  for (auto const& word : text.lexical_field) out.lexical_field.push_back(word.to_string());
  for (auto const& format : text.formats) out.formats.push_back({json::name_of(format.network), format.format.to_string(), format.example.to_string()});
  out.rules = json::to_value(studio::rules_of(text));
  out.visual_notes = text.visual_identity.to_string();
  out.legal_notes = text.legal_and_accessibility.to_string();
  return out;
}

}  // namespace

Result<std::string> print_charter(render::DocumentWorker& documents, Clock const& clock, strategy::CharterPrint const& print) {
  Instant const now = clock.now();
  render::CharterDocument document = charter_document(print, local_moment(now, print.brand.zone).date);
  if (print.charter.signed_by) {
    document.client = *print.charter.signed_by;
    document.signature = render::CharterSignature{*print.charter.signed_by, local_moment(*print.charter.signed_at, print.brand.zone).date, "declared"};
  }
  return documents.pdf({"charter", json::encode(document), {}, now});
}

measure::Sources measure_sources() {
  return {measure::posts_of, conversions, [](store::Transaction&, identity::BrandId const&, measure::Period const&) { return std::vector<measure::Visits>(); }};
}

render::DocumentWorkerSettings document_worker_settings() {
  render::DocumentWorkerSettings settings;
  settings.script = beside_program("packages/documents/worker.mjs", "documents/worker.mjs");
  return settings;
}

}  // namespace parvis::app
