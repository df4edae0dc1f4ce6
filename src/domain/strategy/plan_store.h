// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// SQL over objectives, briefs, personas, pillars and charters. Every find and list is held to one brand.

#include "strategy/brief.h"
#include "strategy/charter.h"
#include "strategy/persona.h"

namespace parvis::strategy {

void insert_objective(store::Transaction& tx, Objective const& objective);
/// False when the stored revision is not `objective.revision - 1`. So for the other updates.
bool update_objective(store::Transaction& tx, Objective const& objective);
std::optional<Objective> find_objective(store::Transaction& tx, BrandId const& brand, ObjectiveId const& id);
std::vector<Objective> objective_rows(store::Transaction& tx, BrandId const& brand);
bool objective_slug_taken(store::Transaction& tx, BrandId const& brand, std::string const& slug);

void insert_brief(store::Transaction& tx, Brief const& brief);
bool update_brief(store::Transaction& tx, Brief const& brief);
std::optional<Brief> find_brief(store::Transaction& tx, BrandId const& brand, BriefId const& id);
std::vector<Brief> brief_rows(store::Transaction& tx, BrandId const& brand);
void insert_document(store::Transaction& tx, BriefDocument const& document);
std::optional<BriefDocument> find_document(store::Transaction& tx, BrandId const& brand, DocumentId const& id);
std::vector<BriefDocument> document_rows(store::Transaction& tx, BriefId const& brief);
std::int64_t delete_document(store::Transaction& tx, BrandId const& brand, DocumentId const& id);
void insert_passage(store::Transaction& tx, Passage const& passage);
std::vector<Passage> passage_rows(store::Transaction& tx, BriefId const& brief);
std::int64_t delete_passage(store::Transaction& tx, BrandId const& brand, PassageId const& id);

void insert_persona(store::Transaction& tx, Persona const& persona);
bool update_persona(store::Transaction& tx, Persona const& persona);
std::optional<Persona> find_persona(store::Transaction& tx, BrandId const& brand, PersonaId const& id);
std::vector<Persona> persona_rows(store::Transaction& tx, BrandId const& brand);

void insert_pillar(store::Transaction& tx, Pillar const& pillar);
bool update_pillar(store::Transaction& tx, Pillar const& pillar);
std::optional<Pillar> find_pillar(store::Transaction& tx, BrandId const& brand, PillarId const& id);
std::vector<Pillar> pillar_rows(store::Transaction& tx, BrandId const& brand);

/// False when that revision exists already: someone else saved meanwhile.
bool insert_charter(store::Transaction& tx, Charter const& charter);
std::optional<Charter> last_charter(store::Transaction& tx, BrandId const& brand);
std::vector<Charter> charter_rows(store::Transaction& tx, BrandId const& brand);
/// False when that revision is absent or signed.
bool sign_charter_row(store::Transaction& tx, Charter const& charter);

}  // namespace parvis::strategy
