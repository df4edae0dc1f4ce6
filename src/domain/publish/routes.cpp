// SPDX-License-Identifier: AGPL-3.0-or-later
#include "publish/routes.h"

#include <algorithm>
#include <set>

#include "embedded/publish_mail.h"
#include "publish/calendar_store.h"

namespace parvis::publish {
namespace {

namespace may = identity::may;
using http::Asked;
using http::Method;

constexpr Milliseconds widest_window = std::chrono::hours(24 * 62);  // a month with the weeks around it, and room

using identity::actor;

struct CalendarWindow {
  std::optional<Instant> from;
  std::optional<Instant> to;
};
BOOST_DESCRIBE_STRUCT(CalendarWindow, (), (from, to))
struct CalendarEntry {
  Publication publication;
  strategy::Network network = strategy::Network::other;
  std::string channel_name;
  std::string title;
  std::optional<strategy::ObjectiveId> objective_id;
  std::optional<strategy::PillarId> pillar_id;
};
BOOST_DESCRIBE_STRUCT(CalendarEntry, (), (publication, network, channel_name, title, objective_id, pillar_id))
struct Calendar { std::vector<CalendarEntry> items; };
BOOST_DESCRIBE_STRUCT(Calendar, (), (items))
struct PublicationList { std::vector<Publication> items; };
BOOST_DESCRIBE_STRUCT(PublicationList, (), (items))

struct ApprovalView {
  ApprovalId id;
  Text<1, 120> title;
  Email recipient;
  std::optional<Email> substitute;
  Instant created_at;
  Instant expires_at;
  std::int64_t reminders = 0;
  std::vector<ApprovalItem> items;
};
BOOST_DESCRIBE_STRUCT(ApprovalView, (), (id, title, recipient, substitute, created_at, expires_at, reminders, items))
struct ApprovalList { std::vector<ApprovalView> items; };
BOOST_DESCRIBE_STRUCT(ApprovalList, (), (items))

Result<std::vector<CalendarEntry>> entries(store::Transaction& tx, BrandId const& brand, std::vector<Publication> publications) {
  auto const channels = strategy::channels_of(tx, brand);
  std::set<studio::ContentId> contents;
  for (Publication const& p : publications) contents.insert(p.content_id);
  auto const labels = studio::labels_of(tx, contents);
  std::vector<CalendarEntry> all;
  for (Publication& p : publications) {
    auto const channel = std::ranges::find(channels, p.channel_id, &strategy::Channel::id);
    if (channel == channels.end()) return not_found("strategy.channel_not_found");
    auto const label = labels.find(p.content_id);
    if (label == labels.end()) return not_found("studio.content_not_found");
    studio::ContentLabel const& content = label->second;
    all.push_back({std::move(p), channel->network, channel->name.to_string(), content.title, content.objective_id, content.pillar_id});
  }
  return all;
}

Result<Calendar> calendar(Desk const& desk, BrandId const& brand, CalendarWindow const& window) {
  Instant const now = desk.clock.now();
  Instant const from = window.from.value_or(now - std::chrono::hours(24 * 31)), to = window.to.value_or(now + std::chrono::hours(24 * 31));
  if (to <= from || to - from > widest_window) return invalid_field("to", "publish.window", "62 d", to.to_string());
  return desk.database.read([&](store::Transaction& tx) -> Result<Calendar> {
    TRY(std::vector<CalendarEntry> items, entries(tx, brand, publications_between(tx, brand, from, to)));
    return Calendar{std::move(items)};
  });
}

http::Response image_answer(studio::FileOf const& file_of, ShownImage const& image) {
  http::Response response;
  response.content_type = image.media_type;
  response.file = file_of(image.sha256);
  return response;
}

Result<http::Response> sent_image_file(Desk const& desk, studio::FileOf const& file_of, Asked const& asked) {
  TRY(auto const id, asked.id<PublicationId>("publication"));
  TRY(auto const asset, asked.id<studio::AssetId>("asset"));
  TRY(ShownImage const shown, desk.database.read([&](store::Transaction& tx) -> Result<ShownImage> {
        TRY(Publication const p, load_publication(tx, actor(asked).brand, id));
        return sent_image(tx, p.brand_id, offer_of(p), asset);
      }));
  return image_answer(file_of, shown);
}

Result<http::Response> reminder_file(Desk const& desk, Asked const& asked) {
  TRY(auto const id, asked.id<PublicationId>("publication"));
  TRY(std::string text, desk.database.read([&](store::Transaction& tx) { return reminder_entry(tx, desk, actor(asked).brand, id); }));
  http::Response response = http::text_answer(200, "text/calendar; charset=utf-8", std::move(text));
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"publication.ics\"");
  return response;
}

void file_routes(http::Router& router, Desk const& desk, studio::FileOf const& file_of) {
  std::string const one = "/api/brands/{brand}/publications/{publication}";
  http::Row image{Method::get, one + "/images/{asset}", may::see_brand, "An image of a publication, as it is sent", "image/*", {}, {}, {}, {}, {}};
  image.handler = [&desk, &file_of](Asked const& asked) { return sent_image_file(desk, file_of, asked); };
  router.raw(std::move(image));
  http::Row reminder{Method::get, one + "/reminder.ics", may::see_brand, "The publication as an entry for one's own calendar", "text/calendar", {}, {}, {}, {}, {}};
  reminder.handler = [&desk](Asked const& asked) { return reminder_file(desk, asked); };
  router.raw(std::move(reminder));
}

void calendar_routes(http::Router& router, Desk const& desk) {
  std::string const list = "/api/brands/{brand}/publications", one = list + "/{publication}";
  router.get<CalendarWindow, Calendar>(list, may::see_brand, "Publications within a window of at most 62 days",
                                       [&desk](Asked const& asked, CalendarWindow const& window) { return calendar(desk, actor(asked).brand, window); });
  router.post<SchedulePublication, Scheduled>(list, may::schedule, "Puts a content on a channel at a moment",
                                              [&desk](Asked const& asked, SchedulePublication const& body) { return schedule_publication(desk, actor(asked), body); });
  router.get<CalendarEntry>(one, may::see_brand, "One publication", [&desk](Asked const& asked) -> Result<CalendarEntry> {
    TRY(auto const id, asked.id<PublicationId>("publication"));
    return desk.database.read([&](store::Transaction& tx) -> Result<CalendarEntry> {
      TRY(Publication const p, load_publication(tx, actor(asked).brand, id));
      TRY(std::vector<CalendarEntry> one_entry, entries(tx, p.brand_id, {p}));
      return std::move(one_entry.front());
    });
  });
  router.put<MovePublication, Scheduled>(one + "/moment", may::schedule, "Moves a publication; what was approved for another moment is no longer",
                                         [&desk](Asked const& asked, MovePublication const& body) -> Result<Scheduled> {
                                           TRY(auto const id, asked.id<PublicationId>("publication"));
                                           return move_publication(desk, actor(asked), id, body);
                                         });
  router.remove(one, may::schedule, "Withdraws a publication that has not gone out", [&desk](Asked const& asked) -> Done {
    TRY(auto const id, asked.id<PublicationId>("publication"));
    return cancel_publication(desk, actor(asked), id);
  });
  router.act<Publication>(Method::post, one + "/approval", may::approve, "Approves a colleague's publication", [&desk](Asked const& asked) -> Result<Publication> {
    TRY(auto const id, asked.id<PublicationId>("publication"));
    return approve_publication(desk, actor(asked), id);
  });
  router.get<PublicationList>("/api/brands/{brand}/contents/{content}/publications", may::see_brand, "The publications of a content", [&desk](Asked const& asked) -> Result<PublicationList> {
    TRY(auto const id, asked.id<studio::ContentId>("content"));
    return desk.database.read([&](store::Transaction& tx) { return PublicationList{publications_of_content(tx, actor(asked).brand, id)}; });
  });
}

void approval_routes(http::Router& router, Desk const& desk) {
  std::string const list = "/api/brands/{brand}/approvals";
  router.get<ApprovalList>(list, may::see_brand, "Approval requests and where they stand", [&desk](Asked const& asked) -> Result<ApprovalList> {
    return desk.database.read([&](store::Transaction& tx) {
      ApprovalList answer;
      for (ApprovalRequest const& r : request_rows(tx, actor(asked).brand)) {
        answer.items.push_back({r.id, r.title, r.recipient, r.substitute, r.created_at, r.expires_at, r.reminders, item_rows(tx, r.id)});
      }
      return answer;
    });
  });
  router.post<AskApproval, AskedApproval>(list, may::schedule, "Asks a client to approve publications by one link",
                                          [&desk](Asked const& asked, AskApproval const& body) { return ask_approval(desk, actor(asked), body); });
}

void guest_routes(http::Router& router, Desk const& desk, studio::FileOf const& file_of) {
  router.get<GuestPage>("/api/approvals/{token}", may::anyone, "What an approval link shows", [&desk](Asked const& asked) { return guest_page(desk, asked.text("token")); });
  router.post<Decide, GuestPage>("/api/approvals/{token}", may::anyone, "Decides on one publication",
                                 [&desk](Asked const& asked, Decide const& body) { return decide(desk, asked.text("token"), body); });
  http::Row image{Method::get, "/api/approvals/{token}/publications/{publication}/images/{asset}", may::anyone, "An image that an approval link shows, as it would be sent",
                  "image/*", {}, {}, {}, {}, {}};
  image.handler = [&desk, &file_of](Asked const& asked) -> Result<http::Response> {
    TRY(auto const publication, asked.id<PublicationId>("publication"));
    TRY(auto const asset, asked.id<studio::AssetId>("asset"));
    TRY(ShownImage const shown, guest_image(desk, asked.text("token"), {publication, asset}));
    return image_answer(file_of, shown);
  };
  router.raw(std::move(image));
}

}  // namespace

void register_routes(http::Router& router, Desk const& desk, studio::FileOf const& file_of) {
  calendar_routes(router, desk);
  file_routes(router, desk, file_of);
  approval_routes(router, desk);
  guest_routes(router, desk, file_of);
}

void register_mail_templates() {
  for (embedded::File const& file : embedded::publish_mail()) {
    std::string const name(file.name.substr(0, file.name.find('.')));
    auto const locale = json::named<identity::Locale>(file.name.substr(file.name.find('.') + 1, 2));
    identity::add_mail_template(name, *locale, std::string(file.bytes));
  }
}

}  // namespace parvis::publish
