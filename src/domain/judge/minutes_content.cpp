// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "judge/grid_store.h"
#include "judge/jury_store.h"
#include "judge/minutes_desk.h"
#include "judge/minutes_store.h"
#include "judge/round.h"

namespace parvis::judge {
namespace {

std::string name_of(store::Transaction& tx, WorkspaceId const& workspace, std::optional<JurorId> const& id) {
  if (!id) return {};
  auto const juror = find_juror(tx, workspace, *id);
  return juror ? identity::person_name(tx, juror->person_id) : std::string();
}

void add_certification(store::Transaction& tx, Round const& round, MinutesContent& content) {
  enrol::CertificationCard const card = enrol::load_card(tx, round.session.workspace_id);
  content.certifier = card.certifier.to_string();
  content.title = card.title.to_string();
  content.rncp_number = round.version.rncp_number.empty() ? card.rncp_number.to_string() : round.version.rncp_number.to_string();
  content.representative = round.deliberation.representative.empty() ? card.representative.to_string() : round.deliberation.representative.to_string();
}

void add_session(Round const& round, MinutesContent& content) {
  ExamSession const& session = round.session;
  content.block = round.block();
  if (referential::Block const* block = enrol::find_block(round.version, round.block())) content.block_title = block->title;
  content.session = session.title.to_string();
  content.centre = session.centre.to_string();
  content.habilitation = session.habilitation.to_string();
  content.mode = json::name_of(session.mode);
  content.zone = session.zone;
  auto const held = local_moment(round.deliberation.starts_at.value_or(session.closes_at), session.zone);
  content.date = held.date;
  content.time = held.time;
  content.place = round.deliberation.place.to_string();
  content.root = session.root.value_or("");
  content.sealed = session.sealed_leaves;
  content.oral = holds_oral(enrol::part_of(round.rules, round.block()));
  content.remarks = round.deliberation.incidents.to_string();
}

void add_jury(store::Transaction& tx, Round const& round, MinutesContent& content) {
  auto const& present = round.deliberation.present;
  for (Seated const& one : round.seated) {
    bool const here = std::find(present.begin(), present.end(), one.juror.id) != present.end();
    content.members.push_back({one.juror.id, identity::person_name(tx, one.juror.person_id), one.juror.quality.to_string(), one.juror.employer.to_string(),
                               one.juror.belongs, one.seat.position, here});
  }
  content.vae = vae_rule_of(tx, round.session).has_value();
  content.composition = composition_lacks(tx, round.session, round.rules);
}

void add_incidents(store::Transaction& tx, Round const& round, MinutesContent& content) {
  for (Incident const& one : incident_rows(tx, round.session.id)) {
    auto const sitter = one.enrolment_id ? round.sitter(*one.enrolment_id) : nullptr;
    content.incidents.push_back({one.code, name_of(tx, round.session.workspace_id, one.juror_id), name_of(tx, round.session.workspace_id, one.by_juror_id),
                                 sitter ? sitter->pseudonym : std::string(), one.note.to_string(), local_moment(one.at, round.session.zone).date});
  }
}

JuryDecision const* decision_on(Round const& round, EnrolmentId const& enrolment) {
  auto const found = std::find_if(round.decisions.begin(), round.decisions.end(), [&](JuryDecision const& one) { return one.enrolment_id == enrolment; });
  return found == round.decisions.end() ? nullptr : &*found;
}

/// The one place where a pseudonym and a name stand together.
MinutesCandidate candidate_of(Comers& comers, Round const& round, examine::Sitter const& sitter, enrol::Enrolled const& person) {
  MinutesCandidate line;
  line.pseudonym = sitter.pseudonym;
  line.present = !comers.stayed_away(sitter);
  line.number = person.number;
  line.name = person.name;
  JuryDecision const* decision = decision_on(round, sitter.enrolment_id);
  if (decision == nullptr) return line;
  line.verdict = json::name_of(decision->verdict);
  line.ratio = decision->ratio ? to_text(*decision->ratio) : std::string();
  line.motive = decision->motive.to_string();
  line.casting_vote = decision->casting_vote == Voice::casting;
  line.blocks = decision->blocks;
  return line;
}

void add_candidates(store::Transaction& tx, Round const& round, MinutesContent& content) {
  Comers comers(tx, *round.desk, round.session);
  std::vector<EnrolmentId> enrolments;
  for (examine::Sitter const& sitter : round.sitters) enrolments.push_back(sitter.enrolment_id);
  auto people = enrol::enrolled(tx, round.session.workspace_id, enrolments);
  for (examine::Sitter const& sitter : round.sitters) {
    content.candidates.push_back(candidate_of(comers, round, sitter, people[sitter.enrolment_id]));
    ++content.enrolled;
    ++(content.candidates.back().present ? content.present : content.absent);
  }
  content.accommodations = std::ssize(enrol::accommodated(tx, enrolments));
  std::sort(content.candidates.begin(), content.candidates.end(), [](auto const& a, auto const& b) { return a.number < b.number; });
}

/// Every line that the minutes owe and cannot give.
Done check_lines(MinutesContent const& content) {
  std::vector<FieldError> missing;
  for (auto const& [name, text] : std::initializer_list<std::pair<char const*, std::string>>{{"certifier", content.certifier},
                                                                                             {"title", content.title},
                                                                                             {"rncp_number", content.rncp_number},
                                                                                             {"centre", content.centre},
                                                                                             {"place", content.place},
                                                                                             {"representative", content.representative}}) {
    if (text.empty()) missing.push_back({name, "judge.line_missing", {}, {}});
  }
  for (MinutesCandidate const& one : content.candidates) {
    if (one.verdict.empty()) missing.push_back({"candidates/" + one.pseudonym, "judge.line_missing", {}, {}});
  }
  if (missing.empty()) return {};
  return fail(Problem{Kind::conflict, "judge.minutes_incomplete", std::move(missing), {}, {}});
}

}  // namespace

Result<MinutesContent> content_now(store::Transaction& tx, Round const& round, std::string const& number) {
  MinutesContent content;
  content.number = number;
  content.correction = round.deliberation.motive.to_string();
  if (round.deliberation.supersedes) {
    TRY(Minutes const former, load_minutes(tx, round.session.workspace_id, *round.deliberation.supersedes));
    content.supersedes = former.number;
  }
  add_certification(tx, round, content);
  add_session(round, content);
  add_jury(tx, round, content);
  add_incidents(tx, round, content);
  add_candidates(tx, round, content);
  TRY_DONE(check_lines(content));
  return content;
}

}  // namespace parvis::judge
