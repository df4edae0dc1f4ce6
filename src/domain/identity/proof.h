// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// A person proved by their password. Hashing takes a while and stands outside transactions: what was proved is held to the
// row again in the transaction that acts on it, so that a reset, an erasure or another use of a code that came between holds.

#include "identity/person.h"

namespace parvis::identity {

struct PasswordTried {
  std::string field;  // that a refusal names
  std::string const& password;
};
/// The person as they stood. A failure counts and locks, as at the sign-in door.
/// Problems: identity.too_many_attempts, identity.busy, identity.credentials_refused on the field.
Result<Person> prove_person(Desk const& desk, PersonId const& id, PasswordTried const& tried);

/// Problem identity.too_many_attempts while the person is locked out. `person`: absent for an unknown address.
Done check_lock(Desk const& desk, std::optional<Person> const& person);
void note_failure(Desk const& desk, PersonId const& id);

/// Their row now. Problems: identity.credentials_refused when it is gone or its credentials are others; identity.too_many_attempts.
Result<Person> as_proved(store::Transaction& tx, Desk const& desk, Person const& proved);

}  // namespace parvis::identity
