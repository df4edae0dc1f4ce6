// SPDX-License-Identifier: AGPL-3.0-or-later
#include "convert/privacy.h"
#include "convert/routes.h"

#include "render/qr_code.h"
#include "track/tracker.h"

namespace parvis::convert {
namespace {

namespace may = identity::may;
using http::Asked;
using http::Method;

constexpr std::size_t most_csv_bytes = 4u << 20;
constexpr int qr_pixels_a_module = 16;

using identity::actor;

struct SiteView {
  Site site;
  std::string script_tag;       // to paste into the site's pages
  std::string opt_out_address;  // to give in the site's privacy page
};
BOOST_DESCRIBE_STRUCT(SiteView, (), (site, script_tag, opt_out_address))
struct SiteList { std::vector<SiteView> items; };
BOOST_DESCRIBE_STRUCT(SiteList, (), (items))
struct ConversionList { std::vector<Conversion> items; };
BOOST_DESCRIBE_STRUCT(ConversionList, (), (items))
struct ConversionWindow {
  std::optional<Instant> from;
  std::optional<Instant> to;
};
BOOST_DESCRIBE_STRUCT(ConversionWindow, (), (from, to))
struct PromoCodeList { std::vector<PromoCode> items; };
BOOST_DESCRIBE_STRUCT(PromoCodeList, (), (items))

SiteView view(Desk const& desk, Site const& site) {
  return {site, track::install_line(desk.public_address, site.site_key), opt_out_address(desk, site)};
}
Result<SiteView> view(Desk const& desk, Result<Site> const& site) {
  if (!site) return fail(site.error());
  return view(desk, *site);
}

void site_routes(http::Router& router, Desk const& desk) {
  std::string const list = "/api/brands/{brand}/sites";
  router.get<SiteList>(list, may::see_brand, "The brand's sites and their script", [&desk](Asked const& asked) -> Result<SiteList> {
    return desk.database.read([&](store::Transaction& tx) {
      SiteList answer;
      for (Site const& site : sites_of(tx, actor(asked).brand)) answer.items.push_back(view(desk, site));
      return answer;
    });
  });
  router.post<SaveSite, SiteView>(list, may::manage_sites, "Adds a site", [&desk](Asked const& asked, SaveSite const& body) { return view(desk, create_site(desk, actor(asked), body)); });
  router.put<SaveSite, SiteView>(list + "/{site}", may::manage_sites, "Saves a site and its consent mode", [&desk](Asked const& asked, SaveSite const& body) -> Result<SiteView> {
    TRY(auto const id, asked.id<SiteId>("site"));
    return view(desk, save_site(desk, actor(asked), id, body));
  });
}

Result<strategy::ShortLink> link_of(Desk const& desk, Asked const& asked) {
  TRY(auto const id, asked.id<strategy::LinkId>("link"));
  auto const links = desk.database.read([&](store::Transaction& tx) { return strategy::links_of(tx, actor(asked).brand); });
  auto const found = std::find_if(links.begin(), links.end(), [&](strategy::ShortLink const& link) { return link.id == id; });
  if (found == links.end()) return not_found("strategy.link_not_found");
  return *found;
}

// Bare of its scheme, as one would type it from a poster.
std::string printed(std::string const& address) { return address.substr(address.find("://") == std::string::npos ? 0 : address.find("://") + 3); }

http::Response picture(std::string const& type, std::string bytes, std::string const& name) {
  http::Response response = http::text_answer(200, type, std::move(bytes));
  response.headers.emplace_back("Content-Disposition", "inline; filename=\"" + name + "\"");
  return response;
}

void qr_routes(http::Router& router, Desk const& desk) {
  std::string const one = "/api/brands/{brand}/links/{link}/qr";
  http::Row svg{Method::get, one + ".svg", may::see_brand, "A tagged link as a QR code, its short address printed beneath", "image/svg+xml", {}, {}, {}, {}, {}};
  svg.handler = [&desk](Asked const& asked) -> Result<http::Response> {
    TRY(strategy::ShortLink const link, link_of(desk, asked));
    std::string const address = desk.public_address + "/l/" + link.code;
    TRY(std::string drawn, render::qr_svg(address, {.title = address, .caption = printed(address)}));
    return picture("image/svg+xml", std::move(drawn), link.code + ".svg");
  };
  router.raw(std::move(svg));
  http::Row png{Method::get, one + ".png", may::see_brand, "A tagged link as a QR code, without caption", "image/png", {}, {}, {}, {}, {}};
  png.handler = [&desk](Asked const& asked) -> Result<http::Response> {
    TRY(strategy::ShortLink const link, link_of(desk, asked));
    TRY(std::string drawn, render::qr_png(desk.public_address + "/l/" + link.code, qr_pixels_a_module));
    return picture("image/png", std::move(drawn), link.code + ".png");
  };
  router.raw(std::move(png));
}

struct OrdersQuestion {
  std::optional<ImportMode> mode;
  std::optional<Text<1, 120>> name;
};
BOOST_DESCRIBE_STRUCT(OrdersQuestion, (), (mode, name))

Result<http::Response> asked_orders(Desk const& desk, Asked const& asked) {
  TRY(OrdersQuestion const question, http::internal::decoded_query<OrdersQuestion>(asked.request.query));
  OrdersPaper const paper{question.name ? question.name->to_string() : "orders.csv", asked.request.body};
  TRY(AskedOrders const job, ask_orders(desk, actor(asked), paper, question.mode.value_or(ImportMode::take)));
  return http::text_answer(202, "application/json", json::encode(job));
}

void order_routes(http::Router& router, Desk const& desk) {
  http::Row csv{Method::post, "/api/brands/{brand}/orders.csv", may::write_costs, "Has orders read from a CSV among one's own jobs; ?mode=preview writes nothing, ?name= names the file", "application/json", {}, {}, {}, {}, {}};
  csv.options.most_body_bytes = most_csv_bytes;
  csv.query_schema = http::internal::query_parameters<OrdersQuestion>;
  csv.answer_schema = [](json::SchemaBook& book) { return book.schema<AskedOrders>(); };
  csv.handler = [&desk](Asked const& asked) { return asked_orders(desk, asked); };
  router.raw(std::move(csv));
  std::string const one = "/api/brands/{brand}/orders/{job}";
  router.get<OrdersFound>(one, may::write_costs, "What a file of orders held, in short, to who had it read", [&desk](Asked const& asked) -> Result<OrdersFound> {
    TRY(auto const id, asked.id<jobs::JobId>("job"));
    return orders_found(desk, actor(asked), id);
  });
  http::Row report{Method::get, one + "/report.csv", may::write_costs, "The same line by line", "text/csv; charset=utf-8", {}, {}, {}, {}, {}};
  report.handler = [&desk](Asked const& asked) -> Result<http::Response> {
    TRY(auto const id, asked.id<jobs::JobId>("job"));
    TRY(std::string bytes, orders_report(desk, actor(asked), id));
    http::Response response = http::text_answer(200, "text/csv; charset=utf-8", std::move(bytes));
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"orders-report.csv\"");
    return response;
  };
  router.raw(std::move(report));
}

void conversion_routes(http::Router& router, Desk const& desk) {
  std::string const list = "/api/brands/{brand}/conversions", one = list + "/{conversion}";
  router.get<ConversionWindow, ConversionList>(list, may::see_figures, "Conversions within a window, a year back unless said",
                                               [&desk](Asked const& asked, ConversionWindow const& window) -> Result<ConversionList> {
                                                 Instant const now = desk.clock.now();
                                                 Instant const from = window.from.value_or(now - std::chrono::hours(24 * 365)), to = window.to.value_or(now + std::chrono::hours(24));
                                                 return desk.database.read([&](store::Transaction& tx) { return ConversionList{conversions_between(tx, actor(asked).brand, from, to)}; });
                                               });
  router.post<DeclareConversion, Conversion>(list, may::write_costs, "Declares a conversion", [&desk](Asked const& asked, DeclareConversion const& body) { return declare_conversion(desk, actor(asked), body); });
  router.put<DeclareConversion, Conversion>(one, may::write_costs, "Corrects a declared conversion, or a refund", [&desk](Asked const& asked, DeclareConversion const& body) -> Result<Conversion> {
    TRY(auto const id, asked.id<ConversionId>("conversion"));
    return save_conversion(desk, actor(asked), id, body);
  });
  router.remove(one, may::write_costs, "Removes a declared conversion", [&desk](Asked const& asked) -> Done {
    TRY(auto const id, asked.id<ConversionId>("conversion"));
    return remove_conversion(desk, actor(asked), id);
  });
  router.get<PromoCodeList>("/api/brands/{brand}/promo-codes", may::see_brand, "Promo codes and what they credit", [&desk](Asked const& asked) -> Result<PromoCodeList> {
    return desk.database.read([&](store::Transaction& tx) { return PromoCodeList{promo_codes_of(tx, actor(asked).brand)}; });
  });
  router.post<NewPromoCode, PromoCode>("/api/brands/{brand}/promo-codes", may::write_plan, "Opens a promo code", [&desk](Asked const& asked, NewPromoCode const& body) { return create_promo_code(desk, actor(asked), body); });
}

}  // namespace

void register_routes(http::Router& router, Desk const& desk) {
  site_routes(router, desk);
  qr_routes(router, desk);
  conversion_routes(router, desk);
  order_routes(router, desk);
}

}  // namespace parvis::convert
