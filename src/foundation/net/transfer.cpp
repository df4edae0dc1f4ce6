// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/internal/transfer.h"

#include <algorithm>
#include <stdexcept>

#include <netinet/in.h>
#include <sys/socket.h>

namespace parvis::net::internal {
namespace {

constexpr std::size_t most_header_bytes = 64u << 10;

std::string url_part(CURLU* url, CURLUPart part, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, flags) != CURLUE_OK) return {};
  std::string out(text);
  curl_free(text);
  return out;
}

char const* verb(Method method) {
  switch (method) {
    case Method::get: return "GET";
    case Method::head: return "HEAD";
    case Method::post: return "POST";
    case Method::put: return "PUT";
    case Method::patch: return "PATCH";
    case Method::remove: return "DELETE";
  }
  return "GET";
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && std::string_view(" \t\r\n").find(text.front()) != std::string_view::npos) text.remove_prefix(1);
  while (!text.empty() && std::string_view(" \t\r\n").find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  return text;
}

Cause cause_of(CURLcode code) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST: return Cause::resolve;
    case CURLE_COULDNT_CONNECT: return Cause::connect;
    case CURLE_OPERATION_TIMEDOUT: return Cause::timeout;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR: return Cause::tls;
    case CURLE_READ_ERROR: return Cause::file;
    default: return Cause::cut;
  }
}

}  // namespace

Handle new_handle(std::filesystem::path const& authorities) {
  static CURLcode const started = curl_global_init(CURL_GLOBAL_DEFAULT);
  Handle handle(started == CURLE_OK ? curl_easy_init() : nullptr);
  if (!handle) throw std::runtime_error("libcurl does not start");
  CURL* const curl = handle.get();
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");  // a proxy would connect in our place, past the guard on addresses
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!authorities.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, authorities.c_str());
  return handle;
}

std::optional<Target> target_of(std::string const& url) {
  UrlHandle const parsed(curl_url());
  if (url.find_first_of(std::string_view("\r\n\t \0", 5)) != std::string::npos) return std::nullopt;
  if (curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) return std::nullopt;
  std::string const scheme = url_part(parsed.get(), CURLUPART_SCHEME);
  bool const named = !url_part(parsed.get(), CURLUPART_USER).empty() || !url_part(parsed.get(), CURLUPART_PASSWORD).empty();
  if ((scheme != "http" && scheme != "https") || named) return std::nullopt;
  Target target;
  target.url = url_part(parsed.get(), CURLUPART_URL);
  target.host = url_part(parsed.get(), CURLUPART_HOST);
  std::string const port = url_part(parsed.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT);
  target.port = std::atoi(port.c_str());
  target.origin = scheme + "://" + lower(target.host) + ":" + port;
  return target;
}

std::string resolved_url(std::string const& base, std::string const& location) {
  UrlHandle const url(curl_url());
  if (curl_url_set(url.get(), CURLUPART_URL, base.c_str(), 0) != CURLUE_OK) return {};
  if (curl_url_set(url.get(), CURLUPART_URL, location.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) return {};
  return url_part(url.get(), CURLUPART_URL);
}

Transfer::Transfer(Outgoing const& outgoing, ClientOptions const& options)
    : outgoing_(outgoing), handle_(new_handle(options.authorities)) {
  curl_easy_setopt(handle_.get(), CURLOPT_USERAGENT, options.user_agent.c_str());
}

Exchange Transfer::perform(Target const& target, Headers const& headers, Milliseconds deadline) {
  exchange_.url = target.url;
  bool const open = outgoing_.policy.reach == Reach::any || is_allowed(outgoing_.policy, target.host, target.port);
  judgement_ = open ? Judgement::open : Judgement::guarded;
  set_up(target, headers, deadline);
  if (exchange_.cause == Cause::file) return exchange_;
  conclude(curl_easy_perform(handle_.get()));
  return std::move(exchange_);
}

void Transfer::set_up(Target const& target, Headers const& headers, Milliseconds deadline) {
  CURL* const curl = handle_.get();
  curl_easy_setopt(curl, CURLOPT_URL, target.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L);
  curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
  curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, error_);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &Transfer::on_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, this);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &Transfer::on_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, this);
  // Called once the connection stands (TLS included) and before the first byte of the request: the line that parts
  // "not sent" from "unknown".
  curl_easy_setopt(curl, CURLOPT_PREREQFUNCTION, &Transfer::on_begin);
  curl_easy_setopt(curl, CURLOPT_PREREQDATA, this);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, &Transfer::on_socket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, this);
  set_limits(deadline);
  set_body();
  set_headers(headers);
}

void Transfer::set_limits(Milliseconds deadline) {
  CURL* const curl = handle_.get();
  auto const at_least_one = [](Milliseconds limit) { return std::max<long>(1, static_cast<long>(limit.count())); };
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, at_least_one(deadline));
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, at_least_one(std::min(deadline, outgoing_.connect_deadline)));
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &Transfer::on_progress);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, this);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
}

void Transfer::set_headers(Headers const& headers) {
  auto const append = [this](std::string const& line) {
    curl_slist* const longer = curl_slist_append(list_.get(), line.c_str());
    if (longer == nullptr) throw std::bad_alloc();
    if (list_ == nullptr) list_.reset(longer);
  };
  bool typed = false;
  for (Header const& header : headers) {
    typed = typed || lower(header.name) == "content-type";
    append(header.value.empty() ? header.name + ";" : header.name + ": " + header.value);
  }
  append("Expect:");
  bool const form = std::holds_alternative<std::vector<Part>>(outgoing_.body);
  if (!typed && !form) append(std::holds_alternative<std::monostate>(outgoing_.body) ? "Content-Type:" : "Content-Type: application/octet-stream");
  curl_easy_setopt(handle_.get(), CURLOPT_HTTPHEADER, list_.get());
}

