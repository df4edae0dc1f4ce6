// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// One HTTP exchange as values: what goes out, and all that may come of it. No transport outcome is thrown.

#include <chrono>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/time.h"
#include "net/address.h"

namespace parvis::net {

enum class Method { get, head, post, put, patch, remove };

struct Header {
  std::string name;
  std::string value;
};
using Headers = std::vector<Header>;

/// A file streamed from disk as the whole body.
struct FileBody {
  std::filesystem::path path;
};

/// One part of a multipart/form-data body: text, bytes with a file name, or a file streamed from disk.
struct Part {
  std::string name;
  std::variant<std::string, FileBody> content;
  std::string file_name = {};
  std::string media_type = {};
};

using Body = std::variant<std::monostate, std::string, FileBody, std::vector<Part>>;

struct Outgoing {
  Method method = Method::get;
  std::string url = {};                        // absolute, http or https, without user or password
  Headers headers = {};                        // no CR, LF or NUL; Host, Content-Length are ours
  Body body = {};                              // a text body without Content-Type says application/octet-stream
  Milliseconds deadline{30'000};               // for the whole exchange, redirects included
  Milliseconds connect_deadline{10'000};       // name, connection and TLS
  std::size_t max_answer_bytes = 4u << 20;     // after decompression
  AddressPolicy policy = {};
  int redirects = 0;                           // followed for GET and HEAD alone, each judged by the policy again
  std::stop_token stop = {};                   // looked at about once a second
};

enum class Outcome {
  answered,  // a whole answer was received: status, headers and body are the peer's
  not_sent,  // no byte of the request left: it may be sent again without any risk
  unknown,   // a byte may have left and no whole answer came: the peer may have done what was asked, or not
  refused,   // we would not send it: malformed, or against the policy
};

/// Why it was not answered.
enum class Cause { none, malformed, address, file, resolve, connect, tls, timeout, cut, too_large, redirects, stopped };

struct Exchange {
  Outcome outcome = Outcome::refused;
  Cause cause = Cause::none;
  int status = 0;         // of the answer; may be set when outcome is unknown (an answer cut in its body)
  Headers headers = {};   // names in lower case
  std::string body = {};
  std::string url = {};   // the last one asked, after redirects
  std::string detail = {};  // for logs and for an attempt's record

  bool answered_with(int expected) const { return outcome == Outcome::answered && status == expected; }
  bool succeeded() const { return outcome == Outcome::answered && status >= 200 && status < 300; }
  /// First header of that lower-case name, or empty.
  std::string_view header(std::string_view name) const;
};

/// How long the peer asks to wait (Retry-After in seconds or as a date), at most one day; nullopt when it does not say.
std::optional<std::chrono::seconds> retry_after(Exchange const& exchange, Instant now);

/// "a=1&b=x%20y", for application/x-www-form-urlencoded bodies and query strings.
std::string form_encoded(std::vector<std::pair<std::string, std::string>> const& fields);

}  // namespace parvis::net
