// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// One curl transfer and what its callbacks gather.

#include <cstdio>
#include <memory>

#include <curl/curl.h>

#include "net/client.h"

namespace parvis::net::internal {

struct HandleEnd {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  void operator()(curl_mime* mime) const { curl_mime_free(mime); }
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using Handle = std::unique_ptr<CURL, HandleEnd>;
using List = std::unique_ptr<curl_slist, HandleEnd>;
using Mime = std::unique_ptr<curl_mime, HandleEnd>;
using UrlHandle = std::unique_ptr<CURLU, HandleEnd>;
using File = std::unique_ptr<std::FILE, HandleEnd>;

/// Starts libcurl once for the process and makes a handle with what every exchange of ours shares: no signals, no
/// proxy, TLS verified.
Handle new_handle(std::filesystem::path const& authorities);

struct Target {
  std::string url;     // as curl normalised it
  std::string origin;  // scheme, host and port
  std::string host;
  int port = 0;
};
/// Empty when the URL is not absolute http(s), or holds a user or password.
std::optional<Target> target_of(std::string const& url);
/// `location` seen from `base`.
std::string resolved_url(std::string const& base, std::string const& location);

enum class Judgement { open, guarded };

class Transfer {
 public:
  Transfer(Outgoing const& outgoing, ClientOptions const& options);
  /// Sends to this target within `deadline`.
  Exchange perform(Target const& target, Headers const& headers, Milliseconds deadline);

 private:
  void set_up(Target const& target, Headers const& headers, Milliseconds deadline);
  void set_limits(Milliseconds deadline);
  void set_headers(Headers const& headers);
  void set_body();
  void set_file(FileBody const& file);
  void set_form(std::vector<Part> const& parts);
  void conclude(CURLcode code);
  void conclude_failure(CURLcode code);

  static std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* self);
  static std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* self);
  static int on_begin(void* self, char*, char*, int, int);
  static int on_progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t);
  static curl_socket_t on_socket(void* self, curlsocktype, curl_sockaddr* address);

  Outgoing const& outgoing_;
  Handle handle_;
  List list_;
  Mime mime_;
  File file_;
  Exchange exchange_;
  Judgement judgement_ = Judgement::guarded;
  bool has_begun_ = false;
  bool was_barred_ = false;
  bool has_whole_head_ = false;
  std::size_t header_bytes_ = 0;
  char error_[CURL_ERROR_SIZE] = {};
};

}  // namespace parvis::net::internal
