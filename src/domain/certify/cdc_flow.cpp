// SPDX-License-Identifier: AGPL-3.0-or-later
#include "certify/cdc_flow.h"

#include "certify/certificate_store.h"

namespace parvis::certify {
namespace {

template <class Short>
std::optional<std::string> plain(std::optional<Short> const& text) {
  return text ? std::optional(std::string(text->to_string())) : std::nullopt;
}

CdcHolder holder_of(enrol::Identity const& identity) {
  CdcHolder holder;
  holder.birth_name = identity.birth_name.to_string();
  holder.used_name = plain(identity.used_name);
  holder.first_name = identity.first_name.to_string();
  holder.second_name = plain(identity.second_name);
  holder.third_name = plain(identity.third_name);
  holder.birth_year = identity.birth_year;
  holder.birth_month = identity.birth_month;
  holder.birth_day = identity.birth_day;
  if (identity.sex) holder.sex = *identity.sex == enrol::Sex::M ? CdcSex::M : CdcSex::F;
  holder.birth_insee = plain(identity.birth_insee);
  if (!holder.birth_insee) holder.birth_postcode = plain(identity.birth_postcode);  // the file takes one of the two
  holder.birth_place = plain(identity.birth_place);
  holder.birth_country = plain(identity.birth_country);
  holder.birth_country_name = plain(identity.birth_country_name);
  return holder;
}

std::optional<CdcAccess> access_of(enrol::Route route) {
  switch (route) {
    case enrol::Route::initial: return CdcAccess::FORMATION_INITIALE_HORS_APPRENTISSAGE;
    case enrol::Route::apprenticeship: return CdcAccess::FORMATION_INITIALE_APPRENTISSAGE;
    case enrol::Route::continuing: return CdcAccess::FORMATION_CONTINUE_HORS_CONTRAT_DE_PROFESSIONNALISATION;
    case enrol::Route::professional_contract: return CdcAccess::FORMATION_CONTINUE_CONTRAT_DE_PROFESSIONNALISATION;
    case enrol::Route::vae: return CdcAccess::VAE;
    case enrol::Route::free: return CdcAccess::CANDIDAT_LIBRE;
  }
  return std::nullopt;
}

void identify(store::Transaction& tx, Desk const& desk, FlowAsked const& asked, std::pair<CdcItem const&, CdcPassage&> one) {
  auto& [item, passage] = one;
  auto const identity = enrol::load_identity(tx, item.candidate_id);
  if (!identity) return;
  bool const national = asked.batch.version == CdcSchema::v1_1_5 && enrol::has_nir(tx, item.candidate_id);
  auto const nir = national ? enrol::reveal_nir(tx, desk.identity.secrets, item.candidate_id) : Result<std::string>(not_found("enrol.nir_absent"));
  if (nir) {
    passage.national = CdcNational{*nir, identity->birth_name.to_string()};
  } else {
    passage.holder = holder_of(*identity);
  }
}

CdcPassage passage_of(store::Transaction& tx, Desk const& desk, FlowAsked const& asked, CdcItem const& item) {
  CdcPassage passage;
  passage.technical_id = item.technical_id;
  if (auto const certificate = find_certificate(tx, item.certificate_id)) {
    passage.valid_from = certificate->issued_on;
    passage.exam_to = certificate->issued_on;
    for (CertifiedBlock const& block : certificate->blocks) {
      if (!passage.exam_from || block.awarded_on < *passage.exam_from) passage.exam_from = block.awarded_on;
    }
    if (passage.exam_from && *passage.exam_to < *passage.exam_from) passage.exam_to = passage.exam_from;
    auto const enrolment = enrol::load_enrolment(tx, item.workspace_id, certificate->enrolment_id);
    if (enrolment) passage.access = access_of(enrolment->route);
    if (passage.access == CdcAccess::VAE) passage.vae_path = CdcVaePath::VAE_CLASSIQUE;
  }
  identify(tx, desk, asked, {item, passage});
  return passage;
}

}  // namespace

CdcFlow flow_of(store::Transaction& tx, Desk const& desk, FlowAsked const& asked) {
  auto const card = enrol::load_card(tx, asked.batch.workspace_id);
  auto const workspace = identity::load_workspace(tx, asked.batch.workspace_id);
  CdcFlow flow;
  flow.id = asked.batch.number;
  flow.at = asked.batch.prepared_at;
  if (workspace) flow.zone = workspace->zone;
  if (asked.batch.version == CdcSchema::v1_1_5) flow.action = asked.batch.action;
  flow.emitter_client = flow.certifier_client = card.cdc_client.to_string();
  flow.contract = card.cdc_contract.to_string();
  CdcCertification certification;
  certification.code = card.rncp_number.to_string();
  certification.depositor = CdcDepositor::CERTIFICATEUR;
  for (CdcItem const& item : asked.items) certification.passages.push_back(passage_of(tx, desk, asked, item));
  flow.certifications.push_back(std::move(certification));
  return flow;
}

}  // namespace parvis::certify
