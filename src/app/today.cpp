// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/today.h"

#include <algorithm>
#include <set>

#include "identity/routes.h"

namespace parvis::app {
namespace {

using http::Asked;
using identity::Actor;
using publish::Publication;
using publish::State;

constexpr std::size_t most_shown = 100;
constexpr std::size_t most_figured = 12;  // objectives whose figures are computed: those that end first
constexpr Milliseconds day = std::chrono::hours(24);
constexpr Milliseconds looked_back = 30 * day, looked_ahead = 31 * day, soon = 7 * day;

enum class TodayKind {
  approvals_pending, changes_requested, manual_due, ambiguous, draft_due, objective_vague, going_out, expired, missed, rejected, auth_wait, needs_reconnect, frozen
};
BOOST_DESCRIBE_ENUM(TodayKind, approvals_pending, changes_requested, manual_due, ambiguous, draft_due, objective_vague, going_out, expired, missed, rejected, auth_wait,
                    needs_reconnect, frozen)

struct TodayFilter {
  std::optional<identity::BrandId> brand;
};
BOOST_DESCRIBE_STRUCT(TodayFilter, (), (brand))

struct TodayItem {
  TodayKind kind = TodayKind::going_out;
  identity::BrandId brand_id;
  std::string brand_name;
  std::string id;     // of the publication, content, objective or channel
  std::string title;  // of the content or objective; why, of what is frozen
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
  LocalDate starts_on;
  std::optional<LocalDate> ends_on;
  LocalDate today;        // in the brand's zone: how much of the time has passed
  bool figured = false;   // false: too many at once, ask for one brand
  std::optional<Money> cost;
  std::optional<std::int64_t> roi_numerator;
  std::optional<std::int64_t> roi_denominator;
  std::string address;
};
BOOST_DESCRIBE_STRUCT(TodayObjective, (), (brand_id, brand_name, id, title, metric, target, reached, currency, starts_on, ends_on, today, figured, cost, roi_numerator, roi_denominator, address))

struct Today {
  std::vector<TodayItem> to_do;
  std::vector<TodayItem> going_out;
  std::vector<TodayObjective> objectives;
  std::vector<TodayItem> abnormal;
  std::int64_t brands = 0;  // looked at
};
BOOST_DESCRIBE_STRUCT(Today, (), (to_do, going_out, objectives, abnormal, brands))

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

TodayItem named(Gathering const& gathering, TodayKind kind, std::string id, std::string const& path) {
  TodayItem item;
  item.kind = kind;
  item.brand_id = gathering.brand.id;
  item.brand_name = gathering.brand.name.to_string();
  item.id = std::move(id);
  item.address = below(gathering.brand.id, path);
  return item;
}

TodayItem item_of(store::Transaction& tx, Gathering const& gathering, Publication const& p, TodayKind kind) {
  TodayItem item = named(gathering, kind, p.id.to_string(), "publier/" + p.id.to_string());
  item.at = p.at;
  auto const labels = studio::labels_of(tx, {p.content_id});
  if (auto const label = labels.find(p.content_id); label != labels.end()) item.title = label->second.title;
  if (auto const channel = strategy::load_channel(tx, p.brand_id, p.channel_id)) {
    item.channel = channel->name.to_string();
    item.network = channel->network;
  }
  return item;
}

void push(std::vector<TodayItem>& list, TodayItem item) {
  if (list.size() < most_shown) list.push_back(std::move(item));
}

// Beyond what is shown nothing is read.
void tell(store::Transaction& tx, Gathering const& gathering, std::vector<TodayItem>& list, std::pair<Publication const&, TodayKind> const& what) {
  if (list.size() < most_shown) list.push_back(item_of(tx, gathering, what.first, what.second));
}

void take(store::Transaction& tx, Gathering& gathering, Publication const& p) {
  if (auto const kind = to_do_kind(p.state)) tell(tx, gathering, gathering.today.to_do, {p, *kind});
  if (auto const kind = abnormal_kind(p.state)) tell(tx, gathering, gathering.today.abnormal, {p, *kind});
}

void tell_pending(Gathering const& gathering) {
  if (gathering.pending == 0) return;
  TodayItem item = named(gathering, TodayKind::approvals_pending, "", "publier");
  item.at = gathering.first_pending;
  item.count = gathering.pending;
  push(gathering.today.to_do, std::move(item));
}

// Drafts that a publication waits for within the week, each told once, for the earliest.
void tell_drafts(store::Transaction& tx, Gathering& gathering) {
  if (gathering.today.to_do.size() >= most_shown) return;
  auto const coming = publish::changeable_between(tx, {gathering.brand.id, gathering.now, gathering.now + soon, most_shown});
  std::set<studio::ContentId> wanted;
  for (Publication const& p : coming) wanted.insert(p.content_id);
  auto const labels = studio::labels_of(tx, wanted);
  for (Publication const& p : coming) {
    if (wanted.erase(p.content_id) == 0) continue;
    auto const label = labels.find(p.content_id);
    bool const draft = label != labels.end() && label->second.state == studio::ContentState::draft && !label->second.archived_at;
    if (!draft || gathering.today.to_do.size() >= most_shown) continue;
    TodayItem item = item_of(tx, gathering, p, TodayKind::draft_due);
    item.id = p.content_id.to_string();
    item.address = below(gathering.brand.id, "produire/" + item.id);
    push(gathering.today.to_do, std::move(item));
  }
}

void tell_standing(store::Transaction& tx, Gathering& gathering) {
  if (auto const reason = publish::freeze_reason(tx, gathering.brand.id)) {
    TodayItem item = named(gathering, TodayKind::frozen, gathering.brand.id.to_string(), "publier/canaux");
    item.title = *reason;
    push(gathering.today.abnormal, std::move(item));
  }
  for (strategy::ChannelId const& id : publish::channels_to_reconnect(tx, gathering.brand.id)) {
    TodayItem item = named(gathering, TodayKind::needs_reconnect, id.to_string(), "publier/canaux");
    if (auto const channel = strategy::load_channel(tx, gathering.brand.id, id)) item.title = channel->name.to_string(), item.network = channel->network;
    push(gathering.today.abnormal, std::move(item));
  }
}

void gather(store::Transaction& tx, Gathering gathering) {
  auto const found = publish::publications_of_day(tx, {gathering.brand.id, gathering.now, looked_back, looked_ahead, soon, most_shown});
  gathering.pending = found.in_review;
  gathering.first_pending = found.first_in_review;
  for (Publication const& p : found.troubled) take(tx, gathering, p);
  for (Publication const& p : found.going_out) tell(tx, gathering, gathering.today.going_out, {p, TodayKind::going_out});
  tell_drafts(tx, gathering);
  tell_pending(gathering);
  tell_standing(tx, gathering);
}

TodayObjective shown(identity::Brand const& brand, strategy::Objective const& objective, Instant now) {
  TodayObjective item;
  item.brand_id = brand.id;
  item.brand_name = brand.name.to_string();
  item.id = objective.id;
  item.title = objective.title.to_string();
  item.metric = objective.metric;
  item.target = objective.target;
  item.currency = objective.currency;
  item.starts_on = objective.starts_on.value_or(local_moment(objective.created_at, brand.zone).date);
  item.ends_on = objective.ends_on;
  item.today = local_moment(now, brand.zone).date;
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

void take_objectives(store::Transaction& tx, Gathering const& gathering) {
  for (strategy::Objective const& objective : strategy::objectives_of(tx, gathering.brand.id)) {
    if (objective.archived_at || objective.state == strategy::ObjectiveState::closed) continue;
    if (!strategy::missing(objective).empty()) {
      TodayItem item = named(gathering, TodayKind::objective_vague, objective.id.to_string(), "comprendre/objectifs?open=" + objective.id.to_string());
      item.title = objective.title.to_string();
      push(gathering.today.to_do, std::move(item));
    }
    bool const runs = objective.state == strategy::ObjectiveState::active;
    if (runs && gathering.today.objectives.size() < most_shown) gathering.today.objectives.push_back(shown(gathering.brand, objective, gathering.now));
  }
}

Today gathered(store::Transaction& tx, ReadingDesk const& desk, Actor const& self, TodayFilter const& filter) {
  Today answer;
  for (identity::Brand const& brand : identity::brands_of(tx, self.person, self.workspace)) {
    bool const left_out = brand.archived_at || (filter.brand && *filter.brand != brand.id);
    if (left_out || !identity::actor_on(tx, self, brand.id, identity::may::see_brand)) continue;
    Gathering const gathering{desk, brand, desk.clock.now(), answer, 0, {}};
    gather(tx, gathering);
    take_objectives(tx, gathering);
    ++answer.brands;
  }
  return answer;
}

// By time; what has none comes last.
void order(std::vector<TodayItem>& items) {
  std::stable_sort(items.begin(), items.end(), [](TodayItem const& a, TodayItem const& b) { return a.at && (!b.at || *a.at < *b.at); });
}

Result<Today> today(ReadingDesk const& desk, Actor const& self, TodayFilter const& filter) {
  Today answer = desk.database.read([&](store::Transaction& tx) { return gathered(tx, desk, self, filter); });
  std::stable_sort(answer.objectives.begin(), answer.objectives.end(), [](TodayObjective const& a, TodayObjective const& b) {
    return a.ends_on && (!b.ends_on || *a.ends_on < *b.ends_on);
  });
  for (std::size_t i = 0; desk.measure != nullptr && i < std::min(most_figured, answer.objectives.size()); ++i) {
    TodayObjective& item = answer.objectives[i];
    auto const reader = desk.database.read([&](store::Transaction& tx) { return identity::actor_on(tx, self, item.brand_id, identity::may::see_figures); });
    item.figured = true;
    if (reader) add_figures(desk, *reader, item);
  }
  for (auto* list : {&answer.to_do, &answer.going_out, &answer.abnormal}) order(*list);
  return answer;
}

}  // namespace

void register_today_routes(http::Router& router, ReadingDesk const& desk) {
  router.get<TodayFilter, Today>("/api/fil", identity::may::be_oneself, "Today across one's brands, or of one: to do, going out, objectives, what is abnormal",
                                 [&desk](Asked const& asked, TodayFilter const& filter) { return today(desk, identity::actor(asked.caller), filter); });
}

}  // namespace parvis::app
