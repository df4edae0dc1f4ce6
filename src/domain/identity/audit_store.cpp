// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/audit_store.h"

#include "base/digest.h"
#include "store/record.h"

namespace parvis::identity {
namespace {

constexpr auto last_sql = "SELECT position, hash FROM identity_audit_entry ORDER BY position DESC LIMIT 1";
constexpr auto append_sql =
    "INSERT INTO identity_audit_entry (position, id, workspace_id, brand_id, person_id, via, action, object_kind, object_id, detail, "
    "at, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
constexpr auto rows_sql =
    "SELECT * FROM identity_audit_entry WHERE workspace_id = $1 AND ($2 = 0 OR position < $2) AND ($3 = '' OR object_id = $3) "
    "ORDER BY position DESC LIMIT $4";
constexpr auto chain_sql = "SELECT * FROM identity_audit_entry ORDER BY position";

constexpr auto insert_mail_sql =
    "INSERT INTO identity_sent_mail (id, workspace_id, recipient, template_name, locale, subject, body, state, problem, created_at, "
    "sent_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
constexpr auto find_mail_sql = "SELECT * FROM identity_sent_mail WHERE id = $1";
constexpr auto update_mail_sql = "UPDATE identity_sent_mail SET state = $2, problem = $3, sent_at = $4 WHERE id = $1";
constexpr auto keep_queued_sql = "UPDATE identity_sent_mail SET state = 'kept', problem = $1 WHERE state = 'queued'";
constexpr auto mails_of_sql = "SELECT * FROM identity_sent_mail WHERE workspace_id = $1 ORDER BY created_at DESC, id DESC LIMIT $2";

std::string chained(std::string const& previous, AuditRow const& row) {
  std::string const parts = row.id + '\n' + row.workspace_id + '\n' + row.brand_id.value_or("") + '\n' + row.person_id + '\n' +
                            row.via + '\n' + row.action + '\n' + row.object_kind + '\n' + row.object_id + '\n' + row.detail + '\n' +
                            row.at.to_string();
  return sha256_hex(previous + '\n' + parts);
}

}  // namespace

void record_audit(store::Transaction& tx, Clock const& clock, Actor const& actor, AuditEntry const& entry) {
  auto const last = tx.first(last_sql);
  Instant const now = clock.now();
  AuditRow row{(last ? last->integer("position") : 0) + 1, new_uuid(now), actor.workspace.to_string(), std::nullopt,
               actor.person.to_string(), actor.via, entry.action, entry.object_kind, entry.object_id, entry.detail, now, ""};
  if (!actor.brand.nil()) row.brand_id = actor.brand.to_string();
  row.hash = chained(last ? std::string(last->text("hash")) : std::string(), row);
  tx.run(append_sql, store::fields(row));
}

std::vector<AuditRow> audit_rows(store::Transaction& tx, AuditQuestion const& question) {
  return store::records<AuditRow>(tx.rows(rows_sql, {question.workspace.to_string(), question.before, question.object_id, question.limit}));
}

std::int64_t broken_audit_position(store::Transaction& tx) {
  std::string previous;
  std::int64_t expected = 1;
  for (AuditRow const& row : store::records<AuditRow>(tx.rows(chain_sql))) {
    if (row.position != expected++ || row.hash != chained(previous, row)) return row.position;
    previous = row.hash;
  }
  return 0;
}

void insert_mail(store::Transaction& tx, SentMail const& mail) { tx.run(insert_mail_sql, store::fields(mail)); }

std::optional<SentMail> find_mail(store::Transaction& tx, std::string const& id) {
  auto const row = tx.first(find_mail_sql, {id});
  if (!row) return std::nullopt;
  return store::record<SentMail>(*row);
}

void update_mail_state(store::Transaction& tx, SentMail const& mail) {
  store::Parameter sent_at = nullptr;
  if (mail.sent_at) sent_at = mail.sent_at->milliseconds();
  tx.run(update_mail_sql, {mail.id, json::name_of(mail.state), mail.problem, sent_at});
}

void keep_queued_mail(store::Transaction& tx, std::string const& problem) { tx.run(keep_queued_sql, {problem}); }

std::vector<SentMail> mails_of(store::Transaction& tx, WorkspaceId const& workspace, std::int64_t limit) {
  return store::records<SentMail>(tx.rows(mails_of_sql, {workspace.to_string(), limit}));
}

}  // namespace parvis::identity
