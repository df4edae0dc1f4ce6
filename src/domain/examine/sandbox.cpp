// SPDX-License-Identifier: AGPL-3.0-or-later
// A sandbox brand furnished with what the case supplies, each thing through the use case of its own room, at the moment
// it is said to have happened.
#include <algorithm>

#include "base/json.h"
#include "examine/acts.h"

namespace parvis::examine {
namespace {

/// The rooms at another moment than now.
struct Then {
  ManualClock clock;
  strategy::Desk strategy;
  studio::Desk studio;
  publish::Desk publish;
  convert::Desk convert;
  measure::Desk measure;

  Then(Desk const& desk, Instant at)
      : clock(at),
        strategy{desk.database, clock, desk.strategy.extract_text, desk.strategy.keep_file, desk.strategy.print_charter, desk.strategy.count_click},
        studio{desk.database, clock, desk.studio.decode_image, desk.studio.keep_file, desk.studio.file_of},
        publish{desk.database, clock, desk.publish.secrets, desk.publish.public_address, desk.publish.fit_image},
        convert{desk.database, clock, desk.convert.public_address},
        measure{desk.database, clock, desk.measure.sources, desk.measure.documents} {}
};

/// What furnishing goes by: the session's opening is day 0.
struct Setting {
  Desk const& desk;
  Actor actor;
  identity::Brand brand;
  ExamCase exam_case;
  Instant opens_at;

