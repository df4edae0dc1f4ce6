// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/digest.h"
#include "strategy/plan_store.h"
#include "strategy/record.h"
#include "strategy/routes.h"

namespace parvis::strategy {
namespace {

Result<Brief> load_brief(store::Transaction& tx, BrandId const& brand, BriefId const& id) {
  auto brief = find_brief(tx, brand, id);
  if (!brief) return not_found("strategy.brief_not_found");
  return *brief;
}

void take(Brief& brief, SaveBrief const& change) {
  brief.title = change.title;
  brief.context = change.context;
  brief.problem_statement = change.problem_statement;
  brief.received_on = change.received_on;
}

Act act_on(BriefId const& brief, std::string action) {
  return {std::move(action), "brief", brief.to_string(), "C1.1.1", "comprendre/briefs/" + brief.to_string()};
}

std::size_t utf16_units(std::string const& utf8) {
  std::size_t units = 0;
  for (unsigned char c : utf8) units += (c & 0xC0) != 0x80 ? (c >= 0xF0 ? 2 : 1) : 0;
  return units;
}

// The range must lie in a paragraph that the document really has.
Done check_range(BriefDocument const& document, SavePassage const& passage) {
  auto const& p = passage;
  bool const known = p.paragraph >= 0 && p.paragraph < static_cast<std::int64_t>(document.paragraphs.size());
  if (!known) return invalid_field("paragraph", "strategy.passage_range", std::to_string(document.paragraphs.size()), std::to_string(p.paragraph));
  auto const units = static_cast<std::int64_t>(utf16_units(document.paragraphs[static_cast<std::size_t>(p.paragraph)]));
  if (p.first_unit >= 0 && p.first_unit < p.end_unit && p.end_unit <= units) return {};
  return invalid_field("end_unit", "strategy.passage_range", std::to_string(units), std::to_string(p.end_unit));
}

}  // namespace

Result<Brief> create_brief(Desk const& desk, Actor const& actor, SaveBrief const& request) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Brief> {
    Brief brief;
    brief.id = BriefId::make(desk.clock);
    brief.brand_id = actor.brand;
    brief.created_at = brief.updated_at = desk.clock.now();
    take(brief, request);
    insert_brief(tx, brief);
    record_act(tx, desk, actor, act_on(brief.id, "strategy.brief_created"));
    return brief;
  });
}

Result<Brief> save_brief(Desk const& desk, Actor const& actor, BriefId const& id, SaveBrief const& change) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Brief> {
    TRY(Brief brief, load_brief(tx, actor.brand, id));
    take(brief, change);
    brief.revision = change.revision.value_or(brief.revision) + 1;
    brief.updated_at = desk.clock.now();
    if (!update_brief(tx, brief)) return conflict("strategy.stale_revision");
    record_act(tx, desk, actor, act_on(id, "strategy.brief_restated"));
    return brief;
  });
}

std::vector<Brief> briefs_of(store::Transaction& tx, BrandId const& brand) { return brief_rows(tx, brand); }

Result<BriefSheet> brief_sheet(Desk const& desk, Actor const& actor, BriefId const& id) {
  return desk.database.read([&](store::Transaction& tx) -> Result<BriefSheet> {
    TRY(Brief const brief, load_brief(tx, actor.brand, id));
    return BriefSheet{brief, document_rows(tx, id), passage_rows(tx, id)};
  });
}

Result<BriefDocument> add_document(Desk const& desk, Actor const& actor, BriefId const& brief, std::string const& name, std::string const& bytes) {
  BriefDocument document;
  TRY(document.name, (Text<1, 200>::parse(name)));
  TRY(document.paragraphs, desk.extract_text(name, bytes));
  document.sha256 = sha256_hex(bytes);
  document.bytes = static_cast<std::int64_t>(bytes.size());
  document.media_type = name.substr(name.rfind('.') + 1);
  desk.keep_file(document.sha256, bytes);
  return desk.database.write([&](store::Transaction& tx) -> Result<BriefDocument> {
    TRY(Brief const found, load_brief(tx, actor.brand, brief));
    document.id = DocumentId::make(desk.clock);
    document.brand_id = actor.brand;
    document.brief_id = found.id;
    document.created_at = desk.clock.now();
    insert_document(tx, document);
    record_act(tx, desk, actor, act_on(brief, "strategy.brief_document_added"));
    return document;
  });
}

Done remove_document(Desk const& desk, Actor const& actor, DocumentId const& id) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    if (delete_document(tx, actor.brand, id) == 0) return not_found("strategy.document_not_found");
    record_act(tx, desk, actor, {"strategy.brief_document_removed", "document", id.to_string(), "", ""});
    return {};
  });
}

Result<Passage> highlight_passage(Desk const& desk, Actor const& actor, BriefId const& brief, SavePassage const& request) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Passage> {
    TRY(Brief const found, load_brief(tx, actor.brand, brief));
    if (request.document_id) {
      auto const document = find_document(tx, actor.brand, *request.document_id);
      if (!document || document->brief_id != found.id) return not_found("strategy.document_not_found");
      TRY_DONE(check_range(*document, request));
    }
    if (request.objective_id) TRY_DONE(load_objective(tx, actor.brand, *request.objective_id));
    Passage const passage{PassageId::make(desk.clock), actor.brand, brief, request.document_id, request.paragraph, request.first_unit,
                          request.end_unit, request.excerpt, request.kind, request.serves, request.objective_id, desk.clock.now()};
    insert_passage(tx, passage);
    record_act(tx, desk, actor, act_on(brief, "strategy.passage_highlighted"));
    return passage;
  });
}

Done remove_passage(Desk const& desk, Actor const& actor, PassageId const& id) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    if (delete_passage(tx, actor.brand, id) == 0) return not_found("strategy.passage_not_found");
    record_act(tx, desk, actor, {"strategy.passage_removed", "passage", id.to_string(), "", ""});
    return {};
  });
}

}  // namespace parvis::strategy
