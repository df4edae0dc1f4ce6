// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Nobody is at two defences at once, in one session or in two: neither the candidate nor a juror. A juror hears the
// candidates of whom they hold a grid; before grids are made, everyone seated hears everybody where no more are seated than
// mark one candidate, and before the final jury always.
// Problem codes (invalid, or a conflict where jurors are assigned), each field naming the other slot as its limit and who is
// taken as its value: judge.oral_candidate_busy, judge.oral_juror_busy.

#include "judge/grids.h"

namespace parvis::judge {

/// The hours of one session's defences, and who hears at those hours.
class OralHours {
 public:
  struct Heard {
    JurorId juror;
    OralSlot slot;
    std::string place;  // as a problem names it
  };
  OralHours() = default;
  OralHours(std::map<EnrolmentId, OralSlot> slots, std::vector<Heard> elsewhere, std::map<JurorId, std::string> names)
      : slots_(std::move(slots)), heard_(std::move(elsewhere)), names_(std::move(names)) {}

  /// Problem judge.oral_juror_busy when the juror hears another candidate at that candidate's hour.
  Done check(JurorId const& juror, EnrolmentId const& enrolment) const;
  void hears(JurorId const& juror, EnrolmentId const& enrolment);

 private:
  std::map<EnrolmentId, OralSlot> slots_;
  std::vector<Heard> heard_;
  std::map<JurorId, std::string> names_;
};

/// Of a session whose jurors are to be assigned: what its jurors hear in other sessions at the same hours.
OralHours oral_hours(store::Transaction& tx, ExamSession const& session);

/// The candidate and the jurors of that slot are free at its hour.
Done check_hour(store::Transaction& tx, ExamSession const& session, OralSlot const& slot);
/// Every slot of the session, after its jury has changed.
Done check_hours(store::Transaction& tx, ExamSession const& session);

}  // namespace parvis::judge
