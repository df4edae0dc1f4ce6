// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The plan that everything hangs on: objectives, briefs, personas, pillars, the charter, channels and tagged links.
// Use cases take an Actor that the gate proved for the brand; functions on a Transaction serve the rooms above.
//
// Problem codes: strategy.objective_not_found, brief_not_found, document_not_found, passage_not_found, passage_range,
// persona_not_found, pillar_not_found, pillar_share (0 to 100), charter_not_found, charter_already_signed,
// channel_not_found, delivery_not_offered, sandbox_by_hand, link_not_found, link_gone, utm_word, stale_revision, and those of the nouns.

#include "strategy/brief.h"
#include "strategy/channel.h"
#include "strategy/charter.h"
#include "strategy/link.h"
#include "strategy/objective.h"
#include "strategy/persona.h"

namespace parvis::strategy {

using identity::Actor;

/// The text of a document, paragraph by paragraph, or why it cannot be read. Given by app (text::extract).
using ExtractText = std::function<Result<std::vector<std::string>>(std::string const& name, std::string const& bytes)>;
/// Keeps bytes under their SHA-256 in the data folder; the same bytes once.
using KeepFile = std::function<void(std::string const& sha256, std::string const& bytes)>;
/// The charter as PDF, in one language. Given by app (render).
struct CharterPrint {
  identity::Brand brand;
  Charter charter;
  std::vector<Pillar> pillars;
  identity::Locale locale = identity::Locale::fr;
};
using PrintCharter = std::function<Result<std::string>(CharterPrint const&)>;
/// Told of each visit through a short link and by what kind of program, without anything about the visitor.
using CountClick = std::function<void(ShortLink const&, std::string_view user_agent)>;

struct Desk {
  store::Database& database;
  Clock const& clock;
  ExtractText extract_text;
  KeepFile keep_file;
  PrintCharter print_charter;
  CountClick count_click;
};

// Objectives [C1.1.1]
Result<Objective> create_objective(Desk const& desk, Actor const& actor, SaveObjective const& request);
Result<Objective> save_objective(Desk const& desk, Actor const& actor, ObjectiveId const& id, SaveObjective const& change);
/// The next period's objective as a draft, in one act.
Result<Objective> renew_objective(Desk const& desk, Actor const& actor, ObjectiveId const& id);
enum class Shelf { active, archived };
BOOST_DESCRIBE_ENUM(Shelf, active, archived)
Done shelve_objective(Desk const& desk, Actor const& actor, ObjectiveId const& id, Shelf shelf);
std::vector<Objective> objectives_of(store::Transaction& tx, BrandId const& brand);
Result<Objective> load_objective(store::Transaction& tx, BrandId const& brand, ObjectiveId const& id);

// Briefs [C1.1.1]
Result<Brief> create_brief(Desk const& desk, Actor const& actor, SaveBrief const& request);
Result<Brief> save_brief(Desk const& desk, Actor const& actor, BriefId const& id, SaveBrief const& change);
/// Newest first.
std::vector<Brief> briefs_of(store::Transaction& tx, BrandId const& brand);
Result<BriefSheet> brief_sheet(Desk const& desk, Actor const& actor, BriefId const& id);
/// Reads the text before anything is kept; a file that is refused leaves no trace.
Result<BriefDocument> add_document(Desk const& desk, Actor const& actor, BriefId const& brief, std::string const& name, std::string const& bytes);
Done remove_document(Desk const& desk, Actor const& actor, DocumentId const& id);
Result<Passage> highlight_passage(Desk const& desk, Actor const& actor, BriefId const& brief, SavePassage const& request);
Done remove_passage(Desk const& desk, Actor const& actor, PassageId const& id);

// Personas [C1.3.1] and pillars [C1.5.2]
Result<Persona> create_persona(Desk const& desk, Actor const& actor, SavePersona const& request);
Result<Persona> save_persona(Desk const& desk, Actor const& actor, PersonaId const& id, SavePersona const& change);
Done shelve_persona(Desk const& desk, Actor const& actor, PersonaId const& id, Shelf shelf);
std::vector<Persona> personas_of(store::Transaction& tx, BrandId const& brand);
Result<Pillar> create_pillar(Desk const& desk, Actor const& actor, SavePillar const& request);
Result<Pillar> save_pillar(Desk const& desk, Actor const& actor, PillarId const& id, SavePillar const& change);
Done shelve_pillar(Desk const& desk, Actor const& actor, PillarId const& id, Shelf shelf);
std::vector<Pillar> pillars_of(store::Transaction& tx, BrandId const& brand);
Result<Pillar> load_pillar(store::Transaction& tx, BrandId const& brand, PillarId const& id);

// Charter [C1.5.1 C1.5.2 C1.7.1]
/// A new revision on top of the one seen; a signed one stays as it was signed.
Result<Charter> save_charter(Desk const& desk, Actor const& actor, SaveCharter const& change);
struct SignCharter {
  Text<1, 80> name;
  std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(SignCharter, (), (name, revision))
Result<Charter> sign_charter(Desk const& desk, Actor const& actor, SignCharter const& signature);
/// The last saved revision; revision 0 with empty text when none was saved.
Charter current_charter(store::Transaction& tx, BrandId const& brand);

// Channels [C3.2.2] and links [C4.2.1 C5.1.2]
Result<Channel> create_channel(Desk const& desk, Actor const& actor, SaveChannel const& request);
Result<Channel> save_channel(Desk const& desk, Actor const& actor, ChannelId const& id, SaveChannel const& change);
Done shelve_channel(Desk const& desk, Actor const& actor, ChannelId const& id, Shelf shelf);
std::vector<Channel> channels_of(store::Transaction& tx, BrandId const& brand);
Result<Channel> load_channel(store::Transaction& tx, BrandId const& brand, ChannelId const& id);
Result<ShortLink> create_link(Desk const& desk, Actor const& actor, NewLink const& request);
Done shelve_link(Desk const& desk, Actor const& actor, LinkId const& id, Shelf shelf);
std::vector<ShortLink> links_of(store::Transaction& tx, BrandId const& brand);
/// Issues a link within the caller's transaction, for a publication that is being scheduled.
Result<ShortLink> issue_link(store::Transaction& tx, Clock const& clock, BrandId const& brand, NewLink const& request);
Result<ShortLink> load_link(store::Transaction& tx, BrandId const& brand, LinkId const& id);
/// The links that a publication bears or bore, the latest first.
std::vector<ShortLink> links_of(store::Transaction& tx, BrandId const& brand, std::string const& publication_id);
/// Where /l/{code} leads. Problems: strategy.link_not_found, strategy.link_gone (archived).
Result<ShortLink> follow_link(store::Transaction& tx, std::string const& code);

}  // namespace parvis::strategy
