// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/live_changes.h"

#include "base/json.h"

namespace parvis::app {
namespace {

constexpr std::string_view brands = "/api/brands/";

bool changes(http::Served const& served) {
  http::Method const method = served.request.method;
  bool const reads = method == http::Method::get || method == http::Method::head || method == http::Method::options;
  return !reads && served.status >= 200 && served.status < 300;
}

// Asked by POST for their body's sake, and change nothing.
bool only_answers(std::string_view collection) { return collection == "verdict" || collection == "spelling"; }

std::string word(json::Value const& said, char const* name) {
  auto const* const found = said.is_object() ? said.get_object().if_contains(name) : nullptr;
  return found != nullptr && found->is_string() ? json::text_of(*found) : std::string();
}

// Where a person looks at it: the publication's own page.
std::string place_of(json::Value const& said, std::string const& brand) {
  return boost::json::serialize(boost::json::object{{"to", "/b/" + brand + "/publier/" + word(said, "publication_id")}});
}

}  // namespace

std::string noun_of(std::string_view collection) {
  if (collection.ends_with("ies")) return std::string(collection.substr(0, collection.size() - 3)) + "y";
  if (collection.ends_with('s')) collection.remove_suffix(1);
  return std::string(collection);
}

void tell_of_change(http::EventStreams& streams, http::Served const& served) {
  std::string_view const path = served.request.path;
  if (!changes(served) || !path.starts_with(brands) || !served.route.starts_with("/api/brands/{brand}/")) return;
  std::size_t const slash = path.find('/', brands.size());
  std::string_view const brand = path.substr(brands.size(), slash - brands.size());
  std::string_view const rest = path.substr(slash + 1);
  std::string_view const collection = rest.substr(0, rest.find('/'));
  if (only_answers(collection)) return;
  boost::json::object const what{{"path", boost::json::string_view(path.data(), path.size())}};
  streams.publish("brand:" + std::string(brand), noun_of(collection) + "_changed", boost::json::serialize(what));
}

std::vector<jobs::Listener> live_listeners(http::EventStreams& streams) {
  auto const tells = [&streams](std::string const& noun, auto news_of) {
    return [&streams, noun, news_of](store::Transaction&, jobs::Event const& event) -> Done {
      TRY(json::Value const said, json::parse(event.payload));
      std::string const brand = word(said, "brand_id");
      if (brand.empty()) return {};
      streams.publish("brand:" + brand, noun + "_changed", "{}");
      if (std::string const news = news_of(said); !news.empty()) streams.publish("brand:" + brand, news, place_of(said, brand));
      return {};
    };
  };
  auto const none = [](json::Value const&) { return std::string(); };
  auto const always = [](char const* news) { return [news](json::Value const&) { return std::string(news); }; };
  auto const by_state = [](json::Value const& said) { return "publication_" + word(said, "what"); };
  return {{"app.tell_publication_live", "publish.publication_live", tells("publication", always("publication_live"))},
          {"app.tell_publication_stopped", "publish.publication_stopped", tells("publication", by_state)},
          {"app.tell_client_decided", "publish.client_decided", tells("publication", always("approval_answered"))},
          {"app.tell_purchase", "convert.purchase_kept", tells("conversion", none)},
          {"app.tell_engagement_read", "publish.engagement_read", tells("reading", none)}};
}

}  // namespace parvis::app
