// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <fstream>
#include <functional>

#include "base/json.h"
#include "certify/cdc_file.h"
#include "certify/cdc_schema.h"
#include "source_folder.h"

namespace parvis::certify {
namespace {

CdcHolder antoine() {
  CdcHolder holder;
  holder.birth_name = "Dupont-Nguyễn";
  holder.first_name = "Antoine";
  holder.birth_year = 1996;
  holder.birth_month = 2;
  holder.birth_day = 29;
  holder.sex = CdcSex::M;
  holder.birth_insee = "31555";
  return holder;
}

CdcFlow sound() {
  CdcPassage passage;
  passage.technical_id = "db855769-bcd6-4253-93cf-e666db666c0a";
  passage.exam_from = *LocalDate::parse("2026-11-20");
  passage.exam_to = *LocalDate::parse("2026-11-21");
  passage.mode = CdcMode::MIXTE;
  passage.valid_from = *LocalDate::parse("2026-11-25");
  passage.access = CdcAccess::CANDIDAT_LIBRE;
  passage.holder = antoine();
  CdcFlow flow;
  flow.id = "6e3c7378";
  flow.at = *Instant::parse("2026-07-01T22:30:15.250Z");
  flow.zone = *ZoneName::parse("Europe/Paris");
  flow.emitter_client = "AB123CDE";
  flow.certifier_client = "E564ACB0";
  flow.contract = "2560080000127J";
  flow.certifications = {{"RNCP", "RNCP19117", CdcDepositor::CERTIFICATEUR, {passage}}};
  return flow;
}

CdcPassage& passage_of(CdcFlow& flow) { return flow.certifications[0].passages[0]; }

std::vector<std::string> refusals(CdcFlow const& flow, CdcSchema schema = CdcSchema::v1_1_2) {
  std::vector<std::string> all;
  for (FieldError const& error : check_cdc(flow, schema)) all.push_back(error.path + " " + error.code);
  return all;
}

std::optional<std::filesystem::path> kit(std::string const& name) {
  for (char const* up : {"/../shared/data/cdc-accrochage/", "/../../shared/data/cdc-accrochage/"}) {
    std::filesystem::path const file = PARVIS_SOURCE_FOLDER + std::string(up) + name;
    if (std::filesystem::exists(file)) return file;
  }
  std::printf("skipped: data set cdc-accrochage absent\n");
  return std::nullopt;
}

std::string bytes_of(std::filesystem::path const& file) {
  std::ifstream in(file);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

std::string replaced(std::string text, std::string const& before, std::string const& after) {
  std::size_t const at = text.find(before);
  EXPECT_NE(at, std::string::npos) << before;
  return text.replace(at, before.size(), after);
}

TEST(VectorsCdc, the_sample_is_valid_and_its_9_mutations_are_refused) {
  auto const schema = kit("Fichier XSD v2.0.0.xsd"), sample_file = kit("Fichier XML v2.0.0.xml");
  if (!schema || !sample_file) GTEST_SKIP() << "skipped: data set cdc-accrochage absent";
  std::string const sample = bytes_of(*sample_file);
  EXPECT_TRUE(validate_cdc(sample, *schema)->empty());
  std::vector<std::pair<std::string, std::string>> const mutations = {
      {"<cpf:sexe>M</cpf:sexe>", "<cpf:sexe></cpf:sexe>"},
      {"<cpf:modaliteAcces>FORMATION_INITIALE_APPRENTISSAGE<", "<cpf:modaliteAcces>PAR_CORRESPONDANCE<"},
      {"<cpf:idContrat>2560080000127J</cpf:idContrat>", ""},
      {"<cpf:idClient>E564ACB0<", "<cpf:idClient>E564ACB<"},
      {"2020-12-18T14:24:12+01:00", "2020-12-18T14:24:12Z"},
      {"</cpf:titulaire>", "</cpf:titulaire><cpf:dossierFormation><cpf:idDossier>1</cpf:idDossier><cpf:nomTitulaire>A</cpf:nomTitulaire><cpf:prenom1Titulaire>B</cpf:prenom1Titulaire></cpf:dossierFormation>"},
      {"PAR_ADMISSION", "PAR_CHANCE"},
      {"<cpf:dateDebutValidite>2020-12-12<", "<cpf:dateDebutValidite><"},
      {"<cpf:libellePaysNaissance>", "<cpf:codePaysNaissance>FR</cpf:codePaysNaissance><cpf:libellePaysNaissance>"}};
  ASSERT_EQ(mutations.size(), 9u);
  for (auto const& [before, after] : mutations) EXPECT_FALSE(validate_cdc(replaced(sample, before, after), *schema)->empty()) << after;
}

TEST(VectorsCdc, what_we_write_is_valid_at_every_limit) {
  auto const schema = kit("Fichier XSD v2.0.0.xsd");
  if (!schema) GTEST_SKIP() << "skipped: data set cdc-accrochage absent";
  CdcFlow flow = sound();
  CdcPassage& full = passage_of(flow);
  full.proof_url = full.option = full.scoring = full.verbatim = std::string(255, 'x');
  full.mention = CdcMention::MENTION_TRES_BIEN_AVEC_FELICITATIONS_DU_JURY;
  full.language_level = CdcLanguageLevel::INSUFFISANT;
  full.vae_path = CdcVaePath::VAE_CLASSIQUE;
  full.initiative = CdcInitiative::EMPLOYEUR;
  full.enrolled_on = full.valid_to = *LocalDate::parse("2031-01-01");
  full.centre_postcode = "75009";
  full.holder->used_name = full.holder->second_name = full.holder->third_name = full.holder->birth_place = full.holder->birth_country_name = "Ê" + std::string(59, 'e');
  full.holder->birth_country = "FRA";
  full.holder->comments = "<&>\"'";
  CdcPassage by_file = full;
  by_file.technical_id = "2";
  by_file.holder.reset();
  by_file.training_file = CdcTrainingFile{std::string(13, '1'), std::string(30, 'n'), std::string(20, 'p')};
  CdcPassage abroad = full;
  abroad.technical_id = "3";
  abroad.holder->birth_insee.reset();
  abroad.holder->birth_postcode = "123456789";
  abroad.holder->birth_month.reset();
  abroad.holder->birth_day.reset();
  abroad.holder->used_name.reset();
  abroad.access.reset();
  flow.certifications[0].passages.insert(flow.certifications[0].passages.end(), {by_file, abroad});
  ASSERT_TRUE(check_cdc(flow, CdcSchema::v1_1_2).empty()) << refusals(flow).front();
  auto const remarks = validate_cdc(write_cdc(flow, CdcSchema::v1_1_2), *schema);
  ASSERT_TRUE(remarks);
  EXPECT_TRUE(remarks->empty()) << remarks->front().message;
}

TEST(Cdc, what_the_schema_refuses_is_refused_before_it) {
  std::vector<std::pair<std::function<void(CdcFlow&)>, std::string>> const cases = {
      {[](CdcFlow& flow) { passage_of(flow).holder->sex.reset(); }, "certifications/0/passages/0/holder/sex cdc.required"},
      {[](CdcFlow& flow) { flow.contract.clear(); }, "contract cdc.required"},
      {[](CdcFlow& flow) { flow.certifier_client = "E564ACB"; }, "certifier_client cdc.wrong_length"},
      {[](CdcFlow& flow) { passage_of(flow).training_file = CdcTrainingFile{"1", "A", "B"}; }, "certifications/0/passages/0/holder cdc.several_identities"},
      {[](CdcFlow& flow) { passage_of(flow).valid_from.reset(); }, "certifications/0/passages/0/valid_from cdc.required"},
      {[](CdcFlow& flow) { passage_of(flow).holder->birth_country = "FR"; }, "certifications/0/passages/0/holder/birth_country cdc.wrong_length"},
      {[](CdcFlow& flow) { passage_of(flow).holder->birth_name = std::string(61, 'a'); }, "certifications/0/passages/0/holder/birth_name cdc.too_long"},
      {[](CdcFlow& flow) { passage_of(flow).holder->birth_year = 1899; }, "certifications/0/passages/0/holder/birth_year cdc.out_of_range"},
      {[](CdcFlow& flow) { passage_of(flow).holder->birth_year = 1997; }, "certifications/0/passages/0/holder/birth_day cdc.impossible_date"},
      {[](CdcFlow& flow) { passage_of(flow).holder->first_name = "A\nB"; }, "certifications/0/passages/0/holder/first_name cdc.control_character"},
      {[](CdcFlow& flow) { passage_of(flow).holder->birth_insee.reset(); }, "certifications/0/passages/0/holder/birth_insee cdc.no_birth_place"},
      {[](CdcFlow& flow) { passage_of(flow).holder.reset(); }, "certifications/0/passages/0/holder cdc.no_identity"},
      {[](CdcFlow& flow) { passage_of(flow).exam_to = *LocalDate::parse("2026-11-19"); }, "certifications/0/passages/0/exam_to cdc.dates_reversed"},
      {[](CdcFlow& flow) { flow.certifications[0].passages.push_back(passage_of(flow)); }, "certifications/0/passages/1/technical_id cdc.twice_the_same"},
      {[](CdcFlow& flow) { flow.certifications.clear(); }, "certifications cdc.nothing_to_send"},
      {[](CdcFlow& flow) { flow.action = CdcAction::SUPPRESSION; }, "action cdc.not_in_schema"},
      {[](CdcFlow& flow) { flow.id = std::string(51, 'i'); }, "id cdc.too_long"}};
  EXPECT_TRUE(refusals(sound()).empty());
  for (auto const& [spoil, refusal] : cases) {
    CdcFlow flow = sound();
    spoil(flow);
    EXPECT_EQ(refusals(flow), std::vector<std::string>{refusal});
  }
}

TEST(Cdc, instants_bear_the_zone_s_offset_and_never_z) {
  EXPECT_NE(write_cdc(sound(), CdcSchema::v1_1_2).find("<cpf:horodatage>2026-07-02T00:30:15+02:00<"), std::string::npos);
  CdcFlow winter = sound();
  winter.at = *Instant::parse("2026-12-31T23:00:00Z");
  EXPECT_NE(write_cdc(winter, CdcSchema::v1_1_2).find("2027-01-01T00:00:00+01:00"), std::string::npos);
  winter.zone = *ZoneName::parse("America/Cayenne");
  EXPECT_NE(write_cdc(winter, CdcSchema::v1_1_2).find("2026-12-31T20:00:00-03:00"), std::string::npos);
}

TEST(Cdc, the_newer_schema_has_an_action_and_the_national_identifier) {
  CdcFlow flow = sound();
  EXPECT_EQ(refusals(flow, CdcSchema::v1_1_5), std::vector<std::string>{"action cdc.required"});
  flow.action = CdcAction::SUPPRESSION;
  passage_of(flow).holder.reset();
  passage_of(flow).national = CdcNational{"1960231555001", "Dupont"};
  EXPECT_TRUE(refusals(flow, CdcSchema::v1_1_5).empty());
  std::string const xml = write_cdc(flow, CdcSchema::v1_1_5);
  EXPECT_NE(xml.find("<cpf:action>SUPPRESSION</cpf:action>"), std::string::npos);
  EXPECT_NE(xml.find("<cpf:nir>1960231555001</cpf:nir>"), std::string::npos);
}

TEST(Cdc, names_change_by_an_explicit_rule_only_and_it_is_told) {
  CdcFlow flow = sound();
  passage_of(flow).holder->first_name = std::string(59, 'a') + " bcd";
  EXPECT_TRUE(fit_names(flow, {}).empty());
  std::vector<CdcRenamed> const renamed = fit_names(flow, {CdcTransliteration::to_ascii, CdcTruncation::at_limit});
  ASSERT_EQ(renamed.size(), 2u);
  EXPECT_EQ(renamed[0].before, "Dupont-Nguyễn");
  EXPECT_EQ(renamed[0].after, "Dupont-Nguyen");
  EXPECT_EQ(renamed[1].after, std::string(59, 'a'));
  EXPECT_TRUE(refusals(flow).empty());
}

TEST(Cdc, a_missing_or_foreign_schema_is_said) {
  EXPECT_EQ(validate_cdc("<a/>", "/nowhere.xsd").error().code, "certify.cdc_schema_absent");
  std::filesystem::path const file = std::filesystem::temp_directory_path() / "parvis_not_a_schema.xsd";
  std::ofstream(file) << "<html/>";
  EXPECT_EQ(validate_cdc("<a/>", file).error().code, "certify.cdc_schema_unreadable");
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace parvis::certify
