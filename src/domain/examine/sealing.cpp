// SPDX-License-Identifier: AGPL-3.0-or-later
// What happens to deposits after the deadline: sealed each in its own transaction, then copied without their author.
#include <fstream>
#include <iterator>

#include "base/digest.h"
#include "base/encoding.h"
#include "base/json.h"
#include "examine/own.h"
#include "seal/hash_tree.h"

namespace parvis::examine {
namespace {

std::string bytes_of(Desk const& desk, std::string const& sha256) {
  std::ifstream file(desk.file_of(sha256), std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

bool is_due(Sitter const& sitter, Instant now) { return last_instant(sitter) < now; }

Done seal_of(Desk const& desk, ExamSession const& session, Sitter const& sitter) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    TRY(Sitter const fresh, load_sitter(tx, session.workspace_id, sitter.id));
    auto submission = last_submission(tx, sitter.id);
    if (!submission || !is_due(fresh, desk.clock.now())) return {};
    auto const state = moved(submission->state, SubmissionEvent::seal);
    if (!state) return {};
    submission->state = *state;
    submission->sealed_at = desk.clock.now();
    ++submission->revision;
    return save(tx, {desk.clock, program(session.workspace_id), "examine.submission_sealed"}, *submission, Write::update);
  });
}

// A piece of live work holds no author by its making; a file is rewritten without what tells one.
Result<PieceCopy> copy_of(Desk const& desk, Submission const& submission, Piece const& piece) {
  PieceCopy copy{piece.id, submission.id, piece.deliverable, piece.kind, piece.live, piece.original_id, piece.name, piece.media_type, piece.bytes, piece.sha256,
                 piece.print_sha256, Cleaned::stripped, piece.traits};
  if (piece.kind == PieceKind::live) return copy;
  TRY(FileFormat const format, format_named(piece.name));
  std::string const original = bytes_of(desk, piece.sha256);
  if (sha256_hex(original) != piece.sha256) return unavailable("examine.file_absent", piece.sha256);
  TRY(CleanCopy const clean, desk.clean_file(format, original));
  copy.sha256 = sha256_hex(clean.bytes);
  copy.bytes = static_cast<std::int64_t>(clean.bytes.size());
  copy.cleaned = clean.outcome == CleanCopy::Outcome::stripped ? Cleaned::stripped : Cleaned::untouched;
  desk.keep_file(copy.sha256, clean.bytes);
  return copy;
}

std::vector<Piece> pieces_handed(store::Transaction& tx, Submission const& submission) {
  std::vector<Piece> pieces;
  for (PieceId const& id : submission.pieces) {
    if (auto piece = find_piece(tx, id)) pieces.push_back(std::move(*piece));
  }
  return pieces;
}

std::optional<Submission> submission_with(store::Transaction& tx, ExamSessionId const& session, std::string const& manifest_sha256) {
  for (Sitter const& sitter : sitters_of(tx, session)) {
    for (Submission& one : attempts_of(tx, sitter.id)) {
      if (one.sha256 == manifest_sha256) return std::move(one);
    }
  }
  return std::nullopt;
}

// True when what is shown proves, by itself, that its manifest stands under the root it names, and that root is one of
// this session's: the deposits' so far at that size.
bool proves(Receipt const& shown, std::vector<std::string> const& leaves) {
  seal::Inclusion claim{static_cast<std::uint64_t>(shown.index), static_cast<std::uint64_t>(shown.tree_size), seal::leaf_hash(shown.manifest), {}};
  for (std::string const& step : shown.proof) {
    auto const raw = from_hex(step);
    if (!raw) return false;
    claim.proof.push_back(*raw);
  }
  auto const root = from_hex(shown.root);
  if (!root || shown.tree_size < 1 || static_cast<std::size_t>(shown.tree_size) > leaves.size()) return false;
  std::vector<std::string> const then(leaves.begin(), leaves.begin() + shown.tree_size);
  return root_of(then) == shown.root && seal::shows_inclusion(claim, *root);
}

ReceiptCheck judged(store::Transaction& tx, ExamSessionId const& id, Receipt const& shown) {
  ReceiptCheck check;
  auto const submission = submission_with(tx, id, shown.manifest_sha256);
  if (!submission) return check;
  check.submission_id = submission->id;
  check.attempt = submission->attempt;
  check.pseudonym = submission->pseudonym;
  bool const whole = sha256_hex(shown.manifest) == shown.manifest_sha256 && submission->leaf_index == shown.index && proves(shown, leaves_of(tx, id));
  check.verdict = !whole ? ReceiptVerdict::altered : last_submission(tx, submission->sitter_id)->id == submission->id ? ReceiptVerdict::holds : ReceiptVerdict::superseded;
  return check;
}

}  // namespace

Done seal_due(Desk const& desk) {
  auto const sessions = desk.database.read([](store::Transaction& tx) { return open_sessions(tx); });
  for (ExamSession const& session : sessions) {
    auto const sitters = desk.database.read([&](store::Transaction& tx) { return sitters_of(tx, session.id); });
    for (Sitter const& sitter : sitters) {
      if (is_due(sitter, desk.clock.now())) TRY_DONE(seal_of(desk, session, sitter));
    }
  }
  return {};
}

Done anonymise(Desk const& desk, WorkspaceId const& workspace, SubmissionId const& id) {
  TRY(Submission const seen, desk.database.read([&](store::Transaction& tx) { return load_submission(tx, workspace, id); }));
  if (seen.state != SubmissionState::sealed) return {};
  std::vector<PieceCopy> copies;
  for (Piece const& piece : desk.database.read([&](store::Transaction& tx) { return pieces_handed(tx, seen); })) {
    TRY(PieceCopy copy, copy_of(desk, seen, piece));
    copies.push_back(std::move(copy));
  }
  return desk.database.write([&](store::Transaction& tx) -> Done {
    TRY(Submission submission, load_submission(tx, workspace, id));
    if (submission.state != SubmissionState::sealed) return {};
    Act const act{desk.clock, program(workspace), "examine.submission_anonymised"};
    save_copies(tx, act, id, copies);
    TRY(submission.state, moved(submission.state, SubmissionEvent::anonymise));
    ++submission.revision;
    return save(tx, act, submission, Write::update);
  });
}

Result<ReceiptCheck> check_receipt(Desk const& desk, Actor const& actor, ExamSessionId const& id, Receipt const& shown) {
  TRY(ReceiptCheck const check, desk.database.read([&](store::Transaction& tx) -> Result<ReceiptCheck> {
        TRY_DONE(load_session(tx, actor.workspace, id));
        return judged(tx, id, shown);
      }));
  if (check.verdict != ReceiptVerdict::holds) {
    Problem problem;
    problem.code = "examine.receipt_" + json::name_of(check.verdict);
    problem.detail = shown.manifest_sha256;
    note_refusal({desk.database, desk.clock}, actor, id, "examine.receipt_shown", problem);
  }
  return check;
}

}  // namespace parvis::examine
