// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/enrol.h"

#include <set>

#include <gtest/gtest.h>

#include "enrol/candidates.h"
#include "enrol/enrolments.h"
#include "enrol/jobs.h"
#include "enrol/ledger_check.h"
#include "enrol/rule_sets.h"
#include "enrol/versions.h"
#include "identity/people_store.h"
#include "support/test_database.h"

namespace parvis::enrol {
namespace {

constexpr auto password = "une phrase assez longue";

template <class T>
T text(char const* value) {
  return *T::parse(value);
}

/// A workspace whose owner certifies.
class Enrol : public testing::Test {
 protected:
  Enrol() {
    identity::Workspace workspace;
    workspace.id = WorkspaceId::make(clock_);
    workspace.name = text<identity::Name>("Certificateur");
    workspace.zone = text<ZoneName>("Europe/Paris");
    workspace.created_at = clock_.now();
    identity::Person owner;
    owner.id = PersonId::make(clock_);
    owner.email = "owner@exemple.fr";
    owner.name = "Anne Roy";
    owner.password_hash = *passwords_.hash(password);
    owner.created_at = clock_.now();
    database().write([&](store::Transaction& tx) {
      identity::insert_workspace(tx, workspace);
      identity::insert_person(tx, owner);
    });
    actor_ = {owner.id, workspace.id, {}, identity::Role::certifier, "session"};
  }

  store::Database& database() { return db_.database(); }
  Signature signature() const { return {text<Text<1, 80>>("anne roy"), password}; }

  SaveCandidate someone(char const* name) const {
    SaveCandidate request;
    request.identity.birth_name = text<Text<1, 60>>(name);
    request.identity.first_name = text<Text<1, 60>>("Léa");
    request.identity.birth_year = 2002;
    request.nir = text<Text<1, 40>>("2 02 02 75 110 001 37");
    return request;
  }

  ReferentialVersion version() { return *open_version(desk_, actor_, {text<Text<1, 120>>("2026"), {}, {}, {}, {}}); }

  /// One of everything that the ledger keeps.
  void fill() {
    SaveCard card;
    card.title = text<Text<0, 255>>("Community manager");
    ASSERT_TRUE(save_card(desk_, actor_, card));
    auto const first = version();
    ASSERT_TRUE(resolve_truncation(desk_, actor_, first.id, "K3.6", {ResolutionKind::confirmed, {}, text<Text<1, 1000>>("Page perdue"), signature()}));
    auto const second = open_version(desk_, actor_, {text<Text<1, 120>>("2027"), first.id, {}, {}, {}});
    ASSERT_TRUE(declare_equivalence(desk_, actor_, {first.id, second->id, "B1", text<Text<1, 300>>("Comité"), text<LocalDate>("2026-11-20"), signature()}));
    auto const rules = open_rule_set(desk_, actor_, {text<Text<1, 120>>("Règlement"), shipped_rule_sets().at("default")});
    ASSERT_TRUE(put_in_force(desk_, actor_, rules->id));
    candidate_ = create_candidate(desk_, actor_, someone("Martin"))->candidate.id;
    auto const enrolment = open_enrolment(desk_, actor_, {candidate_, first.id, {"B1"}, {}});
    ASSERT_TRUE(submit_enrolment(desk_, actor_, enrolment->id, {}));
    enrolment_ = enrolment->id;
    Accommodate granted{{AccommodationType::extra_time}, Rational{4, 3}, 0, {}, text<LocalDate>("2026-11-20"), text<Text<1, 2000>>("Dyslexie"), 0};
    ASSERT_TRUE(grant_accommodation(desk_, actor_, enrolment_, granted));
  }

  std::string table(std::string const& name) {
    return database().read([&](store::Transaction& tx) {
      std::string all;
      for (auto const& row : tx.rows("SELECT * FROM " + name + " ORDER BY 1")) {
        for (std::size_t i = 0; i < row.columns().names().size(); ++i) all += row.is_null(i) ? "-|" : row.columns().names()[i] + "=" + shown(row, i) + "|";
        all += "\n";
      }
      return all;
    });
  }

