// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The Caisse des Dépôts' "accrochage" file, typed: what was obtained by whom. Pure: no table, no clock, no network.
//
//   std::vector<FieldError> refusals = check_cdc(flow, CdcSchema::v1_1_2);   // every limit, field by field
//   std::string xml = write_cdc(flow, CdcSchema::v1_1_2);                    // only once there is no refusal
//   Result<std::vector<SchemaRemark>> remarks = validate_cdc(xml, path_of_the_kit_s_xsd);   // cdc_schema.h
//
// Enumerators are spelt as the file spells them. Lengths count characters. The kit's XSD is not ours to ship: without it
// the file is checked by these rules alone, and that is to be said.
//
// Codes of refusals: cdc.required, cdc.too_long, cdc.wrong_length, cdc.out_of_range, cdc.control_character,
// cdc.no_identity, cdc.several_identities, cdc.no_birth_place, cdc.several_birth_places, cdc.dates_reversed,
// cdc.nothing_to_send, cdc.twice_the_same, cdc.not_in_schema, cdc.impossible_date.

#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/zoned_time.h"

namespace parvis::certify {

/// What the file may say: 1.1.2 is the public schema; 1.1.5 (kit of 2026-03-30) adds the action and the national identifier.
enum class CdcSchema { v1_1_2, v1_1_5 };
BOOST_DESCRIBE_ENUM(CdcSchema, v1_1_2, v1_1_5)

enum class CdcAction { CREATION, SUPPRESSION };
BOOST_DESCRIBE_ENUM(CdcAction, CREATION, SUPPRESSION)
enum class CdcDepositor { CERTIFICATEUR, TIERS_CONFIANCE };
BOOST_DESCRIBE_ENUM(CdcDepositor, CERTIFICATEUR, TIERS_CONFIANCE)
enum class CdcObtained { PAR_ADMISSION, PAR_SCORING };
BOOST_DESCRIBE_ENUM(CdcObtained, PAR_ADMISSION, PAR_SCORING)
enum class CdcMode { A_DISTANCE, EN_PRESENTIEL, MIXTE };
BOOST_DESCRIBE_ENUM(CdcMode, A_DISTANCE, EN_PRESENTIEL, MIXTE)
enum class CdcLanguageLevel { A1, A2, B1, B2, C1, C2, INSUFFISANT };
BOOST_DESCRIBE_ENUM(CdcLanguageLevel, A1, A2, B1, B2, C1, C2, INSUFFISANT)
enum class CdcMention { SANS_MENTION, MENTION_ASSEZ_BIEN, MENTION_BIEN, MENTION_TRES_BIEN, MENTION_TRES_BIEN_AVEC_FELICITATIONS_DU_JURY };
BOOST_DESCRIBE_ENUM(CdcMention, SANS_MENTION, MENTION_ASSEZ_BIEN, MENTION_BIEN, MENTION_TRES_BIEN, MENTION_TRES_BIEN_AVEC_FELICITATIONS_DU_JURY)
enum class CdcAccess {
  FORMATION_INITIALE_HORS_APPRENTISSAGE,
  FORMATION_INITIALE_APPRENTISSAGE,
  FORMATION_CONTINUE_HORS_CONTRAT_DE_PROFESSIONNALISATION,
  FORMATION_CONTINUE_CONTRAT_DE_PROFESSIONNALISATION,
  VAE,
  EQUIVALENCE_DIPLOME_ETRANGER,
  CANDIDAT_LIBRE,
};
BOOST_DESCRIBE_ENUM(CdcAccess, FORMATION_INITIALE_HORS_APPRENTISSAGE, FORMATION_INITIALE_APPRENTISSAGE,
                    FORMATION_CONTINUE_HORS_CONTRAT_DE_PROFESSIONNALISATION, FORMATION_CONTINUE_CONTRAT_DE_PROFESSIONNALISATION, VAE,
                    EQUIVALENCE_DIPLOME_ETRANGER, CANDIDAT_LIBRE)
enum class CdcVaePath { CONGES_VAE, VAE_CLASSIQUE };
BOOST_DESCRIBE_ENUM(CdcVaePath, CONGES_VAE, VAE_CLASSIQUE)
enum class CdcInitiative { CERTIFIE, OF, POLE_EMPLOI, EMPLOYEUR, AUTRE };
BOOST_DESCRIBE_ENUM(CdcInitiative, CERTIFIE, OF, POLE_EMPLOI, EMPLOYEUR, AUTRE)
enum class CdcSex { M, F };
BOOST_DESCRIBE_ENUM(CdcSex, M, F)

/// titulaire: the person by name and birth. Absent where the file requires it is a refusal, not a wrong type: forms and
/// imports may bring what is incomplete. Exactly one of `birth_insee` and `birth_postcode`.
struct CdcHolder {
  std::string birth_name;                // ≤ 60
  std::optional<std::string> used_name;  // ≤ 60
  std::string first_name;                // ≤ 60
  std::optional<std::string> second_name, third_name;
  std::optional<std::int64_t> birth_year;  // 1900 to 2099, required
  std::optional<std::int64_t> birth_month, birth_day;
  std::optional<CdcSex> sex;                  // required
  std::optional<std::string> birth_insee;     // = 5
  std::optional<std::string> birth_postcode;  // ≤ 9
  std::optional<std::string> birth_place;     // ≤ 60
  std::optional<std::string> birth_country;   // = 3
  std::optional<std::string> birth_country_name;  // ≤ 60
  std::optional<std::string> comments;            // ≤ 250
};
BOOST_DESCRIBE_STRUCT(CdcHolder, (), (birth_name, used_name, first_name, second_name, third_name, birth_year, birth_month, birth_day, sex, birth_insee,
                                      birth_postcode, birth_place, birth_country, birth_country_name, comments))

/// dossierFormation: the person by a training file of Mon compte formation.
struct CdcTrainingFile {
  std::string id;          // ≤ 13
  std::string name;        // ≤ 30
  std::string first_name;  // ≤ 20
};
BOOST_DESCRIBE_STRUCT(CdcTrainingFile, (), (id, name, first_name))

/// identifiantNational, since 1.1.5: the NIR's 13 characters without its key.
struct CdcNational {
  std::string nir;
  std::string birth_name;  // ≤ 60
};
BOOST_DESCRIBE_STRUCT(CdcNational, (), (nir, birth_name))

/// passageCertification: one certification obtained. Exactly one of `holder`, `training_file`, `national`.
struct CdcPassage {
  std::string technical_id;                      // ≤ 255, unique in the file: results name it
  std::optional<std::string> proof_url, option;  // ≤ 255
  CdcObtained obtained = CdcObtained::PAR_ADMISSION;
  bool certified = true;
  std::optional<LocalDate> exam_from, exam_to;
  std::optional<CdcMode> mode;
  std::optional<std::string> centre_postcode;  // ≤ 9
  std::optional<LocalDate> valid_from;         // required
  std::optional<LocalDate> valid_to;
  std::optional<CdcLanguageLevel> language_level;
  std::optional<std::string> scoring;  // ≤ 255
  std::optional<CdcMention> mention;
  std::optional<CdcAccess> access;
  std::optional<CdcVaePath> vae_path;
  std::optional<CdcInitiative> initiative;
  std::optional<LocalDate> enrolled_on;
  std::optional<CdcHolder> holder;
  std::optional<CdcTrainingFile> training_file;
  std::optional<CdcNational> national;
  std::optional<std::string> verbatim;  // ≤ 255
};
BOOST_DESCRIBE_STRUCT(CdcPassage, (), (technical_id, proof_url, option, obtained, certified, exam_from, exam_to, mode, centre_postcode, valid_from, valid_to,
                                       language_level, scoring, mention, access, vae_path, initiative, enrolled_on, holder, training_file, national, verbatim))

struct CdcCertification {
  std::string type = "RNCP";  // ≤ 255
  std::string code;           // ≤ 100, "RNCP19117"
  std::optional<CdcDepositor> depositor;
  std::vector<CdcPassage> passages;
};
BOOST_DESCRIBE_STRUCT(CdcCertification, (), (type, code, depositor, passages))

struct CdcFlow {
  std::string id;  // ≤ 50
  Instant at;
  ZoneName zone;                    // in which `at` is written: the file refuses Z and wants +01:00
  std::optional<CdcAction> action;  // since 1.1.5
  std::string emitter_client;       // idClient, = 8
  std::string certifier_client;     // idClient, = 8
  std::string contract;             // idContrat, ≤ 20
  std::vector<CdcCertification> certifications;
};
BOOST_DESCRIBE_STRUCT(CdcFlow, (), (id, at, zone, action, emitter_client, certifier_client, contract, certifications))

/// Every refusal with the field's path ("certifications/0/passages/3/holder/sex"), its limit and its value; none: the file
/// can be written.
std::vector<FieldError> check_cdc(CdcFlow const& flow, CdcSchema schema);

/// The file, in UTF-8. Precondition: check_cdc found nothing.
std::string write_cdc(CdcFlow const& flow, CdcSchema schema);

/// How names that the file would refuse are made to fit, when the certifier says so: never by itself.
enum class CdcTransliteration { none, to_ascii };
BOOST_DESCRIBE_ENUM(CdcTransliteration, none, to_ascii)
enum class CdcTruncation { none, at_limit };
BOOST_DESCRIBE_ENUM(CdcTruncation, none, at_limit)
struct CdcNameRule {
  CdcTransliteration letters = CdcTransliteration::none;
  CdcTruncation length = CdcTruncation::none;
};
BOOST_DESCRIBE_STRUCT(CdcNameRule, (), (letters, length))

/// One name that a rule changed, to be shown before the file is taken.
struct CdcRenamed {
  std::string path;
  std::string before;
  std::string after;
};
BOOST_DESCRIBE_STRUCT(CdcRenamed, (), (path, before, after))

/// Applies the rule to the names of persons; what it changed is told.
std::vector<CdcRenamed> fit_names(CdcFlow& flow, CdcNameRule const& rule);

}  // namespace parvis::certify
