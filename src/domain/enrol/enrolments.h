// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Use cases on enrolments and accommodations.

#include "enrol/enrol.h"

namespace parvis::enrol {

struct OpenEnrolment {
  CandidateId candidate_id;
  ReferentialVersionId version_id;
  std::vector<std::string> blocks;
  std::optional<Route> route;  // absent: the candidate's
};
BOOST_DESCRIBE_STRUCT(OpenEnrolment, (), (candidate_id, version_id, blocks, route))
/// A draft. Problems enrol.enrolment_blocks (none, unknown or twice), enrol.enrolment_version (retired, or still a draft
/// that is not to be sat), enrol.identity_erased.
Result<Enrolment> open_enrolment(Desk const& desk, Actor const& actor, OpenEnrolment const& request);

struct Submit {
  std::optional<LocalDate> complete_on;  // VAE: the day the complete file came; absent: today in the workspace's zone
};
BOOST_DESCRIBE_STRUCT(Submit, (), (complete_on))
/// VAE: starts the two months. Problems enrol.enrolment_state, enrol.enrolment_future, enrol.vae_file_limit (one file for
/// the whole certification a calendar year, R6412-3).
Result<Enrolment> submit_enrolment(Desk const& desk, Actor const& actor, EnrolmentId const& id, Submit const& request);
Result<Enrolment> admit_enrolment(Desk const& desk, Actor const& actor, EnrolmentId const& id);

struct Refuse {
  Text<1, 2000> motive;
};
BOOST_DESCRIBE_STRUCT(Refuse, (), (motive))
/// Problem enrol.silence_admitted: too late to refuse a VAE file.
Result<Enrolment> refuse_enrolment(Desk const& desk, Actor const& actor, EnrolmentId const& id, Refuse const& request);
Result<Enrolment> withdraw_enrolment(Desk const& desk, Actor const& actor, EnrolmentId const& id, Refuse const& request);

/// Admits every VAE file on which the law's silence has fallen, in each workspace's zone. For the job.
Done admit_silent(Desk const& desk);

struct Accommodate {
  std::vector<AccommodationType> types;
  Rational factor{1};
  std::int64_t pause_minutes = 0;
  Text<0, 300> effect;
  LocalDate granted_on;
  std::optional<Text<1, 2000>> reason;  // kept encrypted; absent: none is kept
  std::int64_t revision = 0;            // 0: none stood
};
BOOST_DESCRIBE_STRUCT(Accommodate, (), (types, factor, pause_minutes, effect, granted_on, reason, revision))
/// Problems enrol.accommodation_invalid with every wrong field, enrol.stale_revision.
Result<Accommodation> grant_accommodation(Desk const& desk, Actor const& actor, EnrolmentId const& id, Accommodate const& request);

struct AccommodationCard {
  std::optional<Accommodation> accommodation;
  std::optional<std::string> reason;  // read by who runs the certification, and recorded as read
};
BOOST_DESCRIBE_STRUCT(AccommodationCard, (), (accommodation, reason))
Result<AccommodationCard> read_accommodation(Desk const& desk, Actor const& actor, EnrolmentId const& id);

struct EnrolmentLine {
  Enrolment enrolment;
  std::string candidate_number;
  std::string candidate_name;  // "" once erased
  bool accommodated = false;
};
BOOST_DESCRIBE_STRUCT(EnrolmentLine, (), (enrolment, candidate_number, candidate_name, accommodated))
std::vector<EnrolmentLine> enrolment_lines(Desk const& desk, Actor const& actor);

/// What a candidate sees of themselves.
struct OwnFile {
  std::optional<Candidate> candidate;
  std::optional<Identity> identity;
  std::vector<Enrolment> enrolments;
  std::vector<Accommodation> accommodations;
};
BOOST_DESCRIBE_STRUCT(OwnFile, (), (candidate, identity, enrolments, accommodations))
OwnFile own_file(Desk const& desk, Actor const& actor);

}  // namespace parvis::enrol