  static std::string shown(store::Row const& row, std::size_t at) {
    static std::set<std::string> const numbers{"level", "revision", "created_at", "confirmed_at", "retired_at", "signed_at", "withdrawn_at", "number", "in_force_at",
                                               "erased_at", "decided_at", "pause_minutes"};
    std::string const& name = row.columns().names()[at];
    bool const text_number = name == "number" && row.columns().names().size() == 8;  // of a candidate
    return numbers.count(name) == 1 && !text_number ? std::to_string(row.integer(at)) : row.text(at);
  }

  LedgerStanding standing(std::int64_t most) { return database().read([&](store::Transaction& tx) { return ledger_standing(tx, desk_, actor_.workspace, most); }); }
  void ask() { database().write([&](store::Transaction& tx) { ask_verification(tx, desk_, actor_.workspace); }); }
  void run_jobs() { jobs::Runner({.database = database(), .clock = clock_, .jobs = enrolment_jobs(desk_)}).run_due_once(clock_.now()); }
  void read_whole() {
    ask();
    run_jobs();
  }
  void append(int lines, std::vector<std::string> const& personal = {}) {
    database().write([&](store::Transaction& tx) {
      for (int i = 0; i < lines; ++i) ledger_append(tx, clock_, actor_, {"judge.juror_saved", "judge_juror", "x", boost::json::object{{"employer", "Atelier Nord"}}, personal});
    });
    clock_.advance(std::chrono::seconds(1));
  }
  void alter(std::string const& sql) { database().write([&](store::Transaction& tx) { tx.run(sql); }); }
  LedgerVerdict verdict() { return database().read([&](store::Transaction& tx) { return verify_ledger(tx, actor_.workspace); }); }

