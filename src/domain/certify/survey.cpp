// SPDX-License-Identifier: AGPL-3.0-or-later
#include "certify/survey.h"

#include <algorithm>
#include <map>

#include "base/digest.h"
#include "base/random.h"
#include "certify/act.h"
#include "certify/certificate_store.h"
#include "certify/letter.h"
#include "certify/survey_store.h"
#include "render/table.h"

namespace parvis::certify {
namespace {

constexpr std::size_t most_delays = 5;

/// What is proposed until the certifier decides: the law asks figures every two years and names no month.
SurveyPlan proposed(WorkspaceId const& workspace) {
  SurveyPlan plan;
  plan.workspace_id = workspace;
  return plan;
}

SurveyPlan plan_of(store::Transaction& tx, WorkspaceId const& workspace) { return find_plan(tx, workspace).value_or(proposed(workspace)); }

void check_range(std::vector<FieldError>& wrong, std::string const& path, std::int64_t value, std::pair<std::int64_t, std::int64_t> bounds) {
  if (value >= bounds.first && value <= bounds.second) return;
  wrong.push_back({path, "certify.survey_days", std::to_string(bounds.first) + ".." + std::to_string(bounds.second), std::to_string(value)});
}

Done check_plan(SaveSurveyPlan const& request) {
  std::vector<FieldError> wrong;
  bool const good = std::all_of(request.months.begin(), request.months.end(), [](std::int64_t one) { return one >= 1 && one <= 60; });
  if (!good || request.months.empty() || request.months.size() > most_delays) wrong.push_back({"months", "certify.survey_months", "1..60", ""});
  check_range(wrong, "reminder_days", request.reminder_days, {1, 90});
  check_range(wrong, "most_reminders", request.most_reminders, {0, 5});
  check_range(wrong, "open_days", request.open_days, {7, 365});
  if (!wrong.empty()) return invalid("json.invalid_fields", std::move(wrong));
  return {};
}

/// Mails the link; the one before it no longer opens. False when the person has no address, or was erased.
bool mail(store::Transaction& tx, Desk const& desk, Survey& survey) {
  std::string const token = random_token(24);
  survey.token_hash = sha256_hex(token);
  survey.last_sent_at = desk.clock.now();
  return write_letter(tx, desk, survey.workspace_id,
                      {survey.candidate_id, "certify_survey", {{"months", std::to_string(survey.months)}, {"link", desk.identity.public_address + "/suivi/" + token}}});
}

bool was_asked(std::vector<Survey> const& before, std::int64_t months) {
  return std::any_of(before.begin(), before.end(), [&](Survey const& one) { return one.months == months || one.state == SurveyState::refused; });
}

struct Sending {
  store::Transaction& tx;
  Desk const& desk;
  SurveyPlan const& plan;
  LocalDate today;
  ZoneName zone;
};

enrol::Route route_of(Sending const& sending, Certificate const& certificate) {
  auto const enrolment = enrol::load_enrolment(sending.tx, sending.plan.workspace_id, certificate.enrolment_id);
  return enrolment ? enrolment->route : enrol::Route::continuing;
}

// Only those whose day has come within the time it stays open: a plan put on late does not write to old cohorts.
bool is_day(Sending const& sending, Certificate const& certificate, std::int64_t months) {
  LocalDate const day = plus_months(certificate.issued_on, static_cast<int>(months));
  return day <= sending.today && sending.today < day.plus_days(static_cast<int>(sending.plan.open_days));
}

void ask(Sending const& sending, Certificate const& certificate) {
  auto const before = surveys_of(sending.tx, certificate.candidate_id);
  for (std::int64_t const months : sending.plan.months) {
    if (!is_day(sending, certificate, months) || was_asked(before, months)) continue;
    Survey survey;
    survey.id = SurveyId::make(sending.desk.clock);
    survey.workspace_id = sending.plan.workspace_id;
    survey.candidate_id = certificate.candidate_id;
    survey.certificate_id = certificate.id;
    survey.months = months;
    survey.route = route_of(sending, certificate);
    survey.certified_on = certificate.issued_on;
    survey.sent_at = sending.desk.clock.now();
    if (mail(sending.tx, sending.desk, survey)) put(sending.tx, survey);
  }
}

void remind(Sending const& sending, Survey survey) {
  LocalDate const first = local_moment(survey.sent_at, sending.zone).date, last = local_moment(survey.last_sent_at, sending.zone).date;
  if (first.plus_days(static_cast<int>(sending.plan.open_days)) <= sending.today) {
    survey.state = SurveyState::closed;
  } else if (survey.reminders < sending.plan.most_reminders && last.plus_days(static_cast<int>(sending.plan.reminder_days)) <= sending.today) {
    ++survey.reminders;
    mail(sending.tx, sending.desk, survey);
  } else {
    return;
  }
  ++survey.revision;
  put(sending.tx, survey);
}

Done send_of(store::Transaction& tx, Desk const& desk, SurveyPlan const& plan) {
  TRY(auto const home, identity::load_workspace(tx, plan.workspace_id));
  Sending const sending{tx, desk, plan, local_moment(desk.clock.now(), home.zone).date, home.zone};
  for (Survey const& survey : survey_rows(tx, plan.workspace_id)) {
    if (survey.state == SurveyState::sent) remind(sending, survey);
  }
  for (Certificate const& certificate : certificate_rows(tx, plan.workspace_id)) {
    if (certificate.state == CertificateState::issued) ask(sending, certificate);
  }
  return {};
}

SurveyShown shown(store::Transaction& tx, Survey const& survey) {
  auto const card = enrol::load_card(tx, survey.workspace_id);
  return {card.certifier.to_string(), card.title.to_string(), survey.months, static_cast<int>(survey.certified_on.year_month_day().year()), survey.state};
}

Result<Survey> open_survey(store::Transaction& tx, std::string const& token) {
  auto survey = survey_by_token(tx, sha256_hex(token));
  if (!survey) return not_found("certify.survey_not_found");
  return std::move(*survey);
}

}  // namespace

bool in_work(Situation situation) { return situation == Situation::employed || situation == Situation::self_employed || situation == Situation::work_study; }

std::vector<CohortRate> rates_of(std::vector<Survey> const& surveys) {
  std::map<std::tuple<std::int64_t, enrol::Route, std::int64_t>, CohortRate> by_cohort;
  for (Survey const& one : surveys) {
    std::int64_t const year = static_cast<int>(one.certified_on.year_month_day().year());
    CohortRate& rate = by_cohort[{-year, one.route, one.months}];
    rate.year = year;
    rate.route = one.route;
    rate.months = one.months;
    ++rate.asked;
    rate.refused += one.state == SurveyState::refused;
    if (one.state != SurveyState::answered) continue;
    ++rate.answered;
    rate.in_work += one.situation && in_work(*one.situation);
    rate.in_targeted_job += one.job == SurveyJob::targeted;
  }
  std::vector<CohortRate> rates;
  for (auto const& [key, rate] : by_cohort) rates.push_back(rate);
  return rates;
}

SurveyPage survey_page(Desk const& desk, Actor const& actor) {
  return desk.database.read([&](store::Transaction& tx) { return SurveyPage{plan_of(tx, actor.workspace), rates_of(survey_rows(tx, actor.workspace))}; });
}

std::string survey_csv(Desk const& desk, Actor const& actor) {
  render::Table table{"cohorts", {"year", "route", "months", "asked", "answered", "refused", "in_work", "in_targeted_job"}, {}};
  for (CohortRate const& one : survey_page(desk, actor).cohorts) {
    table.rows.push_back({one.year, json::name_of(one.route), one.months, one.asked, one.answered, one.refused, one.in_work, one.in_targeted_job});
  }
  return render::csv_of(table, render::CsvStyle::french_excel);
}

Result<SurveyPlan> save_survey_plan(Desk const& desk, Actor const& actor, SaveSurveyPlan const& request) {
  TRY_DONE(check_plan(request));
  return desk.database.write([&](store::Transaction& tx) -> Result<SurveyPlan> {
    SurveyPlan plan = plan_of(tx, actor.workspace);
    if (plan.revision != request.revision) return conflict("certify.stale_revision");
    plan.sending = request.sending;
    plan.months = request.months;
    plan.reminder_days = request.reminder_days;
    plan.most_reminders = request.most_reminders;
    plan.open_days = request.open_days;
    plan.source = request.source;
    ++plan.revision;
    put(tx, plan);
    identity::record_audit(tx, desk.clock, actor, {"certify.survey_planned", "survey_plan", actor.workspace.to_string()});
    return plan;
  });
}

Result<SurveyShown> show_survey(Desk const& desk, std::string const& token) {
  return desk.database.read([&](store::Transaction& tx) -> Result<SurveyShown> {
    TRY(Survey const survey, open_survey(tx, token));
    return shown(tx, survey);
  });
}

Result<SurveyShown> answer_survey(Desk const& desk, std::string const& token, AnswerSurvey const& answer) {
  return desk.database.write([&](store::Transaction& tx) -> Result<SurveyShown> {
    TRY(Survey survey, open_survey(tx, token));
    if (survey.state == SurveyState::closed) return conflict("certify.survey_closed");
    if (survey.state == SurveyState::refused) return conflict("certify.survey_state", json::name_of(survey.state) + " answer");
    survey.state = SurveyState::answered;
    survey.situation = answer.situation;
    survey.job = answer.job;
    survey.contract = answer.contract;
    survey.answered_at = desk.clock.now();
    ++survey.revision;
    put(tx, survey);
    return shown(tx, survey);
  });
}

Result<SurveyShown> refuse_survey(Desk const& desk, std::string const& token) {
  return desk.database.write([&](store::Transaction& tx) -> Result<SurveyShown> {
    TRY(Survey survey, open_survey(tx, token));
    survey.state = SurveyState::refused;
    survey.situation.reset();
    survey.job.reset();
    survey.contract.reset();
    ++survey.revision;
    put(tx, survey);
    return shown(tx, survey);
  });
}

Done send_surveys(Desk const& desk) {
  auto const plans = desk.database.read([](store::Transaction& tx) { return plans_on(tx); });
  for (SurveyPlan const& plan : plans) TRY_DONE(desk.database.write([&](store::Transaction& tx) { return send_of(tx, desk, plan); }));
  return {};
}

}  // namespace parvis::certify
