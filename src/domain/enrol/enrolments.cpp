// SPDX-License-Identifier: AGPL-3.0-or-later
#include "enrol/enrolments.h"

#include <algorithm>

#include "enrol/candidate_store.h"

namespace parvis::enrol {
namespace {

void record(store::Transaction& tx, Clock const& clock, Actor const& actor, std::pair<std::string, Enrolment const&> act) {
  record_act(tx, clock, actor, {act.first, "enrol_enrolment", act.second.id.to_string(), json::to_value(act.second)});
}

std::string act_of(EnrolmentEvent event) {
  switch (event) {
    case EnrolmentEvent::submit: return "enrol.enrolment_submitted";
    case EnrolmentEvent::admit: return "enrol.enrolment_admitted";
    case EnrolmentEvent::refuse: return "enrol.enrolment_refused";
    case EnrolmentEvent::silence: return "enrol.enrolment_admitted_by_silence";
    case EnrolmentEvent::convoke: return "enrol.enrolment_convoked";
    case EnrolmentEvent::withdraw: return "enrol.enrolment_withdrawn";
    case EnrolmentEvent::all_awarded: return "enrol.enrolment_all_awarded";
  }
  return "";
}

/// Only a state that changes is written.
Result<Enrolment> move(store::Transaction& tx, Clock const& clock, Actor const& actor, std::pair<Enrolment, EnrolmentEvent> const& act) {
  Enrolment enrolment = act.first;
  TRY(EnrolmentState const next, moved(enrolment.state, act.second));
  if (next == enrolment.state) return enrolment;
  enrolment.state = next;
  bool const decides = act.second == EnrolmentEvent::admit || act.second == EnrolmentEvent::refuse || act.second == EnrolmentEvent::silence;
  if (decides) enrolment.decided_at = clock.now();
  ++enrolment.revision;
  if (!update_enrolment(tx, enrolment)) return conflict("enrol.stale_revision");
  record(tx, clock, actor, {act_of(act.second), enrolment});
  return enrolment;
}

/// The blocks in the version's order, once each.
Result<std::vector<std::string>> ordered_blocks(ReferentialVersion const& version, std::vector<std::string> const& asked) {
  std::vector<FieldError> wrong;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    bool const twice = std::count(asked.begin(), asked.end(), asked[i]) > 1;
    if (find_block(version, asked[i]) == nullptr || twice) wrong.push_back({"blocks/" + std::to_string(i), "enrol.enrolment_blocks", "", asked[i]});
  }
  if (asked.empty()) wrong.push_back({"blocks", "enrol.enrolment_blocks", ">= 1", "0"});
  if (!wrong.empty()) return invalid("enrol.enrolment_invalid", std::move(wrong));
  std::vector<std::string> blocks;
  for (referential::Block const& block : version.content.blocks) {
    if (std::count(asked.begin(), asked.end(), block.id) > 0) blocks.push_back(block.id);
  }
  return blocks;
}

Result<LocalDate> today(store::Transaction& tx, Clock const& clock, WorkspaceId const& workspace) {
  TRY(identity::Workspace const found, identity::load_workspace(tx, workspace));
  return local_moment(clock.now(), found.zone).date;
}

bool is_whole(store::Transaction& tx, Enrolment const& enrolment) {
  auto const version = load_version(tx, enrolment.workspace_id, enrolment.version_id);
  return version && version->content.blocks.size() == enrolment.blocks.size();
}

/// One VAE file for the whole certification a calendar year; files for blocks alone do not count.
Done check_file_limit(store::Transaction& tx, Enrolment const& enrolment, LocalDate const& day) {
  if (!is_whole(tx, enrolment)) return {};
  std::int64_t files = 0;
  for (Enrolment const& other : enrolments_of(tx, enrolment.workspace_id, enrolment.candidate_id)) {
    bool const counts = other.id != enrolment.id && other.complete_on && other.complete_on->year_month_day().year() == day.year_month_day().year();
    if (counts && is_whole(tx, other)) ++files;
  }
  LawRule const& law = law_rule("vae_files_a_year");
  if (files >= law.count) return invalid_field("complete_on", "enrol.vae_file_limit", std::to_string(law.count), day.to_string());
  return {};
}

/// Starts the law's delay: silence admits from the day after its last one.
Done start_delay(store::Transaction& tx, Desk const& desk, Enrolment& enrolment, Submit const& request) {
  TRY(LocalDate const now, today(tx, desk.clock, enrolment.workspace_id));
  LocalDate const day = request.complete_on.value_or(now);
  if (day > now) return invalid_field("complete_on", "enrol.enrolment_future", "<= " + now.to_string(), day.to_string());
  TRY_DONE(check_file_limit(tx, enrolment, day));
  enrolment.complete_on = day;
  enrolment.silence_on = end_of_delay(law_rule("vae_admissibility"), day).plus_days(1);
  return {};
}

bool runs(EnrolmentState state) { return state != EnrolmentState::draft && state != EnrolmentState::refused && state != EnrolmentState::withdrawn; }

/// The same blocks run once: whoever failed one sits again under the same enrolment.
Done check_once(store::Transaction& tx, Enrolment const& enrolment) {
  for (Enrolment const& other : enrolments_of(tx, enrolment.workspace_id, enrolment.candidate_id)) {
    bool const same = other.id != enrolment.id && other.version_id == enrolment.version_id && other.blocks == enrolment.blocks;
    if (same && runs(other.state)) return invalid_field("blocks", "enrol.enrolment_twice", "", enrolment.blocks.front());
  }
  return {};
}

/// A VAE file on which silence has fallen is admitted, whether or not the job has passed by.
Done check_not_silent(store::Transaction& tx, Desk const& desk, Enrolment const& enrolment) {
  if (enrolment.state != EnrolmentState::submitted || !enrolment.silence_on) return {};
  TRY(LocalDate const day, today(tx, desk.clock, enrolment.workspace_id));
  if (*enrolment.silence_on <= day) return conflict("enrol.silence_admitted", enrolment.silence_on->to_string());
  return {};
}

Result<Enrolment> end_with_motive(Desk const& desk, Actor const& actor, EnrolmentId const& id, std::pair<EnrolmentEvent, Refuse const&> act) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Enrolment> {
    TRY(Enrolment enrolment, load_enrolment(tx, actor.workspace, id));
    if (act.first == EnrolmentEvent::refuse) TRY_DONE(check_not_silent(tx, desk, enrolment));
    enrolment.motive = *Text<0, 2000>::parse(act.second.motive.to_string());
    return move(tx, desk.clock, actor, {std::move(enrolment), act.first});
  });
}

}  // namespace

