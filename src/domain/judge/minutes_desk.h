// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Use cases of the minutes: drafting, signing, closing, correcting, and the counters of their numbers.

#include "judge/deliberations.h"

namespace parvis::judge {

struct SignatureLine {
  JurorId juror;
  std::string name;
  Position position = Position::member;
  std::optional<SignatureMethod> method;  // absent: not signed yet
  std::optional<Instant> signed_at;
};
BOOST_DESCRIBE_STRUCT(SignatureLine, (), (juror, name, position, method, signed_at))
struct MinutesSheet {
  Minutes minutes;
  MinutesContent content;
  std::vector<SignatureLine> signatures;
  DeliberationState deliberation = DeliberationState::pv_draft;
  std::optional<std::string> superseded_by;  // number of the later minutes
  std::optional<std::string> correction;     // why, while the jury that will supersede them sits
  bool outdated = false;                     // what stands is no longer what was drafted: draft again, even if all have signed
};
BOOST_DESCRIBE_STRUCT(MinutesSheet, (), (minutes, content, signatures, deliberation, superseded_by, correction, outdated))

/// With their number, from the last round. Drafting again keeps the number and asks for new signatures; once all have signed it
/// may be done only where what they signed no longer stands. Problems
/// judge.undecided, judge.minutes_incomplete, judge.numbers_unconfirmed.
Result<MinutesSheet> draft_minutes(Desk const& desk, Actor const& actor, ExamSessionId const& session);
/// For who may read them: the jury that sat, and the certifier.
Result<MinutesSheet> minutes_sheet(Desk const& desk, Actor const& actor, MinutesId const& id);
struct MinutesLine {
  Minutes minutes;
  std::string session;
  std::string block;
};
BOOST_DESCRIBE_STRUCT(MinutesLine, (), (minutes, session, block))
std::vector<MinutesLine> all_minutes_of(Desk const& desk, Actor const& actor);
/// The closed document as it was kept, or a draft without signatures. Problems render.*.
Result<std::string> minutes_pdf(Desk const& desk, Actor const& actor, MinutesId const& id);

struct SignTyped {
  Text<1, 80> typed_name;
  std::string password;
};
BOOST_DESCRIBE_STRUCT(SignTyped, (), (typed_name, password))
/// One's name as it is known here, and one's password again. Problem judge.signature_refused, identity.credentials_refused.
Result<MinutesSheet> sign_typed(Desk const& desk, Actor const& actor, MinutesId const& id, SignTyped const& request);
/// An image of one's hand, PNG. Problem judge.signature_type.
Result<MinutesSheet> sign_drawn(Desk const& desk, Actor const& actor, MinutesId const& id, std::string const& png);
/// The scan of the sheet that `juror` signed, brought by the president. PDF, PNG or JPEG.
struct PaperSignature {
  JurorId juror;
  std::string scan;
};
Result<MinutesSheet> sign_on_paper(Desk const& desk, Actor const& actor, MinutesId const& id, PaperSignature const& paper);

/// For ever: one transaction makes the minutes closed, ties the decisions to them, moves the session to pv_closed and
/// publishes judge.minutes_closed. Problems judge.signatures_missing, judge.deliberation_state, judge.content_changed (so for
/// signing).
Result<MinutesSheet> close_minutes(Desk const& desk, Actor const& actor, MinutesId const& id);

struct CorrectMinutes {
  Text<1, 2000> motive;
};
BOOST_DESCRIBE_STRUCT(CorrectMinutes, (), (motive))
Result<Deliberation> correct_minutes(Desk const& desk, Actor const& actor, MinutesId const& id, CorrectMinutes const& request);

struct ConfirmNumbers {
  Text<1, 40> name;  // of the series
  std::int64_t year = 0;
  std::int64_t last = 0;
};
BOOST_DESCRIBE_STRUCT(ConfirmNumbers, (), (name, year, last))
Done confirm_numbers(Desk const& desk, Actor const& actor, ConfirmNumbers const& request);

/// The content of the last round as it would be drafted now. Problem judge.minutes_incomplete.
struct Round;
Result<MinutesContent> content_now(store::Transaction& tx, Round const& round, std::string const& number);

}  // namespace parvis::judge
