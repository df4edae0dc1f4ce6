// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// For whom: a persona is one well-made card, each line of which may name where it comes from.

#include "strategy/objective.h"

namespace parvis::strategy {

using PersonaId = Id<struct PersonaTag>;
using PillarId = Id<struct PillarTag>;

struct PersonaSource {
  Text<1, 300> statement;
  Text<0, 300> reference;
  std::optional<LocalDate> dated;
};
BOOST_DESCRIBE_STRUCT(PersonaSource, (), (statement, reference, dated))

struct PersonaCard {
  Text<0, 120> role;
  Text<0, 40> age_range;
  Text<0, 120> place;
  Text<0, 300> quote;
  Text<0, 2000> story;
  std::vector<Text<1, 200>> goals;
  std::vector<Text<1, 200>> needs;
  std::vector<Text<1, 200>> frustrations;
  std::vector<Text<1, 200>> habits;
  std::vector<Text<1, 60>> networks;
  std::vector<PersonaSource> sources;
};
BOOST_DESCRIBE_STRUCT(PersonaCard, (), (role, age_range, place, quote, story, goals, needs, frustrations, habits, networks, sources))

struct Persona {
  PersonaId id;
  BrandId brand_id;
  Text<1, 80> name;
  PersonaCard card;
  std::int64_t revision = 1;
  Instant created_at;
  Instant updated_at;
  std::optional<Instant> archived_at;
};
BOOST_DESCRIBE_STRUCT(Persona, (), (id, brand_id, name, card, revision, created_at, updated_at, archived_at))

struct SavePersona {
  Text<1, 80> name;
  PersonaCard card;
  std::optional<std::int64_t> revision;
};
BOOST_DESCRIBE_STRUCT(SavePersona, (), (name, card, revision))

/// An editorial pillar with its topics; `share_percent` is the part of the publications it should take.
struct Pillar {
  PillarId id;
  BrandId brand_id;
  Text<1, 80> name;
  Text<0, 600> description;
  std::int64_t share_percent = 0;
  std::vector<Text<1, 120>> topics;
  std::int64_t revision = 1;
  Instant created_at;
  Instant updated_at;
  std::optional<Instant> archived_at;
};
BOOST_DESCRIBE_STRUCT(Pillar, (), (id, brand_id, name, description, share_percent, topics, revision, created_at, updated_at, archived_at))

struct SavePillar {
  Text<1, 80> name;
  Text<0, 600> description;
  std::int64_t share_percent = 0;
  std::vector<Text<1, 120>> topics;
  std::optional<std::int64_t> revision;
};
BOOST_DESCRIBE_STRUCT(SavePillar, (), (name, description, share_percent, topics, revision))

}  // namespace parvis::strategy
