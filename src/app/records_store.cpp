// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/records_store.h"

namespace parvis::app {
namespace {

constexpr char const* workspaces_are_known = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'identity_workspace'";
constexpr char const* workspaces_are_known_there =
    "SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'identity_workspace'";
constexpr char const* any_workspace = "SELECT 1 FROM identity_workspace LIMIT 1";

}  // namespace

bool knows_workspaces(store::Transaction& tx, store::Engine engine) {
  return tx.first(engine == store::Engine::sqlite ? workspaces_are_known : workspaces_are_known_there).has_value();
}

bool hold_a_workspace(store::Transaction& tx) { return tx.first(any_workspace).has_value(); }

std::string damage_in(store::Transaction& tx) {
  std::string const found = tx.first("PRAGMA quick_check(1)").value().text(0);
  return found == "ok" ? "" : found;
}

}  // namespace parvis::app
