// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "identity/identity.h"
#include "jobs/runner.h"

namespace parvis::identity {

/// Sends queued mail. Without a mailer, mail is kept for the outbox page.
std::vector<jobs::JobRow> mail_jobs(Desk const& desk);

/// Why a mail was kept that waited in a backup, on the sent-mail page.
constexpr char const* kept_by_restore = "identity.kept_by_restore";
/// After a restore, before any job runs: mail that waited when the backup was taken may have gone since, and is kept instead.
void keep_waiting_mail(store::Transaction& tx);

}  // namespace parvis::identity
