// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "certify/certify.h"
#include "http/router.h"

namespace parvis::certify {

void register_routes(http::Router& router, Desk const& desk);
/// This room's mails; once, at start.
void register_mail_templates();

}  // namespace parvis::certify
