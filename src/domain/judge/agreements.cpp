// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "agree/agreement.h"
#include "judge/agreement_store.h"
#include "judge/grid_store.h"
#include "judge/jobs.h"
#include "judge/minutes_store.h"
#include "judge/overview.h"
#include "judge/round.h"

namespace parvis::judge {
namespace {

using agree::Ratings;
using agree::Tally;

constexpr std::uint64_t bootstrap_seed = 20'260'101;  // any, and always the same: a page reads the same twice
constexpr int bootstrap_samples = 400;

/// What one juror gave on one criterion of one candidate, as a share of what there was.
struct Given {
  std::string block;
  std::string unit;  // session, candidate and criterion
  std::string criterion;
  JurorId juror;
  double share = 0;
};

/// For showing, never for a verdict: the one place where points become floating.
double share_of(Rational const& points, Rational const& most) {
  return static_cast<double>(points.numerator) / static_cast<double>(points.denominator) * static_cast<double>(most.denominator) / static_cast<double>(most.numerator);
}

void add_given(store::Transaction& tx, Round const& round, std::vector<Given>& all) {
  Rational const most = most_points(round.rules.scale);
  for (Grid const& grid : grid_rows(tx, round.session.id)) {
    if (grid.state != GridState::locked) continue;
    for (Mark const& mark : grid.marks) {
      auto const points = points_of(round.rules.scale, mark.level.to_string());
      // Each paper asks its own questions: open answers are looked at as one criterion.
      std::string const code = mark.criterion.to_string();
      if (points) all.push_back({round.block(), round.session.id.to_string() + grid.enrolment_id.to_string() + code, grid.part == Part::questionnaire ? "questionnaire" : code, grid.juror_id, share_of(*points, most)});
    }
  }
}

std::vector<JurorId> jurors_of(std::vector<Given> const& all) {
  std::vector<JurorId> jurors;
  for (Given const& one : all) jurors.push_back(one.juror);
  std::sort(jurors.begin(), jurors.end());
  jurors.erase(std::unique(jurors.begin(), jurors.end()), jurors.end());
  return jurors;
}

Ratings ratings_of(std::vector<Given> const& all, std::vector<JurorId> const& jurors) {
  std::map<std::string, std::vector<agree::Rating>> units;
  for (Given const& one : all) {
    auto const column = std::lower_bound(jurors.begin(), jurors.end(), one.juror);
    if (column == jurors.end() || *column != one.juror) continue;
    auto& row = units.try_emplace(one.unit, jurors.size()).first->second;
    row[static_cast<std::size_t>(column - jurors.begin())] = one.share;
  }
  Ratings ratings;
  for (auto& [unit, row] : units) ratings.push_back(std::move(row));
  return ratings;
}

/// Any two jurors of a unit as first and second, so that a bench of more than two has a table of pairs.
Ratings first_and_second(Ratings const& ratings) {
  Ratings pairs;
  for (auto const& unit : ratings) {
    std::vector<agree::Rating> given;
    std::copy_if(unit.begin(), unit.end(), std::back_inserter(given), [](agree::Rating const& one) { return one.has_value(); });
    if (given.size() >= 2) pairs.push_back({given[0], given[1]});
  }
  return pairs;
}

std::optional<double> value_of(std::optional<agree::Estimate> const& estimate) { return estimate ? std::optional(estimate->value) : std::nullopt; }

struct Named {
  std::string code;
  agree::Statistic statistic;
};

/// Figures over all who rated a unit, each with an interval drawn from the ratings.
std::vector<Named> const& of_all_raters() {
  static std::vector<Named> const figures = {
      {"percent", [](Tally const& t) { return value_of(agree::percent_agreement(t)); }},
      {"fleiss", [](Tally const& t) { return value_of(agree::fleiss(t)); }},
      {"alpha_nominal", [](Tally const& t) { return agree::krippendorff(t, agree::Metric::nominal); }},
      {"alpha_ordinal", [](Tally const& t) { return agree::krippendorff(t, agree::Metric::ordinal); }},
      {"ac1", [](Tally const& t) { return value_of(agree::gwet(t)); }},
  };
  return figures;
}

using Figures = std::vector<AgreementFigure>;

Figures figures_of_all(Tally const& tally) {
  std::vector<agree::Statistic> statistics;
  for (Named const& one : of_all_raters()) statistics.push_back(one.statistic);
  auto const intervals = agree::bootstrap(tally, statistics, {bootstrap_seed, bootstrap_samples});
  Figures figures;
  for (std::size_t i = 0; i < intervals.size(); ++i) {
    AgreementFigure figure{of_all_raters()[i].code, statistics[i](tally), {}, {}};
    if (figure.value && intervals[i]) figure.low = intervals[i]->low, figure.high = intervals[i]->high;
    figures.push_back(std::move(figure));
  }
  return figures;
}

AgreementFigure cohen_figure(std::string code, agree::Table const& table, agree::Weights weights) {
  auto const kappa = agree::cohen(table, weights);
  if (!kappa) return {std::move(code), {}, {}, {}};
  return {std::move(code), kappa->value, kappa->low, kappa->high};
}

/// The plainest first; Cohen's, of any two, before those of all.
Figures figures_of(Ratings const& ratings) {
  Figures figures = figures_of_all(agree::tally_of(ratings));
  auto const table = agree::table_of(first_and_second(ratings), 0, 1);
  Figures const cohen = {cohen_figure("cohen", table, agree::Weights::none), cohen_figure("cohen_linear", table, agree::Weights::linear),
                         cohen_figure("cohen_quadratic", table, agree::Weights::quadratic)};
  figures.insert(figures.begin() + 1, cohen.begin(), cohen.end());
  return figures;
}

AgreementOf agreement_of(std::string subject, std::vector<Given> const& given) {
  Ratings const ratings = ratings_of(given, jurors_of(given));
  agree::Readable const readable = agree::readable(ratings);
  AgreementOf of{std::move(subject), static_cast<std::int64_t>(ratings.size()), agree::paired_units(ratings), json::name_of(readable), {}, {}};
  if (readable == agree::Readable::yes) of.figures = figures_of(ratings);
  return of;
}

template <class KeyOf>
std::vector<AgreementOf> grouped(std::vector<Given> const& all, KeyOf&& key_of) {
  std::map<std::string, std::vector<Given>> groups;
  for (Given const& one : all) groups[key_of(one)].push_back(one);
  std::vector<AgreementOf> figures;
  for (auto const& [key, given] : groups) figures.push_back(agreement_of(key, given));
  return figures;
}

std::vector<AgreementOf> by_pair(std::vector<Given> const& all) {
  std::vector<AgreementOf> figures;
  auto const jurors = jurors_of(all);
  for (std::size_t a = 0; a < jurors.size(); ++a) {
    for (std::size_t b = a + 1; b < jurors.size(); ++b) {
      std::vector<Given> both;
      std::copy_if(all.begin(), all.end(), std::back_inserter(both), [&](Given const& one) { return one.juror == jurors[a] || one.juror == jurors[b]; });
      AgreementOf of = agreement_of("pair", both);
      of.jurors = {jurors[a], jurors[b]};
      if (of.pairs > 0) figures.push_back(std::move(of));
    }
  }
  return figures;
}

std::vector<SeverityOf> severity_of(std::vector<Given> const& all) {
  auto const jurors = jurors_of(all);
  auto const found = agree::severities(ratings_of(all, jurors));
  std::vector<SeverityOf> lines;
  for (std::size_t i = 0; i < found.size(); ++i) lines.push_back({jurors[i], {}, found[i].mean_difference, found[i].units});
  return lines;
}

std::vector<DifficultyOf> difficulty_of(std::vector<Given> const& all, std::map<std::string, std::string> const& texts) {
  std::map<std::string, DifficultyOf> by_criterion;
  for (Given const& one : all) {
    DifficultyOf& line = by_criterion[one.criterion];
    line.mean_share += one.share;
    ++line.units;
  }
  std::vector<DifficultyOf> lines;
  for (auto& [criterion, line] : by_criterion) {
    auto const text = texts.find(criterion);
    lines.push_back({criterion, text == texts.end() ? std::string() : text->second, line.units, line.mean_share / static_cast<double>(line.units)});
  }
  std::sort(lines.begin(), lines.end(), [](DifficultyOf const& a, DifficultyOf const& b) { return a.mean_share < b.mean_share; });
  return lines;
}

bool asked_for(ExamSession const& session, AgreementQuestion const& question) {
  return (!question.session || *question.session == session.id) && (!question.block || question.block->to_string() == session.block.to_string());
}

Agreement reckoned(store::Transaction& tx, Desk const& desk, WorkspaceId const& workspace, AgreementQuestion const& question) {
  std::vector<Given> given;
  std::map<std::string, std::string> texts;
  Agreement page;
  for (ExamSession const& session : examine::sessions_of(tx, workspace)) {
    if (!asked_for(session, question) || minutes_of(tx, session.id).empty()) continue;
    auto const round = last_round(tx, desk, session);
    if (!round) continue;
    ++page.sessions;
    add_given(tx, *round, given);
    for (referential::Criterion const* one : enrol::criteria_of(round->version, round->block())) texts[one->id] = one->text;
  }
  page.overall.push_back(agreement_of("all", given));
  page.blocks = grouped(given, [](Given const& one) { return one.block; });
  page.criteria = grouped(given, [](Given const& one) { return one.criterion; });
  page.pairs = by_pair(given);
  page.severity = severity_of(given);
  page.difficulty = difficulty_of(given, texts);
  return page;
}

/// Names are put in when the page is read: a juror's may go, and what is kept must not hold it.
void put_names(store::Transaction& tx, WorkspaceId const& workspace, Agreement& page) {
  std::map<JurorId, std::string> names;
  for (SeverityOf& line : page.severity) {
    auto const juror = load_juror(tx, workspace, line.juror);
    line.name = names[line.juror] = juror ? identity::person_name(tx, juror->person_id) : std::string();
  }
  for (AgreementOf& pair : page.pairs) pair.subject = names[pair.jurors.front()] + " · " + names[pair.jurors.back()];
}

}  // namespace

Agreement agreement(Desk const& desk, Actor const& actor, AgreementQuestion const& question) {
  return desk.database.read([&](store::Transaction& tx) {
    bool const everything = !question.session && !question.block;
    auto kept = everything ? kept_agreement(tx, {actor.workspace, closed_minutes(tx, actor.workspace)}) : std::nullopt;
    Agreement page = kept ? std::move(*kept) : reckoned(tx, desk, actor.workspace, question);
    put_names(tx, actor.workspace, page);
    return page;
  });
}

void reckon_agreement(Desk const& desk, WorkspaceId const& workspace) {
  AgreementBasis basis{workspace, {}};
  Agreement const page = desk.database.read([&](store::Transaction& tx) {
    basis.minutes = closed_minutes(tx, workspace);
    return reckoned(tx, desk, workspace, {});
  });
  desk.database.write([&](store::Transaction& tx) { keep_agreement(tx, basis, page); });
}

json::Value session_agreement(Desk const& desk, Actor const& actor, ExamSessionId const& session) {
  Agreement const page = agreement(desk, actor, {session, {}});
  return boost::json::object{{"overall", json::to_value(page.overall)}, {"criteria", json::to_value(page.criteria)}, {"difficulty", json::to_value(page.difficulty)}};
}

}  // namespace parvis::judge
