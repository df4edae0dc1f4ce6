// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "identity/identity.h"
#include "jobs/runner.h"

namespace parvis::identity {

/// Sends queued mail. Without a mailer, mail is kept for the outbox page.
std::vector<jobs::JobRow> mail_jobs(Desk const& desk);

}  // namespace parvis::identity
