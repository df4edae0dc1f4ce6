// SPDX-License-Identifier: AGPL-3.0-or-later
#include "examine/dossier_store.h"

#include "examine/rebuilding.h"

namespace parvis::examine {
namespace {

constexpr auto pieces_where = " FROM examine_piece WHERE sitter_id = $1 AND removed_at IS NULL ORDER BY created_at, id";
constexpr auto piece_where = " FROM examine_piece WHERE id = $1";
constexpr auto count_sql = "SELECT COUNT(*) FROM examine_piece WHERE sitter_id = $1 AND deliverable = $2";
constexpr auto name_sql = "SELECT given FROM examine_piece_name WHERE piece_id = $1";
constexpr auto indicators_where = " FROM examine_indicator WHERE piece_id = $1 ORDER BY criterion, code";
constexpr auto indicators_in_session =
    " FROM examine_indicator WHERE piece_id IN (SELECT p.id FROM examine_piece AS p JOIN examine_sitter AS s ON s.id = p.sitter_id WHERE s.session_id = $1) "
    "ORDER BY criterion, code";
constexpr auto submission_where = " FROM examine_submission WHERE workspace_id = $1 AND id = $2";
constexpr auto attempts_where = " FROM examine_submission WHERE sitter_id = $1 ORDER BY attempt";
constexpr auto attempts_in_session = " FROM examine_submission WHERE session_id = $1 ORDER BY leaf_index";
constexpr auto last_where =
    " FROM examine_submission AS s WHERE session_id = $1 AND NOT EXISTS (SELECT 1 FROM examine_submission AS later WHERE later.sitter_id = s.sitter_id "
    "AND later.attempt > s.attempt) ORDER BY pseudonym";
constexpr auto leaves_sql = "SELECT leaf FROM examine_submission WHERE session_id = $1 ORDER BY leaf_index";
constexpr auto copies_where = " FROM examine_copy WHERE submission_id = $1 ORDER BY deliverable, name";
constexpr auto copies_in_session =
    " FROM examine_copy WHERE submission_id IN (SELECT id FROM examine_submission WHERE session_id = $1) ORDER BY deliverable, name";
constexpr auto forget_copies = "DELETE FROM examine_copy WHERE submission_id = $1";
constexpr auto forget_name = "DELETE FROM examine_piece_name WHERE piece_id = $1";
constexpr auto derogations_where = " FROM examine_derogation WHERE sitter_id = $1 ORDER BY granted_at";
constexpr auto derogations_in_session =
    " FROM examine_derogation WHERE sitter_id IN (SELECT id FROM examine_sitter WHERE session_id = $1) ORDER BY granted_at";
constexpr auto refusals_where = " FROM examine_refusal WHERE session_id = $1 ORDER BY at DESC, id DESC LIMIT 500";

template <class T>
void record(store::Transaction& tx, Act const& act, T const& noun, std::string const& table) {
  enrol::ledger_append(tx, act.clock, act.actor, {act.code, table, noun.id.to_string(), json::to_value(noun)});
  identity::record_audit(tx, act.clock, act.actor, {act.code, table, noun.id.to_string()});
}

/// The copies of one submission as the ledger keeps them.
struct CopyList {
  SubmissionId id;
  std::vector<PieceCopy> copies;
};
BOOST_DESCRIBE_STRUCT(CopyList, (), (id, copies))

void put_copies(store::Transaction& tx, SubmissionId const& submission, std::vector<PieceCopy> const& copies) {
  tx.run(forget_copies, {submission.to_string()});
  for (PieceCopy const& copy : copies) store::insert(tx, "examine_copy", copy);
}

}  // namespace

void add_piece_row(store::Transaction& tx, Act const& act, Piece const& piece, std::string const& given) {
  store::insert(tx, "examine_piece", piece);
  store::insert(tx, "examine_piece_name", PieceName{piece.id, given});
  record(tx, act, piece, "examine_piece");
}

void update_piece_row(store::Transaction& tx, Act const& act, Piece const& piece) {
  tx.run(store::update_of<Piece>("examine_piece"), store::fields(piece));
  record(tx, act, piece, "examine_piece");
}

std::vector<Piece> piece_rows(store::Transaction& tx, SitterId const& sitter) {
  static std::string const sql = store::selected<Piece>(pieces_where);
  return store::records<Piece>(tx.rows(sql, {sitter.to_string()}));
}

std::optional<Piece> find_piece(store::Transaction& tx, PieceId const& id) {
  static std::string const sql = store::selected<Piece>(piece_where);
  return store::one<Piece>(tx.first(sql, {id.to_string()}));
}

std::int64_t count_pieces(store::Transaction& tx, SitterId const& sitter, std::string const& deliverable) {
  return tx.first(count_sql, {sitter.to_string(), deliverable})->integer(0);
}

std::string given_name(store::Transaction& tx, PieceId const& id) {
  auto const row = tx.first(name_sql, {id.to_string()});
  return row ? row->text(0) : std::string();
}

void insert_indicators(store::Transaction& tx, std::vector<Indicator> const& indicators) {
  for (Indicator const& indicator : indicators) store::insert(tx, "examine_indicator", indicator);
}

std::vector<Indicator> indicator_rows(store::Transaction& tx, PieceId const& piece) {
  static std::string const sql = store::selected<Indicator>(indicators_where);
  return store::records<Indicator>(tx.rows(sql, {piece.to_string()}));
}

std::map<PieceId, std::vector<Indicator>> indicator_rows(store::Transaction& tx, ExamSessionId const& session) {
  static std::string const sql = store::selected<Indicator>(indicators_in_session);
  std::map<PieceId, std::vector<Indicator>> by_piece;
  for (Indicator& one : store::records<Indicator>(tx.rows(sql, {session.to_string()}))) by_piece[one.piece_id].push_back(std::move(one));
  return by_piece;
}

Done save(store::Transaction& tx, Act const& act, Submission const& submission, Write write) {
  if (write == Write::insert) {
    store::insert(tx, "examine_submission", submission);
  } else if (!store::update(tx, "examine_submission", submission)) {
    return conflict("examine.stale_revision");
  }
  record(tx, act, submission, "examine_submission");
  return {};
}

Result<Submission> load_submission(store::Transaction& tx, WorkspaceId const& workspace, SubmissionId const& id) {
  static std::string const sql = store::selected<Submission>(submission_where);
  auto found = store::one<Submission>(tx.first(sql, {workspace.to_string(), id.to_string()}));
  if (!found) return not_found("examine.submission_not_found");
  return std::move(*found);
}

std::vector<Submission> attempts_of(store::Transaction& tx, SitterId const& sitter) {
  static std::string const sql = store::selected<Submission>(attempts_where);
  return store::records<Submission>(tx.rows(sql, {sitter.to_string()}));
}

std::vector<Submission> attempts_in(store::Transaction& tx, ExamSessionId const& session) {
  static std::string const sql = store::selected<Submission>(attempts_in_session);
  return store::records<Submission>(tx.rows(sql, {session.to_string()}));
}

std::optional<Submission> last_submission(store::Transaction& tx, SitterId const& sitter) {
  auto all = attempts_of(tx, sitter);
  if (all.empty()) return std::nullopt;
  return std::move(all.back());
}

std::vector<Submission> submissions_of(store::Transaction& tx, ExamSessionId const& session) {
  static std::string const sql = store::selected<Submission>(last_where);
  return store::records<Submission>(tx.rows(sql, {session.to_string()}));
}

std::vector<std::string> leaves_of(store::Transaction& tx, ExamSessionId const& session) {
  std::vector<std::string> leaves;
  for (store::Row const& row : tx.rows(leaves_sql, {session.to_string()})) leaves.push_back(row.text(0));
  return leaves;
}

void forget_evidence(store::Transaction& tx, SubmissionId const& submission, std::vector<Piece> const& pieces) {
  tx.run(forget_copies, {submission.to_string()});
  for (Piece const& piece : pieces) tx.run(forget_name, {piece.id.to_string()});
}

void save_copies(store::Transaction& tx, Act const& act, SubmissionId const& submission, std::vector<PieceCopy> const& copies) {
  put_copies(tx, submission, copies);
  enrol::ledger_append(tx, act.clock, act.actor, {act.code, "examine_copy", submission.to_string(), json::to_value(CopyList{submission, copies})});
}

std::vector<PieceCopy> pieces_of(store::Transaction& tx, SubmissionId const& submission) {
  static std::string const sql = store::selected<PieceCopy>(copies_where);
  return store::records<PieceCopy>(tx.rows(sql, {submission.to_string()}));
}

std::map<SubmissionId, std::vector<PieceCopy>> pieces_in(store::Transaction& tx, ExamSessionId const& session) {
  static std::string const sql = store::selected<PieceCopy>(copies_in_session);
  std::map<SubmissionId, std::vector<PieceCopy>> by_submission;
  for (PieceCopy& one : store::records<PieceCopy>(tx.rows(sql, {session.to_string()}))) by_submission[one.submission_id].push_back(std::move(one));
  return by_submission;
}

void insert_derogation(store::Transaction& tx, Act const& act, Derogation const& derogation) {
  store::insert(tx, "examine_derogation", derogation);
  record(tx, act, derogation, "examine_derogation");
}

std::vector<Derogation> derogation_rows(store::Transaction& tx, SitterId const& sitter) {
  static std::string const sql = store::selected<Derogation>(derogations_where);
  return store::records<Derogation>(tx.rows(sql, {sitter.to_string()}));
}

std::map<SitterId, std::vector<Derogation>> derogation_rows(store::Transaction& tx, ExamSessionId const& session) {
  static std::string const sql = store::selected<Derogation>(derogations_in_session);
  std::map<SitterId, std::vector<Derogation>> by_sitter;
  for (Derogation& one : store::records<Derogation>(tx.rows(sql, {session.to_string()}))) by_sitter[one.sitter_id].push_back(std::move(one));
  return by_sitter;
}

void insert_refusal(store::Transaction& tx, Refusal const& refusal) { store::insert(tx, "examine_refusal", refusal); }

std::vector<Refusal> refusal_rows(store::Transaction& tx, ExamSessionId const& session) {
  static std::string const sql = store::selected<Refusal>(refusals_where);
  return store::records<Refusal>(tx.rows(sql, {session.to_string()}));
}

std::vector<enrol::Rebuilder> dossier_rebuilders() {
  return {rebuilder<Piece>("examine_piece"), rebuilder<Submission>("examine_submission"), rebuilder<Derogation>("examine_derogation"),
          {"examine_copy", [](store::Transaction& tx, json::Value const& row) {
             auto const list = json::decode_value<CopyList>(row);
             PARVIS_ASSERT(list.has_value(), "the ledger holds copies that are no longer read");
             put_copies(tx, list->id, list->copies);
           }}};
}

}  // namespace parvis::examine
