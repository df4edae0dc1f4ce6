// SPDX-License-Identifier: AGPL-3.0-or-later
#include "measure/measure_store.h"

namespace parvis::measure {
namespace {

/// From the objective's first day to its last, or to today while it has none.
Period period_of(strategy::Objective const& objective, identity::Brand const& brand, Instant now) {
  LocalDate const today = local_moment(now, brand.zone).date;
  LocalDate const from = objective.starts_on.value_or(local_moment(objective.created_at, brand.zone).date);
  return {from, objective.ends_on.value_or(std::max(from, today))};
}

/// Worked within the period for no objective and no publication.
std::int64_t minutes_without_objective(std::vector<CostLine> const& lines, Period const& period) {
  std::int64_t minutes = 0;
  for (CostLine const& line : lines) {
    bool const free = !line.objective_id && !line.publication_id && line.kind == CostKind::hours;
    if (free && line.on_day >= period.from && line.on_day <= period.to) minutes += line.minutes.value_or(0);
  }
  return minutes;
}

/// A line tied to a publication of the objective counts as tied to the objective.
std::vector<CostLine> costs_of(std::vector<CostLine> lines, ResultInput const& input) {
  std::set<std::string> ours;
  for (auto const* posts : {&input.posts, &input.earlier_posts}) {
    for (Posted const& post : *posts) {
      if (post.objective_id == input.objective.id) ours.insert(post.publication_id);
    }
  }
  std::erase_if(lines, [&](CostLine const& line) {
    return line.objective_id ? *line.objective_id != input.objective.id : !ours.contains(line.publication_id.value_or(""));
  });
  return lines;
}

/// Codes that someone came by within the period, except those of its own posts.
std::set<std::string> codes_of_before(ResultInput const& input) {
  std::set<std::string> codes;
  for (Conversion const& conversion : input.conversions) codes.insert(conversion.codes.begin(), conversion.codes.end());
  for (Visits const& visits : input.visits) codes.insert(visits.codes.begin(), visits.codes.end());
  for (Posted const& post : input.posts) codes.erase(post.link_code.value_or(""));
  return codes;
}

/// None is read where no older link brought anybody.
std::vector<Posted> earlier_posts(store::Transaction& tx, Desk const& desk, BrandId const& brand, ResultInput const& input) {
  auto const codes = codes_of_before(input);
  std::optional<LocalDate> first;  // a publication's link is made before it goes out
  for (strategy::ShortLink const& link : input.links) {
    if (!link.publication_id || !codes.contains(link.code)) continue;
    LocalDate const made = local_moment(link.created_at, ZoneName()).date.plus_days(-1);
    first = std::min(first.value_or(made), made);
  }
  if (!first || *first >= input.period.from) return {};
  return desk.sources.posts(tx, brand, {*first, input.period.from.plus_days(-1)});
}

Audience audience_for(Actor const& actor, std::optional<Audience> asked) {
  bool const internal = identity::grants(actor.role, identity::may::see_internal_costs.name);
  return internal ? asked.value_or(Audience::internal) : Audience::client;
}

}  // namespace

Result<ObjectiveResult> objective_result(Desk const& desk, Actor const& actor, ObjectiveId const& id, ResultQuestion const& question) {
  return desk.database.read([&](store::Transaction& tx) -> Result<ObjectiveResult> {
    TRY(strategy::Objective const objective, strategy::load_objective(tx, actor.brand, id));
    TRY(identity::Brand const brand, identity::load_brand(tx, actor.brand));
    ResultInput input;
    input.objective = objective;
    input.period = period_of(objective, brand, desk.clock.now());
    input.model = question.model.value_or(Model::last_touch);
    input.audience = audience_for(actor, question.audience);
    input.posts = desk.sources.posts(tx, actor.brand, input.period);
    input.conversions = desk.sources.conversions(tx, actor.brand, input.period);
    input.visits = desk.sources.visits(tx, actor.brand, input.period);
    input.sites_after_consent = desk.sources.sites_after_consent(tx, actor.brand);
    input.readings = last_readings(tx, actor.brand);
    input.links = strategy::links_of(tx, actor.brand);
    input.earlier_posts = earlier_posts(tx, desk, actor.brand, input);
    auto const lines = cost_rows(tx, actor.brand, {});
    input.minutes_without_objective = minutes_without_objective(lines, input.period);
    input.costs = costs_of(lines, input);
    input.now = desk.clock.now();
    return compute_result(input);
  });
}

}  // namespace parvis::measure
