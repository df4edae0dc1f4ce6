// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Who is there: workspaces, people, brands, roles, sessions, the audit trail and outgoing mail. Every room above
// takes an Actor, which the gate has already proved, and writes what was done with record_audit().
//
// Problem codes: identity.sign_in_required, identity.not_allowed, identity.brand_not_found, identity.person_not_found,
// identity.credentials_refused, identity.totp_required, identity.totp_refused, identity.too_many_attempts, identity.busy,
// identity.already_set_up, identity.link_expired, identity.email_taken, identity.slug_taken, identity.stale_revision,
// identity.last_owner, identity.password_* (password.h).

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/clock.h"
#include "base/id.h"
#include "base/json.h"
#include "base/money.h"
#include "base/secret_box.h"
#include "base/text.h"
#include "base/zoned_time.h"
#include "http/router.h"
#include "identity/password.h"
#include "identity/permissions.h"
#include "store/database.h"

namespace parvis::net {
class Mailer;
}

namespace parvis::identity {

using PersonId = Id<struct PersonTag>;
using WorkspaceId = Id<struct WorkspaceTag>;
using BrandId = Id<struct BrandTag>;
using InvitationId = Id<struct InvitationTag>;
using Name = Text<1, 80>;

enum class Locale { fr, en };
BOOST_DESCRIBE_ENUM(Locale, fr, en)

/// Whether a client's approval stands before publication. `off` is for a solo workspace, and is shown on every post.
enum class Approval { required, off };
BOOST_DESCRIBE_ENUM(Approval, required, off)

struct Workspace {
  WorkspaceId id;
  Name name;
  Locale locale = Locale::fr;
  ZoneName zone;
  Currency currency;
  Approval approval = Approval::required;
  std::int64_t revision = 1;
  Instant created_at;
};
BOOST_DESCRIBE_STRUCT(Workspace, (), (id, name, locale, zone, currency, approval, revision, created_at))

struct Brand {
  BrandId id;
  WorkspaceId workspace_id;
  Name name;
  Slug slug;
  Locale locale = Locale::fr;
  ZoneName zone;
  Currency currency;
  std::int64_t revision = 1;
  Instant created_at;
  std::optional<Instant> archived_at;
};
BOOST_DESCRIBE_STRUCT(Brand, (), (id, workspace_id, name, slug, locale, zone, currency, revision, created_at, archived_at))

/// Who acts, proved by the gate. `brand` is nil outside a brand's routes; `via` is session, token or system.
struct Actor {
  PersonId person;
  WorkspaceId workspace;
  BrandId brand;
  Role role = Role::client;
  std::string via;
};

/// The actor of a request that passed a signed-in, workspace or brand permission. Asserts on anyone else.
Actor actor(http::Caller const& caller);
Actor actor(http::Asked const& asked);

/// Problem identity.brand_not_found.
Result<Brand> load_brand(store::Transaction& tx, BrandId const& brand);
/// Problem identity.workspace_not_found.
Result<Workspace> load_workspace(store::Transaction& tx, WorkspaceId const& workspace);
/// The brands a person may see, archived ones last.
std::vector<Brand> brands_of(store::Transaction& tx, PersonId const& person, WorkspaceId const& workspace);
/// The person's name; empty for one who was erased or never was.
std::string person_name(store::Transaction& tx, PersonId const& person);
/// The person's mail address, under the same reserve.
std::string person_email(store::Transaction& tx, PersonId const& person);

/// A brand in which nothing is for real: a candidate's, during an exam. Its channels are never connected to a network.
struct NewSandbox {
  Name name;
  Slug slug;  // takes a number when another has it
  ZoneName zone;
};
Result<Brand> open_sandbox(store::Transaction& tx, Clock const& clock, Actor const& actor, NewSandbox const& wanted);
bool is_sandbox(store::Transaction& tx, BrandId const& brand);
/// A role on one brand, given without an invitation by a room that decides it.
struct BrandRole {
  PersonId person;
  BrandId brand;
  Role role = Role::author;
};
BOOST_DESCRIBE_STRUCT(BrandRole, (), (person, brand, role))
void hold_brand_role(store::Transaction& tx, Clock const& clock, Actor const& actor, BrandRole const& holding);
/// Every role held on that brand alone ends.
void leave_brand(store::Transaction& tx, Clock const& clock, Actor const& actor, BrandId const& brand);

/// What is written of an act. `action` is a code such as "strategy.objective_saved"; `detail` a JSON object without secrets.
struct AuditEntry {
  std::string action;
  std::string object_kind;
  std::string object_id;
  std::string detail = "{}";
};
/// Appends to the trail, in the caller's transaction.
void record_audit(store::Transaction& tx, Clock const& clock, Actor const& actor, AuditEntry const& entry);

/// A mail made from mail/<template>.<locale>.txt, whose first line is the subject; {{name}} takes parameters["name"].
struct NewMail {
  Email to;
  std::string template_name;
  Locale locale = Locale::fr;
  std::map<std::string, std::string> parameters;
  std::optional<WorkspaceId> workspace;
};
/// Writes the mail and its sending job in the caller's transaction. Asserts that the template exists.
void queue_mail(store::Transaction& tx, Clock const& clock, NewMail const& mail);
/// Rooms add their own templates at start: name without locale -> text per locale.
void add_mail_template(std::string const& name, Locale locale, std::string text);

struct Desk;
/// The person proves anew that it is they, before a signature: failures count as at the door. Not within a transaction.
/// Problems identity.credentials_refused, identity.too_many_attempts.
Done confirm_person(Desk const& desk, PersonId const& person, std::string const& password);

/// Mails a link of 7 days to whom that role in the actor's workspace is offered, in the caller's transaction.
InvitationId offer_role(store::Transaction& tx, Desk const& desk, Actor const& actor, Email const& email, Role role);
/// The payload of the event "identity.invitation_accepted".
struct InvitationAccepted {
  InvitationId invitation_id;
  PersonId person_id;
  WorkspaceId workspace_id;
};
BOOST_DESCRIBE_STRUCT(InvitationAccepted, (), (invitation_id, person_id, workspace_id))
/// Whether the person holds that role in the workspace.
bool holds_role(store::Transaction& tx, WorkspaceId const& workspace, PersonId const& person, Role role);

/// A room's part of a person's export, and its erasure. Registered by app.
struct PersonalRecords {
  std::string room;
  std::function<json::Value(store::Transaction&, PersonId const&)> collect;
  std::function<void(store::Transaction&, PersonId const&)> erase;
};

struct Desk {
  store::Database& database;
  Clock const& clock;
  SecretBox const& secrets;
  PasswordHasher& passwords;
  std::string public_address;  // "http://127.0.0.1:8080", for links in mail
  std::vector<PersonalRecords> personal_records;
  net::Mailer* mailer = nullptr;  // none: mail is kept for the outbox page
};

}  // namespace parvis::identity