  Instant day(std::int64_t number) const { return std::min(opens_at + std::chrono::days(number), desk.clock.now()); }
  LocalDate date(std::int64_t number) const { return local_moment(opens_at + std::chrono::days(number), brand.zone).date; }
  Money money(std::int64_t minor) const { return {minor, brand.currency}; }
};

template <class T>
T cut(std::string const& text) {
  std::size_t const most = T::rule().max_length.value_or(80);
  std::string shorter;
  std::size_t points = 0;
  for (char const c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80 && ++points > most) break;
    shorter += c;
  }
  return *T::parse(shorter);
}

Result<strategy::BriefId> add_brief(Setting const& setting) {
  strategy::SaveBrief brief;
  brief.title = cut<Text<1, 120>>(setting.exam_case.content.title.to_string());
  brief.received_on = setting.date(0);
  TRY(strategy::Brief const made, strategy::create_brief(setting.desk.strategy, setting.actor, brief));
  TRY_DONE(strategy::add_document(setting.desk.strategy, setting.actor, made.id, "brief.txt", setting.exam_case.content.brief.to_string()));
  return made.id;
}

Result<std::optional<strategy::ObjectiveId>> add_objective(Setting const& setting) {
  auto const& supplied = setting.exam_case.content.supplied.objective;
  if (!supplied) return std::optional<strategy::ObjectiveId>();
  strategy::SaveObjective objective;
  objective.title = supplied->title;
  objective.metric = supplied->metric;
  objective.target = supplied->target;
  objective.starts_on = setting.date(supplied->starts_day);
  objective.ends_on = setting.date(supplied->ends_day);
  if (supplied->budget_minor) objective.budget = setting.money(*supplied->budget_minor);
  objective.state = supplied->target ? strategy::ObjectiveState::active : strategy::ObjectiveState::draft;
  TRY(strategy::Objective const made, strategy::create_objective(setting.desk.strategy, setting.actor, objective));
  return std::optional(made.id);
}

Result<std::vector<strategy::ChannelId>> add_channels(Setting const& setting) {
  std::vector<strategy::ChannelId> ids;
  for (SuppliedChannel const& one : setting.exam_case.content.supplied.channels) {
    TRY(strategy::Channel const made,
        strategy::create_channel(setting.desk.strategy, setting.actor, {one.network, one.name, {}, strategy::Delivery::connector, {}}));
    ids.push_back(made.id);
  }
  return ids;
}

struct Furnished {
  std::optional<strategy::ObjectiveId> objective;
  std::vector<strategy::ChannelId> channels;
  std::vector<std::string> codes;  // of each post's link; "" where it has none
  std::optional<convert::Site> site;
};

std::optional<std::string> host_of(std::string const& url) {
  std::size_t const from = url.find("://") + 3;
  return url.substr(from, url.find_first_of("/?#", from) - from);
}

// A site in which consent was asked, so that supplied visits can be told by their link.
Result<std::optional<convert::Site>> add_site(Setting const& setting) {
  auto const& posts = setting.exam_case.content.supplied.posts;
  auto const linked = std::find_if(posts.begin(), posts.end(), [](SuppliedPost const& one) { return one.link.has_value(); });
  if (linked == posts.end()) return std::optional<convert::Site>();
  TRY(auto const host, convert::HostName::parse(*host_of(linked->link->to_string())));
  TRY(convert::Site const site, convert::create_site(setting.desk.convert, setting.actor, {setting.brand.name, {host}, convert::ConsentMode::hybrid, {}}));
  return std::optional(site);
}

Result<std::optional<strategy::ShortLink>> add_link(Setting const& setting, Then const& then, Furnished const& done, SuppliedPost const& post) {
  if (!post.link) return std::optional<strategy::ShortLink>();
  strategy::NewLink wanted;
  wanted.target = *post.link;
  wanted.objective_id = done.objective;
  wanted.channel_id = done.channels[static_cast<std::size_t>(post.channel)];
  TRY(strategy::ShortLink link, strategy::create_link(then.strategy, setting.actor, wanted));
  return std::optional(std::move(link));
}

/// What the network's export says of it, read a day later as one takes an export.
void add_readings(store::Transaction& tx, Setting const& setting, SuppliedPost const& post, std::string const& publication) {
  Instant const read_at = setting.day(post.day + 1);
  auto const keep = [&](measure::ReadingMetric metric, std::optional<std::int64_t> const& value) {
    if (value) measure::keep_supplied(tx, setting.desk.clock, setting.brand.id, {publication, metric, *value, read_at, {}, {}});
  };
  keep(measure::ReadingMetric::reach, post.reach);
  keep(measure::ReadingMetric::reactions, post.reactions);
}

/// The post as it was out, and its figures: both kept as supplied.
Done add_publication(Then const& then, Setting const& setting, SuppliedPost const& post, publish::SuppliedLive const& supplied) {
  return setting.desk.database.write([&](store::Transaction& tx) -> Done {
    TRY(publish::Publication const made, publish::take_over_live(tx, then.publish, setting.actor, supplied));
    add_readings(tx, setting, post, made.id.to_string());
    return {};
  });
}

Done add_post(Setting const& setting, Furnished& done, SuppliedPost const& post) {
  Then const then(setting.desk, setting.day(post.day));
  studio::Draft draft;
  draft.title = post.title;
  draft.body = *Text<0, 20000>::parse(post.body.to_string());
  draft.language = setting.brand.locale;
  draft.link_url = post.link;
  draft.objective_id = done.objective;
  draft.state = studio::ContentState::ready;
  TRY(studio::Content const content, studio::create_content(then.studio, setting.actor, draft));
  TRY(auto const link, add_link(setting, then, done, post));
  done.codes.push_back(link ? link->code : std::string());
  TRY_DONE(add_publication(then, setting, post, {content.id, done.channels[static_cast<std::size_t>(post.channel)], setting.day(post.day), link}));
  if (done.site && link && post.visits > 0 && setting.desk.count_visits) setting.desk.count_visits({*done.site, *link, setting.day(post.day), post.visits});
  return {};
}

Done add_order(Setting const& setting, Furnished const& done, SuppliedOrder const& order) {
  Then const then(setting.desk, setting.day(order.day));
  convert::DeclareConversion told;
  told.kind = convert::Kind::order;
  told.order_id = order.number;
  told.at = setting.day(order.day);
  told.value = setting.money(order.amount_minor);
  if (order.refunded_minor > 0) told.refunded = setting.money(order.refunded_minor);
  told.objective_id = done.objective;
  std::string const code = order.post ? done.codes[static_cast<std::size_t>(*order.post)] : "";
  if (!code.empty()) told.link_code = *Text<1, 20>::parse(code);
  TRY_DONE(convert::declare_conversion(then.convert, setting.actor, told));
  return {};
}

Done add_cost(Setting const& setting, Furnished const& done, SuppliedCost const& cost) {
  Then const then(setting.desk, setting.day(cost.day));
  measure::SaveCostLine line;
  line.kind = *json::named<measure::CostKind>(cost.kind.to_string());
  line.side = measure::CostSide::internal;
  line.objective_id = done.objective;
  line.on_day = setting.date(cost.day);
  line.amount = setting.money(cost.amount_minor);
  line.note = cost.note;
  TRY_DONE(measure::add_cost(then.measure, setting.actor, line));
  return {};
}

Done furnish(Setting const& setting) {
  Supplied const& supplied = setting.exam_case.content.supplied;
  TRY_DONE(add_brief(setting));
  Furnished done;
  TRY(done.objective, add_objective(setting));
  TRY(done.channels, add_channels(setting));
  TRY(done.site, add_site(setting));
  for (SuppliedPost const& post : supplied.posts) TRY_DONE(add_post(setting, done, post));
  for (SuppliedOrder const& order : supplied.orders) TRY_DONE(add_order(setting, done, order));
  for (SuppliedCost const& cost : supplied.costs) TRY_DONE(add_cost(setting, done, cost));
  return {};
}

// The brand's name is the client's, its address the pseudonym: neither tells who works in it.
Result<Setting> opened(Desk const& desk, Actor const& actor, Sitter const& sitter) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Setting> {
    TRY(ExamSession const session, load_session(tx, actor.workspace, sitter.session_id));
    TRY(ExamCase exam_case, load_case(tx, actor.workspace, *sitter.case_id));
    std::string const client = exam_case.content.supplied.client.to_string();
    std::string slug = "examen-" + sitter.pseudonym;
    std::transform(slug.begin(), slug.end(), slug.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    TRY(identity::Brand brand, identity::open_sandbox(tx, desk.clock, actor,
                                                      {cut<identity::Name>(client.empty() ? exam_case.content.title.to_string() : client), *Slug::parse(slug), session.zone}));
    Actor within = actor;
    within.brand = brand.id;
    within.role = identity::Role::manager;
    return Setting{desk, within, std::move(brand), std::move(exam_case), session.opens_at};
  });
}

}  // namespace

Done prepare_sandbox(Desk const& desk, Actor const& actor, SitterId const& id) {
  TRY(Sitter const sitter, desk.database.read([&](store::Transaction& tx) { return load_sitter(tx, actor.workspace, id); }));
  if (sitter.brand_id || !sitter.case_id) return {};
  TRY(Setting const setting, opened(desk, actor, sitter));
  TRY_DONE(furnish(setting));
  // The sitter is told of the brand last: one furnished by half is never handed out, and the job begins a new one.
  return desk.database.write([&](store::Transaction& tx) -> Done {
    TRY(Sitter fresh, load_sitter(tx, actor.workspace, id));
    if (fresh.brand_id) return {};
    fresh.brand_id = setting.brand.id;
    ++fresh.revision;
    return save(tx, {desk.clock, actor, "examine.sandbox_ready"}, fresh, Write::update);
  });
}

}  // namespace parvis::examine
