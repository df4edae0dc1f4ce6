// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// SQL over deliberations, agreed levels, decisions, minutes and signatures.

#include "judge/minutes.h"

namespace parvis::judge {

void put(store::Transaction& tx, Deliberation const& deliberation);
/// Rounds of the session, oldest first.
std::vector<Deliberation> deliberation_rows(store::Transaction& tx, ExamSessionId const& session);

void put(store::Transaction& tx, Agreed const& agreed);
/// Without what was dropped; so for decisions.
std::vector<Agreed> agreed_rows(store::Transaction& tx, DeliberationId const& deliberation);

void put(store::Transaction& tx, JuryDecision const& decision);
std::vector<JuryDecision> decision_rows(store::Transaction& tx, DeliberationId const& deliberation);
std::vector<JuryDecision> decisions_in(store::Transaction& tx, MinutesId const& minutes);
std::vector<JuryDecision> decisions_on(store::Transaction& tx, WorkspaceId const& workspace, EnrolmentId const& enrolment);

void put(store::Transaction& tx, Minutes const& minutes);
std::optional<Minutes> find_minutes(store::Transaction& tx, WorkspaceId const& workspace, MinutesId const& id);
/// Oldest first.
std::vector<Minutes> minutes_rows(store::Transaction& tx, ExamSessionId const& session);
std::vector<Minutes> all_minutes(store::Transaction& tx, WorkspaceId const& workspace);

/// The content as it was frozen, to the byte.
void put_content(store::Transaction& tx, MinutesId const& id, std::string const& content);
std::string content_text(store::Transaction& tx, MinutesId const& id);

void put(store::Transaction& tx, MinutesSignature const& signature);
std::vector<MinutesSignature> signature_rows(store::Transaction& tx, MinutesId const& minutes);

}  // namespace parvis::judge
