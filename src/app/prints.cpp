// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/prints.h"

#include "render/charter_document.h"
#include "studio/studio.h"

namespace parvis::app {
namespace {

template <class Texts>
std::vector<std::string> plain(Texts const& texts) {
  std::vector<std::string> out;
  for (auto const& text : texts) out.push_back(text.to_string());
  return out;
}

std::optional<render::CharterSignature> signature_of(strategy::CharterPrint const& print) {
  if (!print.charter.signed_by || !print.charter.signed_at) return std::nullopt;
  return render::CharterSignature{*print.charter.signed_by, local_moment(*print.charter.signed_at, print.brand.zone).date, "declared"};
}

render::CharterDocument document_of(strategy::CharterPrint const& print, Instant now) {
  strategy::CharterText const& text = print.charter.text;
  Instant const dated = print.charter.revision == 0 ? now : print.charter.saved_at;
  render::CharterDocument document;
  document.language = json::name_of(print.locale);
  document.brand = document.client = print.brand.name.to_string();
  document.version = static_cast<std::int32_t>(print.charter.revision);
  document.date = local_moment(dated, print.brand.zone).date;
  document.promise = text.promise.to_string();
  document.stance = text.stance.to_string();
  document.tone = {json::name_of(text.address), json::name_of(text.speech), text.tone.to_string()};
  for (strategy::Pillar const& pillar : print.pillars) {
    if (pillar.archived_at) continue;
    auto const share = pillar.share_percent > 0 ? std::optional(static_cast<std::int32_t>(pillar.share_percent)) : std::nullopt;
    document.pillars.push_back({pillar.name.to_string(), pillar.description.to_string(), share, plain(pillar.topics)});
  }
  document.lexical_field = plain(text.lexical_field);
  for (strategy::FormatExample const& one : text.formats) {
    document.formats.push_back({json::name_of(one.network), one.format.to_string(), one.example.to_string()});
  }
  document.rules = json::to_value(studio::rules_of(text));
  document.visual_notes = text.visual_identity.to_string();
  document.legal_notes = text.legal_and_accessibility.to_string();
  document.signature = signature_of(print);
  return document;
}

}  // namespace

strategy::PrintCharter charter_printer(render::DocumentWorker& worker, Clock const& clock) {
  return [&worker, &clock](strategy::CharterPrint const& print) {
    return worker.pdf({"charter", json::encode(document_of(print, clock.now())), {}, clock.now()});
  };
}

}  // namespace parvis::app
