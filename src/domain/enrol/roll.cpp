// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/roll.h"

#include <algorithm>

#include "enrol/candidate_writing.h"
#include "text/csv.h"
#include "text/fold.h"
#include "text/plain.h"

namespace parvis::enrol {
namespace {

constexpr std::size_t most_lines = 2'000;

// What headings say, folded and without what is no letter or digit.
std::map<std::string, std::string> const& headings() {
  static std::map<std::string, std::string> const all = {
      {"numero", "number"}, {"number", "number"}, {"matricule", "number"}, {"dossier", "number"}, {"numerocandidat", "number"}, {"id", "number"},
      {"nom", "birth_name"}, {"nomnaissance", "birth_name"}, {"nomdenaissance", "birth_name"}, {"birthname", "birth_name"}, {"lastname", "birth_name"}, {"surname", "birth_name"},
      {"nomusage", "used_name"}, {"nomdusage", "used_name"}, {"usedname", "used_name"},
      {"prenom", "first_name"}, {"prenom1", "first_name"}, {"firstname", "first_name"}, {"givenname", "first_name"},
      {"prenom2", "second_name"}, {"secondname", "second_name"}, {"prenom3", "third_name"}, {"thirdname", "third_name"},
      {"sexe", "sex"}, {"sex", "sex"}, {"civilite", "sex"}, {"genre", "sex"}, {"title", "sex"},
      {"datenaissance", "birth_date"}, {"datedenaissance", "birth_date"}, {"neele", "birth_date"}, {"nele", "birth_date"}, {"birthdate", "birth_date"}, {"dateofbirth", "birth_date"},
      {"anneenaissance", "birth_year"}, {"birthyear", "birth_year"}, {"moisnaissance", "birth_month"}, {"birthmonth", "birth_month"},
      {"journaissance", "birth_day"}, {"birthday", "birth_day"},
      {"codeinseenaissance", "birth_insee"}, {"codeinsee", "birth_insee"}, {"insee", "birth_insee"}, {"birthinsee", "birth_insee"},
      {"codepostalnaissance", "birth_postcode"}, {"codepostal", "birth_postcode"}, {"cp", "birth_postcode"}, {"birthpostcode", "birth_postcode"},
      {"communenaissance", "birth_place"}, {"libellecommunenaissance", "birth_place"}, {"lieunaissance", "birth_place"}, {"lieudenaissance", "birth_place"}, {"villenaissance", "birth_place"}, {"birthplace", "birth_place"},
      {"codepaysnaissance", "birth_country"}, {"birthcountry", "birth_country"}, {"paysnaissance", "birth_country_name"}, {"libellepaysnaissance", "birth_country_name"}, {"paysdenaissance", "birth_country_name"}, {"birthcountryname", "birth_country_name"},
      {"courriel", "email"}, {"email", "email"}, {"mail", "email"}, {"adressemail", "email"}, {"emailaddress", "email"}, {"adresseelectronique", "email"},
      {"nir", "nir"}, {"numerosecuritesociale", "nir"}, {"securitesociale", "nir"}, {"numerodesecuritesociale", "nir"}, {"ins", "nir"},
      {"voie", "route"}, {"route", "route"}, {"voiedacces", "route"}, {"modaliteacces", "route"}, {"statut", "route"}};
  return all;
}

std::string trimmed(std::string_view text) {
  std::size_t const start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos) return "";
  return std::string(text.substr(start, text.find_last_not_of(" \t\r\n") - start + 1));
}

class LineReader {
 public:
  explicit LineReader(std::map<std::string, std::string> const& values) : values_(values) {}

