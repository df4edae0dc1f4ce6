// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/jobs.h"

#include "base/kept_text.h"
#include "identity/audit_store.h"
#include "identity/mail_job.h"
#include "net/mailer.h"

namespace parvis::identity {
namespace {

net::Mail letter(SentMail const& mail, Email const& recipient) {
  net::Mail out;
  out.to.email = recipient;
  out.subject = mail.subject;
  out.text = mail.body;
  return out;
}

void note(Desk const& desk, SentMail mail, MailState state, std::string const& problem) {
  mail.state = state;
  mail.problem = kept_text(problem);
  if (state == MailState::sent) mail.sent_at = desk.clock.now();
  desk.database.write([&](store::Transaction& tx) { update_mail_state(tx, mail); });
}

// An unknown outcome is not sent again: a second password link is worse than a person asking for one.
Done settled(Desk const& desk, SentMail const& mail, net::Posted const& posted) {
  switch (posted.outcome) {
    case net::MailOutcome::accepted: note(desk, mail, MailState::sent, ""); return {};
    case net::MailOutcome::rejected: note(desk, mail, MailState::failed, posted.detail); return {};
    case net::MailOutcome::unknown: note(desk, mail, MailState::failed, posted.detail); return {};
    case net::MailOutcome::not_sent: break;
  }
  note(desk, mail, MailState::queued, posted.detail);
  return unavailable("identity.mail_not_sent", posted.detail);
}

Done send_mail(Desk const& desk, jobs::Task& task) {
  TRY(MailJob const job, json::decode<MailJob>(task.payload()));
  auto const mail = desk.database.read([&](store::Transaction& tx) { return find_mail(tx, job.mail_id); });
  if (!mail || mail->state != MailState::queued) return {};
  if (desk.mailer == nullptr) {
    note(desk, *mail, MailState::kept, "");
    return {};
  }
  auto const recipient = Email::parse(mail->recipient);
  if (!recipient) {
    note(desk, *mail, MailState::failed, recipient.error().code);
    return {};
  }
  return settled(desk, *mail, desk.mailer->send(letter(*mail, *recipient)));
}

}  // namespace

void keep_waiting_mail(store::Transaction& tx) { keep_queued_mail(tx, kept_by_restore); }

std::vector<jobs::JobRow> mail_jobs(Desk const& desk) {
  return {{"identity.send_mail", [&desk](jobs::Task& task) { return send_mail(desk, task); }}};
}

}  // namespace parvis::identity
