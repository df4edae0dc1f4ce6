// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Routing rows. A row is the documentation of its route: method, path, permission, request type, answer type and a
// one-line summary; OpenAPI is emitted from it (openapi.h). Handlers are plain synchronous functions.
//
//   router.get<BriefSheet>("/api/brands/{brand}/briefs/{brief}", may::see_brand, "One brief with its documents",
//                          [&desk](Asked const& asked) -> Result<BriefSheet> {
//                            TRY(auto const id, asked.id<BriefId>("brief"));
//                            return brief_sheet(desk, identity::actor(asked.caller), id);
//                          });
//   router.post<SaveBrief, Brief>("/api/brands/{brand}/briefs", may::write_plan, "Opens a brief",
//                                 [&desk](Asked const& asked, SaveBrief const& body) { return save_brief(...); });
//   router.get<BriefFilter, Briefs>(path, permission, summary, [](Asked const&, BriefFilter const&) -> Result<Briefs> {...});
//
// A Result<void> answers 204, a post 201 (or options.success), anything else 200; a Problem answers problem+json
// (RFC 9457). A query's struct may hold optionals, numbers, booleans, enums, texts and vectors of them (a name repeated);
// what the query leaves out keeps the member's own default. Rows are registered once at start; afterwards the router is
// read by any number of threads.
//
// Problem codes: http.not_found (no such path, or a malformed id), http.method_not_allowed, http.cross_site,
// http.body_too_large, http.not_json, http.invalid_query, http.too_many_requests.

#include "base/json_schema.h"
#include "base/result.h"
#include "http/message.h"
#include "http/permission.h"
#include "http/rate_limit.h"

namespace parvis::http {

/// Who calls, as the gate found. Empty texts for what is not known; `via`: session, token, or "" for nobody.
struct Caller {
  std::string person_id;
  std::string workspace_id;
  std::string brand_id;
  std::string role;
  std::string via;
};

using PathValues = std::map<std::string, std::string>;
using Gate = std::function<Result<Caller>(Request const&, Permission const&, PathValues const&)>;

/// What a handler is given beside the decoded body.
struct Asked {
  Request const& request;
  Caller const& caller;
  PathValues const& path;

  /// The path value of that name as an id; malformed ids are not_found, like those of nobody.
  template <class IdType>
  Result<IdType> id(std::string const& name) const {
    auto parsed = IdType::parse(path.at(name));
    if (!parsed) return not_found("http.not_found");
    return std::move(*parsed);
  }
  std::string const& text(std::string const& name) const { return path.at(name); }
};

using Handler = std::function<Result<Response>(Asked const&)>;

/// How a row departs from the usual.
struct RowOptions {
  std::size_t most_body_bytes = 1 << 20;
  enum class Body { memory, spooled } body = Body::memory;
  enum class Csrf { checked, exempt } csrf = Csrf::checked;  // exempt: public beacons, which change nothing of a person's
  int success = 0;                                           // 0: by method and answer type
  std::optional<Rate> rate = {};                             // per client address
};

using Schema = std::function<json::Value(json::SchemaBook&)>;

struct Row {
  Method method = Method::get;
  std::string path;
  Permission permission;
  std::string summary;
  std::string answer_type;  // media type of a success
  RowOptions options = {};
  Handler handler = {};
  Schema query_schema = {};   // of the query's struct; empty when the row takes no query
  Schema body_schema = {};    // empty: no JSON body
  Schema answer_schema = {};  // empty: no JSON answer
  std::string module = {};    // set by the router
  int success = 200;          // the status of a success, for the contract
};

class Router {
 public:
  template <class Out, class Handle>
  void get(std::string path, Permission permission, std::string summary, Handle handle) {
    add_plain<Out>(Method::get, std::move(path), permission, std::move(summary), std::move(handle));
  }
  template <class Query, class Out, class Handle>
    requires json::DescribedStruct<Query>
  void get(std::string path, Permission permission, std::string summary, Handle handle);

  template <class In, class Out, class Handle>
  void post(std::string path, Permission permission, std::string summary, Handle handle, RowOptions options = {}) {
    add_body<In, Out>({Method::post, std::move(path), permission, std::move(summary), "", options}, std::move(handle));
  }
  template <class In, class Out, class Handle>
  void put(std::string path, Permission permission, std::string summary, Handle handle, RowOptions options = {}) {
    add_body<In, Out>({Method::put, std::move(path), permission, std::move(summary), "", options}, std::move(handle));
  }
  template <class In, class Out, class Handle>
  void patch(std::string path, Permission permission, std::string summary, Handle handle, RowOptions options = {}) {
    add_body<In, Out>({Method::patch, std::move(path), permission, std::move(summary), "", options}, std::move(handle));
  }
  /// An act without a body: POST …/renew, DELETE ….
  template <class Out, class Handle>
  void act(Method method, std::string path, Permission permission, std::string summary, Handle handle) {
    add_plain<Out>(method, std::move(path), permission, std::move(summary), std::move(handle));
  }
  template <class Out = void, class Handle>
  void remove(std::string path, Permission permission, std::string summary, Handle handle) {
    add_plain<Out>(Method::remove, std::move(path), permission, std::move(summary), std::move(handle));
  }
  /// A row that makes its own Response: files, CSV, PDF, redirects, uploads.
  void raw(Row row);
  /// A stream of live events (streams.h): `topic` gives the topic's name, `(Asked const&) -> Result<std::string>`.
  void stream(std::string path, Permission permission, std::string summary, std::function<Result<std::string>(Asked const&)> topic);

  /// The rows that follow belong to this module: their tag in the contract.
  void begin_module(std::string name) { module_ = std::move(name); }

  std::vector<Row> const& rows() const { return rows_; }
  void set_gate(Gate gate) { gate_ = std::move(gate); }
  /// Measures the rows' rates; without it rates do not hold. The clock outlives the router.
  void set_rate_clock(Clock const& clock);

  /// Finds the row, asks the gate, runs the handler. Never throws for what a client can cause; what a handler throws
  /// goes on to the caller (the session logs it and answers 500).
  Response dispatch(Request const& request) const;
  /// The row that would serve the request, for limits that hold before its body is read; null when none does.
  Row const* find(Method method, std::string_view path) const;
  /// What dispatch() would refuse before the handler runs, known from the head alone: asked before a large body is read.
  std::optional<Response> refusal(Request const& request) const;
  /// Does any row stand at that path, whatever its method?
  bool knows(std::string_view path) const { return !match(Method::options, path).methods.empty(); }

 private:
  struct Match {
    Row const* row = nullptr;
    PathValues values;
    std::vector<Method> methods;  // that this path does have
  };
  Match match(Method method, std::string_view path) const;
  Response answer(Request const& request, Match const& match) const;
  Done admit(Request const& request, Row const& row) const;
  Done count(Request const& request, Row const& row) const;
  void add(Row row);

  template <class Out, class Handle>
  void add_plain(Method method, std::string path, Permission permission, std::string summary, Handle handle);
  template <class In, class Out, class Handle>
  void add_body(Row row, Handle handle);

  std::vector<Row> rows_;
  std::vector<std::vector<std::string>> patterns_;  // each row's path in segments
  std::string module_;
  Gate gate_;
  std::shared_ptr<RateLimits> rates_;
};

/// The one place where a kind of problem becomes a status.
int status_of(Kind kind);
/// problem+json (RFC 9457) with the code, the field errors and the request's id.
Response problem_answer(Problem const& problem, Request const& request);

}  // namespace parvis::http

#include "http/router_rows.h"
