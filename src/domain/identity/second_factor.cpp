// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/encoding.h"
#include "identity/access.h"
#include "identity/people_store.h"
#include "identity/proof.h"
#include "identity/totp.h"
#include "render/qr_code.h"

namespace parvis::identity {
namespace {

Result<Person> load_person(store::Transaction& tx, PersonId const& id) {
  auto person = find_person(tx, id);
  if (!person) return not_found("identity.person_not_found");
  return *person;
}

std::string secret_context(PersonId const& id) { return "identity_person/" + id.to_string(); }

}  // namespace

Result<TotpOffer> offer_totp(Desk const& desk, PersonId const& id) {
  return desk.database.write([&](store::Transaction& tx) -> Result<TotpOffer> {
    TRY(Person person, load_person(tx, id));
    if (person.totp_confirmed_at) return conflict("identity.totp_in_force");
    std::string const secret = new_totp_secret();
    person.totp_secret = desk.secrets.seal(secret, secret_context(id));
    update_person(tx, person);
    std::string const address = totp_address(secret, person.email);
    TRY(std::string qr_svg, render::qr_svg(address, {.title = person.email}));
    return TotpOffer{base32(secret), address, std::move(qr_svg)};
  });
}

Done confirm_totp(Desk const& desk, Actor const& actor, ConfirmTotp const& confirmation) {
  return desk.database.write([&](store::Transaction& tx) -> Done {
    TRY(Person person, load_person(tx, actor.person));
    if (person.totp_confirmed_at || !person.totp_secret) return conflict("identity.totp_not_offered");
    TRY(std::string const secret, desk.secrets.unseal(*person.totp_secret, secret_context(person.id)));
    auto const step = totp_step(secret, confirmation.code.to_string(), desk.clock.now());
    if (!step) return invalid_field("code", "identity.totp_refused");
    person.totp_confirmed_at = desk.clock.now();
    person.totp_last_step = *step;
    update_person(tx, person);
    record_audit(tx, desk.clock, actor, {"identity.totp_set", "person", person.id.to_string()});
    return {};
  });
}

Done remove_totp(Desk const& desk, Actor const& actor, RemoveTotp const& removal) {
  TRY(Person const proved, prove_person(desk, actor.person, {"password", removal.password}));
  return desk.database.write([&](store::Transaction& tx) -> Done {
    TRY(Person current, as_proved(tx, desk, proved));
    current.totp_secret.reset();
    current.totp_confirmed_at.reset();
    update_person(tx, current);
    record_audit(tx, desk.clock, actor, {"identity.totp_removed", "person", current.id.to_string()});
    return {};
  });
}

}  // namespace parvis::identity