Result<Enrolment> move_enrolment(store::Transaction& tx, Clock const& clock, Actor const& actor, EnrolmentId const& id, EnrolmentEvent event) {
  TRY(Enrolment enrolment, load_enrolment(tx, actor.workspace, id));
  return move(tx, clock, actor, {std::move(enrolment), event});
}

Result<Enrolment> open_enrolment(Desk const& desk, Actor const& actor, OpenEnrolment const& request) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Enrolment> {
    TRY(Candidate const candidate, load_candidate(tx, actor.workspace, request.candidate_id));
    if (candidate.erased_at) return conflict("enrol.identity_erased");
    TRY(ReferentialVersion const version, load_version(tx, actor.workspace, request.version_id));
    if (version.state == VersionState::retired) return invalid_field("version_id", "enrol.enrolment_version", "", json::name_of(version.state));
    Enrolment made;
    made.id = EnrolmentId::make(desk.clock);
    made.workspace_id = actor.workspace;
    made.candidate_id = candidate.id;
    made.version_id = version.id;
    TRY(made.blocks, ordered_blocks(version, request.blocks));
    made.route = request.route.value_or(candidate.route);
    made.created_at = desk.clock.now();
    insert_enrolment(tx, made);
    record(tx, desk.clock, actor, {"enrol.enrolment_opened", made});
    return made;
  });
}

