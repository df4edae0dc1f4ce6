// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include "base/assertion.h"
#include "base/id.h"
#include "base/text.h"
#include "http/openapi.h"
#include "http/router.h"

namespace parvis::http {

using DuckId = Id<struct DuckTag>;
enum class Colour { white, brown };
BOOST_DESCRIBE_ENUM(Colour, white, brown)

struct Duck {
  Text<1, 20> name;
  Colour colour = Colour::white;
  std::optional<int> weight;
};
BOOST_DESCRIBE_STRUCT(Duck, (), (name, colour, weight))

struct DuckFilter {
  std::optional<Text<1, 5>> q;
  std::vector<Colour> colour;
  int limit = 50;
  std::optional<bool> swims;
};
BOOST_DESCRIBE_STRUCT(DuckFilter, (), (q, colour, limit, swims))

namespace {

constexpr Permission anyone{"anyone", Scope::everyone};
constexpr Permission feed_ducks{"feed_ducks", Scope::brand};

class RouterTest : public testing::Test {
 protected:
  RouterTest() {
    router.begin_module("pond");
    router.get<DuckFilter, std::vector<std::string>>("/api/ducks", anyone, "Ducks", [](Asked const&, DuckFilter const& filter) -> Result<std::vector<std::string>> {
      return std::vector<std::string>{filter.q ? filter.q->to_string() : "-", std::to_string(filter.limit), std::to_string(filter.colour.size()),
                                      filter.swims ? (*filter.swims ? "swims" : "sinks") : "unknown"};
    });
    router.post<Duck, Duck>("/api/ducks", anyone, "Adds a duck", [](Asked const&, Duck const& duck) -> Result<Duck> { return duck; },
                            {.most_body_bytes = 200});
    router.get<std::string>("/api/ducks/first", anyone, "The first duck", [](Asked const&) -> Result<std::string> { return "first"; });
    router.get<std::string>("/api/ducks/{duck}", anyone, "One duck", [](Asked const& asked) -> Result<std::string> {
      TRY(auto const id, asked.id<DuckId>("duck"));
      return id.to_string();
    });
    router.remove("/api/ducks/{duck}", anyone, "Lets a duck go", [](Asked const&) -> Result<void> { return {}; });
    router.get<std::string>("/api/brands/{brand}/ducks", feed_ducks, "Ducks of a brand", [](Asked const& asked) -> Result<std::string> { return asked.caller.person_id; });
    router.act<std::string>(Method::post, "/api/feed", anyone, "Feeds", [](Asked const&) -> Result<std::string> { return limited("pond.enough", std::chrono::seconds(7)); });
    router.stream("/api/quacks", anyone, "Quacks as they come", [](Asked const&) -> Result<std::string> { return "pond"; });
    router.raw({.method = Method::post, .path = "/beacon", .permission = anyone, .summary = "A beacon", .answer_type = "text/plain",
                .options = {.csrf = RowOptions::Csrf::exempt, .success = 202, .rate = Rate{2, 60}},
                .handler = [](Asked const&) -> Result<Response> { return text_answer(202, "text/plain", ""); }});
    router.set_gate([](Request const&, Permission const& permission, PathValues const& path) -> Result<Caller> {
      if (permission.scope == Scope::everyone) return Caller{};
      if (path.at("brand") != "ours") return not_found("identity.brand_not_found");
      return Caller{"donald", "", "ours", "owner", "session"};
    });
    router.set_rate_clock(clock);
  }

  Request request(Method method, std::string path, std::string body = "") {
    Request out;
    out.method = method;
    std::size_t const mark = std::min(path.find('?'), path.size());
    out.path = path.substr(0, mark);
    out.query = mark < path.size() ? path.substr(mark + 1) : "";
    out.body = std::move(body);
    out.id = "r1";
    return out;
  }
  Response ask(Method method, std::string path, std::string body = "") { return router.dispatch(request(method, std::move(path), std::move(body))); }
  static std::string header(Response const& response, std::string_view name) {
    for (auto const& [known, value] : response.headers) {
      if (known == name) return value;
    }
    return "";
  }

