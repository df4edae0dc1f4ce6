// SPDX-License-Identifier: AGPL-3.0-or-later
#include "judge/composition.h"

#include <algorithm>

#include "base/assertion.h"
#include "base/json.h"
#include "embedded/judge_data.h"

namespace parvis::judge {
namespace {

using enrol::Balance;

constexpr char const* by_rules = "rule_set";

template <class Holds>
std::int64_t count(std::vector<Member> const& members, Holds&& holds) {
  return std::count_if(members.begin(), members.end(), holds);
}

std::string text(std::int64_t number) { return std::to_string(number); }

void check_size(std::vector<Member> const& members, std::int64_t least, std::string const& source, std::vector<Lack>& lacks) {
  auto const size = static_cast<std::int64_t>(members.size());
  if (size < least) lacks.push_back({"judge.jury_too_small", source, text(least), text(size), LackWeight::hinders});
}

void check_qualified(std::vector<Member> const& members, std::int64_t least, std::string const& source, std::vector<Lack>& lacks) {
  std::int64_t const proved = count(members, [](Member const& one) { return one.qualification == Qualification::proved; });
  if (proved < least) lacks.push_back({"judge.jury_unqualified", source, text(least), text(proved), LackWeight::hinders});
}

void check_external(std::vector<Member> const& members, Rational const& least, std::vector<Lack>& lacks) {
  if (members.empty()) return;
  std::int64_t const external = count(members, [](Member const& one) { return one.belongs == Belongs::external; });
  Rational const share = Rational{external} / Rational{static_cast<std::int64_t>(members.size())};
  if (share < least) lacks.push_back({"judge.jury_too_internal", by_rules, to_text(least), to_text(share), LackWeight::hinders});
}

void check_president(std::vector<Member> const& members, std::vector<Lack>& lacks) {
  std::int64_t const presidents = count(members, [](Member const& one) { return one.position == Position::president; });
  if (presidents == 0) lacks.push_back({"judge.jury_without_president", by_rules, "1", "0", LackWeight::hinders});
  if (presidents > 1) lacks.push_back({"judge.jury_two_presidents", by_rules, "1", text(presidents), LackWeight::hinders});
}

/// Unbalanced: all of one gender, among those who said theirs, where there are two or more.
void check_balance(std::vector<Member> const& members, Balance balance, std::string const& source, std::vector<Lack>& lacks) {
  std::int64_t const women = count(members, [](Member const& one) { return one.gender == Gender::woman; });
  std::int64_t const men = count(members, [](Member const& one) { return one.gender == Gender::man; });
  if (balance == Balance::not_asked || women + men < 2 || (women > 0 && men > 0)) return;
  lacks.push_back({"judge.jury_unbalanced", source, "", text(women) + "/" + text(men), balance == Balance::required ? LackWeight::hinders : LackWeight::told});
}

std::vector<VaeJuryRule> const& vae_rules() {
  static std::vector<VaeJuryRule> const rules = [] {
    auto const files = embedded::judge_data();
    auto const file = std::find_if(files.begin(), files.end(), [](auto const& one) { return one.name == "vae_jury.json"; });
    PARVIS_ASSERT(file != files.end(), "data/vae_jury.json is in the program");
    auto decoded = json::decode<std::vector<VaeJuryRule>>(file->bytes);
    PARVIS_ASSERT(decoded.has_value(), "data/vae_jury.json decodes");
    return *decoded;
  }();
  return rules;
}

}  // namespace

std::optional<VaeJuryRule> vae_rule_on(LocalDate const& day) {
  std::optional<VaeJuryRule> in_force;
  for (VaeJuryRule const& one : vae_rules()) {
    if (one.in_force_from <= day) in_force = one;
  }
  return in_force;
}

std::vector<Lack> lacks_of(std::vector<Member> const& members, enrol::JuryRule const& rule, std::optional<VaeJuryRule> const& vae) {
  std::vector<Lack> lacks;
  check_size(members, rule.least_size, by_rules, lacks);
  check_qualified(members, rule.least_qualified, by_rules, lacks);
  check_external(members, rule.least_external_share, lacks);
  check_president(members, lacks);
  check_balance(members, rule.women_men, by_rules, lacks);
  if (vae) {
    check_size(members, vae->least_size, vae->article, lacks);
    check_qualified(members, vae->least_qualified, vae->article, lacks);
    check_balance(members, vae->women_men, vae->article, lacks);
  }
  return lacks;
}

bool hinders(std::vector<Lack> const& lacks) {
  return std::any_of(lacks.begin(), lacks.end(), [](Lack const& one) { return one.weight == LackWeight::hinders; });
}

Done may_sit(std::vector<Lack> const& lacks) {
  if (!hinders(lacks)) return {};
  Problem problem{Kind::conflict, "judge.jury_incomplete", {}, {}, {}};
  for (Lack const& one : lacks) {
    if (one.weight == LackWeight::hinders) problem.fields.push_back({one.source, one.code, one.limit, one.value});
  }
  return fail(std::move(problem));
}

}  // namespace parvis::judge
