// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The mail server as the settings name it.

#include <memory>

#include "app/configuration.h"
#include "net/mailer.h"

namespace parvis::app {

/// "smtp://[user:password@]host[:port]" (STARTTLS; in clear on loopback) or "smtps://…" (TLS from the first byte), user
/// and password percent-encoded. Problem "app.setting_malformed".
Result<net::SmtpOptions> parse_smtp(std::string const& url);

/// Null when `smtp` is not set: mail is kept for the sent-mail page. The clock outlives the mailer.
std::unique_ptr<net::Mailer> mailer_of(Configuration const& configuration, Clock const& clock);

}  // namespace parvis::app