  test::TestDatabase db_;
  ManualClock clock_{text<Instant>("2026-11-23T09:00:00Z")};
  SecretBox secrets_ = SecretBox::with_key(std::string(32, 'k'));
  identity::PasswordHasher passwords_{identity::PasswordCost::cheap()};
  identity::Desk identity_{db_.database(), clock_, secrets_, passwords_, "http://127.0.0.1", {}, nullptr};
  Desk desk_{db_.database(), clock_, identity_};
  Actor actor_;
  CandidateId candidate_;
  EnrolmentId enrolment_;
};

std::vector<std::string> const kept_tables = {"enrol_accommodation", "enrol_enrolment", "enrol_candidate", "enrol_rule_set",
                                              "enrol_equivalence",   "enrol_resolution", "enrol_version",  "enrol_card"};

TEST_F(Enrol, ledger_rebuilds_every_table_it_keeps) {
  fill();
  std::map<std::string, std::string> before;
  for (std::string const& name : kept_tables) {
    before[name] = table(name);
    EXPECT_FALSE(before[name].empty()) << name;
  }
  database().write([&](store::Transaction& tx) {
    for (std::string const& name : kept_tables) tx.run("DELETE FROM " + name);
    EXPECT_GT(replay_ledger(tx, actor_.workspace, rebuilders()), 8);
  });
  for (std::string const& name : kept_tables) EXPECT_EQ(table(name), before[name]);
}

TEST_F(Enrol, ledger_holds_no_identity_and_no_reason) {
  fill();
  std::string all;
  database().read([&](store::Transaction& tx) {
    for (auto const& row : tx.rows("SELECT content FROM enrol_ledger")) all += row.text("content");
  });
  for (char const* secret : {"Martin", "Léa", "Dyslexie", "2020275110001"}) EXPECT_EQ(all.find(secret), std::string::npos) << secret;
}

TEST_F(Enrol, ledger_shows_a_line_changed_or_taken_out) {
  fill();
  auto const whole = verdict();
  EXPECT_TRUE(whole.intact);
  database().write([&](store::Transaction& tx) { tx.run("UPDATE enrol_ledger SET content = '{}' WHERE number = 3"); });
  EXPECT_EQ(verdict().first_broken, 3);
  database().write([&](store::Transaction& tx) { tx.run("DELETE FROM enrol_ledger WHERE number = 2"); });
  EXPECT_EQ(verdict().first_broken, 3);
  EXPECT_EQ(verdict().entries, whole.entries - 1);
}

TEST_F(Enrol, a_long_chain_is_told_intact_only_as_far_as_it_was_read) {
  append(6);
  LedgerStanding const never = standing(3);
  EXPECT_FALSE(never.intact);
  EXPECT_FALSE(never.first_broken);
  EXPECT_EQ(std::tuple(never.read_from, never.read_to, never.unread), std::tuple(1, 3, 3));
  EXPECT_TRUE(standing(6).intact) << "a chain that is short enough is read whole for the page";

  ask();
  EXPECT_EQ(standing(3).running, 0.0);
  run_jobs();
  Instant const read_at = clock_.now();
  append(4);
  LedgerStanding const since = standing(4);
  EXPECT_TRUE(since.intact);
  EXPECT_FALSE(since.running);
  ASSERT_TRUE(since.whole);
  EXPECT_EQ(since.whole->at, read_at);
  EXPECT_EQ(std::tuple(since.whole->end.number, since.read_from, since.read_to, since.unread), std::tuple(6, 7, 10, 0));
  EXPECT_FALSE(standing(3).intact) << "one line is left unread";
}

TEST_F(Enrol, what_is_changed_after_the_last_whole_reading_is_seen_at_once_and_before_it_with_the_next) {
  append(6);
  read_whole();
  append(4);
  alter("UPDATE enrol_ledger SET content = '{}' WHERE number = 8");
  EXPECT_EQ(standing(5).first_broken, 8);
  alter("UPDATE enrol_ledger SET content = '{}' WHERE number = 3");
  EXPECT_EQ(standing(5).first_broken, 8);
  EXPECT_EQ(standing(10).first_broken, 3) << "short enough to be read whole";
  read_whole();
  EXPECT_EQ(standing(5).first_broken, 3);
  EXPECT_EQ(standing(5).whole->first_broken, 3);
}

TEST_F(Enrol, a_chain_written_anew_or_cut_short_is_not_the_one_that_was_read_whole) {
  append(6);
  read_whole();
  alter("DELETE FROM enrol_ledger WHERE number > 4");
  EXPECT_TRUE(verdict().intact) << "by itself the shorter chain holds";
  EXPECT_EQ(standing(10).first_broken, 5);
  append(2);
  EXPECT_TRUE(verdict().intact);
  EXPECT_EQ(standing(10).first_broken, 6) << "what was appended is not what stood there";
  EXPECT_EQ(standing(3).first_broken, 6);
}

TEST_F(Enrol, a_whole_reading_that_was_not_sealed_here_is_none) {
  append(6);
  read_whole();
  ASSERT_TRUE(standing(3).whole);
  alter("UPDATE enrol_ledger_check SET found = '{\"at\":\"2026-11-23T09:00:00Z\",\"end\":{\"number\":6,\"hash\":\"\"}}'");
  EXPECT_FALSE(standing(3).whole);
  EXPECT_FALSE(standing(3).intact);
}

TEST_F(Enrol, a_personal_part_is_read_with_its_line) {
  append(2);
  append(1, {"employer"});
  append(2);
  read_whole();
  append(2, {"employer"});
  alter("UPDATE enrol_ledger_personal SET content = '{}' WHERE number = 3");
  EXPECT_TRUE(standing(6).intact);
  alter("UPDATE enrol_ledger_personal SET content = '{}' WHERE number = 7");
  EXPECT_EQ(standing(6).first_broken, 7);
  read_whole();
  EXPECT_EQ(standing(6).first_broken, 3);
}

TEST_F(Enrol, erasing_a_person_leaves_the_chain_intact) {
  fill();
  auto const records = personal_records(clock_, secrets_);
  database().write([&](store::Transaction& tx) {
    auto candidate = *load_candidate(tx, actor_.workspace, candidate_);
    tx.run("UPDATE enrol_candidate SET person_id = $1 WHERE id = $2", {actor_.person.to_string(), candidate_.to_string()});
    auto const file = boost::json::serialize(records.collect(tx, actor_.person));
    for (char const* own : {"Martin", "Dyslexie", "2020275110001"}) EXPECT_NE(file.find(own), std::string::npos) << own;
    records.erase(tx, actor_.person);
    EXPECT_EQ(load_identity(tx, candidate_).error().code, "enrol.identity_erased");
    EXPECT_FALSE(has_nir(tx, candidate_));
    EXPECT_TRUE(load_enrolment(tx, actor_.workspace, enrolment_));
  });
  EXPECT_EQ(read_accommodation(desk_, actor_, enrolment_)->reason, std::nullopt);
  EXPECT_TRUE(verdict().intact);
}

TEST_F(Enrol, another_workspace_finds_nothing) {
  fill();
  Actor stranger = actor_;
  stranger.workspace = WorkspaceId::make(clock_);
  EXPECT_EQ(candidate_card(desk_, stranger, candidate_).error().code, "enrol.candidate_not_found");
  EXPECT_EQ(admit_enrolment(desk_, stranger, enrolment_).error().code, "enrol.enrolment_not_found");
  EXPECT_EQ(read_accommodation(desk_, stranger, enrolment_).error().code, "enrol.enrolment_not_found");
  EXPECT_TRUE(candidates(desk_, stranger, {}).items.empty());
}

TEST_F(Enrol, silence_admits_the_day_after_two_months_and_forbids_a_refusal) {
  std::vector<std::pair<char const*, char const*>> const months = {
      {"2026-12-31", "2027-03-01"}, {"2027-12-31", "2028-03-01"}, {"2026-11-15", "2027-01-16"}, {"2027-06-30", "2027-08-31"}};
  auto const first = version();
  for (auto const& [complete, admits] : months) {
    clock_.set(text<Instant>((std::string(complete) + "T12:00:00Z").c_str()));
    candidate_ = create_candidate(desk_, actor_, someone("Martin"))->candidate.id;
    auto const file = open_enrolment(desk_, actor_, {candidate_, first.id, {"B1"}, Route::vae});
    auto const submitted = submit_enrolment(desk_, actor_, file->id, {text<LocalDate>(complete)});
    ASSERT_TRUE(submitted);
    EXPECT_EQ(submitted->silence_on->to_string(), admits);
    Instant const midnight = resolve({*submitted->silence_on, {}, text<ZoneName>("Europe/Paris"), Fold::earlier}).at;
    clock_.set(midnight - Milliseconds(1));
    ASSERT_TRUE(admit_silent(desk_));
    auto const state = [&] { return database().read([&](store::Transaction& tx) { return load_enrolment(tx, actor_.workspace, file->id)->state; }); };
    EXPECT_EQ(state(), EnrolmentState::submitted) << complete;
    clock_.set(midnight);
    EXPECT_EQ(refuse_enrolment(desk_, actor_, file->id, {text<Text<1, 2000>>("Trop tard")}).error().code, "enrol.silence_admitted");
    ASSERT_TRUE(admit_silent(desk_));
    EXPECT_EQ(state(), EnrolmentState::admitted) << complete;
  }
}

/// Walks a machine at random: refused moves leave the state, and what may follow what is as the sheet says.
template <class State, class Event>
void walk(std::vector<State> const& starts, std::vector<Event> const& events, std::set<std::tuple<State, Event, State>> const& allowed) {
  std::set<std::tuple<State, Event, State>> seen;
  std::uint64_t random = 11;
  for (int round = 0; round < 2000; ++round) {
    State state = starts[(random >> 40) % starts.size()];
    for (int step = 0; step < 12; ++step) {
      Event const event = events[((random = random * 6364136223846793005u + 1442695040888963407u) >> 40) % events.size()];
      auto const next = moved(state, event);
      if (!next) {
        EXPECT_EQ(next.error().kind, Kind::conflict);
        continue;
      }
      EXPECT_EQ(allowed.count({state, event, *next}), 1u) << json::name_of(state) << " " << json::name_of(event) << " " << json::name_of(*next);
      seen.insert({state, event, *next});
      state = *next;
    }
  }
  EXPECT_EQ(seen, allowed);
}

TEST(EnrolmentStates, follow_the_sheet_whatever_the_sequence) {
  using enum EnrolmentState;
  using E = EnrolmentEvent;
  walk<EnrolmentState, E>({draft}, {E::submit, E::admit, E::refuse, E::silence, E::convoke, E::withdraw, E::all_awarded},
                          {{draft, E::submit, submitted}, {submitted, E::admit, admitted}, {submitted, E::refuse, refused}, {submitted, E::silence, admitted},
                           {submitted, E::withdraw, withdrawn}, {admitted, E::convoke, convoked}, {admitted, E::withdraw, withdrawn},
                           {admitted, E::all_awarded, eligible_final}, {convoked, E::convoke, convoked}, {convoked, E::withdraw, withdrawn},
                           {convoked, E::all_awarded, eligible_final}, {eligible_final, E::convoke, eligible_final}});
}

TEST(VersionStates, follow_the_sheet_whatever_the_sequence) {
  using S = VersionState;
  using E = VersionEvent;
  walk<S, E>({S::draft}, {E::confirm, E::retire}, {{S::draft, E::confirm, S::confirmed}, {S::confirmed, E::retire, S::retired}});
}

TEST(RuleSetStates, follow_the_sheet_whatever_the_sequence) {
  using S = RuleSetState;
  using E = RuleSetEvent;
  walk<S, E>({S::draft}, {E::put_in_force, E::retire}, {{S::draft, E::put_in_force, S::in_force}, {S::in_force, E::retire, S::retired}});
}

TEST(RuleSets, as_shipped_name_only_what_the_referential_has) {
  for (auto const& [name, rules] : shipped_rule_sets()) {
    for (PartRule const& part : rules.parts) {
      EXPECT_TRUE(part.block == "final" || referential::find_block(part.block) != nullptr) << name << " " << part.block;
      for (std::string const& code : part.oral_criteria) EXPECT_EQ(referential::block_of(code)->id, part.block) << code;
    }
    EXPECT_EQ(json::encode(*checked(rules)), json::encode(rules)) << name;
    EXPECT_EQ(weight_of(rules, "K1.1"), Rational{1});
  }
  EXPECT_EQ(part_of(RuleSet{}, "B2").held, std::vector<ExamPart>{ExamPart::written});
}

TEST(Card, tells_whether_a_centre_may_hold_a_block_that_day) {
  CertificationCard card;
  card.centres = {{text<Text<1, 120>>("Lyon"), {}, text<Text<1, 60>>("H-12"), {"B1"}, text<LocalDate>("2026-01-01"), text<LocalDate>("2026-12-31")}};
  LocalDate const day = text<LocalDate>("2026-11-23");
  EXPECT_EQ(may_hold(card, "Lyon", "B1", day), CentreVerdict::allowed);
  EXPECT_EQ(may_hold(card, "Lyon", "B2", day), CentreVerdict::not_this_block);
  EXPECT_EQ(may_hold(card, "Lyon", "B1", text<LocalDate>("2027-01-01")), CentreVerdict::out_of_date);
  EXPECT_EQ(may_hold(card, "Brest", "B1", day), CentreVerdict::unknown);
}

}  // namespace
}  // namespace parvis::enrol