Result<Enrolment> submit_enrolment(Desk const& desk, Actor const& actor, EnrolmentId const& id, Submit const& request) {
  return desk.database.write([&](store::Transaction& tx) -> Result<Enrolment> {
    TRY(Enrolment enrolment, load_enrolment(tx, actor.workspace, id));
    TRY([[maybe_unused]] auto const possible, moved(enrolment.state, EnrolmentEvent::submit));
    if (enrolment.route == Route::vae) TRY_DONE(start_delay(tx, desk, enrolment, request));
    TRY_DONE(check_once(tx, enrolment));
    return move(tx, desk.clock, actor, {std::move(enrolment), EnrolmentEvent::submit});
  });
}

Result<Enrolment> admit_enrolment(Desk const& desk, Actor const& actor, EnrolmentId const& id) {
  return desk.database.write([&](store::Transaction& tx) { return move_enrolment(tx, desk.clock, actor, id, EnrolmentEvent::admit); });
}

Result<Enrolment> refuse_enrolment(Desk const& desk, Actor const& actor, EnrolmentId const& id, Refuse const& request) {
  return end_with_motive(desk, actor, id, {EnrolmentEvent::refuse, request});
}

Result<Enrolment> withdraw_enrolment(Desk const& desk, Actor const& actor, EnrolmentId const& id, Refuse const& request) {
  return end_with_motive(desk, actor, id, {EnrolmentEvent::withdraw, request});
}

Done admit_silent(Desk const& desk) {
  // A day ahead of UTC finds what is due in any zone; each workspace's own day decides.
  LocalDate const widest = local_moment(desk.clock.now(), ZoneName()).date.plus_days(1);
  auto const due = desk.database.read([&](store::Transaction& tx) { return silent_by(tx, widest); });
  for (Enrolment const& one : due) {
    TRY_DONE(desk.database.write([&](store::Transaction& tx) -> Done {
      TRY(Enrolment enrolment, load_enrolment(tx, one.workspace_id, one.id));
      TRY(LocalDate const day, today(tx, desk.clock, one.workspace_id));
      bool const silent = enrolment.state == EnrolmentState::submitted && enrolment.silence_on && *enrolment.silence_on <= day;
      if (!silent) return {};
      TRY([[maybe_unused]] auto const admitted, move(tx, desk.clock, system_actor(one.workspace_id), {enrolment, EnrolmentEvent::silence}));
      return {};
    }));
  }
  return {};
}

std::vector<EnrolmentLine> enrolment_lines(Desk const& desk, Actor const& actor) {
  return desk.database.read([&](store::Transaction& tx) {
    std::map<CandidateId, std::pair<std::string, std::string>> people;
    for (Candidate const& one : candidate_rows(tx, actor.workspace)) people[one.id].first = one.number.to_string();
    for (IdentityRow const& one : identity_rows(tx, actor.workspace)) people[one.candidate_id].second = shown_name(one.identity);
    std::vector<EnrolmentLine> lines;
    auto rows = enrolment_rows(tx, actor.workspace);
    std::vector<EnrolmentId> ids;
    for (Enrolment const& one : rows) ids.push_back(one.id);
    auto const eased = accommodated(tx, ids);
    for (Enrolment& one : rows) {
      auto const& [number, name] = people[one.candidate_id];
      bool const has_one = eased.contains(one.id);
      lines.push_back({std::move(one), number, name, has_one});
    }
    return lines;
  });
}

OwnFile own_file(Desk const& desk, Actor const& actor) {
  return desk.database.read([&](store::Transaction& tx) {
    OwnFile file;
    file.candidate = candidate_of_person(tx, actor.workspace, actor.person);
    if (!file.candidate) return file;
    if (auto row = find_identity(tx, file.candidate->id)) file.identity = std::move(row->identity);
    file.enrolments = enrolments_of(tx, actor.workspace, file.candidate->id);
    for (Enrolment const& one : file.enrolments) {
      if (auto granted = accommodation_of(tx, one.id)) file.accommodations.push_back(std::move(*granted));
    }
    return file;
  });
}

}  // namespace parvis::enrol