  RollLine read() {
    SaveCandidate made;
    Identity& who = made.identity;
    text("number", made.number);
    required("birth_name", who.birth_name);
    required("first_name", who.first_name);
    text("used_name", who.used_name);
    text("second_name", who.second_name);
    text("third_name", who.third_name);
    text("birth_postcode", who.birth_postcode);
    text("birth_insee", who.birth_insee);
    text("birth_place", who.birth_place);
    text("birth_country", who.birth_country);
    text("birth_country_name", who.birth_country_name);
    text("email", who.email);
    text("nir", made.nir);
    read_sex(who);
    read_birth(who);
    read_route(made);
    check(made);
    RollLine line;
    line.wrong = std::move(wrong_);
    if (line.wrong.empty()) line.candidate = std::move(made);
    return line;
  }

 private:
  std::string value(std::string const& field) const {
    auto const found = values_.find(field);
    return found == values_.end() ? "" : found->second;
  }

  void refuse(std::string field, std::string code, std::string limit, std::string value) { wrong_.push_back({std::move(field), std::move(code), std::move(limit), std::move(value)}); }

  void take(std::string const& field, Problem const& problem) {
    for (FieldError one : problem.fields) {
      one.path = field;
      wrong_.push_back(std::move(one));
    }
  }

  template <class T>
  void text(std::string const& field, std::optional<T>& out) {
    std::string const typed = value(field);
    if (typed.empty()) return;
    auto parsed = T::parse(typed);
    if (parsed) out = std::move(*parsed);
    else take(field, parsed.error());
  }

  template <class T>
  void required(std::string const& field, T& out) {
    auto parsed = T::parse(value(field));
    if (parsed) out = std::move(*parsed);
    else take(field, parsed.error());
  }

  void read_sex(Identity& who) {
    std::string const typed = text::csv_heading(value("sex"));
    if (typed.empty()) return;
    if (typed == "m" || typed == "h" || typed == "homme" || typed == "masculin" || typed == "monsieur" || typed == "mr" || typed == "male") who.sex = Sex::M;
    else if (typed == "f" || typed == "femme" || typed == "feminin" || typed == "madame" || typed == "mme" || typed == "mlle" || typed == "mrs" || typed == "ms" || typed == "female") who.sex = Sex::F;
    else refuse("sex", "enrol.roll_value", "M, F", value("sex"));
  }

  std::optional<std::int64_t> count(std::string const& field) {
    std::string const typed = value(field);
    if (typed.empty()) return std::nullopt;
    bool const digits = typed.size() <= 4 && typed.find_first_not_of("0123456789") == std::string::npos;
    if (!digits) {
      refuse(field, "enrol.roll_value", "0..9999", typed);
      return std::nullopt;
    }
    return std::stoll(typed);
  }

  /// 28/02/2002, 28-02-2002, 28.02.2002 or 2002-02-28; with a time after it, as spreadsheets write.
  void read_date(Identity& who, std::string const& typed) {
    std::string digits = typed.substr(0, typed.find(' '));
    std::replace_if(digits.begin(), digits.end(), [](char c) { return c == '/' || c == '.'; }, '-');
    std::size_t const first = digits.find('-'), second = digits.find('-', first + 1);
    bool const parts = first != std::string::npos && second != std::string::npos && digits.find_first_not_of("0123456789-") == std::string::npos;
    std::string const a = digits.substr(0, first), b = parts ? digits.substr(first + 1, second - first - 1) : "", c = parts ? digits.substr(second + 1) : "";
    bool const sized = parts && !a.empty() && !b.empty() && !c.empty() && a.size() <= 4 && b.size() <= 2 && c.size() <= 4 && (a.size() == 4) != (c.size() == 4);
    if (!sized) return refuse("birth_date", "enrol.roll_date", "28/02/2002, 2002-02-28", typed);
    bool const year_first = a.size() == 4;
    who.birth_year = std::stoll(year_first ? a : c);
    who.birth_month = std::stoll(b);
    who.birth_day = std::stoll(year_first ? c : a);
  }

  void read_birth(Identity& who) {
    if (std::string const typed = value("birth_date"); !typed.empty()) return read_date(who, typed);
    who.birth_year = count("birth_year");
    who.birth_month = count("birth_month");
    who.birth_day = count("birth_day");
  }

