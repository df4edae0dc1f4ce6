// SPDX-License-Identifier: AGPL-3.0-or-later
#include "studio/routes.h"

#include "studio/studio_store.h"
#include "text/fold.h"

namespace parvis::studio {
namespace {

namespace may = identity::may;
using http::Asked;
using http::Method;

constexpr std::size_t most_image_bytes = 25u << 20;
constexpr std::int64_t longest_page = 200, usual_page = 50;

using identity::actor;

struct ContentFilter {
  std::optional<Text<0, 200>> q;
  std::optional<ContentState> state;
  std::optional<strategy::Shelf> shelf;
  std::optional<Text<1, 80>> after;
  std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(ContentFilter, (), (q, state, shelf, after, limit))

/// A content in a list: without its search text.
struct ContentSummary {
  ContentId id;
  Text<1, 160> title;
  std::string opening;  // the first 200 bytes of the body, cut at a character
  identity::Locale language = identity::Locale::fr;
  ContentState state = ContentState::draft;
  std::optional<strategy::ObjectiveId> objective_id;
  std::optional<strategy::PillarId> pillar_id;
  std::int64_t images = 0;
  std::int64_t revision = 1;
  Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(ContentSummary, (), (id, title, opening, language, state, objective_id, pillar_id, images, revision, updated_at))
struct ContentPage {
  std::vector<ContentSummary> items;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(ContentPage, (), (items, next))

struct ContentView {
  ContentId id;
  Draft draft;
  identity::PersonId author_id;
  std::int64_t revision = 1;
  Instant created_at;
  Instant updated_at;
  std::optional<Instant> archived_at;
};
BOOST_DESCRIBE_STRUCT(ContentView, (), (id, draft, author_id, revision, created_at, updated_at, archived_at))

struct RevisionView {
  std::int64_t revision = 0;
  Draft draft;
  std::string saved_by;
  Instant saved_at;
};
BOOST_DESCRIBE_STRUCT(RevisionView, (), (revision, draft, saved_by, saved_at))
struct RevisionList { std::vector<RevisionView> items; };
BOOST_DESCRIBE_STRUCT(RevisionList, (), (items))
struct AssetList { std::vector<Asset> items; };
BOOST_DESCRIBE_STRUCT(AssetList, (), (items))
struct RestoreRevision { std::int64_t revision = 0; };
BOOST_DESCRIBE_STRUCT(RestoreRevision, (), (revision))
struct SetContentShelf { strategy::Shelf shelf = strategy::Shelf::archived; };
BOOST_DESCRIBE_STRUCT(SetContentShelf, (), (shelf))

ContentView view(Content const& c) { return {c.id, draft_of(c), c.author_id, c.revision, c.created_at, c.updated_at, c.archived_at}; }
Result<ContentView> view(Result<Content> const& content) {
  if (!content) return fail(content.error());
  return view(*content);
}

std::string opening_of(std::string const& body) {
  std::size_t end = std::min<std::size_t>(body.size(), 200);
  while (end > 0 && end < body.size() && (static_cast<unsigned char>(body[end]) & 0xC0) == 0x80) --end;
  return body.substr(0, end);
}

ContentSummary summary(Content const& c) {
  return {c.id, c.title, opening_of(c.body.to_string()), c.language, c.state, c.objective_id, c.pillar_id,
          static_cast<std::int64_t>(c.assets.size()), c.revision, c.updated_at};
}

Result<ContentPage> page(Desk const& desk, BrandId const& brand, ContentFilter const& filter) {
  std::int64_t const limit = std::clamp<std::int64_t>(filter.limit.value_or(usual_page), 1, longest_page);
  ContentQuestion const question{brand, filter.q ? text::fold(filter.q->to_string()) : "", filter.state,
                                 filter.shelf.value_or(strategy::Shelf::active), filter.after ? filter.after->to_string() : "", limit};
  auto const found = desk.database.read([&](store::Transaction& tx) { return contents(tx, question); });
  ContentPage answer;
  for (Content const& content : found) answer.items.push_back(summary(content));
  if (static_cast<std::int64_t>(found.size()) == limit) {
    answer.next = std::to_string(found.back().updated_at.milliseconds()) + "|" + found.back().id.to_string();
  }
  return answer;
}

void content_routes(http::Router& router, Desk const& desk) {
  std::string const list = "/api/brands/{brand}/contents", one = list + "/{content}";
  router.get<ContentFilter, ContentPage>(list, may::see_brand, "Contents by last change; ?q= searches titles and bodies",
                                         [&desk](Asked const& asked, ContentFilter const& filter) { return page(desk, actor(asked).brand, filter); });
  router.post<Draft, ContentView>(list, may::write_content, "Begins a content", [&desk](Asked const& asked, Draft const& body) { return view(create_content(desk, actor(asked), body)); });
  router.get<ContentView>(one, may::see_brand, "One content", [&desk](Asked const& asked) -> Result<ContentView> {
    TRY(auto const id, asked.id<ContentId>("content"));
    return view(desk.database.read([&](store::Transaction& tx) { return load_content(tx, actor(asked).brand, id); }));
  });
  router.put<SaveContent, ContentView>(one, may::write_content, "Saves a content; the revision it replaces is kept",
                                       [&desk](Asked const& asked, SaveContent const& body) -> Result<ContentView> {
                                         TRY(auto const id, asked.id<ContentId>("content"));
                                         return view(save_content(desk, actor(asked), id, body));
                                       });
  router.put<SetContentShelf, void>(one + "/shelf", may::write_content, "Archives or restores a content", [&desk](Asked const& asked, SetContentShelf const& body) -> Done {
    TRY(auto const id, asked.id<ContentId>("content"));
    return shelve_content(desk, actor(asked), id, body.shelf);
  });
  router.get<RevisionList>(one + "/revisions", may::see_brand, "Every saved revision of a content", [&desk](Asked const& asked) -> Result<RevisionList> {
    TRY(auto const id, asked.id<ContentId>("content"));
    return desk.database.read([&](store::Transaction& tx) -> Result<RevisionList> {
      TRY_DONE(load_content(tx, actor(asked).brand, id));
      RevisionList answer;
      for (ContentRevision const& r : revision_rows(tx, id)) answer.items.push_back({r.revision, r.draft, r.saved_by, r.saved_at});
      return answer;
    });
  });
  router.post<RestoreRevision, ContentView>(one + "/restoration", may::write_content, "Brings an earlier revision back",
                                            [&desk](Asked const& asked, RestoreRevision const& body) -> Result<ContentView> {
                                              TRY(auto const id, asked.id<ContentId>("content"));
                                              return view(restore_revision(desk, actor(asked), id, body.revision));
                                            });
}

std::string query_value(Asked const& asked, std::string_view name) {
  for (auto const& [key, value] : http::query_pairs(asked.request.query)) {
    if (key == name) return value;
  }
  return "";
}

Result<http::Response> asset_file(Desk const& desk, Asked const& asked) {
  TRY(auto const id, asked.id<AssetId>("asset"));
  TRY(Asset const asset, desk.database.read([&](store::Transaction& tx) { return load_asset(tx, actor(asked).brand, id); }));
  http::Response response;
  response.content_type = asset.media_type;
  response.file = desk.file_of(asset.sha256);
  response.headers.emplace_back("Cache-Control", "private, max-age=31536000, immutable");
  return response;
}

void asset_routes(http::Router& router, Desk const& desk) {
  std::string const list = "/api/brands/{brand}/assets", one = list + "/{asset}";
  router.get<AssetList>(list, may::see_brand, "The brand's library of images", [&desk](Asked const& asked) -> Result<AssetList> {
    return desk.database.read([&](store::Transaction& tx) { return AssetList{assets_of(tx, actor(asked).brand)}; });
  });
  http::Row upload{Method::post, list, may::write_content, "Adds an image (JPEG, PNG, WebP, GIF); ?name= gives its file name", "application/json",
                   {most_image_bytes, http::RowOptions::Body::memory, http::RowOptions::Csrf::checked, 201}, {}, {}, {}, {}};
  upload.answer_schema = [](json::SchemaBook& book) { return book.schema<Asset>(); };
  upload.handler = [&desk](Asked const& asked) -> Result<http::Response> {
    TRY(Asset const asset, add_asset(desk, actor(asked), query_value(asked, "name"), asked.request.body));
    return http::text_answer(201, "application/json", json::encode(asset));
  };
  router.raw(std::move(upload));
  router.put<SaveAsset, Asset>(one, may::write_content, "Saves what is known of an image", [&desk](Asked const& asked, SaveAsset const& body) -> Result<Asset> {
    TRY(auto const id, asked.id<AssetId>("asset"));
    return save_asset(desk, actor(asked), id, body);
  });
  http::Row file{Method::get, one + "/file", may::see_brand, "The image itself", "image/*", {}, {}, {}, {}, {}};
  file.handler = [&desk](Asked const& asked) { return asset_file(desk, asked); };
  router.raw(std::move(file));
}

}  // namespace

void register_routes(http::Router& router, Desk const& desk) {
  content_routes(router, desk);
  asset_routes(router, desk);
  register_verdict_routes(router, desk.database, desk.public_address);
}

}  // namespace parvis::studio
