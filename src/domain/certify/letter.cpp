// SPDX-License-Identifier: AGPL-3.0-or-later
#include "certify/letter.h"

namespace parvis::certify {

bool write_letter(store::Transaction& tx, Desk const& desk, WorkspaceId const& workspace, Letter letter) {
  auto const identity = enrol::load_identity(tx, letter.candidate);
  auto const home = identity::load_workspace(tx, workspace);
  if (!identity || !identity->email || !home) return false;
  auto const card = enrol::load_card(tx, workspace);
  letter.parameters["certification"] = card.title.to_string();
  letter.parameters["certifier"] = card.certifier.to_string();
  letter.parameters.try_emplace("link", desk.identity.public_address + "/certifier/mon-parcours");
  identity::queue_mail(tx, desk.clock, {*identity->email, letter.template_name, home->locale, std::move(letter.parameters), workspace});
  return true;
}

}  // namespace parvis::certify
