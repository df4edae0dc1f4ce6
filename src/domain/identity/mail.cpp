// SPDX-License-Identifier: AGPL-3.0-or-later
#include <mutex>

#include "base/assertion.h"
#include "embedded/identity_mail.h"
#include "identity/audit_store.h"
#include "identity/identity.h"
#include "identity/mail_job.h"
#include "jobs/queue.h"

namespace parvis::identity {
namespace {

struct Templates {
  std::mutex mutex;
  std::map<std::string, std::string> texts;  // "identity_invitation.fr" -> text
};

Templates& templates() {
  static Templates all;
  static std::once_flag once;
  std::call_once(once, [] {
    for (embedded::File const& file : embedded::identity_mail()) {
      all.texts.emplace(file.name.substr(0, file.name.rfind('.')), file.bytes);
    }
  });
  return all;
}

std::string key_of(std::string const& name, Locale locale) { return name + "." + json::name_of(locale); }

std::string template_text(std::string const& name, Locale locale) {
  Templates& all = templates();
  std::lock_guard const lock(all.mutex);
  auto const found = all.texts.find(key_of(name, locale));
  PARVIS_ASSERT(found != all.texts.end(), "no mail template " + key_of(name, locale));
  return found->second;
}

// Values are put in as they are, without looking for braces inside them.
std::string filled(std::string_view text, std::map<std::string, std::string> const& parameters) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t const open = text.find("{{", at);
    std::size_t const close = open == std::string_view::npos ? open : text.find("}}", open);
    if (close == std::string_view::npos) return out.append(text.substr(at));
    out.append(text.substr(at, open - at));
    auto const found = parameters.find(std::string(text.substr(open + 2, close - open - 2)));
    PARVIS_ASSERT(found != parameters.end(), "a mail parameter is missing: " + std::string(text.substr(open, close - open + 2)));
    out += found->second;
    at = close + 2;
  }
  return out;
}

std::string one_line(std::string text) {
  std::replace_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return text;
}

}  // namespace

void add_mail_template(std::string const& name, Locale locale, std::string text) {
  Templates& all = templates();
  std::lock_guard const lock(all.mutex);
  all.texts[key_of(name, locale)] = std::move(text);
}

void queue_mail(store::Transaction& tx, Clock const& clock, NewMail const& mail) {
  std::string const text = filled(template_text(mail.template_name, mail.locale), mail.parameters);
  std::size_t const line_end = text.find('\n');
  PARVIS_ASSERT(line_end != std::string::npos, "a mail template has a subject line and a body");
  SentMail row;
  row.id = new_uuid(clock.now());
  if (mail.workspace) row.workspace_id = mail.workspace->to_string();
  row.recipient = mail.to.to_string();
  row.template_name = mail.template_name;
  row.locale = mail.locale;
  row.subject = one_line(text.substr(0, line_end));
  row.body = text.substr(text.find_first_not_of('\n', line_end));
  row.created_at = clock.now();
  insert_mail(tx, row);
  jobs::enqueue(tx, {.kind = "identity.send_mail", .payload = json::encode(MailJob{row.id}), .run_at = clock.now()});
}

}  // namespace parvis::identity
