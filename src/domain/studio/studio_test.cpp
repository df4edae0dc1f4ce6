// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <set>

#include "base/json.h"
#include "identity/people_store.h"
#include "studio/studio_store.h"
#include "support/test_database.h"

namespace parvis::studio {
namespace {

struct Room {
  test::TestDatabase file;
  ManualClock clock{*Instant::parse("2026-11-23T09:00:00Z")};
  Desk desk{file.database(), clock,
            [](std::string const& bytes) -> Result<DecodedImage> { return DecodedImage{bytes, "image/png", 10, 20}; },
            [](std::string const&, std::string const&) {}, [](std::string const& sha256) { return std::filesystem::path(sha256); }};
  strategy::Desk plan{file.database(), clock, {}, {}, {}, {}};
  Actor actor;

  Room() {
    desk.database.write([&](store::Transaction& tx) {
      identity::Workspace workspace{identity::WorkspaceId::make(clock), *identity::Name::parse("Atelier"), identity::Locale::fr,
                                    *ZoneName::parse("Europe/Paris"), Currency::euro(), identity::Approval::required, 1, clock.now()};
      identity::insert_workspace(tx, workspace);
      identity::Brand brand{BrandId::make(clock), workspace.id, *identity::Name::parse("Rivage"), *Slug::parse("rivage"), identity::Locale::fr,
                            *ZoneName::parse("Europe/Paris"), Currency::euro(), 1, clock.now(), std::nullopt};
      identity::insert_brand(tx, brand);
      actor = {identity::PersonId::make(clock), workspace.id, brand.id, identity::Role::author, "session"};
    });
  }
  Draft draft(char const* title, char const* body) const {
    Draft d;
    d.title = *Text<1, 160>::parse(title);
    d.body = *Text<0, 20000>::parse(body);
    return d;
  }
};

TEST(Content, a_variant_speaks_for_its_channel_only) {
  Room room;
  auto const channel = *strategy::create_channel(room.plan, room.actor, {strategy::Network::bluesky, *Text<1, 80>::parse("b"), {}, strategy::Delivery::connector, {}});
  Draft draft = room.draft("Bougies", "Le corps commun");
  draft.variants.push_back({channel.id, *Text<0, 20000>::parse("Pour Bluesky"), std::nullopt});
  Content const content = *create_content(room.desk, room.actor, draft);
  EXPECT_EQ(rendered(content, channel.id).text, "Pour Bluesky");
  EXPECT_EQ(rendered(content, strategy::ChannelId::make(room.clock)).text, "Le corps commun");
}

TEST(Content, every_revision_is_kept_and_can_come_back) {
  Room room;
  Content const first = *create_content(room.desk, room.actor, room.draft("Un", "premier"));
  ASSERT_TRUE(save_content(room.desk, room.actor, first.id, {room.draft("Deux", "second"), 1}));
  EXPECT_EQ(save_content(room.desk, room.actor, first.id, {room.draft("Trois", "perdu ?"), 1}).error().code, "studio.stale_revision");
  Content const back = *restore_revision(room.desk, room.actor, first.id, 1);
  EXPECT_EQ(back.body.to_string(), "premier");
  EXPECT_EQ(back.revision, 3);
}

TEST(Content, search_ignores_accents_and_takes_wildcards_as_letters) {
  Room room;
  create_content(room.desk, room.actor, room.draft("Été", "100% cire d'abeille"));
  create_content(room.desk, room.actor, room.draft("Hiver", "cire"));
  auto const found = [&](std::string words) {
    return room.desk.database.read([&](store::Transaction& tx) { return contents(tx, {room.actor.brand, words, {}, strategy::Shelf::active, "", 50}); }).size();
  };
  EXPECT_EQ(found("ete"), 1u);
  EXPECT_EQ(found("cire"), 2u);
  EXPECT_EQ(found("100%"), 1u);
  EXPECT_EQ(found("1%0"), 0u);
}

TEST(Content, pages_follow_one_another_without_a_gap) {
  Room room;
  for (int i = 0; i < 7; ++i) {
    create_content(room.desk, room.actor, room.draft("t", "b"));
    if (i % 2 == 0) room.clock.advance(Milliseconds(1));
  }
  std::set<std::string> seen;
  std::string after;
  for (int pages = 0; pages < 4; ++pages) {
    auto const page = room.desk.database.read([&](store::Transaction& tx) { return contents(tx, {room.actor.brand, "", {}, strategy::Shelf::active, after, 2}); });
    for (Content const& content : page) EXPECT_TRUE(seen.insert(content.id.to_string()).second);
    if (!page.empty()) after = std::to_string(page.back().updated_at.milliseconds()) + "|" + page.back().id.to_string();
  }
  EXPECT_EQ(seen.size(), 7u);
}

TEST(Content, puts_the_tagged_link_in_place_of_the_whole_address_and_never_within_a_longer_one) {
  struct { char const* text; char const* sent; } const rows[] = {
      {"Voir https://rivage.fr/b ici", "Voir https://p.fr/l/c ici"},
      {"(https://rivage.fr/b).", "(https://p.fr/l/c)."},
      {"Voir rivage.fr/b !", "Voir https://p.fr/l/c !"},
      {"Voir https://rivage.fr/bougies", "Voir https://rivage.fr/bougies\n\nhttps://p.fr/l/c"},
      {"Voir https://rivage.fr/b/42?x=1", "Voir https://rivage.fr/b/42?x=1\n\nhttps://p.fr/l/c"},
      {"Voir https://rivage.fr/b?x=1", "Voir https://rivage.fr/b?x=1\n\nhttps://p.fr/l/c"},
      {"https://rivage.fr/bougies puis https://rivage.fr/b", "https://rivage.fr/bougies puis https://p.fr/l/c"},
      {"@rivage.fr/b", "@rivage.fr/b\n\nhttps://p.fr/l/c"},
      {"", "https://p.fr/l/c"},
  };
  for (auto const& row : rows) EXPECT_EQ(with_link(row.text, "https://rivage.fr/b", "https://p.fr/l/c"), row.sent);
  EXPECT_EQ(with_link("https://rivage.fr.exemple.fr", "https://rivage.fr", "s"), "https://rivage.fr.exemple.fr\n\ns");
}

TEST(Content, names_nothing_of_another_brand) {
  Room room;
  Draft draft = room.draft("t", "b");
  draft.assets.push_back({AssetId::make(room.clock), {}});
  EXPECT_EQ(create_content(room.desk, room.actor, draft).error().code, "studio.asset_not_found");
}

}  // namespace
}  // namespace parvis::studio