  ManualClock clock{Instant::at_milliseconds(0)};
  Router router;
};

TEST_F(RouterTest, a_query_fills_a_struct_and_what_is_left_out_keeps_its_default) {
  EXPECT_EQ(ask(Method::get, "/api/ducks").body, R"(["-","50","0","unknown"])");
  EXPECT_EQ(ask(Method::get, "/api/ducks?q=a+b&limit=3&colour=white&colour=brown&swims=false").body, R"(["a b","3","2","sinks"])");
}

TEST_F(RouterTest, every_wrong_field_of_a_query_is_said) {
  Response const response = ask(Method::get, "/api/ducks?q=toolong&limit=x&colour=red&swims=1&depth=2");
  EXPECT_EQ(response.status, 422);
  for (auto const* said : {"http.invalid_query", "text.too_long", "\"path\":\"limit\"", "\"path\":\"colour\"", "\"path\":\"swims\"", "json.unknown_field"}) {
    EXPECT_NE(response.body.find(said), std::string::npos) << said << " in " << response.body;
  }
}

TEST_F(RouterTest, a_post_answers_201_and_a_wrong_body_names_its_fields) {
  EXPECT_EQ(ask(Method::post, "/api/ducks", R"({"name":"Riri","colour":"brown"})").status, 201);
  Response const wrong = ask(Method::post, "/api/ducks", R"({"name":"","colour":"red"})");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_EQ(wrong.content_type, "application/problem+json");
  EXPECT_NE(wrong.body.find("text.required"), std::string::npos);
  EXPECT_NE(wrong.body.find("json.not_one_of"), std::string::npos);
  EXPECT_NE(wrong.body.find(R"("request_id":"r1")"), std::string::npos);
}

TEST_F(RouterTest, a_body_over_the_rows_limit_or_of_another_type_is_refused) {
  EXPECT_EQ(ask(Method::post, "/api/ducks", std::string(201, ' ')).status, 413);
  Request form = request(Method::post, "/api/ducks", "name=Riri");
  form.headers["content-type"] = "application/x-www-form-urlencoded";
  EXPECT_EQ(router.dispatch(form).status, 415);
}

TEST_F(RouterTest, the_row_with_fewest_places_wins_and_a_malformed_id_is_not_found) {
  EXPECT_EQ(ask(Method::get, "/api/ducks/first").body, "\"first\"");
  EXPECT_EQ(ask(Method::get, "/api/ducks/second").status, 404);
  EXPECT_EQ(ask(Method::get, "/api/ducks/0190f5a0-1111-7111-8111-111111111111").status, 200);
}

TEST_F(RouterTest, strange_paths_are_not_found) {
  for (auto const* path : {"/", "/api", "/api/", "/api/ducks/", "//api/ducks", "/api/ducks/%", "/api/ducks/%ff", "/api/ducks/%2", "/api/ducks/a/b", "/API/ducks", "*", ""}) {
    EXPECT_EQ(ask(Method::get, path).status, 404) << path;
  }
}

TEST_F(RouterTest, an_unknown_method_of_a_known_path_says_what_is_allowed) {
  Response const response = ask(Method::put, "/api/ducks");
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(header(response, "Allow"), "GET, HEAD, POST");
  EXPECT_EQ(ask(Method::options, "/api/ducks").status, 204);
  EXPECT_EQ(ask(Method::head, "/api/ducks").status, 200);
}

TEST_F(RouterTest, the_gate_is_asked_with_the_paths_values) {
  EXPECT_EQ(ask(Method::get, "/api/brands/ours/ducks").body, "\"donald\"");
  EXPECT_EQ(ask(Method::get, "/api/brands/theirs/ducks").status, 404);
}

TEST_F(RouterTest, a_problem_may_say_when_to_come_back) {
  Response const response = ask(Method::post, "/api/feed");
  EXPECT_EQ(response.status, 429);
  EXPECT_EQ(header(response, "Retry-After"), "7");
}

TEST_F(RouterTest, a_result_without_value_answers_204) {
  Response const response = ask(Method::remove, "/api/ducks/0190f5a0-1111-7111-8111-111111111111");
  EXPECT_EQ(response.status, 204);
  EXPECT_TRUE(response.body.empty());
}

TEST_F(RouterTest, a_page_of_another_site_changes_nothing) {
  struct Case {
    std::map<std::string, std::string> headers;
    int status;
  };
  std::string const cookie = "parvis_session=s";
  for (Case const& each : std::vector<Case>{
           {{{"cookie", cookie}}, 403},
           {{{"cookie", "a=b; " + cookie}}, 403},
           {{{"cookie", cookie}, {"x-parvis-csrf", "1"}}, 201},
           {{{"cookie", cookie}, {"sec-fetch-site", "same-origin"}}, 201},
           {{{"cookie", cookie}, {"sec-fetch-site", "cross-site"}, {"x-parvis-csrf", "1"}}, 403},
           {{{"cookie", cookie}, {"sec-fetch-site", "same-site"}}, 403},
           {{{"cookie", cookie}, {"origin", "http://parvis.test"}, {"host", "parvis.test"}}, 201},
           {{{"cookie", cookie}, {"origin", "http://evil.test"}, {"host", "parvis.test"}}, 403},
           {{{"cookie", cookie}, {"origin", "null"}, {"host", "parvis.test"}}, 403},
           {{{"sec-fetch-site", "cross-site"}}, 403},
           {{{"sec-fetch-site", "cross-site"}, {"authorization", "Bearer t"}}, 201},
           {{{"cookie", cookie}, {"sec-fetch-site", "same-site"}, {"authorization", "Basic YTpi"}}, 403},
           {{}, 201},
       }) {
    Request asked = request(Method::post, "/api/ducks", R"({"name":"Riri","colour":"brown"})");
    asked.headers = each.headers;
    EXPECT_EQ(router.dispatch(asked).status, each.status) << testing::PrintToString(each.headers);
  }
}

TEST_F(RouterTest, a_rows_rate_holds_per_address_and_fills_again_with_time) {
  Request asked = request(Method::post, "/beacon");
  asked.remote_address = "192.0.2.1";
  EXPECT_EQ(router.dispatch(asked).status, 202);
  EXPECT_EQ(router.dispatch(asked).status, 202);
  Response const refused = router.dispatch(asked);
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(header(refused, "Retry-After"), "1");
  asked.remote_address = "192.0.2.2";
  EXPECT_EQ(router.dispatch(asked).status, 202);
  asked.remote_address = "192.0.2.1";
  clock.advance(std::chrono::seconds(1));
  EXPECT_EQ(router.dispatch(asked).status, 202);
}

TEST_F(RouterTest, two_rows_of_one_method_and_path_are_a_programmers_error) {
  EXPECT_THROW(router.get<std::string>("/api/ducks", anyone, "Again", [](Asked const&) -> Result<std::string> { return ""; }), LogicFailure);
}

TEST_F(RouterTest, the_contract_says_what_the_rows_say_and_is_always_the_same) {
  std::string const text = openapi(router, "1");
  EXPECT_EQ(text, openapi(router, "1"));
  auto const document = json::parse(text);
  ASSERT_TRUE(document);
  auto const& paths = document->at("paths").as_object();
  EXPECT_FALSE(paths.contains("/beacon"));
  auto const& list = paths.at("/api/ducks").at("get");
  EXPECT_EQ(list.at("operationId"), "get_ducks");
  EXPECT_EQ(list.at("tags").at(0), "pond");
  EXPECT_EQ(list.at("parameters").as_array().size(), 4u);
  EXPECT_TRUE(paths.at("/api/ducks").at("post").at("responses").as_object().contains("201"));
  EXPECT_TRUE(paths.at("/api/ducks/{duck}").at("delete").at("responses").as_object().contains("204"));
  EXPECT_EQ(paths.at("/api/brands/{brand}/ducks").at("get").at("x-permission").at("scope"), "brand");
  EXPECT_TRUE(document->at("components").at("schemas").as_object().contains("Duck"));
}

}  // namespace
}  // namespace parvis::http
