// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// SQL over the audit trail (append only) and outgoing mail.

#include "identity/identity.h"

namespace parvis::identity {

struct AuditRow {
  std::int64_t position = 0;
  std::string id;
  std::string workspace_id;
  std::optional<std::string> brand_id;
  std::string person_id;
  std::string via;
  std::string action;
  std::string object_kind;
  std::string object_id;
  std::string detail;
  Instant at;
  std::string hash;
};
BOOST_DESCRIBE_STRUCT(AuditRow, (), (position, id, workspace_id, brand_id, person_id, via, action, object_kind, object_id, detail, at, hash))

struct AuditQuestion {
  WorkspaceId workspace;
  std::int64_t before = 0;  // positions below this one; 0 for the newest
  std::int64_t limit = 100;
  std::string object_id;  // empty: any
};
std::vector<AuditRow> audit_rows(store::Transaction& tx, AuditQuestion const& question);
/// The position of the first row whose hash does not follow from the one before it; 0 when the chain holds.
std::int64_t broken_audit_position(store::Transaction& tx);

enum class MailState { queued, sent, kept, failed };
BOOST_DESCRIBE_ENUM(MailState, queued, sent, kept, failed)

struct SentMail {
  std::string id;
  std::optional<std::string> workspace_id;
  std::string recipient;
  std::string template_name;
  Locale locale = Locale::fr;
  std::string subject;
  std::string body;
  MailState state = MailState::queued;
  std::string problem;
  Instant created_at;
  std::optional<Instant> sent_at;
};
BOOST_DESCRIBE_STRUCT(SentMail, (), (id, workspace_id, recipient, template_name, locale, subject, body, state, problem, created_at, sent_at))

void insert_mail(store::Transaction& tx, SentMail const& mail);
std::optional<SentMail> find_mail(store::Transaction& tx, std::string const& id);
void update_mail_state(store::Transaction& tx, SentMail const& mail);
/// Every queued one is kept, for that reason.
void keep_queued_mail(store::Transaction& tx, std::string const& problem);
std::vector<SentMail> mails_of(store::Transaction& tx, WorkspaceId const& workspace, std::int64_t limit);

}  // namespace parvis::identity
