// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/client.h"

#include <algorithm>

#include "base/encoding.h"
#include "net/internal/transfer.h"

namespace parvis::net {
namespace {

using internal::Target;

bool is_token(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

bool is_sound(Header const& header) {
  return is_token(header.name) && header.value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos;
}

Exchange refusal(Cause cause, std::string url, std::string detail) {
  Exchange exchange;
  exchange.cause = cause;
  exchange.url = std::move(url);
  exchange.detail = std::move(detail);
  return exchange;
}

bool is_redirect(Exchange const& exchange) {
  return exchange.outcome == Outcome::answered && exchange.status >= 300 && exchange.status < 400 && exchange.status != 304 &&
         !exchange.header("location").empty();
}

/// A peer that sends us elsewhere is not entitled to hand our credentials to it.
Headers without_credentials(Headers headers) {
  std::erase_if(headers, [](Header const& header) {
    std::string name = header.name;
    std::transform(name.begin(), name.end(), name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return name == "authorization" || name == "cookie";
  });
  return headers;
}

class Journey {
 public:
  Journey(Outgoing const& outgoing, ClientOptions const& options)
      : outgoing_(outgoing), options_(options), headers_(outgoing.headers), end_(std::chrono::steady_clock::now() + outgoing.deadline) {}

  Exchange run() {
    std::optional<Target> target = internal::target_of(outgoing_.url);
    if (!target) return refusal(Cause::malformed, outgoing_.url, "not an absolute http or https address");
    Exchange exchange = ask(*target);
    bool const follows = outgoing_.method == Method::get || outgoing_.method == Method::head;
    for (int left = outgoing_.redirects; follows && outgoing_.redirects > 0 && is_redirect(exchange); --left) {
      if (left == 0) return refusal(Cause::redirects, exchange.url, "more than " + std::to_string(outgoing_.redirects) + " redirects");
      std::optional<Target> const next = internal::target_of(internal::resolved_url(target->url, std::string(exchange.header("location"))));
      if (!next) return refusal(Cause::redirects, exchange.url, "a redirect to no http or https address");
      if (next->origin != target->origin) headers_ = without_credentials(headers_);
      target = next;
      exchange = ask(*target);
    }
    return exchange;
  }

 private:
  Exchange ask(Target const& target) {
    auto const left = std::chrono::duration_cast<Milliseconds>(end_ - std::chrono::steady_clock::now());
    return internal::Transfer(outgoing_, options_).perform(target, headers_, left);
  }

  Outgoing const& outgoing_;
  ClientOptions const& options_;
  Headers headers_;
  std::chrono::steady_clock::time_point end_;
};

}  // namespace

Client::Client(ClientOptions options) : options_(std::move(options)) {}

Exchange Client::send(Outgoing const& outgoing) const {
  if (!std::all_of(outgoing.headers.begin(), outgoing.headers.end(), is_sound)) {
    return refusal(Cause::malformed, outgoing.url, "a header with a line break or a broken name");
  }
  return Journey(outgoing, options_).run();
}

std::string_view Exchange::header(std::string_view name) const {
  auto const found = std::find_if(headers.begin(), headers.end(), [name](Header const& header) { return header.name == name; });
  return found == headers.end() ? std::string_view() : std::string_view(found->value);
}

std::optional<std::chrono::seconds> retry_after(Exchange const& exchange, Instant now) {
  constexpr std::int64_t most = 24 * 3600;
  std::string const text(exchange.header("retry-after"));
  if (text.empty()) return std::nullopt;
  if (text.find_first_not_of("0123456789") == std::string::npos) {
    return std::chrono::seconds(text.size() > 6 ? most : std::min<std::int64_t>(most, std::stoll(text)));
  }
  std::int64_t const at = curl_getdate(text.c_str(), nullptr);
  if (at < 0) return std::nullopt;
  return std::chrono::seconds(std::clamp<std::int64_t>(at - now.milliseconds() / 1000, 0, most));
}

std::string form_encoded(std::vector<std::pair<std::string, std::string>> const& fields) {
  std::string out;
  for (auto const& [name, value] : fields) {
    if (!out.empty()) out += '&';
    out += percent_encoded(name) + "=" + percent_encoded(value);
  }
  return out;
}

}  // namespace parvis::net
