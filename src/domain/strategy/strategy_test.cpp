// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <set>

#include "base/json.h"
#include "identity/people_store.h"
#include "strategy/strategy.h"
#include "support/test_database.h"

namespace parvis::strategy {
namespace {

// One brand and the person who plans for it.
struct Studio {
  test::TestDatabase file;
  ManualClock clock{*Instant::parse("2026-11-23T09:00:00Z")};
  Desk desk{file.database(), clock,
            [](std::string const&, std::string const& bytes) -> Result<std::vector<std::string>> {
              if (bytes == "broken") return invalid("document.unreadable");
              return std::vector<std::string>{bytes};
            },
            [](std::string const&, std::string const&) {}, [](CharterPrint const&) -> Result<std::string> { return "%PDF"; },
            [](ShortLink const&, std::string_view) {}};
  Actor actor;

  Studio() {
    desk.database.write([&](store::Transaction& tx) {
      identity::Workspace workspace{identity::WorkspaceId::make(clock), *identity::Name::parse("Atelier"), identity::Locale::fr,
                                    *ZoneName::parse("Europe/Paris"), Currency::euro(), identity::Approval::required, 1, clock.now()};
      identity::insert_workspace(tx, workspace);
      identity::Brand brand{BrandId::make(clock), workspace.id, *identity::Name::parse("Rivage"), *Slug::parse("rivage"),
                            identity::Locale::fr, *ZoneName::parse("Europe/Paris"), Currency::euro(), 1, clock.now(), std::nullopt};
      identity::insert_brand(tx, brand);
      actor = {identity::PersonId::make(clock), workspace.id, brand.id, identity::Role::owner, "session"};
    });
  }
  SaveObjective november() const {
    SaveObjective request;
    request.title = *Text<1, 120>::parse("Vendre les bougies d'été");
    request.target = 300000;
    request.starts_on = *LocalDate::parse("2026-11-01");
    request.ends_on = *LocalDate::parse("2026-11-30");
    request.budget = Money{120000, Currency::euro()};
    return request;
  }
};

TEST(Objective, says_what_a_draft_lacks_and_cannot_be_active_without_figure_and_dates) {
  Studio studio;
  SaveObjective request;
  request.title = *Text<1, 120>::parse("Se faire connaître");
  Objective const draft = *create_objective(studio.desk, studio.actor, request);
  EXPECT_EQ(missing(draft), (std::vector<std::string>{"target", "starts_on", "ends_on", "budget"}));
  request.state = ObjectiveState::active;
  EXPECT_EQ(save_objective(studio.desk, studio.actor, draft.id, request).error().fields.front().code, "strategy.objective_incomplete");
}

TEST(Objective, gets_a_campaign_word_that_stays_when_the_title_changes) {
  Studio studio;
  Objective const first = *create_objective(studio.desk, studio.actor, studio.november());
  Objective const twin = *create_objective(studio.desk, studio.actor, studio.november());
  EXPECT_EQ(first.slug.to_string(), "vendre-les-bougies-d-ete");
  EXPECT_EQ(twin.slug.to_string(), "vendre-les-bougies-d-ete-2");
  SaveObjective change = studio.november();
  change.title = *Text<1, 120>::parse("Autre titre");
  EXPECT_EQ(save_objective(studio.desk, studio.actor, first.id, change)->slug, first.slug);
}

struct Renewal {
  char const *starts, *ends, *next_starts, *next_ends;
};

TEST(Objective, is_renewed_for_the_next_month_or_the_same_number_of_days) {
  for (Renewal const& one : {Renewal{"2026-11-01", "2026-11-30", "2026-12-01", "2026-12-31"}, Renewal{"2027-01-01", "2027-01-31", "2027-02-01", "2027-02-28"},
                             Renewal{"2026-11-10", "2026-11-16", "2026-11-17", "2026-11-23"}, Renewal{"2026-12-01", "2026-12-31", "2027-01-01", "2027-01-31"}}) {
    Objective last;
    last.starts_on = *LocalDate::parse(one.starts);
    last.ends_on = *LocalDate::parse(one.ends);
    last.state = ObjectiveState::closed;
    Objective const next = renewed(last);
    EXPECT_EQ(next.starts_on->to_string(), one.next_starts);
    EXPECT_EQ(next.ends_on->to_string(), one.next_ends);
    EXPECT_EQ(next.state, ObjectiveState::draft);
  }
}

TEST(Objective, names_every_wrong_field_at_once) {
  SaveObjective request;
  request.target = -5;
  request.starts_on = *LocalDate::parse("2026-11-30");
  request.ends_on = *LocalDate::parse("2026-11-01");
  request.budget = Money{-1, *Currency::parse("USD")};
  request.margin_percent = 101;
  auto const problem = check(request, Currency::euro()).error();
  std::set<std::string> codes;
  for (FieldError const& field : problem.fields) codes.insert(field.code);
  EXPECT_EQ(codes, (std::set<std::string>{"strategy.target_negative", "strategy.dates_reversed", "strategy.currency_mismatch",
                                          "strategy.budget_negative", "strategy.margin_range"}));
}

TEST(Brief, keeps_no_document_it_cannot_read_and_only_passages_that_exist) {
  Studio studio;
  Brief const brief = *create_brief(studio.desk, studio.actor, {*Text<1, 120>::parse("Brief"), {}, {}, {}, {}});
  EXPECT_FALSE(add_document(studio.desk, studio.actor, brief.id, "a.pdf", "broken"));
  BriefDocument const document = *add_document(studio.desk, studio.actor, brief.id, "a.txt", "été 😀");
  SavePassage passage{document.id, 0, 0, 6, *Text<1, 1000>::parse("été 😀"), PassageKind::need, Serves::context, std::nullopt};
  EXPECT_TRUE(highlight_passage(studio.desk, studio.actor, brief.id, passage));
  passage.end_unit = 7;  // "été 😀" is six UTF-16 units
  EXPECT_EQ(highlight_passage(studio.desk, studio.actor, brief.id, passage).error().code, "strategy.passage_range");
  EXPECT_EQ(brief_sheet(studio.desk, studio.actor, brief.id)->passages.size(), 1u);
}

TEST(Charter, keeps_every_revision_and_is_signed_once) {
  Studio studio;
  SaveCharter change;
  change.text.promise = *Text<0, 600>::parse("Des bougies qui durent");
  ASSERT_TRUE(save_charter(studio.desk, studio.actor, change));
  EXPECT_EQ(save_charter(studio.desk, studio.actor, change).error().code, "strategy.stale_revision");
  SignCharter const signature{*Text<1, 80>::parse("Paul Rivage"), 1};
  EXPECT_TRUE(sign_charter(studio.desk, studio.actor, signature));
  EXPECT_EQ(sign_charter(studio.desk, studio.actor, signature).error().code, "strategy.charter_already_signed");
  change.revision = 1;
  change.text.rules.most_emoji = 99;
  EXPECT_EQ(save_charter(studio.desk, studio.actor, change).error().fields.front().path, "text/rules/most_emoji");
  change.text.rules.most_emoji = 3;
  Charter const next = *save_charter(studio.desk, studio.actor, change);
  EXPECT_EQ(next.revision, 2);
  EXPECT_FALSE(next.signed_at);
}

TEST(Link, tags_its_target_and_keeps_the_target_s_own_query_and_fragment) {
  ShortLink link;
  link.target = *WebUrl::parse("https://rivage.example/p?id=3&utm_source=old#avis");
  link.source = *UtmWord::parse("bluesky");
  link.medium = *UtmWord::parse("social");
  link.campaign = *UtmWord::parse("noel");
  link.content = "abc2345";
  EXPECT_EQ(tagged_target(link), "https://rivage.example/p?id=3&utm_source=bluesky&utm_medium=social&utm_campaign=noel&utm_content=abc2345#avis");
  link.target = *WebUrl::parse("https://rivage.example/");
  EXPECT_EQ(tagged_target(link), "https://rivage.example/?utm_source=bluesky&utm_medium=social&utm_campaign=noel&utm_content=abc2345");
}

TEST(Link, takes_its_words_from_channel_and_objective) {
  Studio studio;
  Objective const objective = *create_objective(studio.desk, studio.actor, studio.november());
  Channel const channel = *create_channel(studio.desk, studio.actor, {Network::mastodon, *Text<1, 80>::parse("Mastodon"), {}, Delivery::connector, {}});
  NewLink request;
  request.target = *WebUrl::parse("https://rivage.example/");
  request.objective_id = objective.id;
  request.channel_id = channel.id;
  ShortLink const link = *create_link(studio.desk, studio.actor, request);
  EXPECT_EQ(link.source.to_string(), "mastodon");
  EXPECT_EQ(link.campaign, *UtmWord::parse(objective.slug.to_string()));
  ASSERT_TRUE(shelve_link(studio.desk, studio.actor, link.id, Shelf::archived));
  EXPECT_EQ(studio.desk.database.read([&](store::Transaction& tx) { return follow_link(tx, link.code); }).error().code, "strategy.link_gone");
}

TEST(Channel, offers_a_connector_only_where_one_exists) {
  Studio studio;
  auto const refused = create_channel(studio.desk, studio.actor, {Network::instagram, *Text<1, 80>::parse("Instagram"), {}, Delivery::connector, {}});
  EXPECT_EQ(refused.error().code, "strategy.delivery_not_offered");
  for (NetworkRules const& rules : network_rules()) EXPECT_TRUE(UtmWord::parse(rules.utm_source)) << rules.name;
}

TEST(Plan, another_brand_s_objective_is_not_found) {
  Studio studio;
  Objective const objective = *create_objective(studio.desk, studio.actor, studio.november());
  auto const found = studio.desk.database.read([&](store::Transaction& tx) { return load_objective(tx, BrandId::make(studio.clock), objective.id); });
  EXPECT_EQ(found.error().code, "strategy.objective_not_found");
}

}  // namespace
}  // namespace parvis::strategy
