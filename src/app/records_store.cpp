// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/records_store.h"

namespace parvis::app {
namespace {

constexpr char const* workspaces_are_known =
    "SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'identity_workspace'";
constexpr char const* any_workspace = "SELECT 1 FROM identity_workspace LIMIT 1";

}  // namespace

bool knows_workspaces(store::Transaction& tx) { return tx.first(workspaces_are_known).has_value(); }

bool hold_a_workspace(store::Transaction& tx) { return tx.first(any_workspace).has_value(); }

}  // namespace parvis::app
