// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/access.h"
#include "identity/access_store.h"
#include "identity/people_store.h"
#include "identity/proof.h"

namespace parvis::identity {
namespace {

/// So many links within one's life: whoever types another's address again and again sends them no more.
constexpr std::int64_t most_resets = 3;

// Writes the new password, spends open resets and ends the sessions: whoever held the old password is out.
void replace_password(store::Transaction& tx, Desk const& desk, Person person, std::string const& hash) {
  person.password_hash = hash;
  person.failed_sign_ins = 0;
  person.locked_until.reset();
  update_person(tx, person);
  spend_resets_of(tx, person.id, desk.clock.now());
}

}  // namespace

Done ask_password_reset(Desk const& desk, AskReset const& request) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    auto const person = find_person_by_email(tx, request.email);
    if (!person) return {};
    Instant const now = desk.clock.now();
    if (resets_since(tx, person->id, now - reset_life) >= most_resets) return {};
    FreshToken const token = fresh_token();
    insert_reset(tx, {new_uuid(now), person->id, token.hash, now, now + reset_life});
    queue_mail(tx, desk.clock,
               {request.email, "identity_password_reset", person->locale,
                {{"name", person->name}, {"link", desk.public_address + "/mot-de-passe/" + token.token}}, std::nullopt});
    return {};
  });
}

Done reset_password(Desk const& desk, std::string const& token, ResetPassword const& reset) {
  auto const find = [&](store::Transaction& tx) -> Result<Person> {
    auto const id = find_reset_person(tx, token_hash(token), desk.clock.now());
    auto const person = id ? find_person(tx, *id) : std::nullopt;
    if (!person) return not_found("identity.link_expired");
    return *person;
  };
  TRY(Person const person, desk.database.read(find));
  TRY_DONE(check_password(reset.password, person.email));
  TRY(std::string const hash, desk.passwords.hash(reset.password));
  return desk.database.write([&](store::Transaction& tx) -> Done {
    TRY(Person current, find(tx));
    replace_password(tx, desk, current, hash);
    delete_sessions_of(tx, current.id);
    revoke_tokens_of(tx, current.id, desk.clock.now());
    auto const memberships = memberships_of(tx, current.id);
    if (memberships.empty()) return {};
    Actor const self{current.id, memberships.front().workspace_id, {}, memberships.front().role, "link"};
    record_audit(tx, desk.clock, self, {"identity.password_reset", "person", current.id.to_string()});
    return {};
  });
}

Done change_password(Desk const& desk, Actor const& actor, ChangePassword const& change, std::string const& session_token) {
  TRY(Person const proved, prove_person(desk, actor.person, {"current", change.current}));
  TRY_DONE(check_password(change.password, proved.email));
  TRY(std::string const hash, desk.passwords.hash(change.password));
  return desk.database.write([&](store::Transaction& tx) -> Done {
    TRY(Person const person, as_proved(tx, desk, proved));
    replace_password(tx, desk, person, hash);
    delete_sessions_beside(tx, actor.person, token_hash(session_token));
    record_audit(tx, desk.clock, actor, {"identity.password_changed", "person", actor.person.to_string()});
    return {};
  });
}

}  // namespace parvis::identity
