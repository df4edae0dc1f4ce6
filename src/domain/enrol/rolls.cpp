// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/rolls.h"

#include <set>

#include "enrol/candidate_writing.h"
#include "render/table.h"

namespace parvis::enrol {
namespace {

/// What the workspace already has: numbers, and who matches.
struct Known {
  std::set<std::string> numbers;
  std::map<std::string, std::string> number_of_match;
};

Known known_in(store::Transaction& tx, WorkspaceId const& workspace) {
  Known known;
  std::map<CandidateId, std::string> numbers;
  for (Candidate const& one : candidate_rows(tx, workspace)) {
    known.numbers.insert(one.number.to_string());
    numbers[one.id] = one.number.to_string();
  }
  for (IdentityRow const& row : identity_rows(tx, workspace)) {
    if (!row.match_key.empty()) known.number_of_match[row.match_key] = numbers[row.candidate_id];
  }
  return known;
}

class Assessment {
 public:
  Assessment(Roll roll, Known known, Duplicates duplicates) : roll_(std::move(roll)), known_(std::move(known)), duplicates_(duplicates) {
    answer.separator = roll_.separator;
    answer.columns = roll_.columns;
    answer.lines = std::ssize(roll_.lines);
    for (RollLine const& line : roll_.lines) judge(line);
    answer.good = std::ssize(good);
    answer.left_csv = left_.rows.empty() ? "" : render::csv_of(with_titles(), render::CsvStyle::french_excel);
  }

  RollAnswer answer;
  std::vector<SaveCandidate> good;

 private:
  void judge(RollLine const& line) {
    std::vector<FieldError> wrong = line.wrong;
    bool const named = line.candidate && line.candidate->number;
    if (named && !known_.numbers.insert(line.candidate->number->to_string()).second)
      wrong.push_back({"number", "enrol.candidate_number_taken", "", line.candidate->number->to_string()});
    if (!wrong.empty()) return refuse(line, wrong);
    if (is_duplicate(line) && duplicates_ == Duplicates::skip) return leave(line, "enrol.candidate_duplicate");
    good.push_back(*line.candidate);
  }

  bool is_duplicate(RollLine const& line) {
    std::string const key = match_key(line.candidate->identity);
    if (key.empty()) return false;
    RollDuplicate told{line.line, {}, {}};
    if (auto const found = known_.number_of_match.find(key); found != known_.number_of_match.end()) told.candidate_number = found->second;
    if (auto const [earlier, first] = lines_.emplace(key, line.line); !first) told.earlier_line = earlier->second;
    bool const twice = told.candidate_number || told.earlier_line;
    if (twice) answer.duplicates.push_back(std::move(told));
    return twice;
  }

  void refuse(RollLine const& line, std::vector<FieldError> const& wrong) {
    RollRefusal told{line.line, {}};
    std::string why;
    for (FieldError const& one : wrong) {
      told.faults.push_back({one.path, one.code, one.limit, one.value});
      why += (why.empty() ? "" : " ") + one.path + ":" + one.code;
    }
    answer.refused.push_back(std::move(told));
    leave(line, why);
  }

  void leave(RollLine const& line, std::string const& why) {
    std::vector<render::Cell> cells;
    for (std::size_t i = 0; i < roll_.columns.size(); ++i) cells.emplace_back(i < line.cells.size() ? line.cells[i] : std::string());
    cells.emplace_back(why);
    left_.rows.push_back(std::move(cells));
  }

  render::Table with_titles() {
    for (RollColumn const& column : roll_.columns) left_.titles.push_back(column.heading);
    left_.titles.emplace_back("?");
    return std::move(left_);
  }

  Roll roll_;
  Known known_;
  Duplicates duplicates_;
  std::map<std::string, std::int64_t> lines_;
  render::Table left_;
};

template <class T>
render::Cell cell(std::optional<T> const& value) {
  if (!value) return std::monostate();
  if constexpr (std::is_same_v<T, Sex>) return json::name_of(*value);
  else if constexpr (std::is_integral_v<T>) return *value;
  else return std::string(value->to_string());
}

std::vector<render::Cell> row_of(CandidateLine const& line) {
  Identity const& who = *line.card.identity;
  std::string states;
  for (Enrolment const& one : line.enrolments) {
    for (std::string const& block : one.blocks) states += (states.empty() ? "" : " ") + block;
    states += ":" + json::name_of(one.state);
  }
  return {line.card.candidate.number.to_string(), json::name_of(line.card.candidate.route), who.birth_name.to_string(), cell(who.used_name),
          who.first_name.to_string(), cell(who.second_name), cell(who.third_name), cell(who.sex), cell(who.birth_year), cell(who.birth_month),
          cell(who.birth_day), cell(who.birth_insee), cell(who.birth_postcode), cell(who.birth_place), cell(who.birth_country),
          cell(who.birth_country_name), cell(who.email), states};
}

}  // namespace

Result<RollAnswer> preview_roll(Desk const& desk, Actor const& actor, std::string const& bytes, Duplicates duplicates) {
  TRY(Roll roll, read_roll(bytes));
  Known known = desk.database.read([&](store::Transaction& tx) { return known_in(tx, actor.workspace); });
  return Assessment(std::move(roll), std::move(known), duplicates).answer;
}

Result<RollAnswer> import_roll(Desk const& desk, Actor const& actor, std::string const& bytes, Duplicates duplicates) {
  TRY(Roll const roll, read_roll(bytes));
  return desk.database.write([&](store::Transaction& tx) -> Result<RollAnswer> {
    Assessment assessed(roll, known_in(tx, actor.workspace), duplicates);
    for (SaveCandidate const& one : assessed.good) TRY_DONE(write_new(tx, desk, actor, one));
    assessed.answer.entered = std::ssize(assessed.good);
    return std::move(assessed.answer);
  });
}

std::string candidates_csv(Desk const& desk, Actor const& actor, CandidateQuestion const& question) {
  render::Table table{"candidats",
                      {"numero", "voie", "nom_naissance", "nom_usage", "prenom1", "prenom2", "prenom3", "sexe", "annee_naissance", "mois_naissance",
                       "jour_naissance", "code_insee_naissance", "code_postal_naissance", "commune_naissance", "code_pays_naissance", "pays_naissance",
                       "courriel", "inscriptions"},
                      {}};
  for (CandidatePage const page = candidates(desk, actor, question); CandidateLine const& line : page.items) {
    if (line.card.identity) table.rows.push_back(row_of(line));
  }
  return render::csv_of(table, render::CsvStyle::french_excel);
}

}  // namespace parvis::enrol
