// SPDX-License-Identifier: AGPL-3.0-or-later
// Pieces come and go while time is left; a deposit takes them as they stand.
#include <algorithm>

#include "base/digest.h"
#include "base/encoding.h"
#include "base/json.h"
#include "examine/own.h"
#include "jobs/queue.h"
#include "seal/hash_tree.h"

namespace parvis::examine {
namespace {

constexpr std::size_t most_pieces = 60;

Done check_deliverable(store::Transaction& tx, Own const& own, std::string const& code) {
  if (!own.sitter.case_id) return conflict("examine.not_open");
  TRY(ExamCase const exam_case, load_case(tx, own.session.workspace_id, *own.sitter.case_id));
  auto const& asked = exam_case.content.deliverables;
  if (std::find(asked.begin(), asked.end(), code) == asked.end()) return invalid_field("deliverable", "examine.piece_deliverable", "", code);
  return {};
}

Done check_room(store::Transaction& tx, Own const& own) {
  std::size_t const count = piece_rows(tx, own.sitter.id).size();
  if (count >= most_pieces) return invalid_field("file", "examine.piece_count", std::to_string(most_pieces), std::to_string(count + 1));
  return {};
}

Result<Own> working(store::Transaction& tx, Desk const& desk, Actor const& actor, ExamSessionId const& id) {
  TRY(Own own, load_own(tx, actor, id));
  TRY_DONE(check_working(own, desk.clock.now()));
  return own;
}

Result<Own> working_on(store::Transaction& tx, Desk const& desk, Actor const& actor, ExamSessionId const& id, std::string const& deliverable) {
  TRY(Own own, working(tx, desk, actor, id));
  TRY_DONE(check_deliverable(tx, own, deliverable));
  TRY_DONE(check_room(tx, own));
  return own;
}

Piece new_piece(Desk const& desk, Own const& own, std::string const& deliverable) {
  Piece piece;
  piece.id = PieceId::make(desk.clock);
  piece.workspace_id = own.session.workspace_id;
  piece.session_id = own.session.id;
  piece.sitter_id = own.sitter.id;
  piece.deliverable = deliverable;
  piece.created_at = desk.clock.now();
  return piece;
}

// "L1.1-2.pdf": says nothing of who made it, and two pieces never share one.
std::string neutral_name(store::Transaction& tx, Own const& own, std::string const& deliverable, std::string_view ending) {
  return deliverable + "-" + std::to_string(count_pieces(tx, own.sitter.id, deliverable) + 1) + "." + std::string(ending);
}

Done pair_up(store::Transaction& tx, Own const& own, Handed const& handed, Piece& piece) {
  piece.kind = handed.kind.value_or(PieceKind::upload);
  if (piece.kind == PieceKind::live) return invalid_field("kind", "examine.piece_kind", "upload, original, retouched", "live");
  if (piece.kind != PieceKind::retouched) return {};
  auto const original = handed.original ? find_piece(tx, *handed.original) : std::nullopt;
  if (!original || original->sitter_id != own.sitter.id || original->kind != PieceKind::original) return invalid_field("original", "examine.piece_original");
  piece.original_id = handed.original;
  return {};
}

std::vector<Indicator> placed(std::vector<Indicator> indicators, Piece const& piece) {
  for (Indicator& one : indicators) {
    one.piece_id = piece.id;
    one.deliverable = piece.deliverable;
  }
  return indicators;
}

Result<Piece> kept_file(Desk const& desk, Actor const& actor, ExamSessionId const& id, Handed const& handed, std::string const& bytes) {
  // Asked before the bytes are read: a stranger, or a late one, costs nothing.
  TRY_DONE(desk.database.read([&](store::Transaction& tx) { return working_on(tx, desk, actor, id, handed.deliverable); }));
  TRY(FileFormat const format, checked_upload(handed.name, bytes));
  TRY_DONE(desk.clean_file(format, bytes));  // an archive that overflows, or a file that no reader opens, is told now
  std::string const digest = sha256_hex(bytes);
  desk.keep_file(digest, bytes);
  auto const indicators = measured_upload(desk, handed.name, bytes);
  return desk.database.write([&](store::Transaction& tx) -> Result<Piece> {
    TRY(Own const own, working_on(tx, desk, actor, id, handed.deliverable));
    Piece piece = new_piece(desk, own, handed.deliverable);
    TRY_DONE(pair_up(tx, own, handed, piece));
    piece.name = neutral_name(tx, own, handed.deliverable, format.ending);
    piece.media_type = std::string(format.media_type);
    piece.bytes = static_cast<std::int64_t>(bytes.size());
    piece.sha256 = digest;
    piece.traits = handed.traits;
    add_piece_row(tx, {desk.clock, actor, "examine.piece_added"}, piece, handed.name);
    insert_indicators(tx, placed(indicators, piece));
    return piece;
  });
}

Result<Piece> kept_work(Desk const& desk, Actor const& actor, ExamSessionId const& id, FreezeWork const& request) {
  TRY(Own const seen, desk.database.read([&](store::Transaction& tx) { return working_on(tx, desk, actor, id, request.deliverable.to_string()); }));
  if (!seen.sitter.brand_id) return conflict("examine.work_empty");
  Actor inside = actor;
  inside.brand = *seen.sitter.brand_id;
  inside.role = identity::Role::manager;
  TRY(Frozen const frozen, frozen_work(desk, inside, request.kind));
  std::string const bytes = boost::json::serialize(frozen.work);
  std::string const digest = sha256_hex(bytes);
  desk.keep_file(digest, bytes);
  // Without the worker that prints, the work itself is still handed in: on the day of an exam nothing may stand in its way.
  auto const print = desk.print_work ? desk.print_work({request.kind, frozen.work, seen.sitter.pseudonym, identity::Locale::fr}) : fail(Problem{});
  std::optional<std::string> print_digest;
  if (print) {
    print_digest = sha256_hex(*print);
    desk.keep_file(*print_digest, *print);
  }
  return desk.database.write([&](store::Transaction& tx) -> Result<Piece> {
    TRY(Own const own, working_on(tx, desk, actor, id, request.deliverable.to_string()));
    Piece piece = new_piece(desk, own, request.deliverable.to_string());
    piece.kind = PieceKind::live;
    piece.live = request.kind;
    piece.name = neutral_name(tx, own, piece.deliverable, "json");
    piece.media_type = "application/json";
    piece.bytes = static_cast<std::int64_t>(bytes.size());
    piece.sha256 = digest;
    piece.print_sha256 = print_digest;
    add_piece_row(tx, {desk.clock, actor, "examine.work_frozen"}, piece, json::name_of(request.kind));
    insert_indicators(tx, placed(frozen.indicators, piece));
    return piece;
  });
}

std::vector<ManifestFile> files_of(std::vector<Piece> const& pieces) {
  std::vector<ManifestFile> files;
  for (Piece const& piece : pieces) files.push_back({piece.name, piece.bytes, piece.sha256});
  return files;
}

Done replace_last(store::Transaction& tx, Act const& act, std::optional<Submission> last) {
  if (!last) return {};
  auto const state = moved(last->state, SubmissionEvent::replace);
  if (!state) return {};  // sealed already: it stays what it is, beside the late one
  last->state = *state;
  ++last->revision;
  return save(tx, act, *last, Write::update);
}

Result<Submission> made(store::Transaction& tx, Act const& act, Own const& own) {
  auto const pieces = piece_rows(tx, own.sitter.id);
  if (pieces.empty()) return conflict("examine.deposit_empty");
  Instant const now = act.clock.now();
  auto const last = last_submission(tx, own.sitter.id);
  Submission submission;
  submission.id = SubmissionId::make(act.clock);
  submission.workspace_id = own.session.workspace_id;
  submission.session_id = own.session.id;
  submission.sitter_id = own.sitter.id;
  submission.enrolment_id = own.sitter.enrolment_id;
  submission.pseudonym = own.sitter.pseudonym;
  submission.attempt = last ? last->attempt + 1 : 1;
  TRY(submission.state, moved(SubmissionState::open, now > own.sitter.deadline ? SubmissionEvent::deposit_late : SubmissionEvent::deposit));
  for (Piece const& piece : pieces) submission.pieces.push_back(piece.id);
  submission.manifest = canonical({submission.id.to_string(), submission.attempt, submission.pseudonym, files_of(pieces), now});
  submission.sha256 = sha256_hex(submission.manifest);
  submission.leaf = hex(seal::leaf_hash(submission.manifest));
  submission.leaf_index = static_cast<std::int64_t>(leaves_of(tx, own.session.id).size());
  submission.deposited_at = now;
  TRY_DONE(replace_last(tx, act, last));
  TRY_DONE(save(tx, act, submission, Write::insert));
  return submission;
}

}  // namespace

Result<Piece> hand_in(Desk const& desk, Actor const& actor, ExamSessionId const& id, Handed const& handed, std::string const& bytes) {
  return watched(desk, actor, id, "examine.piece_added", kept_file(desk, actor, id, handed, bytes));
}

Result<Piece> freeze_work(Desk const& desk, Actor const& actor, ExamSessionId const& id, FreezeWork const& request) {
  return watched(desk, actor, id, "examine.work_frozen", kept_work(desk, actor, id, request));
}

Done remove_piece(Desk const& desk, Actor const& actor, ExamSessionId const& id, PieceId const& piece_id) {
  auto result = desk.database.write([&](store::Transaction& tx) -> Done {
    TRY(Own const own, working(tx, desk, actor, id));
    auto piece = find_piece(tx, piece_id);
    if (!piece || piece->sitter_id != own.sitter.id || piece->removed_at) return not_found("examine.piece_not_found");
    piece->removed_at = desk.clock.now();
    update_piece_row(tx, {desk.clock, actor, "examine.piece_removed"}, *piece);
    return {};
  });
  return watched(desk, actor, id, "examine.piece_removed", std::move(result));
}

Result<Submission> deposit(Desk const& desk, Actor const& actor, ExamSessionId const& id) {
  auto result = desk.database.write([&](store::Transaction& tx) -> Result<Submission> {
    TRY(Own own, working(tx, desk, actor, id));
    Act const act{desk.clock, actor, "examine.deposited"};
    TRY(Submission const submission, made(tx, act, own));
    if (own.sitter.presence == Presence::expected) {
      own.sitter.presence = Presence::present;
      ++own.sitter.revision;
      TRY_DONE(save(tx, act, own.sitter, Write::update));
    }
    return submission;
  });
  return watched(desk, actor, id, "examine.deposited", std::move(result));
}

Result<Receipt> receipt(Desk const& desk, Actor const& actor, ExamSessionId const& id, SubmissionId const& submission_id) {
  auto result = desk.database.read([&](store::Transaction& tx) -> Result<Receipt> {
    TRY(Own const own, load_own(tx, actor, id));
    TRY(Submission const submission, load_submission(tx, actor.workspace, submission_id));
    if (submission.sitter_id != own.sitter.id) return not_found("examine.submission_not_found");
    Receipt made = receipt_of(submission, leaves_of(tx, id));
    made.sealed_root = own.session.root;
    made.session_title = own.session.title.to_string();
    made.made_at = desk.clock.now();
    return made;
  });
  return watched(desk, actor, id, "examine.receipt_read", std::move(result));
}

}  // namespace parvis::examine
