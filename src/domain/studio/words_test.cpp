// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include "identity/people_store.h"
#include "store/record.h"
#include "studio/found.h"
#include "studio/studio_store.h"
#include "studio/words.h"
#include "support/test_database.h"
#include "text/fold.h"

namespace parvis::studio {
namespace {

TEST(Words, are_what_stands_between_signs) {
  EXPECT_EQ(words_of("l'oeuvre, 100% cire; l'oeuvre"), (Words{"100", "cire", "l", "oeuvre"}));
  EXPECT_EQ(words_of(" …"), (Words{"…"}));
  EXPECT_TRUE(words_of("").empty());
  EXPECT_TRUE(words_of("%_!").empty());
}

TEST(Words, are_cut_between_two_characters) {
  Words const words = words_of("a" + std::string(40, 'b') + " x漢字漢字漢字漢字漢字漢字漢字漢字");
  EXPECT_EQ(words, (Words{"a" + std::string(31, 'b'), "x漢字漢字漢字漢字漢字"}));
}

TEST(Words, are_held_by_what_they_begin) {
  Words const held = words_of("bougie 421 atelier");
  EXPECT_TRUE(holds(held, words_of("42 boug")));
  EXPECT_FALSE(holds(held, words_of("ougie")));
  EXPECT_FALSE(holds(held, words_of("bougie 43")));
}

// Two brands whose contents are sought together.
struct Shelves {
  test::TestDatabase file;
  ManualClock clock{*Instant::parse("2026-11-23T09:00:00Z")};
  Desk desk{file.database(), clock, {}, {}, {}};
  Actor first, second;

