// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What a route row demands of its caller. http knows no roles: it asks the gate, which identity provides.

#include <string_view>

namespace parvis::http {

/// everyone: no sign-in. signed_in: any account. workspace: a role in the session's workspace. brand: a role on the
/// brand of the path's {brand}. instance: who runs this installation. signed_link: the bearer of a link's {token}, which
/// the room itself proves.
enum class Scope { everyone, signed_in, workspace, brand, instance, signed_link };

std::string_view name_of(Scope scope);

struct Permission {
  std::string_view name;
  Scope scope = Scope::signed_in;
};

}  // namespace parvis::http
