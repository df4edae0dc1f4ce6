// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Whether a jury may sit: the rule set's own conditions, and for candidates of the VAE route those of the law as dated
// data (data/vae_jury.json). Pure.

#include "enrol/enrol.h"

namespace parvis::judge {

using enrol::Actor;
using enrol::EnrolmentId;
using enrol::PersonId;
using enrol::WorkspaceId;
using JurorId = Id<struct JurorTag>;

/// none: nothing links juror and candidate. relation: professional or personal, past or present. trained: the juror
/// trained or accompanied the candidate. Anything but none blocks.
enum class Tie { none, relation, trained };
BOOST_DESCRIBE_ENUM(Tie, none, relation, trained)

enum class Position { member, president };
BOOST_DESCRIBE_ENUM(Position, member, president)
/// Whose person the juror is: external to the certifier and to the centre, or of one of them.
enum class Belongs { external, certifier, centre };
BOOST_DESCRIBE_ENUM(Belongs, external, certifier, centre)
enum class Qualification { unproved, proved };
BOOST_DESCRIBE_ENUM(Qualification, unproved, proved)
enum class Gender { woman, man, unsaid };
BOOST_DESCRIBE_ENUM(Gender, woman, man, unsaid)

struct Member {
  JurorId juror;
  Position position = Position::member;
  Belongs belongs = Belongs::external;
  Qualification qualification = Qualification::unproved;
  Gender gender = Gender::unsaid;
};

/// A condition that does not hold. `code`: judge.jury_too_small, judge.jury_unqualified, judge.jury_too_internal,
/// judge.jury_without_president, judge.jury_two_presidents, judge.jury_unbalanced, judge.declaration_missing,
/// judge.juror_conflict. `source` says whose rule it is: "rule_set" or an article. told: shown and printed, hinders nothing.
enum class LackWeight { hinders, told };
BOOST_DESCRIBE_ENUM(LackWeight, hinders, told)
struct Lack {
  std::string code;
  std::string source;
  std::string limit;
  std::string value;
  LackWeight weight = LackWeight::hinders;
};
BOOST_DESCRIBE_STRUCT(Lack, (), (code, source, limit, value, weight))

/// One wording of the law on VAE juries, in force from a day.
struct VaeJuryRule {
  std::string article;
  std::string source;
  LocalDate in_force_from;
  std::int64_t least_size = 0;
  std::int64_t least_qualified = 0;
  bool president_among_members = true;
  bool president_casts_on_a_tie = true;
  enrol::Balance women_men = enrol::Balance::told;
  std::vector<Tie> relations_refused;
};
BOOST_DESCRIBE_STRUCT(VaeJuryRule, (), (article, source, in_force_from, least_size, least_qualified, president_among_members, president_casts_on_a_tie,
                                        women_men, relations_refused))
/// The wording in force on that day; absent before the first we know.
std::optional<VaeJuryRule> vae_rule_on(LocalDate const& day);

/// What the jury lacks; `vae` when a candidate of that route is among those it judges.
std::vector<Lack> lacks_of(std::vector<Member> const& members, enrol::JuryRule const& rule, std::optional<VaeJuryRule> const& vae);
/// True when any lack hinders.
bool hinders(std::vector<Lack> const& lacks);
/// A conflict (409) "judge.jury_incomplete" with a field a lack that hinders; none when nothing does.
Done may_sit(std::vector<Lack> const& lacks);

}  // namespace parvis::judge
