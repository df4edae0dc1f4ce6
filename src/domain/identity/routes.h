// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include <map>

#include "identity/identity.h"

namespace parvis::identity {

/// The desk must outlive the router.
void register_routes(http::Router& router, Desk const& desk);

/// The gate of every route.
http::Gate gate(Desk const& desk);

/// For pages over many of a person's brands, which no gate proves brand by brand: the same person acting on each of these
/// brands of their workspace, by the first role they hold there that grants the capability. Brands where none does, and
/// those of another workspace, are left out.
std::map<BrandId, Actor> actors_on(store::Transaction& tx, Actor const& self, std::vector<Brand> const& brands, http::Permission const& permission);

/// Who holds that role in the workspace.
std::vector<PersonId> holders_of(store::Transaction& tx, WorkspaceId const& workspace, Role role);

}  // namespace parvis::identity
