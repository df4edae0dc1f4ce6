// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/thread.h"

#include <algorithm>
#include <set>

namespace parvis::app {
namespace {

using http::Asked;
using identity::Actor;

enum class ThreadKind { objective, pillar, content, publications, visits, conversions, roi };
BOOST_DESCRIBE_ENUM(ThreadKind, objective, pillar, content, publications, visits, conversions, roi)

/// `title` is a name, or a figure as text; `part` and `whole` are the ROI's gain and cost, in minor units.
struct ThreadLink {
  ThreadKind kind = ThreadKind::objective;
  std::optional<std::string> id;
  std::optional<std::string> title;
  std::optional<std::string> address;
  std::optional<std::int64_t> count;
  std::optional<std::int64_t> part;
  std::optional<std::int64_t> whole;
};
BOOST_DESCRIBE_STRUCT(ThreadLink, (), (kind, id, title, address, count, part, whole))
struct Thread { std::vector<ThreadLink> links; };
BOOST_DESCRIBE_STRUCT(Thread, (), (links))

/// The object from which one looks. `publications` is taken for `publication`.
enum class ThreadFrom { objective, pillar, content, publication, publications };
BOOST_DESCRIBE_ENUM(ThreadFrom, objective, pillar, content, publication, publications)
struct ThreadQuestion {
  ThreadFrom kind = ThreadFrom::content;
  Text<0, 64> id;
};
BOOST_DESCRIBE_STRUCT(ThreadQuestion, (), (kind, id))

/// What hangs together, as far as it is known.
struct Chain {
  std::optional<strategy::Objective> objective;
  std::optional<strategy::Pillar> pillar;
  std::optional<studio::Content> content;
  std::vector<publish::Publication> publications;
};

template <class IdType>
Result<IdType> id_of(ThreadQuestion const& question) {
  auto id = IdType::parse(question.id.to_string());
  if (!id) return not_found("http.not_found");
  return std::move(*id);
}

Result<Chain> from_content(store::Transaction& tx, Actor const& actor, studio::ContentId const& id) {
  Chain chain;
  TRY(chain.content, studio::load_content(tx, actor.brand, id));
  if (chain.content->objective_id) {
    TRY(chain.objective, strategy::load_objective(tx, actor.brand, *chain.content->objective_id));
  }
  if (chain.content->pillar_id) {
    TRY(chain.pillar, strategy::load_pillar(tx, actor.brand, *chain.content->pillar_id));
  }
  chain.publications = publish::publications_of_content(tx, actor.brand, id);
  std::erase_if(chain.publications, [](publish::Publication const& p) { return p.state == publish::State::cancelled; });
  return chain;
}

Result<Chain> from_publication(store::Transaction& tx, Actor const& actor, publish::PublicationId const& id) {
  TRY(publish::Publication const publication, publish::load_publication(tx, actor.brand, id));
  TRY(Chain chain, from_content(tx, actor, publication.content_id));
  chain.publications = {publication};
  return chain;
}

Result<Chain> chain_of(store::Transaction& tx, Actor const& actor, ThreadQuestion const& question) {
  Chain chain;
  switch (question.kind) {
    case ThreadFrom::objective: {
      TRY(auto const id, id_of<strategy::ObjectiveId>(question));
      TRY(chain.objective, strategy::load_objective(tx, actor.brand, id));
      return chain;
    }
    case ThreadFrom::pillar: {
      TRY(auto const id, id_of<strategy::PillarId>(question));
      TRY(chain.pillar, strategy::load_pillar(tx, actor.brand, id));
      return chain;
    }
    case ThreadFrom::content: {
      TRY(auto const id, id_of<studio::ContentId>(question));
      return from_content(tx, actor, id);
    }
    case ThreadFrom::publication:
    case ThreadFrom::publications: {
      TRY(auto const id, id_of<publish::PublicationId>(question));
      return from_publication(tx, actor, id);
    }
  }
  return chain;
}

ThreadLink missing(ThreadKind kind) { return {kind, {}, {}, {}, {}, {}, {}}; }

ThreadLink counted(ThreadKind kind, std::int64_t count, std::string address) {
  return {kind, {}, std::to_string(count), std::move(address), count, {}, {}};
}

std::string objective_page(Actor const& actor, strategy::Objective const& objective) {
  return below(actor.brand, "mesurer/objectifs/" + objective.id.to_string());
}

ThreadLink publications_link(Actor const& actor, Chain const& chain) {
  if (chain.publications.empty()) return missing(ThreadKind::publications);
  std::string const first = chain.publications.front().id.to_string();
  ThreadLink link = counted(ThreadKind::publications, static_cast<std::int64_t>(chain.publications.size()), below(actor.brand, "publier/" + first));
  link.id = first;
  return link;
}

/// Visits and conversions that came by the links of these publications.
struct Brought {
  std::int64_t visits = 0;
  std::int64_t conversions = 0;
};

Brought brought_by(store::Transaction& tx, ReadingDesk const& desk, Actor const& actor, std::vector<publish::Publication> const& publications) {
  std::set<std::string> codes;
  LocalDate first = local_moment(desk.clock.now(), ZoneName()).date;
  measure::Period period{first, first.plus_days(1)};
  for (publish::Publication const& p : publications) {
    if (p.link_code) codes.insert(*p.link_code);
    period.from = std::min(period.from, p.moment.date);
  }
  Brought brought;
  if (codes.empty()) return brought;
  for (measure::Visits const& visits : desk.measure->sources.visits(tx, actor.brand, period)) {
    if (measure::came_by(visits.codes, codes)) brought.visits += visits.all;
  }
  for (measure::Conversion const& conversion : desk.measure->sources.conversions(tx, actor.brand, period)) {
    if (!measure::is_cancelled(conversion) && measure::came_by(conversion.codes, codes)) ++brought.conversions;
  }
  return brought;
}

std::optional<measure::Figure> figure_of(measure::ObjectiveResult const& result, std::string_view code) {
  auto const found = std::find_if(result.figures.begin(), result.figures.end(), [&](auto const& figure) { return figure.code == code; });
  return found == result.figures.end() ? std::nullopt : std::optional(*found);
}

ThreadLink roi_link(measure::ObjectiveResult const& result, std::string const& address) {
  auto const figure = figure_of(result, "roi");
  if (!figure || !figure->numerator || !figure->denominator || *figure->denominator <= 0) return missing(ThreadKind::roi);
  std::int64_t const percent = scaled(Money{*figure->numerator, result.objective.currency}, 100, *figure->denominator).minor;
  return {ThreadKind::roi, {}, (percent > 0 ? "+" : "") + std::to_string(percent) + "\u202f%", address, {}, figure->numerator, figure->denominator};
}

ThreadLink figure_link(ThreadKind kind, std::optional<measure::Figure> const& figure, std::string const& address) {
  return figure && figure->count ? counted(kind, *figure->count, address) : missing(kind);
}

// Of an objective everything comes from its results; of a content or publication only the ROI does.
Done add_figures(ReadingDesk const& desk, Actor const& actor, Chain const& chain, std::vector<ThreadLink>& links) {
  bool const may_see = identity::grants(actor.role, identity::may::see_figures.name);
  if (!may_see || desk.measure == nullptr || (!chain.objective && chain.publications.empty())) return {};
  if (!chain.publications.empty()) {
    Brought const brought = desk.database.read([&](store::Transaction& tx) { return brought_by(tx, desk, actor, chain.publications); });
    std::string const address = chain.objective ? objective_page(actor, *chain.objective) : below(actor.brand, "mesurer");
    links[4] = counted(ThreadKind::visits, brought.visits, address);
    links[5] = counted(ThreadKind::conversions, brought.conversions, address);
  }
  if (!chain.objective) return {};
  TRY(measure::ObjectiveResult const result, measure::objective_result(*desk.measure, actor, chain.objective->id, {}));
  std::string const page = objective_page(actor, *chain.objective);
  links[6] = roi_link(result, page);
  if (!chain.publications.empty()) return {};
  if (!result.publications.empty()) links[3] = counted(ThreadKind::publications, static_cast<std::int64_t>(result.publications.size()), page);
  links[4] = figure_link(ThreadKind::visits, figure_of(result, "visits"), page);
  links[5] = figure_link(ThreadKind::conversions, figure_of(result, "conversions"), page);
  return {};
}

Result<Thread> thread_of(ReadingDesk const& desk, Actor const& actor, ThreadQuestion const& question) {
  TRY(Chain const chain, desk.database.read([&](store::Transaction& tx) { return chain_of(tx, actor, question); }));
  Thread thread;
  for (int kind = 0; kind <= static_cast<int>(ThreadKind::roi); ++kind) thread.links.push_back(missing(static_cast<ThreadKind>(kind)));
  if (chain.objective) {
    std::string const id = chain.objective->id.to_string();
    thread.links[0] = {ThreadKind::objective, id, chain.objective->title.to_string(), below(actor.brand, "comprendre/objectifs/" + id), {}, {}, {}};
  }
  if (chain.pillar) {
    thread.links[1] = {ThreadKind::pillar, chain.pillar->id.to_string(), chain.pillar->name.to_string(), below(actor.brand, "definir/charte"), {}, {}, {}};
  }
  if (chain.content) {
    std::string const id = chain.content->id.to_string();
    thread.links[2] = {ThreadKind::content, id, chain.content->title.to_string(), below(actor.brand, "produire/" + id), {}, {}, {}};
  }
  thread.links[3] = publications_link(actor, chain);
  TRY_DONE(add_figures(desk, actor, chain, thread.links));
  return thread;
}

}  // namespace

void register_thread_routes(http::Router& router, ReadingDesk const& desk) {
  router.get<ThreadQuestion, Thread>("/api/brands/{brand}/thread", identity::may::see_brand, "The thread that one object hangs on, from objective to ROI",
                                     [&desk](Asked const& asked, ThreadQuestion const& question) { return thread_of(desk, identity::actor(asked.caller), question); });
}

}  // namespace parvis::app
