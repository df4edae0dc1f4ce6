// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Sends mail. `Mailer` is the seam: SMTP in use, a page of kept mails in the demo (identity's affair), a list in tests.

#include <filesystem>

#include "base/clock.h"
#include "net/mail.h"

namespace parvis::net {

enum class MailOutcome {
  accepted,  // the server took it in charge
  rejected,  // the server refused this mail for good (5xx to its recipient or text): sending it again is of no use
  not_sent,  // no server, no TLS, no or wrong sign-in, sender refused, or "later" (4xx): may be sent again
  unknown,   // the text had begun to leave and no answer came
};

struct Posted {
  MailOutcome outcome = MailOutcome::not_sent;
  int code = 0;            // the server's last reply, 0 without one
  std::string message_id = {};
  std::string detail = {};
};

class Mailer {
 public:
  virtual ~Mailer() = default;
  /// Blocks until the outcome is known or the deadline passes. Thread-safe.
  virtual Posted send(Mail const& mail) = 0;
};

enum class MailSecurity {
  starttls,  // begins in clear, and goes on only under verified TLS
  tls,       // TLS from the first byte (port 465)
  none,      // in clear, on loopback only: any other address is not connected to
};

struct SmtpOptions {
  std::string host = {};
  int port = 587;
  MailSecurity security = MailSecurity::starttls;
  std::string user = {};      // empty: no sign-in
  std::string password = {};
  MailAddress from = {};
  Milliseconds deadline{30'000};
  std::filesystem::path authorities = {};  // a PEM file instead of the system's certificate authorities
};

class SmtpMailer final : public Mailer {
 public:
  /// `clock` dates the mails and outlives the mailer.
  SmtpMailer(SmtpOptions options, Clock const& clock);
  Posted send(Mail const& mail) override;

 private:
  SmtpOptions options_;
  Clock const& clock_;
};

}  // namespace parvis::net
