// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/today.h"

#include <algorithm>
#include <set>

#include "identity/routes.h"
#include "publish/routes.h"
#include "strategy/routes.h"

namespace parvis::app {
namespace {

using http::Asked;
using identity::Actor;
using publish::DayEntry;
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

/// What the page is made of, read for all its brands at once.
struct Gathered {
  std::vector<identity::Brand> brands;  // in the order they are told
  publish::DayLists day;
  std::map<studio::ContentId, studio::ContentLabel> contents;
  std::map<identity::BrandId, std::string> frozen;
  std::map<identity::BrandId, std::vector<strategy::ChannelId>> to_reconnect;
  std::map<strategy::ChannelId, strategy::Channel> channels;
  std::vector<strategy::Objective> objectives;
  std::map<identity::BrandId, Actor> readers;  // who may see figures, as whom
};

std::optional<TodayKind> kind_of(State state) {
  switch (state) {
    case State::changes_requested: return TodayKind::changes_requested;
    case State::manual_due: return TodayKind::manual_due;
    case State::ambiguous: return TodayKind::ambiguous;
    case State::expired: return TodayKind::expired;
    case State::missed: return TodayKind::missed;
    case State::rejected: return TodayKind::rejected;
    case State::auth_wait: return TodayKind::auth_wait;
    default: return std::nullopt;
  }
}

/// Turns what was gathered into the page; `gathered` outlives it.
class Telling {
 public:
  Telling(Gathered const& gathered, Instant now) : gathered_(gathered), now_(now) {
    for (identity::Brand const& brand : gathered.brands) brands_.emplace(brand.id, &brand);
  }

  Today page() {
    today_.brands = static_cast<std::int64_t>(gathered_.brands.size());
    for (DayEntry const& entry : gathered_.day.waiting) today_.to_do.push_back(item_of(entry, *kind_of(entry.state)));
    for (DayEntry const& entry : gathered_.day.failed) today_.abnormal.push_back(item_of(entry, *kind_of(entry.state)));
    for (DayEntry const& entry : gathered_.day.going_out) today_.going_out.push_back(item_of(entry, TodayKind::going_out));
    tell_drafts();
    tell_pending();
    for (identity::Brand const& brand : gathered_.brands) tell_standing(brand);
    tell_objectives();
    return std::move(today_);
  }

 private:
  TodayItem named(identity::Brand const& brand, TodayKind kind, std::string id, std::string const& path) const {
    TodayItem item;
    item.kind = kind;
    item.brand_id = brand.id;
    item.brand_name = brand.name.to_string();
    item.id = std::move(id);
    item.address = below(brand.id, path);
    return item;
  }

  TodayItem item_of(DayEntry const& entry, TodayKind kind) const {
    TodayItem item = named(*brands_.at(entry.brand_id), kind, entry.id.to_string(), "publier/" + entry.id.to_string());
    item.at = entry.at;
    if (auto const label = gathered_.contents.find(entry.content_id); label != gathered_.contents.end()) item.title = label->second.title;
    if (auto const channel = gathered_.channels.find(entry.channel_id); channel != gathered_.channels.end()) {
      item.channel = channel->second.name.to_string();
      item.network = channel->second.network;
    }
    return item;
  }

  // Each told once, for the earliest publication that waits for it.
  void tell_drafts() {
    std::set<studio::ContentId> told;
    for (DayEntry const& entry : gathered_.day.drafts) {
      if (!told.insert(entry.content_id).second) continue;
      TodayItem item = item_of(entry, TodayKind::draft_due);
      item.id = entry.content_id.to_string();
      item.address = below(entry.brand_id, "produire/" + item.id);
      today_.to_do.push_back(std::move(item));
    }
  }

  void tell_pending() {
    for (publish::InReview const& pending : gathered_.day.in_review) {
      TodayItem item = named(*brands_.at(pending.brand_id), TodayKind::approvals_pending, "", "publier");
      item.at = pending.first_at;
      item.count = pending.count;
      today_.to_do.push_back(std::move(item));
    }
  }

  void tell_standing(identity::Brand const& brand) {
    if (auto const reason = gathered_.frozen.find(brand.id); reason != gathered_.frozen.end()) {
      TodayItem item = named(brand, TodayKind::frozen, brand.id.to_string(), "publier/canaux");
      item.title = reason->second;
      today_.abnormal.push_back(std::move(item));
    }
    auto const lost = gathered_.to_reconnect.find(brand.id);
    if (lost == gathered_.to_reconnect.end()) return;
    for (strategy::ChannelId const& id : lost->second) {
      TodayItem item = named(brand, TodayKind::needs_reconnect, id.to_string(), "publier/canaux");
      if (auto const channel = gathered_.channels.find(id); channel != gathered_.channels.end()) item.title = channel->second.name.to_string(), item.network = channel->second.network;
      today_.abnormal.push_back(std::move(item));
    }
  }

