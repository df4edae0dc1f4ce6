// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A request and its answer as handlers see them: plain values, free of sockets. Header names are lower case.

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parvis::http {

enum class Method { get, head, post, put, patch, remove, options };

/// "GET" and so on; remove is DELETE.
std::string_view name_of(Method method);
std::optional<Method> method_named(std::string_view name);

struct Request {
  Method method = Method::get;
  std::string path;                            // percent-encoded, as received, without the query
  std::string query;                           // without the question mark
  std::map<std::string, std::string> headers;  // lower-case names; repeated ones joined by ", "
  std::string body;                            // empty when the body was spooled
  std::optional<std::filesystem::path> spooled;  // a large body on disk, deleted once answered
  std::string remote_address;                  // of the client, behind a trusted proxy too
  std::string id;                              // given to each request, shown in problems and logs
  enum class Transport { plain, tls } transport = Transport::plain;

  /// The header's value, empty when absent. `name` in lower case.
  std::string_view header(std::string_view name) const;
  /// The cookie's value, empty when absent.
  std::string_view cookie(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::string content_type;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  std::optional<std::filesystem::path> file;  // sent instead of body
  std::optional<std::string> stream_topic;    // an event stream of that topic (streams.h) instead of body
};

Response text_answer(int status, std::string content_type, std::string body);
Response redirect_to(std::string location);

/// The pairs of a query string or form body, decoded ('+' is a space); a pair that does not decode is dropped.
std::vector<std::pair<std::string, std::string>> query_pairs(std::string_view query);

}  // namespace parvis::http
