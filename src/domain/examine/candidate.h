// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Use cases of the candidate, each within a session of their own: what is expected, handed in, and left of time. What is
// refused to them is kept among the session's refusals.

#include "examine/acts.h"

namespace parvis::examine {

/// A deliverable that the case asks for.
struct Expected {
  std::string code;  // "L1.1"
  std::string name;  // the referential's
  std::int64_t pieces = 0;
};
BOOST_DESCRIBE_STRUCT(Expected, (), (code, name, pieces))
struct OwnPiece {
  Piece piece;
  std::string given;  // the name the candidate gave
};
BOOST_DESCRIBE_STRUCT(OwnPiece, (), (piece, given))

/// A session as its candidate sees it. The case is shown once the session is open.
struct MyExam {
  ExamSessionId session_id;
  Text<1, 160> title;
  Text<1, 10> block;
  Text<1, 120> centre;
  ExamMode mode = ExamMode::A_DISTANCE;
  SessionState state = SessionState::planned;
  Instant opens_at;
  Instant deadline;
  std::optional<Instant> late_until;
  ZoneName zone;
  std::string pseudonym;
  std::int64_t attempts = 0;
  std::optional<Instant> deposited_at;
  Instant now;  // the server's, to count down by
};
BOOST_DESCRIBE_STRUCT(MyExam, (), (session_id, title, block, centre, mode, state, opens_at, deadline, late_until, zone, pseudonym, attempts,
                                   deposited_at, now))
struct MyExamSheet {
  MyExam exam;
  std::optional<Text<1, 160>> case_title;
  std::optional<Text<0, 20000>> brief;
  std::vector<CaseDocument> documents;
  std::optional<identity::BrandId> brand_id;
  std::optional<std::string> brand_slug;
  std::vector<Expected> expected;
  std::vector<OwnPiece> pieces;
  std::vector<Submission> attempts;
};
BOOST_DESCRIBE_STRUCT(MyExamSheet, (), (exam, case_title, brief, documents, brand_id, brand_slug, expected, pieces, attempts))

std::vector<MyExam> my_exams(Desk const& desk, Actor const& actor);
/// Problem examine.session_not_found for a session one does not sit.
Result<MyExamSheet> my_exam(Desk const& desk, Actor const& actor, ExamSessionId const& id);

struct Handed {
  std::string deliverable;
  std::string name;
  std::vector<Trait> traits;
  std::optional<PieceKind> kind;  // original or retouched, of a photograph
  std::optional<PieceId> original;
};
Result<Piece> hand_in(Desk const& desk, Actor const& actor, ExamSessionId const& id, Handed const& handed, std::string const& bytes);
struct FreezeWork {
  Text<1, 10> deliverable;
  LiveKind kind = LiveKind::charter;
};
BOOST_DESCRIBE_STRUCT(FreezeWork, (), (deliverable, kind))
/// A copy of live work of the sandbox as it stands now. Problem examine.work_empty.
Result<Piece> freeze_work(Desk const& desk, Actor const& actor, ExamSessionId const& id, FreezeWork const& request);
Done remove_piece(Desk const& desk, Actor const& actor, ExamSessionId const& id, PieceId const& piece);

/// All pieces as they stand: a numbered attempt, the one before kept. Problems examine.deposit_empty, examine.deposit_late,
/// examine.not_open.
Result<Submission> deposit(Desk const& desk, Actor const& actor, ExamSessionId const& id);
Result<Receipt> receipt(Desk const& desk, Actor const& actor, ExamSessionId const& id, SubmissionId const& submission);

/// Bytes to give out: of the shelf, with the name to save them by.
struct GivenFile {
  std::string sha256;
  std::string media_type;
  std::string name;
  std::string frozen_sha256 = {};  // of a print: the work itself
  std::string title = {};          // that the print bears
};
enum class Side { file, print };
struct AskedPiece {
  PieceId piece;
  Side side = Side::file;
};
Result<GivenFile> own_file(Desk const& desk, Actor const& actor, ExamSessionId const& id, AskedPiece const& asked);
Result<GivenFile> case_file(Desk const& desk, Actor const& actor, ExamSessionId const& id, std::string const& sha256);
/// The session as an entry of a calendar (RFC 5545).
Result<std::string> calendar_entry(Desk const& desk, Actor const& actor, ExamSessionId const& id);

/// Live work as it is frozen, and what is measured on it. Pure but for its reading of the rooms. Problem examine.work_empty.
struct Frozen {
  json::Value work;
  std::vector<Indicator> indicators;  // without piece or deliverable yet
};
Result<Frozen> frozen_work(Desk const& desk, Actor const& actor, LiveKind kind);
/// What is measured on an uploaded text, when its words can be read.
std::vector<Indicator> measured_upload(Desk const& desk, std::string const& name, std::string const& bytes);

}  // namespace parvis::examine
