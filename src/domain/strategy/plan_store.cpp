// SPDX-License-Identifier: AGPL-3.0-or-later
#include "strategy/plan_store.h"

#include "store/asked.h"
#include "store/record.h"
#include "strategy/across.h"

namespace parvis::strategy {
namespace {

constexpr auto objective_sql = "SELECT * FROM strategy_objective WHERE brand_id = $1 AND id = $2";
constexpr auto objectives_sql = "SELECT * FROM strategy_objective WHERE brand_id = $1 ORDER BY created_at DESC, id DESC";
std::string const open_objectives_sql = store::asked_ids +
    "SELECT * FROM strategy_objective WHERE brand_id IN (SELECT id FROM asked) AND archived_at IS NULL AND state <> 'closed' ORDER BY created_at DESC, id DESC";
constexpr auto objective_slug_sql = "SELECT id FROM strategy_objective WHERE brand_id = $1 AND slug = $2";
constexpr auto brief_sql = "SELECT * FROM strategy_brief WHERE brand_id = $1 AND id = $2";
constexpr auto briefs_sql = "SELECT * FROM strategy_brief WHERE brand_id = $1 ORDER BY created_at DESC, id DESC";
constexpr auto document_sql = "SELECT * FROM strategy_brief_document WHERE brand_id = $1 AND id = $2";
constexpr auto documents_sql = "SELECT * FROM strategy_brief_document WHERE brief_id = $1 ORDER BY created_at, id";
constexpr auto delete_document_passages_sql = "DELETE FROM strategy_passage WHERE brand_id = $1 AND document_id = $2";
constexpr auto delete_document_sql = "DELETE FROM strategy_brief_document WHERE brand_id = $1 AND id = $2";
constexpr auto passages_sql = "SELECT * FROM strategy_passage WHERE brief_id = $1 ORDER BY created_at, id";
constexpr auto delete_passage_sql = "DELETE FROM strategy_passage WHERE brand_id = $1 AND id = $2";
constexpr auto persona_sql = "SELECT * FROM strategy_persona WHERE brand_id = $1 AND id = $2";
constexpr auto personas_sql = "SELECT * FROM strategy_persona WHERE brand_id = $1 ORDER BY created_at, id";
constexpr auto pillar_sql = "SELECT * FROM strategy_pillar WHERE brand_id = $1 AND id = $2";
constexpr auto pillars_sql = "SELECT * FROM strategy_pillar WHERE brand_id = $1 AND archived_at IS NULL ORDER BY created_at, id";
constexpr auto last_charter_sql = "SELECT * FROM strategy_charter WHERE brand_id = $1 ORDER BY revision DESC LIMIT 1";
constexpr auto charters_sql = "SELECT * FROM strategy_charter WHERE brand_id = $1 ORDER BY revision DESC";
constexpr auto sign_charter_sql =
    "UPDATE strategy_charter SET signed_by = $3, signed_at = $4 WHERE brand_id = $1 AND revision = $2 AND signed_at IS NULL";

}  // namespace

void insert_objective(store::Transaction& tx, Objective const& objective) { store::insert(tx, "strategy_objective", objective); }
bool update_objective(store::Transaction& tx, Objective const& objective) { return store::update(tx, "strategy_objective", objective); }
std::optional<Objective> find_objective(store::Transaction& tx, BrandId const& brand, ObjectiveId const& id) {
  return store::one<Objective>(tx.first(objective_sql, {brand.to_string(), id.to_string()}));
}
std::vector<Objective> objective_rows(store::Transaction& tx, BrandId const& brand) {
  return store::records<Objective>(tx.rows(objectives_sql, {brand.to_string()}));
}
std::vector<Objective> open_objectives_of(store::Transaction& tx, std::set<BrandId> const& brands) {
  return store::records<Objective>(tx.rows(open_objectives_sql, {store::joined(brands)}));
}
bool objective_slug_taken(store::Transaction& tx, BrandId const& brand, std::string const& slug) {
  return tx.first(objective_slug_sql, {brand.to_string(), slug}).has_value();
}

void insert_brief(store::Transaction& tx, Brief const& brief) { store::insert(tx, "strategy_brief", brief); }
bool update_brief(store::Transaction& tx, Brief const& brief) { return store::update(tx, "strategy_brief", brief); }
std::optional<Brief> find_brief(store::Transaction& tx, BrandId const& brand, BriefId const& id) {
  return store::one<Brief>(tx.first(brief_sql, {brand.to_string(), id.to_string()}));
}
std::vector<Brief> brief_rows(store::Transaction& tx, BrandId const& brand) {
  return store::records<Brief>(tx.rows(briefs_sql, {brand.to_string()}));
}
void insert_document(store::Transaction& tx, BriefDocument const& document) { store::insert(tx, "strategy_brief_document", document); }
std::optional<BriefDocument> find_document(store::Transaction& tx, BrandId const& brand, DocumentId const& id) {
  return store::one<BriefDocument>(tx.first(document_sql, {brand.to_string(), id.to_string()}));
}
std::vector<BriefDocument> document_rows(store::Transaction& tx, BriefId const& brief) {
  return store::records<BriefDocument>(tx.rows(documents_sql, {brief.to_string()}));
}
std::int64_t delete_document(store::Transaction& tx, BrandId const& brand, DocumentId const& id) {
  tx.run(delete_document_passages_sql, {brand.to_string(), id.to_string()});
  return tx.run(delete_document_sql, {brand.to_string(), id.to_string()});
}
void insert_passage(store::Transaction& tx, Passage const& passage) { store::insert(tx, "strategy_passage", passage); }
std::vector<Passage> passage_rows(store::Transaction& tx, BriefId const& brief) {
  return store::records<Passage>(tx.rows(passages_sql, {brief.to_string()}));
}
std::int64_t delete_passage(store::Transaction& tx, BrandId const& brand, PassageId const& id) {
  return tx.run(delete_passage_sql, {brand.to_string(), id.to_string()});
}

void insert_persona(store::Transaction& tx, Persona const& persona) { store::insert(tx, "strategy_persona", persona); }
bool update_persona(store::Transaction& tx, Persona const& persona) { return store::update(tx, "strategy_persona", persona); }
std::optional<Persona> find_persona(store::Transaction& tx, BrandId const& brand, PersonaId const& id) {
  return store::one<Persona>(tx.first(persona_sql, {brand.to_string(), id.to_string()}));
}
std::vector<Persona> persona_rows(store::Transaction& tx, BrandId const& brand) {
  return store::records<Persona>(tx.rows(personas_sql, {brand.to_string()}));
}

void insert_pillar(store::Transaction& tx, Pillar const& pillar) { store::insert(tx, "strategy_pillar", pillar); }
bool update_pillar(store::Transaction& tx, Pillar const& pillar) { return store::update(tx, "strategy_pillar", pillar); }
std::optional<Pillar> find_pillar(store::Transaction& tx, BrandId const& brand, PillarId const& id) {
  return store::one<Pillar>(tx.first(pillar_sql, {brand.to_string(), id.to_string()}));
}
std::vector<Pillar> pillar_rows(store::Transaction& tx, BrandId const& brand) {
  return store::records<Pillar>(tx.rows(pillars_sql, {brand.to_string()}));
}

bool insert_charter(store::Transaction& tx, Charter const& charter) {
  return tx.run(store::insert_into<Charter>("strategy_charter") + " ON CONFLICT (brand_id, revision) DO NOTHING", store::fields(charter)) == 1;
}
std::optional<Charter> last_charter(store::Transaction& tx, BrandId const& brand) {
  return store::one<Charter>(tx.first(last_charter_sql, {brand.to_string()}));
}
std::vector<Charter> charter_rows(store::Transaction& tx, BrandId const& brand) {
  return store::records<Charter>(tx.rows(charters_sql, {brand.to_string()}));
}
bool sign_charter_row(store::Transaction& tx, Charter const& charter) {
  return tx.run(sign_charter_sql, {charter.brand_id.to_string(), charter.revision, store::parameter(charter.signed_by),
                                   store::parameter(charter.signed_at)}) == 1;
}

}  // namespace parvis::strategy
