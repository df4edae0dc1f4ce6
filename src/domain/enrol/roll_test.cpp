// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/roll.h"

#include <gtest/gtest.h>

#include "enrol/nir.h"

namespace parvis::enrol {
namespace {

TEST(Nir, takes_its_key_off_once_checked) {
  EXPECT_EQ(*checked_nir("2 02 02 75 110 001 37"), "2020275110001");
  EXPECT_EQ(checked_nir("2 02 02 75 110 001 36").error().fields.at(0).code, "enrol.nir_key");
  EXPECT_EQ(checked_nir("2 02 02 75 110 001").error().fields.at(0).code, "enrol.nir_malformed");
  EXPECT_EQ(checked_nir("2 02 02 75 11X 001 37").error().fields.at(0).code, "enrol.nir_malformed");
}

TEST(Nir, counts_corsica_as_19_and_18) {
  EXPECT_EQ(nir_key("195022A004010"), static_cast<int>(97 - 1950219004010 % 97));
  EXPECT_EQ(nir_key("195022B004010"), static_cast<int>(97 - 1950218004010 % 97));
  std::string const key = std::to_string(nir_key("195022A004010"));
  EXPECT_EQ(*checked_nir("195022a004010" + std::string(key.size() == 1 ? "0" : "") + key), "195022A004010");
}

TEST(Nir, never_repeats_the_number_in_a_problem) {
  auto const refused = checked_nir("202027511000136");
  for (auto const& field : refused.error().fields) {
    EXPECT_EQ(field.value.find("2020275"), std::string::npos);
    EXPECT_EQ(field.limit.find("2020275"), std::string::npos);
  }
}

TEST(Roll, reads_a_french_spreadsheet) {
  auto const roll = read_roll("\xEF\xBB\xBFNuméro;Nom de naissance;Prénom;Civilité;Date de naissance;Code INSEE;Courriel;Voie d'accès;Promo\r\n"
                              "A1;\"Martin; dite \"\"Lou\"\"\";Léa;Mme;28/02/2002;75110;lea@exemple.fr;Apprentissage;B\r\n\r\n"
                              "A2;Petit;Noé;M.;2001-07-14 00:00;2A004;;VAE;B\r\n");
  ASSERT_TRUE(roll.has_value());
  EXPECT_EQ(roll->separator, ";");
  EXPECT_FALSE(roll->columns.back().field.has_value());
  ASSERT_EQ(roll->lines.size(), 2u);
  ASSERT_TRUE(roll->lines[0].candidate.has_value());
  Identity const& lea = roll->lines[0].candidate->identity;
  EXPECT_EQ(lea.birth_name.to_string(), "Martin; dite \"Lou\"");
  EXPECT_EQ(lea.sex, Sex::F);
  EXPECT_EQ(lea.birth_day, 28);
  EXPECT_EQ(roll->lines[0].candidate->route, Route::apprenticeship);
  EXPECT_EQ(roll->lines[1].line, 4);
  EXPECT_EQ(roll->lines[1].candidate->identity.sex, Sex::M);
  EXPECT_EQ(roll->lines[1].candidate->identity.birth_year, 2001);
}

TEST(Roll, reads_windows_1252_and_tabs) {
  auto const roll = read_roll("nom\tpr\xE9nom\tann\xE9"
                              "e naissance\nLef\xE8vre\tZo\xE9\t1999\n");
  ASSERT_TRUE(roll.has_value());
  EXPECT_EQ(roll->separator, "tab");
  EXPECT_EQ(roll->lines.at(0).candidate->identity.birth_name.to_string(), "Lefèvre");
}

TEST(Roll, tells_every_wrong_field_of_every_line) {
  auto const roll = read_roll("nom,prenom,sexe,date naissance,email,nir,voie\n,Noé,X,31/02/2002,pas une adresse,202027511000136,lune\nPetit,Noé,,,,,\n");
  ASSERT_TRUE(roll.has_value());
  std::vector<std::string> codes;
  for (auto const& one : roll->lines[0].wrong) codes.push_back(one.path + " " + one.code);
  EXPECT_EQ(codes, (std::vector<std::string>{"birth_name text.required", "email email.malformed", "sex enrol.roll_value", "route enrol.roll_value",
                                             "birth_day enrol.candidate_day", "nir enrol.nir_key"}));
  EXPECT_TRUE(roll->lines[1].candidate.has_value());
}

TEST(Roll, refuses_a_file_without_names_without_lines_or_too_long) {
  EXPECT_EQ(read_roll("a;b\n1;2\n").error().fields.at(0).code, "enrol.roll_columns");
  EXPECT_EQ(read_roll("nom;prenom\n").error().code, "enrol.roll_empty");
  std::string all = "nom;prenom\n";
  for (int i = 0; i < 2000; ++i) all += "Petit;Noé\n";
  EXPECT_EQ(read_roll(all)->lines.size(), 2000u);
  EXPECT_EQ(read_roll(all + "Petit;Noé\n").error().code, "enrol.roll_too_long");
}

}  // namespace
}  // namespace parvis::enrol
