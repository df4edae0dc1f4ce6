// SPDX-License-Identifier: AGPL-3.0-or-later
#include <sstream>

#include <pugixml.hpp>

#include "base/json.h"
#include "certify/cdc_file.h"

namespace parvis::certify {
namespace {

constexpr auto file_namespace = "urn:cdc:cpf:pc5:schema:1.0.0";
constexpr auto instance_namespace = "http://www.w3.org/2001/XMLSchema-instance";

/// "2026-11-23T10:00:00+01:00": seconds, and the zone's offset in figures.
std::string with_offset(Instant at, ZoneName const& zone) {
  LocalMoment const local = local_moment(at, zone);
  Instant const whole = Instant::at_milliseconds(at.milliseconds() / 1000 * 1000);
  std::int64_t const minutes_utc = whole.milliseconds() / 60'000;
  std::int64_t const minutes_local = std::chrono::duration_cast<std::chrono::minutes>(local.date.days().time_since_epoch()).count() + local.time.since_midnight().count();
  std::int64_t const offset = minutes_local - minutes_utc;
  std::string text = (whole + Milliseconds(offset * 60'000)).to_string();
  text.pop_back();  // Z
  std::int64_t const size = offset < 0 ? -offset : offset;
  auto const two = [](std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return text + (offset < 0 ? "-" : "+") + two(size / 60) + ":" + two(size % 60);
}

class FlowWriter {
 public:
  explicit FlowWriter(CdcSchema schema) : schema_(schema) {}

  std::string write(CdcFlow const& flow) {
    pugi::xml_node declaration = document_.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "UTF-8";
    pugi::xml_node root = document_.append_child("cpf:flux");
    root.append_attribute("xmlns:cpf") = file_namespace;
    root.append_attribute("xmlns:xsi") = instance_namespace;
    put(root, "idFlux", flow.id);
    put(root, "horodatage", with_offset(flow.at, flow.zone));
    if (flow.action && schema_ == CdcSchema::v1_1_5) put(root, "action", json::name_of(*flow.action));
    write_emitter(add(root, "emetteur"), flow);
    std::ostringstream out;
    document_.save(out, "  ", pugi::format_default, pugi::encoding_utf8);
    return out.str();
  }

 private:
  static pugi::xml_node add(pugi::xml_node parent, std::string const& name) { return parent.append_child(("cpf:" + name).c_str()); }
  static void put(pugi::xml_node parent, std::string const& name, std::string const& text) { add(parent, name).text().set(text.c_str()); }
  static void put(pugi::xml_node parent, std::string const& name, bool value) { put(parent, name, std::string(value ? "true" : "false")); }

  static std::string text_of(std::string const& text) { return text; }
  static std::string text_of(std::int64_t number) { return std::to_string(number); }
  static std::string text_of(LocalDate const& date) { return date.to_string(); }
  template <json::DescribedEnum T>
  static std::string text_of(T value) {
    return json::name_of(value);
  }
  /// Left out when absent.
  template <class T>
  static void may(pugi::xml_node parent, std::string const& name, std::optional<T> const& value) {
    if (value) put(parent, name, text_of(*value));
  }
  /// Always there, nil when absent.
  template <class T>
  static void nil(pugi::xml_node parent, std::string const& name, std::optional<T> const& value) {
    if (value) return put(parent, name, text_of(*value));
    add(parent, name).append_attribute("xsi:nil") = "true";
  }

  void write_emitter(pugi::xml_node emitter, CdcFlow const& flow) {
    put(emitter, "idClient", flow.emitter_client);
    pugi::xml_node certifier = add(add(emitter, "certificateurs"), "certificateur");
    put(certifier, "idClient", flow.certifier_client);
    put(certifier, "idContrat", flow.contract);
    pugi::xml_node certifications = add(certifier, "certifications");
    for (CdcCertification const& certification : flow.certifications) write_certification(add(certifications, "certification"), certification);
  }

  void write_certification(pugi::xml_node node, CdcCertification const& certification) {
    put(node, "type", certification.type);
    put(node, "code", certification.code);
    may(node, "natureDeposant", certification.depositor);
    pugi::xml_node passages = add(node, "passageCertifications");
    for (CdcPassage const& passage : certification.passages) write_passage(add(passages, "passageCertification"), passage);
  }

  void write_passage(pugi::xml_node node, CdcPassage const& passage) {
    put(node, "idTechnique", passage.technical_id);
    may(node, "urlPreuve", passage.proof_url);
    may(node, "libelleOption", passage.option);
    put(node, "obtentionCertification", text_of(passage.obtained));
    put(node, "donneeCertifiee", passage.certified);
    may(node, "dateDebutExamen", passage.exam_from);
    may(node, "dateFinExamen", passage.exam_to);
    may(node, "modalitePassageExamen", passage.mode);
    may(node, "codePostalCentreExamen", passage.centre_postcode);
    may(node, "dateDebutValidite", passage.valid_from);
    nil(node, "dateFinValidite", passage.valid_to);
    put(node, "presenceNiveauLangueEuro", passage.language_level.has_value());
    may(node, "niveauLangueEuropeen", passage.language_level);
    put(node, "presenceNiveauNumeriqueEuro", false);
    nil(node, "scoring", passage.scoring);
    nil(node, "mentionValidee", passage.mention);
    write_access(add(node, "modalitesInscription"), passage);
    write_identity(add(node, "identificationTitulaire"), passage);
    may(node, "verbatim", passage.verbatim);
  }

  static void write_access(pugi::xml_node node, CdcPassage const& passage) {
    nil(node, "modaliteAcces", passage.access);
    may(node, "voieAccessVAE", passage.vae_path);  // spelt so by the schema
    may(node, "initiativeInscription", passage.initiative);
    may(node, "dateInscription", passage.enrolled_on);
  }

  void write_identity(pugi::xml_node node, CdcPassage const& passage) {
    if (passage.holder) write_holder(add(node, "titulaire"), *passage.holder);
    if (passage.training_file) {
      pugi::xml_node file = add(node, "dossierFormation");
      put(file, "idDossier", passage.training_file->id);
      put(file, "nomTitulaire", passage.training_file->name);
      put(file, "prenom1Titulaire", passage.training_file->first_name);
    }
    if (!passage.national || schema_ == CdcSchema::v1_1_2) return;
    pugi::xml_node national = add(node, "identifiantNational");
    put(national, "nir", passage.national->nir);
    put(national, "nomNaissance", passage.national->birth_name);
  }

  static void write_holder(pugi::xml_node node, CdcHolder const& holder) {
    put(node, "nomNaissance", holder.birth_name);
    nil(node, "nomUsage", holder.used_name);
    put(node, "prenom1", holder.first_name);
    may(node, "prenom2", holder.second_name);
    may(node, "prenom3", holder.third_name);
    may(node, "anneeNaissance", holder.birth_year);
    nil(node, "moisNaissance", holder.birth_month);
    nil(node, "jourNaissance", holder.birth_day);
    may(node, "sexe", holder.sex);
    pugi::xml_node place = add(node, "codeCommuneNaissance");
    if (holder.birth_insee) put(add(place, "codeInseeNaissance"), "codeInsee", *holder.birth_insee);
    if (holder.birth_postcode) put(add(place, "codePostalNaissance"), "codePostal", *holder.birth_postcode);
    may(node, "libelleCommuneNaissance", holder.birth_place);
    may(node, "codePaysNaissance", holder.birth_country);
    may(node, "libellePaysNaissance", holder.birth_country_name);
    may(node, "commentairesMEN", holder.comments);
  }

  CdcSchema schema_;
  pugi::xml_document document_;
};

}  // namespace

std::string write_cdc(CdcFlow const& flow, CdcSchema schema) { return FlowWriter(schema).write(flow); }

}  // namespace parvis::certify
