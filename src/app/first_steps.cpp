// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/first_steps.h"

#include <algorithm>

#include "publish/routes.h"
#include "strategy/routes.h"
#include "studio/routes.h"

namespace parvis::app {
namespace {

using http::Asked;
using identity::Actor;

struct StartContent {
  std::optional<Text<1, 160>> title;  // absent: the body's first words
  Text<1, 20000> body;
  std::optional<WebUrl> link_url;
  std::optional<std::vector<studio::AssetUse>> assets;
};
BOOST_DESCRIBE_STRUCT(StartContent, (), (title, body, link_url, assets))

/// A new channel, or one that is there.
struct StartBrand {
  std::optional<strategy::SaveObjective> objective;
  std::optional<strategy::SaveChannel> channel;
  std::optional<strategy::ChannelId> channel_id;
  StartContent content;
  LocalMoment moment;
};
BOOST_DESCRIBE_STRUCT(StartBrand, (), (objective, channel, channel_id, content, moment))

struct Started {
  std::optional<strategy::ObjectiveId> objective_id;
  strategy::ChannelId channel_id;
  studio::ContentId content_id;
  publish::Scheduled scheduled;
};
BOOST_DESCRIBE_STRUCT(Started, (), (objective_id, channel_id, content_id, scheduled))

constexpr std::size_t title_bytes = 60;

Text<1, 160> title_of(StartContent const& content) {
  if (content.title) return *content.title;
  std::string const body = content.body.to_string();
  std::size_t end = std::min({body.size(), body.find('\n'), title_bytes});
  while (end > 0 && end < body.size() && (static_cast<unsigned char>(body[end]) & 0xC0) == 0x80) --end;
  return *Text<1, 160>::parse(body.substr(0, end));
}

template <class T>
Result<T> seen_within(char const* prefix, Result<T> result) {
  if (!result) return fail(within(prefix, std::move(result).error()));
  return result;
}

// The calendar speaks of a content by its id; the person who starts sees the content itself.
Result<publish::Scheduled> as_started(Result<publish::Scheduled> result) {
  if (result) return result;
  Problem problem = std::move(result).error();
  for (FieldError& field : problem.fields) {
    if (field.path == "content_id") field.path = "content/body";
    if (field.path.starts_with("assets/")) field.path = "content/" + field.path;
  }
  return fail(std::move(problem));
}

Result<strategy::ChannelId> channel_for(store::Transaction& tx, StartDesk const& desk, Actor const& actor, StartBrand const& request) {
  if (request.channel_id) {
    TRY(strategy::Channel const channel, strategy::load_channel(tx, actor.brand, *request.channel_id));
    return channel.id;
  }
  if (!request.channel) return invalid_field("channel", "app.channel_required");
  TRY(strategy::Channel const channel, seen_within("channel", strategy::create_channel(tx, desk.strategy, actor, *request.channel)));
  return channel.id;
}

Result<Started> start_in(store::Transaction& tx, StartDesk const& desk, Actor const& actor, StartBrand const& request) {
  Started started;
  if (request.objective) {
    TRY(strategy::Objective const objective, seen_within("objective", strategy::create_objective(tx, desk.strategy, actor, *request.objective)));
    started.objective_id = objective.id;
  }
  TRY(started.channel_id, channel_for(tx, desk, actor, request));
  studio::Draft draft;
  draft.title = title_of(request.content);
  draft.body = *Text<0, 20000>::parse(request.content.body.to_string());
  TRY(identity::Brand const brand, identity::load_brand(tx, actor.brand));
  draft.language = brand.locale;
  draft.link_url = request.content.link_url;
  draft.assets = request.content.assets.value_or(std::vector<studio::AssetUse>());
  draft.objective_id = started.objective_id;
  draft.state = studio::ContentState::ready;
  TRY(studio::Content const content, seen_within("content", studio::create_content(tx, desk.studio, actor, draft)));
  started.content_id = content.id;
  TRY(started.scheduled, as_started(publish::schedule_publication(tx, desk.publish, actor, {content.id, started.channel_id, request.moment})));
  return started;
}

enum class StepName { brief, objective, persona, charter, content, channel, site, figure };
BOOST_DESCRIBE_ENUM(StepName, brief, objective, persona, charter, content, channel, site, figure)
struct FirstStep {
  StepName step = StepName::brief;
  bool done = false;
  std::int64_t minutes = 0;
  std::string address;
};
BOOST_DESCRIBE_STRUCT(FirstStep, (), (step, done, minutes, address))
struct FirstSteps {
  std::vector<FirstStep> steps;
  std::int64_t done = 0;
};
BOOST_DESCRIBE_STRUCT(FirstSteps, (), (steps, done))

// A first figure is a visit, a conversion or a proof that a post is out.
bool has_figure(store::Transaction& tx, ReadingDesk const& desk, identity::BrandId const& brand) {
  Instant const now = desk.clock.now();
  Instant const from = now - std::chrono::hours(24 * 365);
  return publish::has_live(tx, brand) || !convert::conversions_between(tx, brand, from, now + std::chrono::hours(1)).empty();
}

Result<FirstSteps> first_steps(ReadingDesk const& desk, Actor const& actor) {
  identity::BrandId const& brand = actor.brand;
  return desk.database.read([&](store::Transaction& tx) {
    FirstSteps answer;
    auto const add = [&](StepName step, bool done, std::int64_t minutes, char const* path) {
      answer.steps.push_back({step, done, minutes, below(brand, path)});
      answer.done += done ? 1 : 0;
    };
    add(StepName::brief, !strategy::briefs_of(tx, brand).empty(), 5, "comprendre/briefs");
    add(StepName::objective, !strategy::objectives_of(tx, brand).empty(), 2, "comprendre/objectifs");
    add(StepName::persona, !strategy::personas_of(tx, brand).empty(), 5, "comprendre/personas");
    add(StepName::charter, strategy::current_charter(tx, brand).revision > 0, 10, "definir/charte");
    add(StepName::content, !studio::contents(tx, {brand, "", std::nullopt, strategy::Shelf::active, "", 1}).empty(), 5, "produire");
    add(StepName::channel, !strategy::channels_of(tx, brand).empty(), 3, "publier/canaux");
    add(StepName::site, !convert::sites_of(tx, brand).empty(), 10, "convertir/sites");
    add(StepName::figure, has_figure(tx, desk, brand), 2, "mesurer");
    return answer;
  });
}

}  // namespace

void register_first_steps_routes(http::Router& router, StartDesk const& start, ReadingDesk const& reading) {
  router.post<StartBrand, Started>("/api/brands/{brand}/start", identity::may::connect_channels, "From nothing to a first scheduled post, all or nothing",
                                   [&start, &reading](Asked const& asked, StartBrand const& body) -> Result<Started> {
                                     Actor const actor = identity::actor(asked.caller);
                                     return reading.database.write([&](store::Transaction& tx) { return start_in(tx, start, actor, body); });
                                   });
  router.get<FirstSteps>("/api/brands/{brand}/first-steps", identity::may::see_brand, "What is done of the thread's first steps",
                         [&reading](Asked const& asked) { return first_steps(reading, identity::actor(asked.caller)); });
}

}  // namespace parvis::app
