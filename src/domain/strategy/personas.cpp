// SPDX-License-Identifier: AGPL-3.0-or-later
#include "strategy/plan_store.h"
#include "strategy/record.h"

namespace parvis::strategy {
namespace {

Result<Persona> load_persona(store::Transaction& tx, BrandId const& brand, PersonaId const& id) {
  auto persona = find_persona(tx, brand, id);
  if (!persona) return not_found("strategy.persona_not_found");
  return *persona;
}

Done check(SavePillar const& pillar) {
  if (pillar.share_percent >= 0 && pillar.share_percent <= 100) return {};
  return invalid_field("share_percent", "strategy.pillar_share", "0..100", std::to_string(pillar.share_percent));
}

void take(Pillar& pillar, SavePillar const& change) {
  pillar.name = change.name;
  pillar.description = change.description;
  pillar.share_percent = change.share_percent;
  pillar.topics = change.topics;
}

template <class Noun>
void shelve(Noun& noun, Desk const& desk, Shelf shelf) {
  noun.archived_at.reset();
  if (shelf == Shelf::archived) noun.archived_at = desk.clock.now();
  ++noun.revision;
}

}  // namespace

Result<Persona> create_persona(Desk const& desk, Actor const& actor, SavePersona const& request) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Persona> {
    Instant const now = desk.clock.now();
    Persona const persona{PersonaId::make(desk.clock), actor.brand, request.name, request.card, 1, now, now, std::nullopt};
    insert_persona(tx, persona);
    record_act(tx, desk, actor, {"strategy.persona_created", "persona", persona.id.to_string(), "C1.3.1", "comprendre/personas/" + persona.id.to_string()});
    return persona;
  });
}

Result<Persona> save_persona(Desk const& desk, Actor const& actor, PersonaId const& id, SavePersona const& change) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Persona> {
    TRY(Persona persona, load_persona(tx, actor.brand, id));
    persona.name = change.name;
    persona.card = change.card;
    persona.revision = change.revision.value_or(persona.revision) + 1;
    persona.updated_at = desk.clock.now();
    if (!update_persona(tx, persona)) return conflict("strategy.stale_revision");
    record_act(tx, desk, actor, {"strategy.persona_saved", "persona", id.to_string(), "C1.3.1", "comprendre/personas/" + id.to_string()});
    return persona;
  });
}

Done shelve_persona(Desk const& desk, Actor const& actor, PersonaId const& id, Shelf shelf) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    TRY(Persona persona, load_persona(tx, actor.brand, id));
    shelve(persona, desk, shelf);
    update_persona(tx, persona);
    record_act(tx, desk, actor, {"strategy.persona_shelved", "persona", id.to_string(), "", ""});
    return {};
  });
}

std::vector<Persona> personas_of(store::Transaction& tx, BrandId const& brand) { return persona_rows(tx, brand); }

Result<Pillar> create_pillar(Desk const& desk, Actor const& actor, SavePillar const& request) {
  TRY_DONE(check(request));
  return desk.database.write([&](store::Transaction& tx) -> Result<Pillar> {
    Pillar pillar;
    pillar.id = PillarId::make(desk.clock);
    pillar.brand_id = actor.brand;
    pillar.created_at = pillar.updated_at = desk.clock.now();
    take(pillar, request);
    insert_pillar(tx, pillar);
    record_act(tx, desk, actor, {"strategy.pillar_created", "pillar", pillar.id.to_string(), "C1.5.2", "definir/charte"});
    return pillar;
  });
}

Result<Pillar> save_pillar(Desk const& desk, Actor const& actor, PillarId const& id, SavePillar const& change) {
  TRY_DONE(check(change));
  return desk.database.write([&](store::Transaction& tx) -> Result<Pillar> {
    TRY(Pillar pillar, load_pillar(tx, actor.brand, id));
    take(pillar, change);
    pillar.revision = change.revision.value_or(pillar.revision) + 1;
    pillar.updated_at = desk.clock.now();
    if (!update_pillar(tx, pillar)) return conflict("strategy.stale_revision");
    record_act(tx, desk, actor, {"strategy.pillar_saved", "pillar", id.to_string(), "C1.5.2", "definir/charte"});
    return pillar;
  });
}

Done shelve_pillar(Desk const& desk, Actor const& actor, PillarId const& id, Shelf shelf) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    TRY(Pillar pillar, load_pillar(tx, actor.brand, id));
    shelve(pillar, desk, shelf);
    update_pillar(tx, pillar);
    record_act(tx, desk, actor, {"strategy.pillar_shelved", "pillar", id.to_string(), "", ""});
    return {};
  });
}

std::vector<Pillar> pillars_of(store::Transaction& tx, BrandId const& brand) { return pillar_rows(tx, brand); }

Result<Pillar> load_pillar(store::Transaction& tx, BrandId const& brand, PillarId const& id) {
  auto pillar = find_pillar(tx, brand, id);
  if (!pillar) return not_found("strategy.pillar_not_found");
  return *pillar;
}

}  // namespace parvis::strategy
