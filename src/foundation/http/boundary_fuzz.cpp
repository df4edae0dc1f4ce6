// SPDX-License-Identifier: AGPL-3.0-or-later
// What comes from a stranger before any handler sees it. The first byte chooses the parser; a request goes through the
// router too, which must answer whatever it is given.
#include <cstdint>
#include <cstdlib>

#include "http/client_address.h"
#include "http/compression.h"
#include "http/router.h"
#include "http/target.h"

namespace {

using namespace parvis;

struct Query {
  std::optional<std::string> q;
  std::vector<int> number;
  bool flag = false;
};
BOOST_DESCRIBE_STRUCT(Query, (), (q, number, flag))

http::Router const& router() {
  static http::Router const made = [] {
    http::Router rows;
    constexpr http::Permission anyone{"anyone", http::Scope::everyone};
    rows.get<Query, std::string>("/a/{b}", anyone, "", [](http::Asked const& asked, Query const&) -> Result<std::string> { return asked.text("b"); });
    rows.post<Query, Query>("/a", anyone, "", [](http::Asked const&, Query const& body) -> Result<Query> { return body; });
    rows.set_gate([](http::Request const&, http::Permission const&, http::PathValues const&) -> Result<http::Caller> { return http::Caller{}; });
    return rows;
  }();
  return made;
}

void ask(http::Method method, http::Target target, std::string body) {
  http::Request request;
  request.method = method;
  request.path = std::move(target.path);
  request.query = std::move(target.query);
  request.body = std::move(body);
  http::Response const response = router().dispatch(request);
  if (response.status < 200 || response.status > 599) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0) return 0;
  std::string const text(reinterpret_cast<char const*>(data) + 1, size - 1);
  http::Request request;
  request.headers["cookie"] = request.headers["x-forwarded-for"] = request.headers["x-forwarded-proto"] = text;
  switch (data[0] % 5) {
    case 0:
      if (auto target = http::parse_target(text)) ask(http::Method::get, *target, "");
      break;
    case 1: ask(http::Method::get, {"/a/1", text}, ""); break;
    case 2: ask(http::Method::post, {"/a", ""}, text); break;
    case 3:
      (void)request.cookie("parvis_session");
      http::TrustedProxies::parse({"127.0.0.0/8", "::/1"})->name_client("127.0.0.1", request);
      (void)http::TrustedProxies::parse({text});
      break;
    default: (void)http::accepted_coding(text); break;
  }
  return 0;
}