  // In the order of the brands; `gathered_` has the newest of each first.
  void tell_objectives() {
    std::map<identity::BrandId, std::vector<strategy::Objective const*>> by_brand;
    for (strategy::Objective const& objective : gathered_.objectives) by_brand[objective.brand_id].push_back(&objective);
    for (identity::Brand const& brand : gathered_.brands) {
      for (strategy::Objective const* objective : by_brand[brand.id]) tell_objective(brand, *objective);
    }
  }

  void tell_objective(identity::Brand const& brand, strategy::Objective const& objective) {
    if (!strategy::missing(objective).empty()) {
      TodayItem item = named(brand, TodayKind::objective_vague, objective.id.to_string(), "comprendre/objectifs?open=" + objective.id.to_string());
      item.title = objective.title.to_string();
      today_.to_do.push_back(std::move(item));
    }
    if (objective.state == strategy::ObjectiveState::active) today_.objectives.push_back(shown(brand, objective));
  }

  TodayObjective shown(identity::Brand const& brand, strategy::Objective const& objective) const {
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
    item.today = local_moment(now_, brand.zone).date;
    item.address = below(brand.id, "comprendre/objectifs/" + objective.id.to_string());
    return item;
  }

  Gathered const& gathered_;
  Instant const now_;
  std::map<identity::BrandId, identity::Brand const*> brands_;
  Today today_;
};

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

std::vector<identity::Brand> brands_told(store::Transaction& tx, Actor const& self, TodayFilter const& filter) {
  std::vector<identity::Brand> brands = identity::brands_of(tx, self.person, self.workspace);
  std::erase_if(brands, [&](identity::Brand const& brand) { return brand.archived_at || (filter.brand && *filter.brand != brand.id); });
  return brands;
}

// Titles and channels of all that is told, whichever list tells it.
void name_entries(store::Transaction& tx, Gathered& gathered) {
  std::set<studio::ContentId> contents;
  std::set<strategy::ChannelId> channels;
  for (auto const* list : {&gathered.day.waiting, &gathered.day.failed, &gathered.day.going_out, &gathered.day.drafts}) {
    for (DayEntry const& entry : *list) contents.insert(entry.content_id), channels.insert(entry.channel_id);
  }
  for (auto const& [brand, lost] : gathered.to_reconnect) channels.insert(lost.begin(), lost.end());
  gathered.contents = studio::labels_of(tx, contents);
  gathered.channels = strategy::channels_by_id(tx, channels);
}

// As many questions whatever the number of brands; those that this person may not see are asked about by none.
Gathered gather(store::Transaction& tx, Instant now, Actor const& self, TodayFilter const& filter) {
  Gathered gathered;
  gathered.brands = brands_told(tx, self, filter);
  std::set<identity::BrandId> ids;
  for (identity::Brand const& brand : gathered.brands) ids.insert(brand.id);
  if (ids.empty()) return gathered;
  gathered.day = publish::day_lists(tx, {ids, now, looked_back, looked_ahead, soon, most_shown});
  gathered.frozen = publish::freeze_reasons(tx, self.workspace, ids);
  gathered.to_reconnect = publish::channels_to_reconnect(tx, ids);
  gathered.objectives = strategy::open_objectives_of(tx, ids);
  gathered.readers = identity::actors_on(tx, self, gathered.brands, identity::may::see_figures);
  name_entries(tx, gathered);
  return gathered;
}

// By time, as far as is shown; what has none comes last.
template <class Item, class Moment>
void keep_first(std::vector<Item>& items, Moment moment) {
  std::stable_sort(items.begin(), items.end(), [&](Item const& a, Item const& b) { return a.*moment && (!(b.*moment) || *(a.*moment) < *(b.*moment)); });
  if (items.size() > most_shown) items.resize(most_shown);
}

Result<Today> today(ReadingDesk const& desk, Actor const& self, TodayFilter const& filter) {
  Instant const now = desk.clock.now();
  Gathered const gathered = desk.database.read([&](store::Transaction& tx) { return gather(tx, now, self, filter); });
  Today answer = Telling(gathered, now).page();
  for (auto* list : {&answer.to_do, &answer.going_out, &answer.abnormal}) keep_first(*list, &TodayItem::at);
  keep_first(answer.objectives, &TodayObjective::ends_on);
  for (std::size_t i = 0; desk.measure != nullptr && i < std::min(most_figured, answer.objectives.size()); ++i) {
    TodayObjective& item = answer.objectives[i];
    item.figured = true;
    if (auto const reader = gathered.readers.find(item.brand_id); reader != gathered.readers.end()) add_figures(desk, reader->second, item);
  }
  return answer;
}

}  // namespace

void register_today_routes(http::Router& router, ReadingDesk const& desk) {
  router.get<TodayFilter, Today>("/api/fil", identity::may::be_oneself, "Today across one's brands, or of one: to do, going out, objectives, what is abnormal",
                                 [&desk](Asked const& asked, TodayFilter const& filter) { return today(desk, identity::actor(asked.caller), filter); });
}

}  // namespace parvis::app
