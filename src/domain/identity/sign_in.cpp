// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/digest.h"
#include "identity/access.h"
#include "identity/access_store.h"
#include "identity/people_store.h"
#include "identity/proof.h"
#include "identity/totp.h"

namespace parvis::identity {
namespace {

constexpr std::size_t longest_user_agent = 300;

OpenedSession open_session(store::Transaction& tx, Desk const& desk, Membership const& membership, Visitor const& visitor) {
  FreshToken const token = fresh_token();
  Instant const now = desk.clock.now();
  Session session{SessionId::make(desk.clock), membership.person_id, membership.workspace_id, token.hash,
                  visitor.user_agent.substr(0, longest_user_agent), visitor.address, now, now, now + session_life};
  insert_session(tx, session);
  return {session, token.token};
}

// The step that the code proves, 0 when the person has no second factor.
Result<std::int64_t> second_factor(Desk const& desk, Person const& person, SignIn const& attempt) {
  if (!person.totp_confirmed_at) return 0;
  if (!attempt.totp) return unauthenticated("identity.totp_required");
  TRY(std::string const secret, desk.secrets.unseal(*person.totp_secret, "identity_person/" + person.id.to_string()));
  auto const step = totp_step(secret, attempt.totp->to_string(), desk.clock.now());
  if (!step || *step <= person.totp_last_step) return unauthenticated("identity.totp_refused");
  return *step;
}

Result<OpenedSession> admit(Desk const& desk, Person const& proved, std::int64_t step, Visitor const& visitor) {
  return desk.database.write([&](store::Transaction& tx) -> Result<OpenedSession> {
    TRY(Person person, as_proved(tx, desk, proved));
    if (person.totp_confirmed_at && step <= person.totp_last_step) return unauthenticated("identity.totp_refused");
    auto const memberships = memberships_of(tx, person.id);
    if (memberships.empty()) return unauthenticated("identity.credentials_refused");
    person.failed_sign_ins = 0;
    person.locked_until.reset();
    person.totp_last_step = std::max(person.totp_last_step, step);
    update_person(tx, person);
    OpenedSession opened = open_session(tx, desk, memberships.front(), visitor);
    Actor const self{person.id, opened.session.workspace_id, {}, memberships.front().role, "session"};
    record_audit(tx, desk.clock, self, {"identity.signed_in", "session", opened.session.id.to_string()});
    return opened;
  });
}

}  // namespace

Result<OpenedSession> set_up(Desk const& desk, SetUp const& setup, Visitor const& visitor) {
  TRY_DONE(check_password(setup.password, setup.email.to_string()));
  TRY(std::string const hash, desk.passwords.hash(setup.password));
  return desk.database.write([&](store::Transaction& tx) -> Result<OpenedSession> {
    if (is_set_up(tx)) return conflict("identity.already_set_up");
    Instant const now = desk.clock.now();
    Workspace const workspace{WorkspaceId::make(desk.clock), setup.workspace_name, setup.locale, setup.zone, setup.currency,
                              setup.approval, 1, now};
    insert_workspace(tx, workspace);
    Person person;
    person.id = PersonId::make(desk.clock);
    person.email = setup.email.to_string();
    person.name = setup.person_name.to_string();
    person.locale = setup.locale;
    person.password_hash = hash;
    person.created_at = now;
    insert_person(tx, person);
    Membership const owner{MembershipId::make(desk.clock), person.id, workspace.id, std::nullopt, Role::owner, now};
    insert_membership(tx, owner);
    Actor const self{person.id, workspace.id, {}, Role::owner, "session"};
    record_audit(tx, desk.clock, self, {"identity.set_up", "workspace", workspace.id.to_string()});
    return open_session(tx, desk, owner, visitor);
  });
}

Result<OpenedSession> sign_in(Desk const& desk, SignIn const& attempt, Visitor const& visitor) {
  auto const person = desk.database.read([&](store::Transaction& tx) { return find_person_by_email(tx, attempt.email); });
  TRY_DONE(check_lock(desk, person));
  TRY(bool const right, desk.passwords.verify(attempt.password, person ? person->password_hash : std::string()));
  if (!right) {
    if (person) note_failure(desk, person->id);
    return unauthenticated("identity.credentials_refused");
  }
  auto const step = second_factor(desk, *person, attempt);
  if (!step) {
    if (step.error().code == "identity.totp_refused") note_failure(desk, person->id);
    return fail(step.error());
  }
  return admit(desk, *person, *step, visitor);
}

Done end_session(Desk const& desk, PersonId const& person, SessionId const& session) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    if (delete_session(tx, person, session) == 0) return not_found("identity.session_not_found");
    return {};
  });
}

Done end_session_of_token(Desk const& desk, std::string const& token) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    auto const session = find_session_by_hash(tx, token_hash(token));
    if (session) delete_session(tx, session->person_id, session->id);
    return {};
  });
}

}  // namespace parvis::identity
