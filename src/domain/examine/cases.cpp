// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "base/digest.h"
#include "base/json.h"
#include "examine/acts.h"

namespace parvis::examine {
namespace {

constexpr std::size_t most_documents = 30;

Done check_deliverables(CaseText const& content) {
  referential::Block const* block = referential::find_block(content.block.to_string());
  if (block == nullptr) return invalid_field("block", "examine.case_block", "B1–B5", content.block.to_string());
  for (std::size_t i = 0; i < content.deliverables.size(); ++i) {
    auto const& known = block->evaluation.deliverables;
    std::string const& code = content.deliverables[i];
    bool const there = std::any_of(known.begin(), known.end(), [&](referential::Deliverable const& one) { return one.id == code; });
    if (!there) return invalid_field("deliverables/" + std::to_string(i), "examine.case_deliverable_unknown", content.block.to_string(), code);
  }
  return {};
}

Done check_content(CaseText const& content) {
  TRY_DONE(check_deliverables(content));
  return check(content.supplied);
}

// What the source asks of the block, when the certifier chose nothing.
CaseText completed(CaseText content) {
  if (!content.deliverables.empty()) return content;
  for (referential::Deliverable const& one : referential::find_block(content.block.to_string())->evaluation.deliverables) {
    content.deliverables.push_back(one.id);
  }
  return content;
}

Done check_draft(ExamCase const& exam_case) {
  if (exam_case.state != CaseState::draft) return conflict("examine.case_state", json::name_of(exam_case.state));
  return {};
}

Result<ExamCase> changed(Desk const& desk, Actor const& actor, ExamCaseId const& id, std::function<Done(ExamCase&)> const& change) {
  return desk.database.write([&](store::Transaction& tx) -> Result<ExamCase> {
    TRY(ExamCase exam_case, load_case(tx, actor.workspace, id));
    TRY_DONE(check_draft(exam_case));
    ++exam_case.revision;
    TRY_DONE(change(exam_case));
    TRY_DONE(save(tx, {desk.clock, actor, "examine.case_saved"}, exam_case, Write::update));
    return exam_case;
  });
}

}  // namespace

Result<ExamCase> write_case(Desk const& desk, Actor const& actor, CaseText const& content) {
  TRY_DONE(check_content(content));
  return desk.database.write([&](store::Transaction& tx) -> Result<ExamCase> {
    ExamCase exam_case;
    exam_case.id = ExamCaseId::make(desk.clock);
    exam_case.workspace_id = actor.workspace;
    exam_case.content = completed(content);
    exam_case.created_at = desk.clock.now();
    TRY_DONE(save(tx, {desk.clock, actor, "examine.case_written"}, exam_case, Write::insert));
    return exam_case;
  });
}

Result<ExamCase> save_case(Desk const& desk, Actor const& actor, ExamCaseId const& id, SaveCase const& change) {
  TRY_DONE(check_content(change.content));
  return changed(desk, actor, id, [&](ExamCase& exam_case) -> Done {
    exam_case.content = completed(change.content);
    exam_case.revision = change.revision + 1;
    return {};
  });
}

Result<ExamCase> move_case(Desk const& desk, Actor const& actor, ExamCaseId const& id, CaseEvent event) {
  return desk.database.write([&](store::Transaction& tx) -> Result<ExamCase> {
    TRY(ExamCase exam_case, load_case(tx, actor.workspace, id));
    if (event == CaseEvent::draw) return conflict("examine.case_state", "draw");
    TRY(exam_case.state, moved(exam_case.state, event));
    std::vector<FieldError> lacks;
    for (std::string const& field : lacking(exam_case)) lacks.push_back({field, "examine.case_incomplete", "", ""});
    if (event == CaseEvent::make_ready && !lacks.empty()) return invalid("examine.case_incomplete", std::move(lacks));
    ++exam_case.revision;
    TRY_DONE(save(tx, {desk.clock, actor, "examine.case_moved"}, exam_case, Write::update));
    return exam_case;
  });
}

Result<ExamCase> add_case_document(Desk const& desk, Actor const& actor, ExamCaseId const& id, std::string const& name, std::string const& bytes) {
  TRY(FileFormat const format, checked_upload(name, bytes));
  TRY(auto const label, (Text<1, 200>::parse(name)));
  std::string const digest = sha256_hex(bytes);
  desk.keep_file(digest, bytes);
  return changed(desk, actor, id, [&](ExamCase& exam_case) -> Done {
    if (exam_case.documents.size() >= most_documents) {
      return invalid_field("file", "examine.case_documents", std::to_string(most_documents), std::to_string(exam_case.documents.size() + 1));
    }
    std::erase_if(exam_case.documents, [&](CaseDocument const& one) { return one.sha256 == digest; });
    exam_case.documents.push_back({label, std::string(format.media_type), static_cast<std::int64_t>(bytes.size()), digest});
    return {};
  });
}

Result<ExamCase> remove_case_document(Desk const& desk, Actor const& actor, ExamCaseId const& id, std::string const& sha256) {
  return changed(desk, actor, id, [&](ExamCase& exam_case) -> Done {
    auto const gone = std::erase_if(exam_case.documents, [&](CaseDocument const& one) { return one.sha256 == sha256; });
    if (gone == 0) return not_found("examine.document_not_found");
    return {};
  });
}

}  // namespace parvis::examine
