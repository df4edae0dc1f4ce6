// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/json.h"
#include "publish/routes.h"

namespace parvis::publish {
namespace {

namespace may = identity::may;
using http::Asked;
using http::Method;
using identity::actor;

/// `simulated`: a sandbox, where every channel leads to the simulated network and no account is ever connected.
struct ConnectionList {
  std::vector<ConnectionView> items;
  bool simulated = false;
};
BOOST_DESCRIBE_STRUCT(ConnectionList, (), (items, simulated))
/// One that waits for a person: a reminder to publish by hand, a question, a refusal, an account to connect again.
struct ToSettle {
  PublicationId publication_id;
  ChannelId channel_id;
  DeliveryState state = DeliveryState::queued;
  Instant due;
  std::optional<Instant> asked_at;
  std::string problem_code;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(ToSettle, (), (publication_id, channel_id, state, due, asked_at, problem_code, text))
struct ToSettleList { std::vector<ToSettle> items; };
BOOST_DESCRIBE_STRUCT(ToSettleList, (), (items))

using S = DeliveryState;

ToSettleList to_settle(Desk const& calendar, BrandId const& brand) {
  return calendar.database.read([&](store::Transaction& tx) {
    ToSettleList list;
    for (Delivery const& d : deliveries_of(tx, brand, {S::manual_due, S::ambiguous, S::rejected, S::auth_wait, S::missed})) {
      list.items.push_back({d.publication_id, d.channel_id, d.state, d.due, d.asked_at, d.problem_code, d.post.text.substr(0, d.post.text.find('\n'))});
    }
    return list;
  });
}

void connection_routes(http::Router& router, Desk const& calendar, DeliveryDesk const& desk) {
  std::string const one = "/api/brands/{brand}/channels/{channel}/connection";
  router.get<ConnectionList>("/api/brands/{brand}/connections", may::see_brand, "The brand's accounts on the networks and how they stand",
                             [&calendar](Asked const& asked) -> Result<ConnectionList> {
                               return calendar.database.read([&](store::Transaction& tx) {
                                 ConnectionList list{{}, identity::is_sandbox(tx, actor(asked).brand)};
                                 for (Connection const& connection : connections_of(tx, actor(asked).brand)) list.items.push_back(view_of(connection));
                                 return list;
                               });
                             });
  router.put<Connect, ConnectionView>(one, may::connect_channels, "Connects a channel to its account, signing in first",
                                      [&desk](Asked const& asked, Connect const& body) -> Result<ConnectionView> {
                                        TRY(auto const channel, asked.id<ChannelId>("channel"));
                                        return connect_channel(desk, actor(asked).brand, channel, body);
                                      });
  router.act<ConnectionView>(Method::post, one + "/check", may::connect_channels, "Signs in again and says how the account stands",
                             [&desk](Asked const& asked) -> Result<ConnectionView> {
                               TRY(auto const channel, asked.id<ChannelId>("channel"));
                               return check_connection(desk, actor(asked).brand, channel);
                             });
  router.remove(one, may::connect_channels, "Forgets the account and its secrets", [&desk](Asked const& asked) -> Done {
    TRY(auto const channel, asked.id<ChannelId>("channel"));
    return disconnect_channel(desk, actor(asked).brand, channel);
  });
}

void settle_routes(http::Router& router, Desk const& calendar, DeliveryDesk const& desk) {
  std::string const one = "/api/brands/{brand}/publications/{publication}/delivery";
  router.get<ToSettleList>("/api/brands/{brand}/deliveries/to-settle", may::see_brand, "Publications that wait for a person",
                           [&calendar](Asked const& asked) -> Result<ToSettleList> { return to_settle(calendar, actor(asked).brand); });
  router.get<DeliverySheet>(one, may::see_brand, "A publication's delivery: state, proof and all that was tried", [&calendar](Asked const& asked) -> Result<DeliverySheet> {
    TRY(auto const id, asked.id<PublicationId>("publication"));
    return delivery_sheet(calendar, actor(asked), id);
  });
  router.put<SettleDelivery, DeliverySheet>(one + "/settlement", may::publish_now, "Says whether a post in doubt is on the network",
                                            [&calendar, &desk](Asked const& asked, SettleDelivery const& body) -> Result<DeliverySheet> {
                                              TRY(auto const id, asked.id<PublicationId>("publication"));
                                              return settle_delivery(calendar, desk, actor(asked), id, body);
                                            });
  router.put<DeclareLive, DeliverySheet>(one + "/declaration", may::publish_now, "Pastes the address of a post published by hand",
                                         [&calendar, &desk](Asked const& asked, DeclareLive const& body) -> Result<DeliverySheet> {
                                           TRY(auto const id, asked.id<PublicationId>("publication"));
                                           return declare_live(calendar, desk, actor(asked), id, body);
                                         });
  router.act<DeliverySheet>(Method::post, one + "/again", may::publish_now, "Sends a refused or missed post now",
                            [&calendar, &desk](Asked const& asked) -> Result<DeliverySheet> {
                              TRY(auto const id, asked.id<PublicationId>("publication"));
                              return send_again(calendar, desk, actor(asked), id);
                            });
}

void freeze_routes(http::Router& router, Desk const& calendar, DeliveryDesk const& desk) {
  std::string const path = "/api/brands/{brand}/freeze";
  router.get<FreezeView>(path, may::see_brand, "Whether nothing goes out, why, and what is held",
                         [&calendar](Asked const& asked) -> Result<FreezeView> { return freeze_view(calendar, actor(asked).brand); });
  router.put<FreezeBrand, FreezeView>(path, may::publish_now, "Holds everything of the brand at the fence",
                                      [&calendar](Asked const& asked, FreezeBrand const& body) -> Result<FreezeView> { return freeze_brand(calendar, actor(asked), body); });
  router.remove<FreezeView>(path, may::publish_now, "Lets the brand publish again, and tells what had been held",
                            [&calendar, &desk](Asked const& asked) { return thaw_brand(calendar, desk, actor(asked)); });
}

}  // namespace

void register_delivery_routes(http::Router& router, Desk const& calendar, DeliveryDesk const& desk) {
  connection_routes(router, calendar, desk);
  settle_routes(router, calendar, desk);
  freeze_routes(router, calendar, desk);
  router.get<GuestServices>("/api/approvals/{token}/services", may::anyone, "Which servers an approval link's posts go to",
                            [&calendar](Asked const& asked) { return guest_services(calendar, asked.text("token")); });
}

}  // namespace parvis::publish
