// SPDX-License-Identifier: AGPL-3.0-or-later
#include "strategy/routes.h"

#include "strategy/plan_store.h"

namespace parvis::strategy {
namespace {

namespace may = identity::may;
using http::Asked;
using http::Method;

constexpr std::size_t most_document_bytes = 20u << 20;

using identity::actor;

struct ObjectiveView {
  Objective objective;
  std::vector<std::string> missing;
};
BOOST_DESCRIBE_STRUCT(ObjectiveView, (), (objective, missing))
ObjectiveView view(Objective const& objective) { return {objective, missing(objective)}; }
Result<ObjectiveView> view(Result<Objective> const& objective) {
  if (!objective) return fail(objective.error());
  return view(*objective);
}

struct ObjectiveList { std::vector<ObjectiveView> items; };
BOOST_DESCRIBE_STRUCT(ObjectiveList, (), (items))
struct BriefList { std::vector<Brief> items; };
BOOST_DESCRIBE_STRUCT(BriefList, (), (items))
struct PersonaList { std::vector<Persona> items; };
BOOST_DESCRIBE_STRUCT(PersonaList, (), (items))
struct PillarList { std::vector<Pillar> items; };
BOOST_DESCRIBE_STRUCT(PillarList, (), (items))
struct ChannelList { std::vector<Channel> items; };
BOOST_DESCRIBE_STRUCT(ChannelList, (), (items))
struct LinkList { std::vector<ShortLink> items; };
BOOST_DESCRIBE_STRUCT(LinkList, (), (items))
struct NetworkList { std::vector<NetworkRules> items; };
BOOST_DESCRIBE_STRUCT(NetworkList, (), (items))
struct CharterView {
  Charter charter;
  std::vector<std::string> missing;
};
BOOST_DESCRIBE_STRUCT(CharterView, (), (charter, missing))
struct CharterRevision {
  std::int64_t revision = 0;
  Instant saved_at;
  std::optional<std::string> signed_by;
  std::optional<Instant> signed_at;
};
BOOST_DESCRIBE_STRUCT(CharterRevision, (), (revision, saved_at, signed_by, signed_at))
struct CharterHistory { std::vector<CharterRevision> items; };
BOOST_DESCRIBE_STRUCT(CharterHistory, (), (items))
struct SetShelf { Shelf shelf = Shelf::archived; };
BOOST_DESCRIBE_STRUCT(SetShelf, (), (shelf))
struct PrintChoice { std::optional<identity::Locale> locale; };
BOOST_DESCRIBE_STRUCT(PrintChoice, (), (locale))

template <class Read>
auto reading(Desk const& desk, Read read) {
  return desk.database.read(std::move(read));
}

void objective_routes(http::Router& router, Desk const& desk) {
  std::string const list = "/api/brands/{brand}/objectives", one = list + "/{objective}";
  router.get<ObjectiveList>(list, may::see_brand, "The brand's objectives, newest first", [&desk](Asked const& asked) -> Result<ObjectiveList> {
    return reading(desk, [&](store::Transaction& tx) {
      ObjectiveList answer;
      for (Objective const& objective : objectives_of(tx, actor(asked).brand)) answer.items.push_back(view(objective));
      return answer;
    });
  });
  router.post<SaveObjective, ObjectiveView>(list, may::write_plan, "Sets an objective",
                                            [&desk](Asked const& asked, SaveObjective const& body) { return view(create_objective(desk, actor(asked), body)); });
  router.get<ObjectiveView>(one, may::see_brand, "One objective and what it still lacks", [&desk](Asked const& asked) -> Result<ObjectiveView> {
    TRY(auto const id, asked.id<ObjectiveId>("objective"));
    return view(reading(desk, [&](store::Transaction& tx) { return load_objective(tx, actor(asked).brand, id); }));
  });
  router.put<SaveObjective, ObjectiveView>(one, may::write_plan, "Saves an objective", [&desk](Asked const& asked, SaveObjective const& body) -> Result<ObjectiveView> {
    TRY(auto const id, asked.id<ObjectiveId>("objective"));
    return view(save_objective(desk, actor(asked), id, body));
  });
  router.act<ObjectiveView>(Method::post, one + "/renewal", may::write_plan, "Renews an objective for the next period", [&desk](Asked const& asked) -> Result<ObjectiveView> {
    TRY(auto const id, asked.id<ObjectiveId>("objective"));
    return view(renew_objective(desk, actor(asked), id));
  });
  router.put<SetShelf, void>(one + "/shelf", may::write_plan, "Archives or restores an objective", [&desk](Asked const& asked, SetShelf const& body) -> Done {
    TRY(auto const id, asked.id<ObjectiveId>("objective"));
    return shelve_objective(desk, actor(asked), id, body.shelf);
  });
}

// The file comes as the body; its name stands in the query, since a header cannot carry accents.
Result<BriefDocument> received(Desk const& desk, Asked const& asked) {
  TRY(auto const brief, asked.id<BriefId>("brief"));
  std::string name;
  for (auto const& [key, value] : http::query_pairs(asked.request.query)) {
    if (key == "name") name = value;
  }
  return add_document(desk, actor(asked), brief, name, asked.request.body);
}

void brief_routes(http::Router& router, Desk const& desk) {
  std::string const list = "/api/brands/{brand}/briefs", one = list + "/{brief}";
  router.get<BriefList>(list, may::see_brand, "The brand's briefs, newest first", [&desk](Asked const& asked) -> Result<BriefList> {
    return reading(desk, [&](store::Transaction& tx) { return BriefList{brief_rows(tx, actor(asked).brand)}; });
  });
  router.post<SaveBrief, Brief>(list, may::write_plan, "Opens a brief", [&desk](Asked const& asked, SaveBrief const& body) { return create_brief(desk, actor(asked), body); });
  router.get<BriefSheet>(one, may::see_brand, "One brief with its documents and passages", [&desk](Asked const& asked) -> Result<BriefSheet> {
    TRY(auto const id, asked.id<BriefId>("brief"));
    return brief_sheet(desk, actor(asked), id);
  });
  router.put<SaveBrief, Brief>(one, may::write_plan, "Saves the restatement of a brief", [&desk](Asked const& asked, SaveBrief const& body) -> Result<Brief> {
    TRY(auto const id, asked.id<BriefId>("brief"));
    return save_brief(desk, actor(asked), id, body);
  });
  http::Row upload{Method::post, one + "/documents", may::write_plan, "Adds a document to a brief (PDF, DOCX, ODT, TXT); ?name= gives its file name",
                   "application/json", {most_document_bytes, http::RowOptions::Body::memory, http::RowOptions::Csrf::checked, 201}, {}, {}, {}, {}};
  upload.answer_schema = [](json::SchemaBook& book) { return book.schema<BriefDocument>(); };
  upload.handler = [&desk](Asked const& asked) -> Result<http::Response> {
    TRY(BriefDocument const document, received(desk, asked));
    return http::text_answer(201, "application/json", json::encode(document));
  };
  router.raw(std::move(upload));
  router.remove("/api/brands/{brand}/brief-documents/{document}", may::write_plan, "Removes a document and its passages", [&desk](Asked const& asked) -> Done {
    TRY(auto const id, asked.id<DocumentId>("document"));
    return remove_document(desk, actor(asked), id);
  });
  router.post<SavePassage, Passage>(one + "/passages", may::write_plan, "Highlights a passage", [&desk](Asked const& asked, SavePassage const& body) -> Result<Passage> {
    TRY(auto const id, asked.id<BriefId>("brief"));
    return highlight_passage(desk, actor(asked), id, body);
  });
  router.remove("/api/brands/{brand}/passages/{passage}", may::write_plan, "Removes a highlight", [&desk](Asked const& asked) -> Done {
    TRY(auto const id, asked.id<PassageId>("passage"));
    return remove_passage(desk, actor(asked), id);
  });
}

void persona_routes(http::Router& router, Desk const& desk) {
  std::string const list = "/api/brands/{brand}/personas", one = list + "/{persona}";
  router.get<PersonaList>(list, may::see_brand, "The brand's personas", [&desk](Asked const& asked) -> Result<PersonaList> {
    return reading(desk, [&](store::Transaction& tx) { return PersonaList{personas_of(tx, actor(asked).brand)}; });
  });
  router.post<SavePersona, Persona>(list, may::write_plan, "Draws a persona", [&desk](Asked const& asked, SavePersona const& body) { return create_persona(desk, actor(asked), body); });
  router.put<SavePersona, Persona>(one, may::write_plan, "Saves a persona", [&desk](Asked const& asked, SavePersona const& body) -> Result<Persona> {
    TRY(auto const id, asked.id<PersonaId>("persona"));
    return save_persona(desk, actor(asked), id, body);
  });
  router.put<SetShelf, void>(one + "/shelf", may::write_plan, "Archives or restores a persona", [&desk](Asked const& asked, SetShelf const& body) -> Done {
    TRY(auto const id, asked.id<PersonaId>("persona"));
    return shelve_persona(desk, actor(asked), id, body.shelf);
  });
}

void pillar_routes(http::Router& router, Desk const& desk) {
  std::string const list = "/api/brands/{brand}/pillars", one = list + "/{pillar}";
  router.get<PillarList>(list, may::see_brand, "The brand's editorial pillars", [&desk](Asked const& asked) -> Result<PillarList> {
    return reading(desk, [&](store::Transaction& tx) { return PillarList{pillars_of(tx, actor(asked).brand)}; });
  });
  router.post<SavePillar, Pillar>(list, may::write_plan, "Raises a pillar", [&desk](Asked const& asked, SavePillar const& body) { return create_pillar(desk, actor(asked), body); });
  router.put<SavePillar, Pillar>(one, may::write_plan, "Saves a pillar", [&desk](Asked const& asked, SavePillar const& body) -> Result<Pillar> {
    TRY(auto const id, asked.id<PillarId>("pillar"));
    return save_pillar(desk, actor(asked), id, body);
  });
  router.put<SetShelf, void>(one + "/shelf", may::write_plan, "Archives or restores a pillar", [&desk](Asked const& asked, SetShelf const& body) -> Done {
    TRY(auto const id, asked.id<PillarId>("pillar"));
    return shelve_pillar(desk, actor(asked), id, body.shelf);
  });
}

CharterView charter_view(store::Transaction& tx, BrandId const& brand) {
  Charter const charter = current_charter(tx, brand);
  return {charter, missing(charter.text, pillars_of(tx, brand).size())};
}

Result<http::Response> printed(Desk const& desk, Asked const& asked) {
  std::optional<identity::Locale> wished;
  for (auto const& [key, value] : http::query_pairs(asked.request.query)) {
    if (key == "locale") wished = json::named<identity::Locale>(value);
  }
  BrandId const brand = actor(asked).brand;
  TRY(CharterPrint const print, reading(desk, [&](store::Transaction& tx) -> Result<CharterPrint> {
        TRY(identity::Brand const found, identity::load_brand(tx, brand));
        return CharterPrint{found, current_charter(tx, brand), pillars_of(tx, brand), wished.value_or(found.locale)};
      }));
  if (print.charter.revision == 0) return not_found("strategy.charter_not_found");
  TRY(std::string pdf, desk.print_charter(print));
  http::Response response = http::text_answer(200, "application/pdf", std::move(pdf));
  response.headers.emplace_back("Content-Disposition", "inline; filename=\"" + print.brand.slug.to_string() + "-charte.pdf\"");
  return response;
}

void charter_routes(http::Router& router, Desk const& desk) {
  std::string const one = "/api/brands/{brand}/charter";
  router.get<CharterView>(one, may::see_brand, "The editorial charter in force and what it still lacks", [&desk](Asked const& asked) -> Result<CharterView> {
    return reading(desk, [&](store::Transaction& tx) { return charter_view(tx, actor(asked).brand); });
  });
  router.put<SaveCharter, Charter>(one, may::write_plan, "Saves a new revision of the charter", [&desk](Asked const& asked, SaveCharter const& body) { return save_charter(desk, actor(asked), body); });
  router.post<SignCharter, Charter>(one + "/signature", may::see_brand, "Signs the charter in force", [&desk](Asked const& asked, SignCharter const& body) { return sign_charter(desk, actor(asked), body); });
  router.get<CharterHistory>(one + "/revisions", may::see_brand, "Every saved revision of the charter", [&desk](Asked const& asked) -> Result<CharterHistory> {
    return reading(desk, [&](store::Transaction& tx) {
      CharterHistory history;
      for (Charter const& c : charter_rows(tx, actor(asked).brand)) history.items.push_back({c.revision, c.saved_at, c.signed_by, c.signed_at});
      return history;
    });
  });
  http::Row pdf{Method::get, one + ".pdf", may::see_brand, "The charter as an accessible PDF; ?locale=fr or en", "application/pdf", {}, {}, {}, {}, {}};
  pdf.handler = [&desk](Asked const& asked) { return printed(desk, asked); };
  router.raw(std::move(pdf));
}

void channel_routes(http::Router& router, Desk const& desk) {
  std::string const list = "/api/brands/{brand}/channels", one = list + "/{channel}";
  router.get<NetworkList>("/api/networks", may::be_oneself, "What each network allows, with source and date", [](Asked const&) -> Result<NetworkList> { return NetworkList{network_rules()}; });
  router.get<ChannelList>(list, may::see_brand, "The brand's channels", [&desk](Asked const& asked) -> Result<ChannelList> {
    return reading(desk, [&](store::Transaction& tx) { return ChannelList{channels_of(tx, actor(asked).brand)}; });
  });
  router.post<SaveChannel, Channel>(list, may::connect_channels, "Opens a channel", [&desk](Asked const& asked, SaveChannel const& body) { return create_channel(desk, actor(asked), body); });
  router.put<SaveChannel, Channel>(one, may::connect_channels, "Saves a channel", [&desk](Asked const& asked, SaveChannel const& body) -> Result<Channel> {
    TRY(auto const id, asked.id<ChannelId>("channel"));
    return save_channel(desk, actor(asked), id, body);
  });
  router.put<SetShelf, void>(one + "/shelf", may::connect_channels, "Archives or restores a channel", [&desk](Asked const& asked, SetShelf const& body) -> Done {
    TRY(auto const id, asked.id<ChannelId>("channel"));
    return shelve_channel(desk, actor(asked), id, body.shelf);
  });
}

Result<http::Response> followed(Desk const& desk, Asked const& asked) {
  TRY(ShortLink const link, reading(desk, [&](store::Transaction& tx) { return follow_link(tx, asked.text("code")); }));
  desk.count_click(link, asked.request.header("user-agent"));
  return http::redirect_to(tagged_target(link));
}

void link_routes(http::Router& router, Desk const& desk) {
  std::string const list = "/api/brands/{brand}/links", one = list + "/{link}";
  router.get<LinkList>(list, may::see_brand, "The brand's tagged links, newest first", [&desk](Asked const& asked) -> Result<LinkList> {
    return reading(desk, [&](store::Transaction& tx) { return LinkList{links_of(tx, actor(asked).brand)}; });
  });
  router.post<NewLink, ShortLink>(list, may::write_content, "Issues a tagged short link", [&desk](Asked const& asked, NewLink const& body) { return create_link(desk, actor(asked), body); });
  router.put<SetShelf, void>(one + "/shelf", may::write_content, "Archives or restores a link", [&desk](Asked const& asked, SetShelf const& body) -> Done {
    TRY(auto const id, asked.id<LinkId>("link"));
    return shelve_link(desk, actor(asked), id, body.shelf);
  });
  http::Row follow{Method::get, "/l/{code}", may::anyone, "Follows a short link to its tagged target", "text/plain", {}, {}, {}, {}, {}};
  follow.handler = [&desk](Asked const& asked) { return followed(desk, asked); };
  router.raw(std::move(follow));
}

}  // namespace

void register_routes(http::Router& router, Desk const& desk) {
  objective_routes(router, desk);
  brief_routes(router, desk);
  persona_routes(router, desk);
  pillar_routes(router, desk);
  charter_routes(router, desk);
  channel_routes(router, desk);
  link_routes(router, desk);
}

}  // namespace parvis::strategy