  Shelves() {
    file.database().write([&](store::Transaction& tx) {
      identity::Workspace workspace{identity::WorkspaceId::make(clock), *identity::Name::parse("Atelier"), identity::Locale::fr,
                                    *ZoneName::parse("Europe/Paris"), Currency::euro(), identity::Approval::required, 1, clock.now()};
      identity::insert_workspace(tx, workspace);
      for (auto [actor, slug] : {std::pair(&first, "rivage"), std::pair(&second, "falaise")}) {
        identity::Brand brand{BrandId::make(clock), workspace.id, *identity::Name::parse(slug), *Slug::parse(slug), identity::Locale::fr,
                              *ZoneName::parse("Europe/Paris"), Currency::euro(), 1, clock.now(), std::nullopt};
        identity::insert_brand(tx, brand);
        *actor = {identity::PersonId::make(clock), workspace.id, brand.id, identity::Role::author, "session"};
      }
    });
  }
  static Draft draft(std::string const& title, std::string const& body = "") {
    Draft d;
    d.title = *Text<1, 160>::parse(title);
    d.body = *Text<0, 20000>::parse(body);
    return d;
  }
  Content add(Actor const& actor, std::string const& title, std::string const& body = "") {
    clock.advance(Milliseconds(1));
    return *create_content(desk, actor, draft(title, body));
  }
  std::vector<std::string> found(std::string const& words, std::set<BrandId> const& brands, std::size_t most = 8) {
    std::vector<std::string> titles;
    file.database().read([&](store::Transaction& tx) {
      for (FoundContent const& content : contents_holding(tx, brands, text::fold(words), most)) titles.push_back(content.title);
    });
    return titles;
  }
  std::set<BrandId> both() const { return {first.brand, second.brand}; }
};

using Titles = std::vector<std::string>;

TEST(FoundByWord, a_content_is_found_in_the_brands_asked_and_no_other) {
  Shelves shelves;
  shelves.add(shelves.first, "Bougie d'été", "coulée à la main");
  shelves.add(shelves.second, "Bougie de Noël");
  EXPECT_EQ(shelves.found("BOUGIE", shelves.both()), (Titles{"Bougie de Noël", "Bougie d'été"}));
  EXPECT_EQ(shelves.found("bougie", {shelves.first.brand}), (Titles{"Bougie d'été"}));
  EXPECT_EQ(shelves.found("main boug", shelves.both()), (Titles{"Bougie d'été"}));
  EXPECT_EQ(shelves.found("bougie", shelves.both(), 1), (Titles{"Bougie de Noël"}));
  EXPECT_TRUE(shelves.found("bougie absente", shelves.both()).empty());
  EXPECT_TRUE(shelves.found("%", shelves.both()).empty());
}

TEST(FoundByWord, what_is_rewritten_or_archived_is_found_no_more) {
  Shelves shelves;
  Content const content = shelves.add(shelves.first, "Bougie", "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept");
  EXPECT_EQ(shelves.found("dix sept", shelves.both()).size(), 1u);
  ASSERT_TRUE(save_content(shelves.desk, shelves.first, content.id, {Shelves::draft("Savon", "un"), 1}));
  EXPECT_TRUE(shelves.found("quinze", shelves.both()).empty());
  EXPECT_EQ(shelves.found("savon", shelves.both()).size(), 1u);
  EXPECT_EQ(shelves.found("un", shelves.both()).size(), 1u);
  ASSERT_TRUE(shelve_content(shelves.desk, shelves.first, content.id, strategy::Shelf::archived));
  EXPECT_TRUE(shelves.found("savon", shelves.both()).empty());
}

TEST(FoundByWord, contents_older_than_the_table_are_indexed_once) {
  Shelves shelves;
  for (int i = 0; i < 3; ++i) shelves.add(shelves.first, "Bougie " + std::to_string(i));
  shelves.file.database().write([](store::Transaction& tx) { tx.run("DELETE FROM studio_content_word"); });
  EXPECT_TRUE(shelves.found("bougie", shelves.both()).empty());
  index_older_contents(shelves.file.database());
  EXPECT_EQ(shelves.found("bougie", shelves.both()), (Titles{"Bougie 2", "Bougie 1", "Bougie 0"}));
  index_older_contents(shelves.file.database());
  EXPECT_EQ(shelves.found("bougie 2", shelves.both()), (Titles{"Bougie 2"}));
}

TEST(FoundByWord, labels_are_of_those_that_exist) {
  Shelves shelves;
  std::set<ContentId> asked{ContentId::make(shelves.clock)};
  for (int i = 0; i < 70; ++i) asked.insert(shelves.add(i % 2 == 0 ? shelves.first : shelves.second, "t" + std::to_string(i)).id);
  auto const labels = shelves.file.database().read([&](store::Transaction& tx) { return labels_of(tx, asked); });
  ASSERT_EQ(labels.size(), 70u);
  EXPECT_EQ(labels.begin()->second.title, "t0");
  EXPECT_EQ(labels.begin()->second.brand_id, shelves.first.brand);
}

TEST(ContentPages, each_shelf_and_state_is_read_from_its_own_index) {
  Shelves shelves;
  auto const plan = [&](char const* condition) {
    std::string told;
    shelves.file.database().read([&](store::Transaction& tx) {
      for (auto const& row : tx.rows(std::string("EXPLAIN QUERY PLAN SELECT * FROM studio_content WHERE brand_id = 'b' AND ") + condition +
                                     " AND updated_at <= 9 AND (updated_at < 9 OR id < 'x') ORDER BY updated_at DESC, id DESC LIMIT 50")) {
        told += row.text("detail") + "\n";
      }
    });
    return told;
  };
  if (shelves.file.database().engine() != store::Engine::sqlite) GTEST_SKIP() << "the plan is read as SQLite tells it";
  EXPECT_EQ(plan("archived_at IS NULL"), "SEARCH studio_content USING INDEX studio_content_active (brand_id=? AND updated_at<?)\n");
  EXPECT_EQ(plan("archived_at IS NOT NULL"), "SEARCH studio_content USING INDEX studio_content_archived (brand_id=? AND updated_at<?)\n");
  EXPECT_EQ(plan("archived_at IS NULL AND state = 'draft'"),
            "SEARCH studio_content USING INDEX studio_content_active_by_state (brand_id=? AND state=? AND updated_at<?)\n");
}

}  // namespace
}  // namespace parvis::studio