void Transfer::set_body() {
  CURL* const curl = handle_.get();
  if (outgoing_.method == Method::head) {
    curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
  } else if (auto const* text = std::get_if<std::string>(&outgoing_.body)) {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(text->size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, text->data());
  } else if (auto const* file = std::get_if<FileBody>(&outgoing_.body)) {
    set_file(*file);
  } else if (auto const* parts = std::get_if<std::vector<Part>>(&outgoing_.body)) {
    set_form(*parts);
  } else if (outgoing_.method != Method::get && outgoing_.method != Method::remove) {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t{0});
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, "");
  }
  if (outgoing_.method != Method::head) curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, verb(outgoing_.method));
}

void Transfer::set_file(FileBody const& file) {
  std::error_code error;
  auto const size = std::filesystem::file_size(file.path, error);
  file_.reset(error ? nullptr : std::fopen(file.path.c_str(), "rb"));
  if (file_ == nullptr) {
    exchange_.cause = Cause::file;
    exchange_.detail = "cannot read " + file.path.string();
    return;
  }
  curl_easy_setopt(handle_.get(), CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(handle_.get(), CURLOPT_READDATA, file_.get());
  curl_easy_setopt(handle_.get(), CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(size));
}

void Transfer::set_form(std::vector<Part> const& parts) {
  mime_.reset(curl_mime_init(handle_.get()));
  for (Part const& part : parts) {
    curl_mimepart* const into = curl_mime_addpart(mime_.get());
    curl_mime_name(into, part.name.c_str());
    if (auto const* text = std::get_if<std::string>(&part.content)) {
      curl_mime_data(into, text->data(), text->size());
    } else if (curl_mime_filedata(into, std::get<FileBody>(part.content).path.c_str()) != CURLE_OK) {
      exchange_.cause = Cause::file;
      exchange_.detail = "cannot read " + std::get<FileBody>(part.content).path.string();
    }
    if (!part.file_name.empty()) curl_mime_filename(into, part.file_name.c_str());
    if (!part.media_type.empty()) curl_mime_type(into, part.media_type.c_str());
  }
  curl_easy_setopt(handle_.get(), CURLOPT_MIMEPOST, mime_.get());
}

void Transfer::conclude(CURLcode code) {
  long status = 0;
  curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
  exchange_.status = static_cast<int>(status);
  // curl calls a head cut short a success: only its empty last line says that it is whole.
  if (code == CURLE_OK && status >= 200 && has_whole_head_) {
    exchange_.outcome = Outcome::answered;
    return;
  }
  conclude_failure(code);
}

void Transfer::conclude_failure(CURLcode code) {
  exchange_.outcome = has_begun_ ? Outcome::unknown : Outcome::not_sent;
  if (exchange_.cause == Cause::none) exchange_.cause = code == CURLE_OK ? Cause::cut : cause_of(code);
  if (exchange_.detail.empty()) exchange_.detail = error_[0] != '\0' ? error_ : curl_easy_strerror(code);
  if (has_begun_ || !was_barred_) return;
  exchange_.outcome = Outcome::refused;
  exchange_.cause = Cause::address;
  exchange_.detail = "the address is not one of the public Internet";
}

std::size_t Transfer::on_body(char* bytes, std::size_t size, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  std::size_t const length = size * count;
  if (length > transfer.outgoing_.max_answer_bytes - transfer.exchange_.body.size()) {
    transfer.exchange_.cause = Cause::too_large;
    transfer.exchange_.detail = "the answer is over " + std::to_string(transfer.outgoing_.max_answer_bytes) + " bytes";
    return 0;
  }
  transfer.exchange_.body.append(bytes, length);
  return length;
}

std::size_t Transfer::on_header(char* bytes, std::size_t size, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  std::size_t const length = size * count;
  std::string_view const line(bytes, length);
  transfer.header_bytes_ += length;
  if (transfer.header_bytes_ > most_header_bytes) {
    transfer.exchange_.cause = Cause::too_large;
    transfer.exchange_.detail = "the headers of the answer are over " + std::to_string(most_header_bytes) + " bytes";
    return 0;
  }
  std::size_t const colon = line.find(':');
  if (line == "\r\n" || line == "\n") transfer.has_whole_head_ = true;
  if (line.starts_with("HTTP/")) {
    transfer.exchange_.headers.clear();  // those of an interim answer
    transfer.has_whole_head_ = false;
  } else if (colon != std::string_view::npos) {
    transfer.exchange_.headers.push_back({lower(std::string(line.substr(0, colon))), std::string(trimmed(line.substr(colon + 1)))});
  }
  return length;
}

int Transfer::on_begin(void* self, char*, char*, int, int) {
  static_cast<Transfer*>(self)->has_begun_ = true;
  return CURL_PREREQFUNC_OK;
}

int Transfer::on_progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  auto& transfer = *static_cast<Transfer*>(self);
  if (!transfer.outgoing_.stop.stop_requested()) return 0;
  transfer.exchange_.cause = Cause::stopped;
  return 1;
}

curl_socket_t Transfer::on_socket(void* self, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(self);
  if (transfer.judgement_ == Judgement::guarded && !is_public(address->addr)) {
    transfer.was_barred_ = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

}  // namespace parvis::net::internal
