// SPDX-License-Identifier: AGPL-3.0-or-later
// A session as an auditor takes it away, and what is purged of it when its time has come.
#include <set>

#include "examine/dossier_store.h"
#include "examine/jobs.h"
#include "examine/questionnaire_bank_store.h"
#include "examine/questionnaire_results.h"

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

std::string folder_of(Submission const& attempt) { return attempt.pseudonym + "/attempt-" + std::to_string(attempt.attempt) + "/"; }

template <class FileOfDeposit>
void add_file(std::vector<SessionFile>& files, std::string const& folder, FileOfDeposit const& one) {
  files.push_back({folder + one.name, one.sha256});
  if (one.print_sha256) files.push_back({folder + one.name + ".pdf", *one.print_sha256});
}

/// Of what each sitting was asked, every version once.
json::Value versions_asked(store::Transaction& tx, WorkspaceId const& workspace, std::set<QuestionVersionId> const& ids) {
  boost::json::array versions;
  for (QuestionVersionId const& id : ids) {
    if (auto const version = find_question_version(tx, workspace, id)) versions.push_back(json::to_value(*version));
  }
  return versions;
}

}  // namespace

std::optional<json::Value> questionnaire_records(store::Transaction& tx, ExamSession const& session) {
  auto const paper = find_session_questionnaire(tx, session.workspace_id, session.id);
  if (!paper) return std::nullopt;
  boost::json::array sittings, answers, results;
  std::set<QuestionVersionId> asked;
  for (Sitting const& sitting : sitting_rows(tx, session.workspace_id, session.id)) {
    sittings.push_back(json::to_value(sitting));
    results.push_back(json::to_value(result_of(tx, sitting)));
    for (SittingQuestion const& one : sitting_question_rows(tx, sitting.id)) {
      asked.insert(one.version_id);
      answers.push_back(json::to_value(one));
    }
  }
  return boost::json::object{{"paper", json::to_value(*paper)}, {"questions", versions_asked(tx, session.workspace_id, asked)},
                             {"sittings", sittings},            {"answers", answers},
                             {"results", results}};
}

std::vector<SessionFile> session_files(store::Transaction& tx, ExamSessionId const& session, SessionFiles which) {
  std::vector<SessionFile> files;
  for (Submission const& attempt : all_attempts(tx, sitters_of(tx, session))) {
    std::string const folder = folder_of(attempt);
    if (which == SessionFiles::anonymous) {
      for (PieceCopy const& copy : pieces_of(tx, attempt.id)) add_file(files, folder, copy);
      continue;
    }
    for (PieceId const& id : attempt.pieces) {
      if (auto const piece = find_piece(tx, id)) add_file(files, folder, *piece);
    }
  }
  return files;
}

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
      add_files(files, pieces, pieces_of(tx, attempt.id));
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
