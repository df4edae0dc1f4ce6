// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/access_store.h"
#include "identity/people.h"
#include "identity/people_store.h"
#include "identity/proof.h"
#include "jobs/outbox.h"

namespace parvis::identity {
namespace {

Done check_brand(store::Transaction& tx, WorkspaceId const& workspace, std::optional<BrandId> const& brand) {
  if (!brand) return {};
  auto const found = find_brand(tx, *brand);
  if (!found || found->workspace_id != workspace) return not_found("identity.brand_not_found");
  return {};
}

Result<Invitation> open_invitation(store::Transaction& tx, Desk const& desk, std::string const& token) {
  auto const invitation = find_invitation_by_hash(tx, token_hash(token));
  bool const open = invitation && !invitation->accepted_at && !invitation->revoked_at && invitation->expires_at > desk.clock.now();
  if (!open) return not_found("identity.link_expired");
  return *invitation;
}

Person new_person(Desk const& desk, Invitation const& invitation, AcceptInvitation const& acceptance, std::string const& hash) {
  Person person;
  person.id = PersonId::make(desk.clock);
  person.email = invitation.email.to_string();
  person.name = acceptance.name.to_string();
  person.locale = acceptance.locale;
  person.password_hash = hash;
  person.created_at = desk.clock.now();
  return person;
}

// The hash of a newcomer's password, or "" once an account holder's password is proved.
Result<std::string> proved_or_new(Desk const& desk, std::optional<Person> const& person, Email const& email, std::string const& password) {
  if (!person) {
    TRY_DONE(check_password(password, email.to_string()));
    return desk.passwords.hash(password);
  }
  TRY_DONE(prove_person(desk, person->id, {"password", password}));
  return std::string();
}

}  // namespace

namespace {

/// The row of an invitation and the mail that carries its link.
InvitationId send_invitation(store::Transaction& tx, Desk const& desk, Actor const& actor, Invite const& invitation) {
  Workspace const workspace = *load_workspace(tx, actor.workspace);
  FreshToken const token = fresh_token();
  Instant const now = desk.clock.now();
  Invitation const row{InvitationId::make(desk.clock), actor.workspace, invitation.brand_id, invitation.email, invitation.role,
                       token.hash, actor.person, now, now + invitation_life, std::nullopt, std::nullopt};
  insert_invitation(tx, row);
  queue_mail(tx, desk.clock,
             {invitation.email, "identity_invitation", workspace.locale,
              {{"workspace", workspace.name.to_string()}, {"inviter", person_name(tx, actor.person)},
               {"link", desk.public_address + "/invitation/" + token.token}}, actor.workspace});
  record_audit(tx, desk.clock, actor, {"identity.invited", "invitation", row.id.to_string(), json::encode(invitation)});
  return row.id;
}

}  // namespace

InvitationId offer_role(store::Transaction& tx, Desk const& desk, Actor const& actor, Email const& email, Role role) {
  return send_invitation(tx, desk, actor, {email, role, {}});
}

Result<InvitationId> invite(Desk const& desk, Actor const& actor, Invite const& invitation) {
  return desk.database.write([&](store::Transaction& tx) -> Result<InvitationId> {
    TRY_DONE(check_brand(tx, actor.workspace, invitation.brand_id));
    return send_invitation(tx, desk, actor, invitation);
  });
}

Done revoke_invitation(Desk const& desk, Actor const& actor, InvitationId const& invitation) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    if (revoke_invitation_row(tx, actor.workspace, invitation, desk.clock.now()) == 0) return not_found("identity.invitation_not_found");
    record_audit(tx, desk.clock, actor, {"identity.invitation_revoked", "invitation", invitation.to_string()});
    return {};
  });
}

Result<InvitationView> read_invitation(Desk const& desk, std::string const& token) {
  return desk.database.read([&](store::Transaction& tx) -> Result<InvitationView> {
    TRY(Invitation const invitation, open_invitation(tx, desk, token));
    TRY(Workspace const workspace, load_workspace(tx, invitation.workspace_id));
    InvitationView view{invitation.email, invitation.role, workspace.name, std::nullopt, AccountState::absent};
    if (invitation.brand_id) {
      TRY(Brand const brand, load_brand(tx, *invitation.brand_id));
      view.brand_name = brand.name;
    }
    if (find_person_by_email(tx, invitation.email)) view.account = AccountState::present;
    return view;
  });
}

Done accept_invitation(Desk const& desk, std::string const& token, AcceptInvitation const& acceptance) {
  TRY(Invitation const seen, desk.database.read([&](store::Transaction& tx) { return open_invitation(tx, desk, token); }));
  auto const known = desk.database.read([&](store::Transaction& tx) { return find_person_by_email(tx, seen.email); });
  TRY(std::string const hash, proved_or_new(desk, known, seen.email, acceptance.password));
  return desk.database.write([&](store::Transaction& tx) -> Done {
    TRY(Invitation const invitation, open_invitation(tx, desk, token));
    if (!accept_invitation_row(tx, invitation.id, desk.clock.now())) return not_found("identity.link_expired");
    Person person = new_person(desk, invitation, acceptance, hash);
    if (known) {
      TRY(person, as_proved(tx, desk, *known));
    }
    if (!known) insert_person(tx, person);
    insert_membership(tx, {MembershipId::make(desk.clock), person.id, invitation.workspace_id, invitation.brand_id, invitation.role,
                           desk.clock.now()});
    Actor const self{person.id, invitation.workspace_id, {}, invitation.role, "link"};
    record_audit(tx, desk.clock, self, {"identity.invitation_accepted", "invitation", invitation.id.to_string()});
    jobs::publish_event(tx, "identity.invitation_accepted", json::encode(InvitationAccepted{invitation.id, person.id, invitation.workspace_id}));
    return {};
  });
}

}  // namespace parvis::identity
