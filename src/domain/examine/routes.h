// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "examine/examine.h"
#include "examine/questionnaire_routes.h"

namespace parvis::examine {

/// The desk must outlive the router.
void register_routes(http::Router& router, Desk const& desk);
/// The candidate's own rows; register_routes calls it.
void register_candidate_routes(http::Router& router, Desk const& desk);

/// Mail templates of this room, at start.
void register_mail_templates();

}  // namespace parvis::examine
