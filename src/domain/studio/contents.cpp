// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/json.h"
#include "jobs/outbox.h"
#include "referential/referential.h"
#include "studio/routes.h"
#include "studio/studio_store.h"

namespace parvis::studio {
namespace {

Done check_persona(store::Transaction& tx, BrandId const& brand, strategy::PersonaId const& id) {
  for (strategy::Persona const& persona : strategy::personas_of(tx, brand)) {
    if (persona.id == id) return {};
  }
  return not_found("strategy.persona_not_found");
}

// What a draft names must be the brand's own.
Done check_references(store::Transaction& tx, BrandId const& brand, Draft const& draft) {
  if (draft.objective_id) TRY_DONE(strategy::load_objective(tx, brand, *draft.objective_id));
  if (draft.pillar_id) TRY_DONE(strategy::load_pillar(tx, brand, *draft.pillar_id));
  if (draft.persona_id) TRY_DONE(check_persona(tx, brand, *draft.persona_id));
  for (AssetUse const& use : draft.assets) TRY_DONE(load_asset(tx, brand, use.asset_id));
  for (Variant const& variant : draft.variants) {
    TRY_DONE(strategy::load_channel(tx, brand, variant.channel_id));
    for (AssetUse const& use : variant.assets.value_or(std::vector<AssetUse>())) TRY_DONE(load_asset(tx, brand, use.asset_id));
  }
  return {};
}

void record(store::Transaction& tx, Desk const& desk, Actor const& actor, Content const& content, char const* action) {
  insert_revision(tx, {content.id, content.revision, draft_of(content), actor.person.to_string(), desk.clock.now()});
  std::string const id = content.id.to_string();
  identity::record_audit(tx, desk.clock, actor, {action, "content", id});
  referential::record_evidence(tx, desk.clock, {actor.person, actor.workspace, actor.brand},
                               {"C2.2.1", action, "content", id, "/b/" + actor.brand.to_string() + "/produire/" + id});
  jobs::publish_event(tx, "studio.content_saved", json::encode(ContentSaved{content.brand_id, content.id}));
}

}  // namespace

Result<Content> create_content(Desk const& desk, Actor const& actor, Draft const& draft) {
  return desk.database.write([&](store::Transaction& tx) { return create_content(tx, desk, actor, draft); });
}

Result<Content> create_content(store::Transaction& tx, Desk const& desk, Actor const& actor, Draft const& draft) {
  TRY_DONE(check_references(tx, actor.brand, draft));
  Content content;
  content.id = ContentId::make(desk.clock);
  content.brand_id = actor.brand;
  content.author_id = actor.person;
  content.created_at = content.updated_at = desk.clock.now();
  take(content, draft);
  insert_content(tx, content);
  record(tx, desk, actor, content, "studio.content_created");
  return content;
}

Result<Content> save_content(Desk const& desk, Actor const& actor, ContentId const& id, SaveContent const& change) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Content> {
    TRY(Content content, load_content(tx, actor.brand, id));
    TRY_DONE(check_references(tx, actor.brand, change.draft));
    take(content, change.draft);
    content.revision = change.revision + 1;
    content.updated_at = desk.clock.now();
    if (!update_content(tx, content)) return conflict("studio.stale_revision");
    record(tx, desk, actor, content, "studio.content_saved");
    return content;
  });
}

std::optional<identity::PersonId> last_editor(store::Transaction& tx, ContentId const& id) { return last_editor_row(tx, id); }

Result<Content> restore_revision(Desk const& desk, Actor const& actor, ContentId const& id, std::int64_t revision) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Content> {
    TRY(Content content, load_content(tx, actor.brand, id));
    auto const all = revision_rows(tx, id);
    auto const found = std::find_if(all.begin(), all.end(), [&](ContentRevision const& one) { return one.revision == revision; });
    if (found == all.end()) return not_found("studio.revision_not_found");
    take(content, found->draft);
    ++content.revision;
    content.updated_at = desk.clock.now();
    if (!update_content(tx, content)) return conflict("studio.stale_revision");
    record(tx, desk, actor, content, "studio.content_restored");
    return content;
  });
}

Done shelve_content(Desk const& desk, Actor const& actor, ContentId const& id, strategy::Shelf shelf) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    TRY(Content content, load_content(tx, actor.brand, id));
    content.archived_at.reset();
    if (shelf == strategy::Shelf::archived) content.archived_at = desk.clock.now();
    ++content.revision;
    update_content(tx, content);
    record(tx, desk, actor, content, "studio.content_shelved");
    return {};
  });
}

Result<Content> load_content(store::Transaction& tx, BrandId const& brand, ContentId const& id) {
  auto content = find_content(tx, brand, id);
  if (!content) return not_found("studio.content_not_found");
  return *content;
}

std::vector<Content> contents(store::Transaction& tx, ContentQuestion const& question) { return content_page(tx, question); }

}  // namespace parvis::studio
