// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/today.h"

#include <algorithm>

#include "identity/routes.h"

namespace parvis::app {
namespace {

using http::Asked;
using identity::Actor;
using publish::Publication;
using publish::State;

constexpr std::size_t most_shown = 100;
constexpr Milliseconds day = std::chrono::hours(24);
constexpr Milliseconds looked_back = 30 * day, looked_ahead = 31 * day, soon = 7 * day;

enum class TodayKind { approvals_pending, changes_requested, manual_due, ambiguous, draft_due, going_out, expired, missed, rejected, auth_wait };
BOOST_DESCRIBE_ENUM(TodayKind, approvals_pending, changes_requested, manual_due, ambiguous, draft_due, going_out, expired, missed, rejected, auth_wait)

struct TodayItem {
  TodayKind kind = TodayKind::going_out;
  identity::BrandId brand_id;
  std::string brand_name;
  std::string id;     // of the publication or content
  std::string title;  // of the content
  std::optional<std::string> channel;
  std::optional<strategy::Network> network;
  std::optional<Instant> at;
  std::int64_t count = 1;  // approvals are told together
  std::string address;
};
BOOST_DESCRIBE_STRUCT(TodayItem, (), (kind, brand_id, brand_name, id, title, channel, network, at, count, address))

struct TodayObjective {
  identity::BrandId brand_id;
  std::string brand_name;
  strategy::ObjectiveId id;
  std::string title;
  strategy::Metric metric = strategy::Metric::revenue;
  std::optional<std::int64_t> target;
  std::optional<std::int64_t> reached;
  Currency currency;
  std::optional<LocalDate> ends_on;
  std::optional<Money> cost;
  std::optional<std::int64_t> roi_numerator;
  std::optional<std::int64_t> roi_denominator;
  std::string address;
};
BOOST_DESCRIBE_STRUCT(TodayObjective, (), (brand_id, brand_name, id, title, metric, target, reached, currency, ends_on, cost, roi_numerator, roi_denominator, address))

struct Today {
  std::vector<TodayItem> to_do;
  std::vector<TodayItem> going_out;
  std::vector<TodayObjective> objectives;
  std::vector<TodayItem> abnormal;
};
BOOST_DESCRIBE_STRUCT(Today, (), (to_do, going_out, objectives, abnormal))

/// One brand while its part is gathered.
struct Gathering {
  ReadingDesk const& desk;
  identity::Brand const& brand;
  Instant now;
  Today& today;
  std::int64_t pending = 0;
  std::optional<Instant> first_pending;
};

std::optional<TodayKind> to_do_kind(State state) {
  switch (state) {
    case State::changes_requested: return TodayKind::changes_requested;
    case State::manual_due: return TodayKind::manual_due;
    case State::ambiguous: return TodayKind::ambiguous;
    default: return std::nullopt;
  }
}

std::optional<TodayKind> abnormal_kind(State state) {
  switch (state) {
    case State::expired: return TodayKind::expired;
    case State::missed: return TodayKind::missed;
    case State::rejected: return TodayKind::rejected;
    case State::auth_wait: return TodayKind::auth_wait;
    default: return std::nullopt;
  }
}

TodayItem item_of(store::Transaction& tx, Gathering const& gathering, Publication const& p, TodayKind kind) {
  TodayItem item;
  item.kind = kind;
  item.brand_id = gathering.brand.id;
  item.brand_name = gathering.brand.name.to_string();
  item.id = p.id.to_string();
  item.at = p.at;
  item.address = below(gathering.brand.id, "publier/" + item.id);
  if (auto const content = studio::load_content(tx, p.brand_id, p.content_id)) item.title = content->title.to_string();
  if (auto const channel = strategy::load_channel(tx, p.brand_id, p.channel_id)) {
    item.channel = channel->name.to_string();
    item.network = channel->network;
  }
  return item;
}

void push(std::vector<TodayItem>& list, TodayItem item) {
  if (list.size() < most_shown) list.push_back(std::move(item));
}

void take(store::Transaction& tx, Gathering& gathering, Publication const& p) {
  Instant const now = gathering.now;
  if (p.state == State::in_review && p.at > now) {
    ++gathering.pending;
    gathering.first_pending = std::min(gathering.first_pending.value_or(p.at), p.at);
  }
  if (auto const kind = to_do_kind(p.state)) push(gathering.today.to_do, item_of(tx, gathering, p, *kind));
  if (auto const kind = abnormal_kind(p.state)) push(gathering.today.abnormal, item_of(tx, gathering, p, *kind));
  bool const goes_out = (p.state == State::scheduled || p.state == State::deferred) && p.at > now && p.at <= now + soon;
  if (goes_out) push(gathering.today.going_out, item_of(tx, gathering, p, TodayKind::going_out));
}

void tell_pending(Gathering const& gathering) {
  if (gathering.pending == 0) return;
  TodayItem item;
  item.kind = TodayKind::approvals_pending;
  item.brand_id = gathering.brand.id;
  item.brand_name = gathering.brand.name.to_string();
  item.at = gathering.first_pending;
  item.count = gathering.pending;
  item.address = below(gathering.brand.id, "publier");
  push(gathering.today.to_do, std::move(item));
}

// Drafts that a publication waits for within the week.
void tell_drafts(store::Transaction& tx, Gathering& gathering, std::vector<Publication> const& publications) {
  for (studio::Content const& draft : studio::contents(tx, {gathering.brand.id, "", studio::ContentState::draft, strategy::Shelf::active, "", 50})) {
    auto const next = std::find_if(publications.begin(), publications.end(), [&](Publication const& p) {
      return p.content_id == draft.id && publish::can_change(p.state) && p.at > gathering.now && p.at <= gathering.now + soon;
    });
    if (next == publications.end()) continue;
    TodayItem item = item_of(tx, gathering, *next, TodayKind::draft_due);
    item.id = draft.id.to_string();
    item.address = below(gathering.brand.id, "produire/" + item.id);
    push(gathering.today.to_do, std::move(item));
  }
}

void gather(store::Transaction& tx, Gathering gathering) {
  auto const publications = publish::publications_between(tx, gathering.brand.id, gathering.now - looked_back, gathering.now + looked_ahead);
  for (Publication const& p : publications) take(tx, gathering, p);
  tell_drafts(tx, gathering, publications);
  tell_pending(gathering);
}

TodayObjective shown(identity::Brand const& brand, strategy::Objective const& objective) {
  TodayObjective item;
  item.brand_id = brand.id;
  item.brand_name = brand.name.to_string();
  item.id = objective.id;
  item.title = objective.title.to_string();
  item.metric = objective.metric;
  item.target = objective.target;
  item.currency = objective.currency;
  item.ends_on = objective.ends_on;
  item.address = below(brand.id, "comprendre/objectifs/" + objective.id.to_string());
  return item;
}

// Costs and returns are those this person may see: measure decides by their role on the brand.
void add_figures(ReadingDesk const& desk, Actor const& actor, TodayObjective& item) {
  auto const result = measure::objective_result(*desk.measure, actor, item.id, {});
  if (!result) return;
  item.reached = result->reached;
  item.address = below(actor.brand, "mesurer/objectifs/" + item.id.to_string());
  for (measure::Figure const& figure : result->figures) {
    if (figure.code == "cost") item.cost = figure.amount;
    if (figure.code != "roi") continue;
    item.roi_numerator = figure.numerator;
    item.roi_denominator = figure.denominator;
  }
}

Result<Today> today(ReadingDesk const& desk, Actor const& self) {
  Today answer;
  std::vector<std::optional<Actor>> readers;  // beside answer.objectives: who reads their figures
  desk.database.read([&](store::Transaction& tx) {
    for (identity::Brand const& brand : identity::brands_of(tx, self.person, self.workspace)) {
      if (brand.archived_at || !identity::actor_on(tx, self, brand.id, identity::may::see_brand)) continue;
      gather(tx, {desk, brand, desk.clock.now(), answer, 0, {}});
      for (strategy::Objective const& objective : strategy::objectives_of(tx, brand.id)) {
        if (objective.state != strategy::ObjectiveState::active || objective.archived_at || answer.objectives.size() >= most_shown) continue;
        answer.objectives.push_back(shown(brand, objective));
        readers.push_back(identity::actor_on(tx, self, brand.id, identity::may::see_figures));
      }
    }
  });
  for (std::size_t i = 0; desk.measure != nullptr && i < readers.size(); ++i) {
    if (readers[i]) add_figures(desk, *readers[i], answer.objectives[i]);
  }
  auto const earlier = [](TodayItem const& a, TodayItem const& b) { return a.at < b.at; };
  for (auto* list : {&answer.to_do, &answer.going_out, &answer.abnormal}) std::stable_sort(list->begin(), list->end(), earlier);
  return answer;
}

}  // namespace

void register_today_routes(http::Router& router, ReadingDesk const& desk) {
  router.get<Today>("/api/fil", identity::may::be_oneself, "Today across one's brands: to do, going out, objectives, what is abnormal",
                    [&desk](Asked const& asked) { return today(desk, identity::actor(asked.caller)); });
}

}  // namespace parvis::app
