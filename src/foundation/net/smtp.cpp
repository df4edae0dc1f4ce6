// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstring>

#include <arpa/inet.h>
#include <sys/socket.h>

#include "net/internal/transfer.h"
#include "net/mailer.h"

namespace parvis::net {
namespace {

struct Delivery {
  std::string message;
  std::size_t sent = 0;
  bool offered = false;  // its recipient was named: what is refused from there on is this mail, before it is the sender
};

std::size_t on_read(char* into, std::size_t size, std::size_t count, void* self) {
  auto& delivery = *static_cast<Delivery*>(self);
  std::size_t const length = std::min(size * count, delivery.message.size() - delivery.sent);
  std::memcpy(into, delivery.message.data() + delivery.sent, length);
  delivery.sent += length;
  return length;
}

int on_command(CURL*, curl_infotype type, char* text, std::size_t size, void* self) {
  bool const names_recipient = type == CURLINFO_HEADER_OUT && std::string_view(text, size).starts_with("RCPT ");
  if (names_recipient) static_cast<Delivery*>(self)->offered = true;
  return 0;
}

bool is_loopback(sockaddr const& address) {
  if (address.sa_family == AF_INET) {
    return ntohl(reinterpret_cast<sockaddr_in const&>(address).sin_addr.s_addr) >> 24 == 127;
  }
  return address.sa_family == AF_INET6 && IN6_IS_ADDR_LOOPBACK(&reinterpret_cast<sockaddr_in6 const&>(address).sin6_addr);
}

curl_socket_t on_clear_socket(void*, curlsocktype, curl_sockaddr* address) {
  if (!is_loopback(address->addr)) return CURL_SOCKET_BAD;
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

void set_server(CURL* curl, SmtpOptions const& options) {
  std::string const scheme = options.security == MailSecurity::tls ? "smtps://" : "smtp://";
  curl_easy_setopt(curl, CURLOPT_URL, (scheme + options.host + ":" + std::to_string(options.port)).c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  long const tls = options.security == MailSecurity::none ? CURLUSESSL_NONE : CURLUSESSL_ALL;
  curl_easy_setopt(curl, CURLOPT_USE_SSL, tls);
  if (options.security == MailSecurity::none) curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, &on_clear_socket);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(options.deadline.count()));
  if (options.user.empty()) return;
  curl_easy_setopt(curl, CURLOPT_USERNAME, options.user.c_str());
  curl_easy_setopt(curl, CURLOPT_PASSWORD, options.password.c_str());
}

// RFC 4954: sign in first, by another way, with other words, under TLS.
bool wants_another_sign_in(int reply) { return reply == 530 || reply == 534 || reply == 535 || reply == 538; }

Posted concluded(CURLcode code, int reply, Delivery const& delivery) {
  Posted posted;
  posted.code = reply;
  if (code == CURLE_OK) {
    posted.outcome = MailOutcome::accepted;
  } else if (delivery.offered && reply >= 500 && reply < 600 && !wants_another_sign_in(reply)) {
    posted.outcome = MailOutcome::rejected;
  } else if (delivery.sent > 0 && !(reply >= 400 && reply < 500)) {
    posted.outcome = MailOutcome::unknown;
  }
  return posted;
}

}  // namespace

SmtpMailer::SmtpMailer(SmtpOptions options, Clock const& clock) : options_(std::move(options)), clock_(clock) {}

Posted SmtpMailer::send(Mail const& mail) {
  internal::Handle const handle = internal::new_handle(options_.authorities);
  CURL* const curl = handle.get();
  std::string const id = new_message_id(options_.from.email);
  Delivery delivery{rendered(mail, {options_.from, id, clock_.now()})};
  char error[CURL_ERROR_SIZE] = {};
  set_server(curl, options_);
  internal::List const recipients(curl_slist_append(nullptr, ("<" + mail.to.email.to_string() + ">").c_str()));
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, ("<" + options_.from.email.to_string() + ">").c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, &on_read);
  curl_easy_setopt(curl, CURLOPT_READDATA, &delivery);
  curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
  curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, &on_command);
  curl_easy_setopt(curl, CURLOPT_DEBUGDATA, &delivery);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, error);
  CURLcode const code = curl_easy_perform(curl);
  long reply = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply);
  Posted posted = concluded(code, static_cast<int>(reply), delivery);
  posted.message_id = id;
  if (code != CURLE_OK) posted.detail = error[0] != '\0' ? error : curl_easy_strerror(code);
  return posted;
}

}  // namespace parvis::net
