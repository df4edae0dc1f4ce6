// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/proof.h"

#include "identity/people_store.h"

namespace parvis::identity {
namespace {

constexpr std::int64_t free_failures = 5;
constexpr Milliseconds first_lock = std::chrono::minutes(1), longest_lock = std::chrono::minutes(15);

Milliseconds lock_after(std::int64_t failures) {
  Milliseconds lock = first_lock;
  for (std::int64_t i = free_failures; i < failures && lock < longest_lock; ++i) lock *= 2;
  return std::min(lock, longest_lock);
}

bool same_credentials(Person const& one, Person const& other) {
  return one.erased_at == other.erased_at && one.password_hash == other.password_hash && one.totp_secret == other.totp_secret &&
         one.totp_confirmed_at == other.totp_confirmed_at;
}

}  // namespace

void note_failure(Desk const& desk, PersonId const& id) {
  desk.database.write([&](store::Transaction& tx) {
    auto person = find_person(tx, id);
    if (!person) return;
    ++person->failed_sign_ins;
    if (person->failed_sign_ins >= free_failures) person->locked_until = desk.clock.now() + lock_after(person->failed_sign_ins);
    update_person(tx, *person);
  });
}

Done check_lock(Desk const& desk, std::optional<Person> const& person) {
  Instant const now = desk.clock.now();
  if (!person || !person->locked_until || *person->locked_until <= now) return {};
  return limited("identity.too_many_attempts", std::chrono::ceil<std::chrono::seconds>(*person->locked_until - now));
}

Result<Person> prove_person(Desk const& desk, PersonId const& id, PasswordTried const& tried) {
  auto const person = desk.database.read([&](store::Transaction& tx) { return find_person(tx, id); });
  TRY_DONE(check_lock(desk, person));
  TRY(bool const right, desk.passwords.verify(tried.password, person ? person->password_hash : std::string()));
  if (right) return *person;
  if (person) note_failure(desk, id);
  return invalid_field(tried.field, "identity.credentials_refused");
}

Result<Person> as_proved(store::Transaction& tx, Desk const& desk, Person const& proved) {
  auto now = find_person(tx, proved.id);
  if (!now || !same_credentials(*now, proved)) return unauthenticated("identity.credentials_refused");
  TRY_DONE(check_lock(desk, now));
  return std::move(*now);
}

Done confirm_person(Desk const& desk, PersonId const& id, std::string const& password) {
  TRY_DONE(prove_person(desk, id, {"password", password}));
  return {};
}

}  // namespace parvis::identity
