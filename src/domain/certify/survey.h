// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What became of those who were certified: asked by mail some months after, answered by a link without an account, told as
// rates by year and route. How many months, reminders and days are the certifier's to set; what is shipped is proposed with
// its source. Whoever refuses once is asked no more.
//
// Problem codes: certify.survey_not_found (no such link, or it was replaced by a reminder's), certify.survey_closed,
// certify.survey_state, certify.survey_months, certify.survey_days, certify.stale_revision.

#include "certify/certificate.h"

namespace parvis::certify {

using SurveyId = Id<struct SurveyTag>;

enum class SurveySending { off, on };
BOOST_DESCRIBE_ENUM(SurveySending, off, on)
struct SurveyPlan {
  WorkspaceId workspace_id;
  SurveySending sending = SurveySending::off;
  std::vector<std::int64_t> months = {6, 12, 24};
  std::int64_t reminder_days = 15;
  std::int64_t most_reminders = 2;
  std::int64_t open_days = 90;  // from the first mail
  Text<0, 500> source;
  std::int64_t revision = 0;  // 0: never saved
};
BOOST_DESCRIBE_STRUCT(SurveyPlan, (), (workspace_id, sending, months, reminder_days, most_reminders, open_days, source, revision))

enum class SurveyState { sent, answered, refused, closed };
BOOST_DESCRIBE_ENUM(SurveyState, sent, answered, refused, closed)
enum class Situation { employed, self_employed, work_study, training, seeking, other };
BOOST_DESCRIBE_ENUM(Situation, employed, self_employed, work_study, training, seeking, other)
/// targeted: the job that the certification aims at.
enum class SurveyJob { targeted, another, none };
BOOST_DESCRIBE_ENUM(SurveyJob, targeted, another, none)
enum class SurveyContract { permanent, fixed_term, freelance, apprenticeship, other, none };
BOOST_DESCRIBE_ENUM(SurveyContract, permanent, fixed_term, freelance, apprenticeship, other, none)

struct Survey {
  SurveyId id;
  WorkspaceId workspace_id;
  CandidateId candidate_id;
  CertificateId certificate_id;
  std::int64_t months = 6;
  enrol::Route route = enrol::Route::continuing;
  LocalDate certified_on;
  SurveyState state = SurveyState::sent;
  std::string token_hash;
  Instant sent_at;
  Instant last_sent_at;
  std::int64_t reminders = 0;
  std::optional<Situation> situation;
  std::optional<SurveyJob> job;
  std::optional<SurveyContract> contract;
  std::optional<Instant> answered_at;
  std::int64_t revision = 1;
};
BOOST_DESCRIBE_STRUCT(Survey, (), (id, workspace_id, candidate_id, certificate_id, months, route, certified_on, state, token_hash, sent_at, last_sent_at, reminders,
                                   situation, job, contract, answered_at, revision))

/// One cohort: those certified that year by that route, so many months after. Rates are numerators over `answered`.
struct CohortRate {
  std::int64_t year = 0;
  enrol::Route route = enrol::Route::continuing;
  std::int64_t months = 6;
  std::int64_t asked = 0;
  std::int64_t answered = 0;
  std::int64_t refused = 0;
  std::int64_t in_work = 0;
  std::int64_t in_targeted_job = 0;
};
BOOST_DESCRIBE_STRUCT(CohortRate, (), (year, route, months, asked, answered, refused, in_work, in_targeted_job))
/// Pure: latest year first.
std::vector<CohortRate> rates_of(std::vector<Survey> const& surveys);
bool in_work(Situation situation);

struct SurveyPage {
  SurveyPlan plan;
  std::vector<CohortRate> cohorts;
};
BOOST_DESCRIBE_STRUCT(SurveyPage, (), (plan, cohorts))
SurveyPage survey_page(Desk const& desk, Actor const& actor);
std::string survey_csv(Desk const& desk, Actor const& actor);
struct SaveSurveyPlan {
  SurveySending sending = SurveySending::off;
  std::vector<std::int64_t> months;  // 1 to 5 of them, 1 to 60 each
  std::int64_t reminder_days = 15;   // 1 to 90
  std::int64_t most_reminders = 2;   // 0 to 5
  std::int64_t open_days = 90;       // 7 to 365
  Text<0, 500> source;
  std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(SaveSurveyPlan, (), (sending, months, reminder_days, most_reminders, open_days, source, revision))
Result<SurveyPlan> save_survey_plan(Desk const& desk, Actor const& actor, SaveSurveyPlan const& request);

/// What one who has the link is shown: no name.
struct SurveyShown {
  std::string certifier;
  std::string title;
  std::int64_t months = 6;
  std::int64_t year = 0;
  SurveyState state = SurveyState::sent;
};
BOOST_DESCRIBE_STRUCT(SurveyShown, (), (certifier, title, months, year, state))
Result<SurveyShown> show_survey(Desk const& desk, std::string const& token);
struct AnswerSurvey {
  Situation situation = Situation::other;
  SurveyJob job = SurveyJob::none;
  SurveyContract contract = SurveyContract::none;
};
BOOST_DESCRIBE_STRUCT(AnswerSurvey, (), (situation, job, contract))
/// Answered again while it is open, the last answer counts. Problems certify.survey_closed; certify.survey_state once refused.
Result<SurveyShown> answer_survey(Desk const& desk, std::string const& token, AnswerSurvey const& answer);
/// Asked no more, now and later; what was answered is forgotten.
Result<SurveyShown> refuse_survey(Desk const& desk, std::string const& token);

/// The daily job: asks, reminds, closes.
Done send_surveys(Desk const& desk);

}  // namespace parvis::certify
