// SPDX-License-Identifier: AGPL-3.0-or-later
// A session as an auditor takes it away, and what is purged of it when its time has come.
#include <set>

#include "examine/dossier_store.h"
#include "examine/jobs.h"

namespace parvis::examine {
namespace {

json::Value cases_of(store::Transaction& tx, ExamSession const& session) {
  boost::json::array cases;
  for (ExamCaseId const& id : session.pool) {
    auto const one = load_case(tx, session.workspace_id, id);
    if (one) cases.push_back(json::to_value(*one));
  }
  return cases;
}

/// The way from each attempt to the root that the session closed with.
json::Value receipts_of(std::vector<Submission> const& attempts, ExamSession const& session, std::vector<std::string> const& leaves) {
  boost::json::array receipts;
  for (Submission const& one : attempts) {
    Receipt receipt = receipt_of(one, leaves);
    receipt.sealed_root = session.root;
    receipt.session_title = session.title.to_string();
    receipt.made_at = one.deposited_at;
    receipts.push_back(json::to_value(receipt));
  }
  return receipts;
}

std::vector<Submission> all_attempts(store::Transaction& tx, std::vector<Sitter> const& sitters) {
  std::vector<Submission> all;
  for (Sitter const& sitter : sitters) {
    for (Submission& one : attempts_of(tx, sitter.id)) all.push_back(std::move(one));
  }
  return all;
}

void add_files(std::set<std::string>& files, std::vector<Piece> const& pieces, std::vector<PieceCopy> const& copies) {
  for (Piece const& piece : pieces) {
    files.insert(piece.sha256);
    if (piece.print_sha256) files.insert(*piece.print_sha256);
  }
  for (PieceCopy const& copy : copies) files.insert(copy.sha256);
}

}  // namespace

json::Value session_records(store::Transaction& tx, ExamSession const& session) {
  auto const sitters = sitters_of(tx, session.id);
  auto const attempts = all_attempts(tx, sitters);
  boost::json::array derogations;
  for (Sitter const& sitter : sitters) {
    for (Derogation const& one : derogation_rows(tx, sitter.id)) derogations.push_back(json::to_value(one));
  }
  return boost::json::object{{"session", json::to_value(session)},
                             {"sitters", json::to_value(sitters)},
                             {"cases", cases_of(tx, session)},
                             {"submissions", json::to_value(attempts)},
                             {"receipts", receipts_of(attempts, session, leaves_of(tx, session.id))},
                             {"derogations", derogations},
                             {"refusals", json::to_value(refusal_rows(tx, session.id))}};
}

std::int64_t evidence_kept(store::Transaction& tx, ExamSessionId const& session) {
  std::int64_t kept = 0;
  for (Sitter const& sitter : sitters_of(tx, session)) kept += std::ssize(piece_rows(tx, sitter.id));
  return kept;
}

std::vector<std::string> purge_evidence(store::Transaction& tx, Clock const& clock, Actor const& actor, ExamSession const& session) {
  std::set<std::string> files;
  for (Sitter const& sitter : sitters_of(tx, session.id)) {
    auto const pieces = piece_rows(tx, sitter.id);
    for (Submission const& attempt : attempts_of(tx, sitter.id)) {
      add_files(files, pieces, copy_rows(tx, attempt.id));
      forget_evidence(tx, attempt.id, pieces);
    }
    for (Piece piece : pieces) {
      files.insert(piece.sha256);
      piece.removed_at = clock.now();
      update_piece_row(tx, {clock, actor, "examine.piece_purged"}, piece);
    }
  }
  return {files.begin(), files.end()};
}

}  // namespace parvis::examine
