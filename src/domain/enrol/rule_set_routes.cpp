// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/room_routes.h"
#include "enrol/rule_sets.h"

namespace parvis::enrol {
namespace {

namespace may = identity::may;
using http::Asked;
using http::Method;

struct RuleSetList { std::vector<RuleSetVersion> items; };
BOOST_DESCRIBE_STRUCT(RuleSetList, (), (items))
struct ShippedRuleSets { std::map<std::string, RuleSet> items; };
BOOST_DESCRIBE_STRUCT(ShippedRuleSets, (), (items))
struct RuleSetCheck { RuleSet rules; };
BOOST_DESCRIBE_STRUCT(RuleSetCheck, (), (rules))

using identity::actor;

}  // namespace

void register_rule_set_routes(http::Router& router, Desk const& desk) {
  std::string const list = "/api/certification/rule-sets", one = list + "/{rule_set}";
  router.get<RuleSetList>(list, may::run_certification, "Rule sets by name, newest version first",
                          [&desk](Asked const& asked) -> Result<RuleSetList> { return RuleSetList{rule_sets(desk, actor(asked))}; });
  router.get<ShippedRuleSets>("/api/certification/shipped-rule-sets", may::run_certification, "Rule sets offered to begin with; none is in force by itself",
                              [](Asked const&) -> Result<ShippedRuleSets> { return ShippedRuleSets{shipped_rule_sets()}; });
  router.post<RuleSetCheck, RuleSetCheck>(list + "/check", may::run_certification, "The same rules in lowest terms, or every wrong field; nothing is kept",
                                          [](Asked const&, RuleSetCheck const& body) -> Result<RuleSetCheck> {
                                            TRY(RuleSet rules, checked(body.rules));
                                            return RuleSetCheck{std::move(rules)};
                                          }, {.success = 200});
  router.post<OpenRuleSet, RuleSetVersion>(list, may::run_certification, "Opens a draft: a new line, or the next version of one",
                                           [&desk](Asked const& asked, OpenRuleSet const& body) { return open_rule_set(desk, actor(asked), body); });
  router.get<RuleSetVersion>(one, may::run_certification, "One version of a rule set", [&desk](Asked const& asked) -> Result<RuleSetVersion> {
    TRY(auto const id, asked.id<RuleSetId>("rule_set"));
    auto const who = actor(asked);
    return desk.database.read([&](store::Transaction& tx) { return load_rule_set_version(tx, who.workspace, id); });
  });
  router.put<SaveRuleSet, RuleSetVersion>(one, may::run_certification, "Saves a draft rule set", [&desk](Asked const& asked, SaveRuleSet const& body) -> Result<RuleSetVersion> {
    TRY(auto const id, asked.id<RuleSetId>("rule_set"));
    return save_rule_set(desk, actor(asked), id, body);
  });
  router.act<RuleSetVersion>(Method::post, one + "/in-force", may::run_certification, "Puts a draft in force; the version before is retired",
                             [&desk](Asked const& asked) -> Result<RuleSetVersion> {
                               TRY(auto const id, asked.id<RuleSetId>("rule_set"));
                               return put_in_force(desk, actor(asked), id);
                             });
  router.act<RuleSetVersion>(Method::post, one + "/retirement", may::run_certification, "Retires the version in force",
                             [&desk](Asked const& asked) -> Result<RuleSetVersion> {
                               TRY(auto const id, asked.id<RuleSetId>("rule_set"));
                               return retire_rule_set(desk, actor(asked), id);
                             });
}

}  // namespace parvis::enrol
