// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Questionnaires' part of the room's rows and jobs. routes.h brings it to app.

#include "examine/questionnaire_sittings.h"

namespace parvis::examine {

/// The desk must outlive the router.
void register_questionnaire_routes(http::Router& router, QuestionnaireDesk const& desk);

}  // namespace parvis::examine
