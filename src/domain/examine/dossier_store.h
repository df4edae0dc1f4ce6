// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// SQL over pieces, submissions, copies, derogations and refusals.

#include "examine/session_store.h"

namespace parvis::examine {

using DerogationId = Id<struct DerogationTag>;
/// The right to deposit after the deadline, given by name and with a motive.
struct Derogation {
  DerogationId id;
  WorkspaceId workspace_id;
  SitterId sitter_id;
  Instant until;
  Text<1, 1000> motive;
  PersonId granted_by;
  Instant granted_at;
};
BOOST_DESCRIBE_STRUCT(Derogation, (), (id, workspace_id, sitter_id, until, motive, granted_by, granted_at))

/// Something a candidate tried and was refused.
struct Refusal {
  std::string id;
  WorkspaceId workspace_id;
  ExamSessionId session_id;
  std::optional<SitterId> sitter_id;
  std::string act;  // "examine.piece_added"
  std::string code;
  std::string detail;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(Refusal, (), (id, workspace_id, session_id, sitter_id, act, code, detail, at))

struct PieceName {
  PieceId piece_id;
  std::string given;
};
BOOST_DESCRIBE_STRUCT(PieceName, (), (piece_id, given))

void add_piece_row(store::Transaction& tx, Act const& act, Piece const& piece, std::string const& given);
void update_piece_row(store::Transaction& tx, Act const& act, Piece const& piece);
/// Those not removed, in the order of their making.
std::vector<Piece> piece_rows(store::Transaction& tx, SitterId const& sitter);
/// Removed ones too: a deposit may hold them.
std::optional<Piece> find_piece(store::Transaction& tx, PieceId const& id);
std::int64_t count_pieces(store::Transaction& tx, SitterId const& sitter, std::string const& deliverable);
std::string given_name(store::Transaction& tx, PieceId const& id);
void insert_indicators(store::Transaction& tx, std::vector<Indicator> const& indicators);
std::vector<Indicator> indicator_rows(store::Transaction& tx, PieceId const& piece);
/// Of every piece of the session, by piece.
std::map<PieceId, std::vector<Indicator>> indicator_rows(store::Transaction& tx, ExamSessionId const& session);

Done save(store::Transaction& tx, Act const& act, Submission const& submission, Write write);
/// Every attempt, in order.
std::vector<Submission> attempts_of(store::Transaction& tx, SitterId const& sitter);
/// Of every sitter of the session, by leaf.
std::vector<Submission> attempts_in(store::Transaction& tx, ExamSessionId const& session);
/// Hexadecimal leaf hashes of the session, by index.
std::vector<std::string> leaves_of(store::Transaction& tx, ExamSessionId const& session);

void save_copies(store::Transaction& tx, Act const& act, SubmissionId const& submission, std::vector<PieceCopy> const& copies);
/// Copies of the submission and the names its sitter gave.
void forget_evidence(store::Transaction& tx, SubmissionId const& submission, std::vector<Piece> const& pieces);
void insert_derogation(store::Transaction& tx, Act const& act, Derogation const& derogation);
std::vector<Derogation> derogation_rows(store::Transaction& tx, SitterId const& sitter);
/// Of every sitter of the session.
std::map<SitterId, std::vector<Derogation>> derogation_rows(store::Transaction& tx, ExamSessionId const& session);
void insert_refusal(store::Transaction& tx, Refusal const& refusal);
std::vector<Refusal> refusal_rows(store::Transaction& tx, ExamSessionId const& session);

std::vector<enrol::Rebuilder> dossier_rebuilders();

}  // namespace parvis::examine
