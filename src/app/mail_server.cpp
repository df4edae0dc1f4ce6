// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/mail_server.h"

#include <charconv>

#include "base/encoding.h"

namespace parvis::app {
namespace {

constexpr int submission_port = 587, tls_port = 465;

Failure malformed() { return invalid_field("smtp", "app.setting_malformed", "smtp://user:password@host:port", "(not shown)"); }

Done take_user(std::string_view text, net::SmtpOptions& options) {
  std::size_t const colon = text.find(':');
  if (colon == std::string_view::npos) return malformed();
  auto const user = percent_decoded(text.substr(0, colon));
  auto const password = percent_decoded(text.substr(colon + 1));
  if (!user || !password) return malformed();
  options.user = *user;
  options.password = *password;
  return {};
}

Done take_host(std::string_view text, net::SmtpOptions& options) {
  std::size_t const colon = text.rfind(':');
  options.host = std::string(text.substr(0, colon));
  if (options.host.empty()) return malformed();
  if (colon == std::string_view::npos) return {};
  auto const [end, error] = std::from_chars(text.data() + colon + 1, text.data() + text.size(), options.port);
  bool const well = error == std::errc() && end == text.data() + text.size() && options.port > 0 && options.port < 65536;
  return well ? Done() : malformed();
}

}  // namespace

Result<net::SmtpOptions> parse_smtp(std::string const& url) {
  net::SmtpOptions options;
  std::string_view rest = url;
  bool const tls = rest.starts_with("smtps://");
  if (!tls && !rest.starts_with("smtp://")) return malformed();
  rest.remove_prefix(rest.find("//") + 2);
  options.port = tls ? tls_port : submission_port;
  std::size_t const at = rest.rfind('@');
  if (at != std::string_view::npos) TRY_DONE(take_user(rest.substr(0, at), options));
  TRY_DONE(take_host(at == std::string_view::npos ? rest : rest.substr(at + 1), options));
  bool const loopback = options.host == "127.0.0.1" || options.host == "localhost";
  options.security = tls ? net::MailSecurity::tls : loopback ? net::MailSecurity::none : net::MailSecurity::starttls;
  return options;
}

std::unique_ptr<net::Mailer> mailer_of(Configuration const& configuration, Clock const& clock) {
  if (configuration.text("smtp").empty()) return nullptr;
  net::SmtpOptions options = *parse_smtp(configuration.text("smtp"));
  options.from = {"Parvis", *Email::parse(configuration.text("mail_from"))};
  return std::make_unique<net::SmtpMailer>(std::move(options), clock);
}

}  // namespace parvis::app
