// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/service.h"

#include <algorithm>
#include <exception>

#include "base/digest.h"
#include "http/compression.h"
#include "http/refusals.h"

namespace parvis::http {
namespace {

constexpr std::size_t least_compressed_bytes = 1024;

constexpr std::string_view content_security_policy =
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

std::string const* header_of(Response const& response, std::string_view name) {
  for (auto const& [known, value] : response.headers) {
    if (std::equal(known.begin(), known.end(), name.begin(), name.end(), [](char a, char b) { return (a | 32) == (b | 32); })) return &value;
  }
  return nullptr;
}

void add_once(Response& response, std::string_view name, std::string_view value) {
  if (header_of(response, name) == nullptr) response.headers.emplace_back(name, value);
}

bool is_listed(std::string_view list, std::string_view etag) {
  if (list == "*") return true;
  std::size_t const at = list.find(etag);
  return at != std::string_view::npos;
}

}  // namespace

void add_standing_headers(Request const& request, Response& response) {
  add_once(response, "X-Request-Id", request.id);
  add_once(response, "X-Content-Type-Options", "nosniff");
  add_once(response, "Referrer-Policy", "strict-origin-when-cross-origin");
  add_once(response, "X-Frame-Options", "SAMEORIGIN");
  add_once(response, "Cross-Origin-Opener-Policy", "same-origin");
  add_once(response, "Cross-Origin-Resource-Policy", "same-origin");
  add_once(response, "Permissions-Policy", "camera=(), microphone=(), geolocation=()");
  add_once(response, "Content-Security-Policy", content_security_policy);
  if (request.transport == Request::Transport::tls) add_once(response, "Strict-Transport-Security", "max-age=31536000");
  bool const reads = request.method == Method::get || request.method == Method::head;
  add_once(response, "Cache-Control", reads && response.status == 200 ? "private, no-cache" : "no-store");
}

void validate(Request const& request, Response& response) {
  bool const reads = request.method == Method::get || request.method == Method::head;
  if (!reads || response.status != 200 || response.stream_topic) return;
  if (header_of(response, "ETag") == nullptr) {
    std::string const* const cache = header_of(response, "Cache-Control");
    if (response.file || response.body.empty() || (cache != nullptr && *cache == "no-store")) return;
    response.headers.emplace_back("ETag", "W/\"" + sha256_hex(response.body).substr(0, 32) + "\"");
  }
  if (!is_listed(request.header("if-none-match"), *header_of(response, "ETag"))) return;
  response.status = 304;
  response.body.clear();
  response.file.reset();
}

void compress(Request const& request, Response& response) {
  if (response.body.size() < least_compressed_bytes || response.file || !compresses_well(response.content_type)) return;
  if (header_of(response, "Set-Cookie") != nullptr || header_of(response, "Content-Encoding") != nullptr) return;
  std::string const* const cache = header_of(response, "Cache-Control");
  if (cache != nullptr && *cache == "no-store") return;
  add_once(response, "Vary", "Accept-Encoding");
  Coding const coding = accepted_coding(request.header("accept-encoding"));
  if (coding == Coding::identity) return;
  response.body = compressed(response.body, coding);
  response.headers.emplace_back("Content-Encoding", name_of(coding));
}

Response Service::found(Request const& request, Served& served) const {
  if (Row const* const row = parts_.router.find(request.method, request.path)) {
    served.route = row->path;
    return parts_.router.dispatch(request);
  }
  if (!request.path.starts_with("/api/") && !parts_.router.knows(request.path)) {
    if (auto response = parts_.files.answer(request)) {
      served.route = "static";
      return std::move(*response);
    }
  }
  served.route = "none";
  return parts_.router.dispatch(request);
}

// Ends an answer: standing headers, then logs and metrics.
void Service::tell(Request const& request, Response& response, Served served) const {
  add_standing_headers(request, response);
  served.status = response.status;
  served.bytes = response.body.size();
  if (parts_.on_served) parts_.on_served(served);
}

// The catchers of the HTTP side: a machine failure is told to the operator, and to the client only by its id.
Response Service::answer(Request const& request) const {
  auto const began = std::chrono::steady_clock::now();
  Served served{request, "none"};
  Response response;
  try {
    response = found(request, served);
    validate(request, response);
    compress(request, response);
  } catch (std::exception const& thrown) {
    served.trouble = thrown.what();
    response = machine_failure(request);
  }
  served.took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began);
  tell(request, response, std::move(served));
  return response;
}

std::optional<Response> Service::refusal(Request const& request) const {
  Row const* const row = parts_.router.find(request.method, request.path);
  Served served{request, row == nullptr ? "none" : row->path};
  std::optional<Response> response;
  try {
    response = parts_.router.refusal(request);
  } catch (std::exception const& thrown) {
    served.trouble = thrown.what();
    response = machine_failure(request);
  }
  if (response) tell(request, *response, std::move(served));
  return response;
}

Response Service::refused(Request const& request, Response response, std::string trouble) const {
  Row const* const row = parts_.router.find(request.method, request.path);
  Served served{request, row == nullptr ? "none" : row->path};
  served.trouble = std::move(trouble);
  tell(request, response, std::move(served));
  return response;
}

}  // namespace parvis::http