  void read_route(SaveCandidate& made) {
    static std::map<std::string, Route> const routes = {
        {"fi", Route::initial}, {"initial", Route::initial}, {"initiale", Route::initial}, {"formationinitiale", Route::initial}, {"formationinitialehorsapprentissage", Route::initial},
        {"apprentissage", Route::apprenticeship}, {"apprenti", Route::apprenticeship}, {"apprentie", Route::apprenticeship}, {"apprenticeship", Route::apprenticeship}, {"fa", Route::apprenticeship}, {"formationinitialeapprentissage", Route::apprenticeship},
        {"fc", Route::continuing}, {"continue", Route::continuing}, {"formationcontinue", Route::continuing}, {"continuing", Route::continuing}, {"formationcontinuehorscontratdeprofessionnalisation", Route::continuing},
        {"contratpro", Route::professional_contract}, {"contratdeprofessionnalisation", Route::professional_contract}, {"professionalcontract", Route::professional_contract}, {"formationcontinuecontratdeprofessionnalisation", Route::professional_contract},
        {"vae", Route::vae}, {"candidatlibre", Route::free}, {"libre", Route::free}, {"free", Route::free}};
    std::string const typed = text::csv_heading(value("route"));
    if (typed.empty()) return;
    auto const found = routes.find(typed);
    if (found == routes.end()) return refuse("route", "enrol.roll_value", "FI, apprentissage, FC, contrat pro, VAE, libre", value("route"));
    made.route = found->second;
  }

  void check(SaveCandidate const& made) {
    auto const checked = check_request(made);
    if (checked) return;
    for (FieldError one : checked.error().fields) {
      if (one.path.starts_with("identity/")) one.path = one.path.substr(9);
      wrong_.push_back(std::move(one));
    }
  }

  std::map<std::string, std::string> const& values_;
  std::vector<FieldError> wrong_;
};

Result<std::vector<RollColumn>> columns_of(std::vector<std::string> const& cells) {
  std::vector<RollColumn> columns;
  for (std::string const& heading : cells) {
    RollColumn column{trimmed(heading), {}};
    auto const found = headings().find(text::csv_heading(heading));
    bool const free = found != headings().end() && std::none_of(columns.begin(), columns.end(), [&](RollColumn const& one) { return one.field == found->second; });
    if (free) column.field = found->second;
    columns.push_back(std::move(column));
  }
  auto const has = [&](char const* field) { return std::any_of(columns.begin(), columns.end(), [&](RollColumn const& one) { return one.field == field; }); };
  if (!has("birth_name") || !has("first_name")) return invalid_field("", "enrol.roll_columns", "nom_naissance, prenom1");
  return columns;
}

RollLine line_of(text::CsvLine const& from, std::vector<RollColumn> const& columns) {
  std::map<std::string, std::string> values;
  for (std::size_t i = 0; i < columns.size() && i < from.cells.size(); ++i) {
    if (columns[i].field) values[*columns[i].field] = trimmed(from.cells[i]);
  }
  RollLine line = LineReader(values).read();
  line.line = from.line;
  line.cells = from.cells;
  return line;
}

}  // namespace

Result<Roll> read_roll(std::string_view bytes) {
  TRY(std::string const text, text::plain_text(bytes));
  char const separator = text::csv_separator(text);
  TRY(auto const lines, text::csv_lines(text, separator));
  if (lines.size() < 2) return invalid("enrol.roll_empty");
  if (lines.size() - 1 > most_lines) return too_large("enrol.roll_too_long", std::to_string(most_lines), std::to_string(lines.size() - 1));
  Roll roll;
  roll.separator = separator == '\t' ? "tab" : std::string(1, separator);
  TRY(roll.columns, columns_of(lines.front().cells));
  for (std::size_t i = 1; i < lines.size(); ++i) roll.lines.push_back(line_of(lines[i], roll.columns));
  return roll;
}

}  // namespace parvis::enrol
