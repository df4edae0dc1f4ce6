// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The dossier: pieces, one or more for each deliverable of the referential (L1.1 …), each live work frozen with its
// evidence or an upload; deposits of the whole, numbered, every version kept; the receipt.
//   open -deposit-> deposited | deposited_late; deposited(_late) -replace-> replaced (a newer attempt stands) or -seal->
//   sealed -anonymise-> anonymised -begin_marking-> marking -release-> released. Else examine.submission_state (conflict).
// Problem codes: examine.submission_not_found, examine.submission_state, examine.deposit_late, examine.deposit_empty,
// examine.deposit_before, examine.piece_not_found, examine.piece_deliverable, examine.file_* (upload.h).

#include "examine/exam_session.h"

namespace parvis::examine {

using SubmissionId = Id<struct SubmissionTag>;
using PieceId = Id<struct PieceTag>;

/// retouched: a photograph, whose `original_id` names the piece before retouching.
enum class PieceKind { upload, live, original, retouched };
BOOST_DESCRIBE_ENUM(PieceKind, upload, live, original, retouched)
/// What of the sandbox brand is frozen.
enum class LiveKind { brief, objectives, charter, personas, calendar, contents, channels, links, costs, results };
BOOST_DESCRIBE_ENUM(LiveKind, brief, objectives, charter, personas, calendar, contents, channels, links, costs, results)
/// What in a piece tells who made it, however its file is cleaned.
enum class Trait { voice, face };
BOOST_DESCRIBE_ENUM(Trait, voice, face)

/// A piece as jurors may know it: no name the candidate gave stands here (those are in PieceName).
struct Piece {
  PieceId id;
  WorkspaceId workspace_id;
  ExamSessionId session_id;
  SitterId sitter_id;
  std::string deliverable;  // "L1.1"
  PieceKind kind = PieceKind::upload;
  std::optional<LiveKind> live;
  std::optional<PieceId> original_id;
  std::string name;  // neutral: "L1.1-2.pdf"
  std::string media_type;
  std::int64_t bytes = 0;
  std::string sha256;
  std::optional<std::string> print_sha256;  // of live work: its PDF, made with it
  std::vector<Trait> traits;
  Instant created_at;
  std::optional<Instant> removed_at;
};
BOOST_DESCRIBE_STRUCT(Piece, (), (id, workspace_id, session_id, sitter_id, deliverable, kind, live, original_id, name, media_type, bytes, sha256,
                                  print_sha256, traits, created_at, removed_at))

enum class SubmissionState { open, deposited, deposited_late, replaced, sealed, anonymised, marking, released };
BOOST_DESCRIBE_ENUM(SubmissionState, open, deposited, deposited_late, replaced, sealed, anonymised, marking, released)
enum class SubmissionEvent { deposit, deposit_late, replace, seal, anonymise, begin_marking, release };
BOOST_DESCRIBE_ENUM(SubmissionEvent, deposit, deposit_late, replace, seal, anonymise, begin_marking, release)
/// Problem examine.submission_state.
Result<SubmissionState> moved(SubmissionState state, SubmissionEvent event);

struct ManifestFile {
  std::string name;
  std::int64_t size = 0;
  std::string sha256;
};
BOOST_DESCRIBE_STRUCT(ManifestFile, (), (name, size, sha256))
/// What is sealed. Its canonical JSON (RFC 8785) is the leaf of the session's tree.
struct Manifest {
  std::string submission;
  std::int64_t attempt = 1;
  std::string pseudonym;
  std::vector<ManifestFile> files;
  Instant time;  // the server's
};
BOOST_DESCRIBE_STRUCT(Manifest, (), (submission, attempt, pseudonym, files, time))

struct Submission {
  SubmissionId id;
  WorkspaceId workspace_id;
  ExamSessionId session_id;
  SitterId sitter_id;
  EnrolmentId enrolment_id;
  std::string pseudonym;
  std::int64_t attempt = 1;
  SubmissionState state = SubmissionState::open;
  std::vector<PieceId> pieces;
  std::string manifest;  // canonical JSON
  std::string sha256;    // of the manifest, hexadecimal
  std::string leaf;      // RFC 6962 leaf hash, hexadecimal
  std::int64_t leaf_index = 0;
  Instant deposited_at;
  std::optional<Instant> sealed_at;
  std::int64_t revision = 1;
};
BOOST_DESCRIBE_STRUCT(Submission, (), (id, workspace_id, session_id, sitter_id, enrolment_id, pseudonym, attempt, state, pieces, manifest, sha256, leaf,
                                       leaf_index, deposited_at, sealed_at, revision))

/// The canonical text of a manifest.
std::string canonical(Manifest const& manifest);

/// What proves a deposit: the manifest as hashed, its place in the session's tree, the way to the root. `sealed_root` is
/// the session's own root once it is closed (the one in the minutes); before, `root` is that of the deposits so far.
struct Receipt {
  std::string manifest;
  std::string manifest_sha256;
  std::string leaf;
  std::int64_t index = 0;
  std::int64_t tree_size = 0;
  std::vector<std::string> proof;
  std::string root;
  std::optional<std::string> sealed_root;
  std::string session_title;
  Instant made_at;
};
BOOST_DESCRIBE_STRUCT(Receipt, (), (manifest, manifest_sha256, leaf, index, tree_size, proof, root, sealed_root, session_title, made_at))
/// `leaves` are the session's leaf hashes (hexadecimal) in order; the submission's own is among them.
Receipt receipt_of(Submission const& submission, std::vector<std::string> const& leaves);
/// Hexadecimal root over hexadecimal leaf hashes.
std::string root_of(std::vector<std::string> const& leaves);

/// A figure measured on a piece when it was frozen or handed in, shown beside the criterion it informs; numerator out of
/// denominator, `evidence` says where to look ("piece:<id>").
struct Indicator {
  std::string criterion;  // "K1.11"
  std::string code;       // "spelling_faults"
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
  PieceId piece_id;
  std::string deliverable;
};
BOOST_DESCRIBE_STRUCT(Indicator, (), (criterion, code, numerator, denominator, piece_id, deliverable))

/// An anonymised copy of a piece, as jurors get it.
enum class Cleaned { stripped, untouched };
BOOST_DESCRIBE_ENUM(Cleaned, stripped, untouched)
struct PieceCopy {
  PieceId piece_id;
  SubmissionId submission_id;
  std::string deliverable;
  PieceKind kind = PieceKind::upload;
  std::optional<LiveKind> live;
  std::optional<PieceId> original_id;
  std::string name;
  std::string media_type;
  std::int64_t bytes = 0;
  std::string sha256;
  std::optional<std::string> print_sha256;
  Cleaned cleaned = Cleaned::stripped;  // untouched: a format that holds no metadata, or that cannot be rewritten
  std::vector<Trait> traits;
};
BOOST_DESCRIBE_STRUCT(PieceCopy, (), (piece_id, submission_id, deliverable, kind, live, original_id, name, media_type, bytes, sha256, print_sha256,
                                      cleaned, traits))

}  // namespace parvis::examine
