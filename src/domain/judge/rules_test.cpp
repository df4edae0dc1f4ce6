// SPDX-License-Identifier: AGPL-3.0-or-later
// The executable rules of a jury, each by its number in the certifier's list, on the default rule set: NA 0, PA 1, A 2, half
// of the points, one level apart at most. Rules 8, 9 and 10 stand in the scenarios of this room, 11 in engines/quiz.
#include <gtest/gtest.h>

#include <random>

#include "base/json.h"
#include "judge/comparison.h"
#include "judge/verdict.h"

namespace parvis::judge {
namespace {

using enrol::GapTreatment;

Rational ratio(std::int64_t a, std::int64_t b) { return Rational{a} / Rational{b}; }

enrol::ScaleLevel level(char const* code, std::int64_t points) {
  return {*Text<1, 12>::parse(code), *Text<1, 60>::parse(code), *Text<1, 60>::parse(code), Rational{points}};
}

RuleSet usual() {
  RuleSet rules;
  rules.scale.levels = {level("NA", 0), level("PA", 1), level("A", 2)};
  rules.gap.within = GapTreatment::mean;
  return rules;
}

RuleSet out_of_twenty() {
  RuleSet rules = usual();
  rules.scale = {enrol::ScaleKind::marks, {}, Rational{20}, Rational{1, 2}};
  rules.gap.most = Rational{3};
  return rules;
}

/// "2 1 0" as points of K1, K2, K3.
Points points(std::vector<std::int64_t> const& of) {
  Points all;
  for (std::size_t i = 0; i < of.size(); ++i) all["K" + std::to_string(i + 1)] = Rational{of[i]};
  return all;
}

std::vector<Placed> criteria(std::size_t count) {
  std::vector<Placed> all;
  for (std::size_t i = 0; i < count; ++i) all.push_back({"K" + std::to_string(i + 1), "G1", Part::written});
  return all;
}

Comparison side_by_side(std::vector<std::int64_t> const& a, std::vector<std::int64_t> const& b, RuleSet const& rules) {
  return compare({"B1", criteria(a.size()), {points(a), points(b)}, {}}, rules);
}

BlockResult result(std::vector<std::int64_t> const& of, RuleSet const& rules) { return result_of({"B1", criteria(of.size()), points(of), {}}, rules); }

JurorId const president = *JurorId::parse("0190aaaa-0000-7000-8000-000000000001");
JurorId const juror = *JurorId::parse("0190aaaa-0000-7000-8000-000000000002");

Result<Ballot> vote(std::string const& of_president, std::string const& of_juror, enrol::TieRule rule) {
  return counted({{president, of_president}, {juror, of_juror}}, president, rule, [](std::string const& choice) { return Rational{choice == "A" ? 2 : 0}; });
}

TEST(JuryRules, _1_identical_grids_leave_nothing_to_deliberate) {
  Comparison const found = side_by_side({2, 1, 0}, {2, 1, 0}, usual());
  EXPECT_EQ(found.standing, CriterionStanding::agreed);
  for (Compared const& one : found.criteria) EXPECT_EQ(one.counts, one.points.front());
  EXPECT_EQ(found.results.front().outcome, Outcome::passes);
  EXPECT_EQ(found.results.front().ratio, ratio(1, 2));
}

TEST(JuryRules, _2_two_levels_apart_are_deliberated_though_both_verdicts_pass) {
  Comparison const found = side_by_side({2, 2, 2, 2}, {2, 2, 2, 0}, usual());
  EXPECT_EQ(found.results[0].outcome, Outcome::passes);
  EXPECT_EQ(found.results[1].outcome, Outcome::passes);
  EXPECT_EQ(found.criteria[3].standing, CriterionStanding::to_deliberate);
  EXPECT_EQ(found.criteria[3].why, std::vector{WhyDeliberate::gap_too_wide});
  EXPECT_FALSE(found.criteria[3].counts);
  EXPECT_EQ(found.criteria[0].standing, CriterionStanding::agreed);
}

TEST(JuryRules, _3_verdicts_48_and_52_are_deliberated_though_no_criterion_is_far_apart) {
  std::vector<std::int64_t> low(25, 1), high(25, 1);
  low[0] = 0, high[1] = 2;  // 24/50 and 26/50
  Comparison const found = side_by_side(low, high, usual());
  EXPECT_EQ(found.results[0].ratio, ratio(48, 100));
  EXPECT_EQ(found.results[1].ratio, ratio(52, 100));
  EXPECT_EQ(found.standing, CriterionStanding::to_deliberate);
  EXPECT_EQ(found.criteria[0].why, std::vector{WhyDeliberate::verdict_differs});
  EXPECT_EQ(found.criteria[1].why, std::vector{WhyDeliberate::verdict_differs});
  EXPECT_EQ(found.criteria[2].standing, CriterionStanding::agreed);
}

TEST(JuryRules, _4_a_tie_in_a_jury_of_two_is_the_presidents_and_said_so) {
  EXPECT_EQ(vote("A", "PA", enrol::TieRule::president_casts)->choice, "A");
  EXPECT_EQ(vote("A", "PA", enrol::TieRule::president_casts)->voice, Voice::casting);
  EXPECT_EQ(vote("A", "A", enrol::TieRule::president_casts)->voice, Voice::plain);
  EXPECT_EQ(vote("NA", "A", enrol::TieRule::for_the_candidate)->choice, "A");
  EXPECT_EQ(vote("A", "PA", enrol::TieRule::postponed).error().code, "judge.vote_tied");
  EXPECT_EQ(counted({}, president, enrol::TieRule::president_casts, nullptr).error().code, "judge.vote_empty");
}

Awards const four = {{"B1", "B2", "B3", "B4", "B5"}, {"B1", "B2", "B3", "B4"}};
Awards const five = {{"B1", "B2", "B3", "B4", "B5"}, {"B1", "B2", "B3", "B4", "B5"}};

TEST(JuryRules, _5_four_blocks_are_blocks_acquired_and_no_certificate) {
  EXPECT_EQ(final_verdict(four, Opinion::favourable), JuryVerdict::BLOCS_ACQUIS);
  EXPECT_EQ(final_verdict(five, Opinion::favourable), JuryVerdict::CERTIFIE);
  EXPECT_EQ(final_verdict({four.blocks_required, {}}, Opinion::favourable), JuryVerdict::NON_CERTIFIE);
}

TEST(JuryRules, _6_blocks_of_another_version_count_only_where_the_table_says_so) {
  auto const now = *enrol::ReferentialVersionId::parse("0190aaaa-0000-7000-8000-00000000000a");
  auto const before = *enrol::ReferentialVersionId::parse("0190aaaa-0000-7000-8000-00000000000b");
  std::vector<AwardHeld> const held = {{"B1", before}, {"B2", before}, {"B3", now}, {"B4", now}, {"B5", now}};
  auto const never = [](auto const&, auto const&) { return false; };
  auto const first_only = [](auto const&, std::string const& block) { return block == "B1"; };
  auto const always = [](auto const&, auto const&) { return true; };
  auto const verdict = [&](auto const& table) { return final_verdict({four.blocks_required, standing_in(held, now, table)}, Opinion::favourable); };
  EXPECT_EQ(verdict(never), JuryVerdict::BLOCS_ACQUIS);
  EXPECT_EQ(verdict(first_only), JuryVerdict::BLOCS_ACQUIS);
  EXPECT_EQ(verdict(always), JuryVerdict::CERTIFIE);
}

TEST(JuryRules, _7_the_final_jury_may_refuse_five_blocks_with_a_motive) {
  JuryVerdict const refused = final_verdict(five, Opinion::unfavourable);
  EXPECT_EQ(refused, JuryVerdict::NON_CERTIFIE);
  EXPECT_TRUE(needs_motive(refused));
  EXPECT_FALSE(needs_motive(JuryVerdict::CERTIFIE));
  EXPECT_TRUE(needs_motive(JuryVerdict::NON_VALIDE));
}

// Every sum of 17 levels against the threshold, by whole numbers: no rounding stands between 0.5 and its neighbours.
TEST(JuryRules, _12_the_half_is_the_half_whatever_the_weights) {
  RuleSet rules = usual();
  for (std::int64_t reached = 0; reached <= 34; ++reached) {
    std::vector<std::int64_t> of(17, 0);
    for (std::int64_t i = 0; i < reached; ++i) ++of[static_cast<std::size_t>(i % 17)];
    EXPECT_EQ(result(of, rules).outcome == Outcome::passes, 2 * reached >= 34) << reached;
  }
  rules.weights = {{"K1", Rational{1, 3}}, {"K2", Rational{2, 3}}, {"K3", Rational{1}}};
  EXPECT_EQ(result({0, 0, 2}, rules).ratio, ratio(1, 2));
  EXPECT_EQ(result({0, 0, 2}, rules).outcome, Outcome::passes);
  rules.weights["K3"] = Rational{999'999, 1'000'000};
  EXPECT_EQ(result({0, 0, 2}, rules).outcome, Outcome::fails);
}

TEST(Marking, an_eliminatory_criterion_at_the_lowest_fails_the_block_and_is_deliberated) {
  RuleSet rules = usual();
  rules.eliminatory = {"K2"};
  BlockResult const failed = result({2, 0, 2}, rules);
  EXPECT_EQ(failed.outcome, Outcome::fails);
  ASSERT_EQ(failed.shortfalls.size(), 1u);
  EXPECT_EQ(failed.shortfalls[0].code, "judge.eliminatory_lowest");
  Comparison const found = side_by_side({2, 0, 2}, {2, 1, 2}, rules);
  EXPECT_EQ(found.criteria[1].standing, CriterionStanding::to_deliberate);
  EXPECT_EQ(found.criteria[1].why, (std::vector{WhyDeliberate::verdict_differs, WhyDeliberate::eliminatory_differs}));
}

TEST(Marking, marks_out_of_twenty_have_means_floors_and_steps) {
  RuleSet rules = out_of_twenty();
  EXPECT_EQ(*points_of(rules.scale, "12,5"), ratio(25, 2));
  EXPECT_EQ(points_of(rules.scale, "12.3").error().fields[0].code, "judge.mark_range");
  EXPECT_EQ(points_of(rules.scale, "20.5").error().fields[0].code, "judge.mark_range");
  EXPECT_EQ(points_of(usual().scale, "B").error().fields[0].code, "judge.level_unknown");
  Comparison const found = side_by_side({12, 12}, {9, 12}, rules);
  EXPECT_EQ(found.criteria[0].counts, ratio(21, 2));
  EXPECT_EQ(side_by_side({13, 12}, {9, 12}, rules).criteria[0].why.front(), WhyDeliberate::gap_too_wide);
  rules.pass.floors = {{enrol::FloorOf::criterion, "K2", ratio(8, 20)}, {enrol::FloorOf::group, "G1", ratio(1, 2)}};
  EXPECT_EQ(result({20, 8}, rules).outcome, Outcome::passes);
  EXPECT_EQ(result({20, 7}, rules).shortfalls[0].code, "judge.floor_below");
}

TEST(Marking, parts_weigh_as_the_rule_says_and_absent_ones_nothing) {
  RuleSet rules = usual();
  enrol::PartRule part;
  part.block = "B1";
  part.held = {enrol::ExamPart::written, enrol::ExamPart::oral, enrol::ExamPart::questionnaire};
  part.shares = {{"written", Rational{1}}, {"oral", Rational{3}}, {"questionnaire", Rational{2}}};
  rules.parts = {part};
  std::vector<Placed> placed = {{"K1", "G1", Part::written}, {"K2", "G1", Part::oral}};
  EXPECT_EQ(result_of({"B1", placed, points({2, 0}), {}}, rules).ratio, ratio(1, 4));
  EXPECT_EQ(result_of({"B1", placed, points({2, 0}), Questionnaire{Rational{1}, Rational{2}, {}}}, rules).ratio, ratio(1 + 1, 6));
  placed.pop_back();
  EXPECT_EQ(result_of({"B1", placed, points({2}), {}}, rules).ratio, Rational{1});
  EXPECT_EQ(result_of({"B1", placed, {}, {}}, rules).shortfalls[1].code, "judge.unmarked");
  rules.parts.clear();
  placed.push_back({"K2", "G1", Part::oral});
  EXPECT_EQ(result_of({"B1", placed, points({2, 0}), {}}, rules).ratio, ratio(1, 2));
  EXPECT_EQ(result_of({"B1", placed, points({2, 0}), Questionnaire{Rational{2}, Rational{2}, {}}}, rules).ratio, ratio(2, 3)) << "as one criterion more";
}

// Rule 11: an open answer is marked like a criterion and enters the questionnaire's score as an exact share of its points.
TEST(JuryRules, _11_open_answers_enter_the_questionnaire_exactly) {
  RuleSet const rules = usual();
  Questionnaire const paper{Rational{2}, Rational{8}, {{"Q3", Rational{4}}, {"Q4", Rational{2}}}};
  EXPECT_EQ(share_reached(paper, {{"Q3", Rational{1}}, {"Q4", Rational{2}}}, rules.scale), ratio(2 + 2 + 2, 8));
  EXPECT_EQ(share_reached(paper, {{"Q3", Rational{1, 3}}}, rules.scale), (Rational{2} + ratio(4, 6)) / Rational{8});
  EXPECT_EQ(share_reached({Rational{-3}, Rational{8}, {}}, {}, rules.scale), Rational{0});
  std::vector<Placed> const placed = {{"K1", "G1", Part::written}, {"Q3", "questionnaire", Part::questionnaire}};
  BlockResult const whole = result_of({"B1", placed, {{"K1", Rational{2}}, {"Q3", Rational{0}}}, Questionnaire{Rational{0}, Rational{4}, {{"Q3", Rational{4}}}}}, rules);
  EXPECT_EQ(whole.ratio, ratio(1, 2)) << "the questionnaire weighs as one criterion, its answers not once more";
  Comparison const found = compare({"B1", placed, {{{"K1", Rational{2}}, {"Q3", Rational{2}}}, {{"K1", Rational{2}}, {"Q3", Rational{0}}}}, paper}, rules);
  EXPECT_EQ(found.criteria[1].why.front(), WhyDeliberate::gap_too_wide);
  EXPECT_EQ(found.results[0].ratio, (Rational{1} + ratio(6, 8)) / Rational{2});
}

// What counts without deliberation never lies outside what the jurors gave, and a verdict is the same from either side.
TEST(Comparison, holds_for_any_pair_of_grids) {
  std::mt19937 draw(7);
  for (int round = 0; round < 2000; ++round) {
    RuleSet rules = usual();
    rules.gap.within = static_cast<GapTreatment>(draw() % 4);
    if (draw() % 2 == 0) rules.eliminatory = {"K1"};
    std::vector<std::int64_t> a(6), b(6);
    for (std::size_t i = 0; i < 6; ++i) a[i] = draw() % 3, b[i] = draw() % 3;
    Comparison const one = side_by_side(a, b, rules), other = side_by_side(b, a, rules);
    EXPECT_EQ(one.standing, other.standing);
    bool const differ = one.results[0].outcome != one.results[1].outcome;
    if (differ) {
      EXPECT_EQ(one.standing, CriterionStanding::to_deliberate);
    }
    for (std::size_t i = 0; i < 6; ++i) {
      EXPECT_EQ(one.criteria[i].standing == CriterionStanding::agreed, a[i] == b[i]);
      EXPECT_EQ(one.criteria[i].counts.has_value(), one.criteria[i].standing != CriterionStanding::to_deliberate);
      if (!one.criteria[i].counts) continue;
      EXPECT_GE(*one.criteria[i].counts, Rational{std::min(a[i], b[i])});
      EXPECT_LE(*one.criteria[i].counts, Rational{std::max(a[i], b[i])});
      EXPECT_EQ(one.criteria[i].counts, other.criteria[i].counts);
    }
  }
}

Member member(Position position, Belongs belongs, Qualification qualification, Gender gender = Gender::unsaid) {
  return {JurorId{}, position, belongs, qualification, gender};
}

std::vector<std::string> codes(std::vector<Lack> const& lacks) {
  std::vector<std::string> all;
  for (Lack const& one : lacks) all.push_back(one.code + "/" + one.source);
  return all;
}

TEST(Composition, names_each_condition_that_does_not_hold_and_whose_it_is) {
  enrol::JuryRule rule;
  rule.women_men = enrol::Balance::not_asked;
  std::vector<Member> const good = {member(Position::president, Belongs::external, Qualification::proved),
                                    member(Position::member, Belongs::certifier, Qualification::unproved)};
  EXPECT_TRUE(lacks_of(good, rule, {}).empty());
  EXPECT_EQ(codes(lacks_of({good[1]}, rule, {})), (std::vector<std::string>{"judge.jury_too_small/rule_set", "judge.jury_unqualified/rule_set",
                                                                           "judge.jury_too_internal/rule_set", "judge.jury_without_president/rule_set"}));
  rule.least_size = 1;
  rule.least_qualified = 0;
  auto const law = vae_rule_on(*LocalDate::parse("2026-11-23"));
  ASSERT_TRUE(law);
  EXPECT_EQ(codes(lacks_of({good[0]}, rule, law)), std::vector<std::string>{"judge.jury_too_small/D6412-6"});
  EXPECT_TRUE(lacks_of({good[0]}, rule, {}).empty());
  EXPECT_FALSE(vae_rule_on(*LocalDate::parse("2020-01-01")));
}

TEST(Composition, an_unbalanced_jury_is_told_or_hindered_as_the_rule_has_it) {
  enrol::JuryRule rule;
  std::vector<Member> const women = {member(Position::president, Belongs::external, Qualification::proved, Gender::woman),
                                     member(Position::member, Belongs::external, Qualification::proved, Gender::woman)};
  auto const told = lacks_of(women, rule, {});
  ASSERT_EQ(told.size(), 1u);
  EXPECT_FALSE(hinders(told));
  EXPECT_TRUE(may_sit(told).has_value());
  rule.women_men = enrol::Balance::required;
  EXPECT_EQ(may_sit(lacks_of(women, rule, {})).error().fields[0].code, "judge.jury_unbalanced");
}

/// Every pair of state and event: where it leads, or that it is refused by the machine's code.
template <class State, class Event>
void expect_steps(std::map<std::pair<State, Event>, State> const& steps, std::pair<int, int> const& counts, char const* code) {
  for (int from = 0; from < counts.first; ++from) {
    for (int event = 0; event < counts.second; ++event) {
      auto const wanted = steps.find({static_cast<State>(from), static_cast<Event>(event)});
      auto const went = moved(static_cast<State>(from), static_cast<Event>(event));
      EXPECT_EQ(went.has_value(), wanted != steps.end()) << from << " " << event;
      if (went && wanted != steps.end()) {
        EXPECT_EQ(*went, wanted->second);
      }
      if (!went) {
        EXPECT_EQ(went.error().code, code);
        EXPECT_EQ(went.error().kind, Kind::conflict);
      }
    }
  }
}

TEST(StateMachines, of_grid_and_deliberation_follow_the_sheet_at_every_pair) {
  using G = GridState;
  using GE = GridEvent;
  expect_steps<G, GE>({{{G::assigned, GE::write}, G::draft}, {{G::draft, GE::write}, G::draft}, {{G::draft, GE::lock}, G::locked},
                       {{G::assigned, GE::make_void}, G::voided}, {{G::draft, GE::make_void}, G::voided}, {{G::locked, GE::make_void}, G::voided}},
                      {4, 3}, "judge.grid_state");
  using D = DeliberationState;
  using DE = DeliberationEvent;
  expect_steps<D, DE>({{{D::convened, DE::establish_quorum}, D::quorate}, {{D::quorate, DE::establish_quorum}, D::quorate}, {{D::quorate, DE::decide}, D::decided},
                       {{D::decided, DE::draft}, D::pv_draft}, {{D::decided, DE::reopen}, D::quorate}, {{D::pv_draft, DE::reopen}, D::quorate},
                       {{D::pv_draft, DE::sign}, D::pv_signed}, {{D::pv_signed, DE::close}, D::pv_closed}, {{D::pv_signed, DE::void_signatures}, D::quorate}},
                      {6, 7}, "judge.deliberation_state");
}

TEST(StateMachines, no_walk_leaves_a_locked_grid_open_or_closes_minutes_unsigned) {
  std::mt19937 draw(11);
  for (int walk = 0; walk < 3000; ++walk) {
    GridState grid = GridState::assigned;
    DeliberationState jury = DeliberationState::convened;
    for (int step = 0; step < 12; ++step) {
      auto const grid_next = moved(grid, static_cast<GridEvent>(draw() % 3));
      if (grid_next && grid == GridState::locked) {
        EXPECT_EQ(*grid_next, GridState::voided);
      }
      if (grid == GridState::voided) {
        EXPECT_FALSE(grid_next);
      }
      if (grid_next) grid = *grid_next;
      auto const jury_next = moved(jury, static_cast<DeliberationEvent>(draw() % 7));
      if (jury_next && *jury_next == DeliberationState::pv_closed) {
        EXPECT_EQ(jury, DeliberationState::pv_signed);
      }
      if (jury == DeliberationState::pv_signed && jury_next) {
        EXPECT_TRUE(*jury_next == DeliberationState::pv_closed || *jury_next == DeliberationState::quorate);
      }
      if (jury == DeliberationState::pv_closed) {
        EXPECT_EQ(jury_next.error().code, "judge.deliberation_state");
      }
      if (jury_next) jury = *jury_next;
    }
  }
}

}  // namespace
}  // namespace parvis::judge
