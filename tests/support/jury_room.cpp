// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/jury_room.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "app/file_shelf.h"
#include "base/digest.h"
#include "enrol/candidate_store.h"
#include "enrol/rule_set_store.h"
#include "enrol/version_store.h"
#include "examine/dossier_store.h"
#include "examine/questionnaire_results.h"
#include "identity/people_store.h"
#include "source_folder.h"

namespace parvis::test {
namespace {

template <class T>
T text(std::string const& typed) {
  return *T::parse(typed);
}

void held(Done const& done) {
  if (!done) throw std::runtime_error(done.error().code);
}

}  // namespace

std::string tiny_png() {
  std::ifstream in(PARVIS_SOURCE_FOLDER "/tests/scenarios/judge/signature.png", std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

JuryDesk::JuryDesk(store::Database& database, Clock const& clock, std::filesystem::path const& data)
    : secrets(SecretBox::open(data / "secrets.key")),
      identity{database, clock, secrets, passwords, "http://127.0.0.1", {}, nullptr},
      numbers(data / "numbers"),
      desk{database, clock, identity, numbers, [](std::string const&, std::string const&) {}, [data](std::string const& sha256) { return data / "files" / sha256.substr(0, 2) / sha256; },
           [](judge::MinutesPrint const& print) -> Result<std::string> { return "%PDF-" + print.content.number; }, {},
           [](store::Transaction&, identity::WorkspaceId const&, identity::Role) { return std::vector<identity::PersonId>(); }} {
  numbers.settle(database, clock);
}

JuryRoom::JuryRoom(JuryRoomOptions options) : block_(options.block), questionnaire_(options.questionnaire), seated_(options.seated) {
  house.join("other", identity::Role::juror);
  certifier_ = actor("certifier", identity::Role::certifier);
  make_certification(options);
  if (questionnaire_ != JuryRoomOptions::Questionnaire::none) set_questionnaire();
  seat_candidates(options.candidates);
  seat_jurors();
  set_state(examine::SessionState::closed);
}

void JuryRoom::make_certification(JuryRoomOptions const& options) {
  house.database().write([&](store::Transaction& tx) {
    enrol::CertificationCard card;
    card.workspace_id = house.ours.workspace;
    card.certifier = text<Text<0, 255>>("Institut du Parvis");
    card.title = text<Text<0, 255>>("Community manager");
    card.rncp_number = text<Text<0, 20>>("RNCP00000");
    card.representative = text<Text<0, 120>>("Jeanne Mestre");
    enrol::insert_card(tx, card);
    enrol::ReferentialVersion version;
    version.id = version_ = enrol::ReferentialVersionId::make(house.clock());
    version.workspace_id = house.ours.workspace;
    version.label = text<Text<1, 120>>("2026");
    version.state = enrol::VersionState::confirmed;
    version.content = referential::current();
    version.created_at = house.clock().now();
    enrol::insert_version(tx, version);
    examine::ExamSession one;
    one.id = session = examine::ExamSessionId::make(house.clock());
    one.workspace_id = house.ours.workspace;
    one.title = text<Text<1, 160>>("Session de novembre");
    one.block = text<Text<1, 10>>(block_);
    one.version_id = version_;
    one.rule_set_id = enrol::RuleSetId::make(house.clock());
    one.rules = enrol::shipped_rule_sets().at("default");
    one.rules->gap.within = enrol::GapTreatment::lower;
    if (options.rules) options.rules(*one.rules);
    one.centre = text<Text<1, 120>>("Centre de Lyon");
    one.zone = *ZoneName::parse("Europe/Paris");
    one.opens_at = house.clock().now();
    one.closes_at = house.clock().now() + std::chrono::hours(48);
    one.root = sha256_hex("root");
    one.sealed_leaves = static_cast<std::int64_t>(options.candidates);
    one.created_at = one.changed_at = house.clock().now();
    enrol::RuleSetVersion rules;
    rules.id = one.rule_set_id;
    rules.workspace_id = house.ours.workspace;
    rules.name = text<Text<1, 120>>("Usuel");
    rules.state = enrol::RuleSetState::in_force;
    rules.rules = *one.rules;
    rules.created_at = house.clock().now();
    enrol::insert_rule_set(tx, rules);
    return examine::save(tx, {house.clock(), certifier_, "test"}, one, examine::Write::insert);
  });
}

void JuryRoom::seat_candidates(std::size_t count) {
  house.database().write([&](store::Transaction& tx) {
    for (std::size_t i = 0; i < count; ++i) seat_candidate(tx, i + 1);
  });
}

void JuryRoom::seat_candidate(store::Transaction& tx, std::size_t number) {
  enrol::Candidate candidate;
  candidate.id = enrol::CandidateId::make(house.clock());
  candidate.workspace_id = house.ours.workspace;
  candidate.number = text<Text<1, 40>>("2026-000" + std::to_string(number));
  candidate.created_at = house.clock().now();
  enrol::insert_candidate(tx, candidate);
  enrol::IdentityRow identity;
  identity.candidate_id = candidate.id;
  identity.workspace_id = house.ours.workspace;
  identity.identity.birth_name = text<Text<1, 60>>("Martin" + std::to_string(number));
  identity.identity.first_name = text<Text<1, 60>>("Léa");
  enrol::put_identity(tx, identity);
  enrol::Enrolment enrolment;
  enrolment.id = enrol::EnrolmentId::make(house.clock());
  enrolment.workspace_id = house.ours.workspace;
  enrolment.candidate_id = candidate.id;
  enrolment.version_id = version_;
  enrolment.blocks = {block_};
  enrolment.state = enrol::EnrolmentState::convoked;
  enrolment.created_at = house.clock().now();
  enrol::insert_enrolment(tx, enrolment);
  enrolments.push_back(enrolment.id);
  examine::Sitter sitter;
  sitter.id = examine::SitterId::make(house.clock());
  sitter.workspace_id = house.ours.workspace;
  sitter.session_id = session;
  sitter.enrolment_id = enrolment.id;
  sitter.pseudonym = "KMX-P0" + std::to_string(number);
  sitter.zone = *ZoneName::parse("Europe/Paris");
  sitter.presence = examine::Presence::present;
  sitter.deadline = house.clock().now();
  sitter.created_at = house.clock().now();
  held(examine::save(tx, {house.clock(), certifier_, "test"}, sitter, examine::Write::insert));
  hand_in(tx, sitter);
  if (questionnaire_ != JuryRoomOptions::Questionnaire::none) sit(tx, sitter);
}

void JuryRoom::set_questionnaire() {
  house.want("certifier", "POST /api/questions",
             R"({"reference":"Q1","competency":"","difficulty":"easy","tags":[],"state":"active","question":{"kind":"essay","id":"","tags":[],"title":"","stem":{"format":"plain","text":"Pourquoi ?"},"choices":[],"pairs":[],"kept":[]}})");
  json::Value const made = house.want("certifier", "POST /api/questionnaires",
                                      R"({"title":"Bloc 4","block":"B4","state":"ready","blueprint":{"draws":[{"tags":[],"kind":"essay","count":1,"points":4}],"minutes":30,"draw_for":"everyone","questions":"as_written","options":"as_written","credit":"partial","instructions":""}})");
  house.want("certifier", "PUT /api/exam-sessions/" + session.to_string() + "/questionnaire", R"({"questionnaire_id":")" + json::text_of(made.at("questionnaire").at("id")) + "\"}");
}

void JuryRoom::sit(store::Transaction& tx, examine::Sitter const& sitter) {
  examine::PoolItem const asked = examine::find_session_questionnaire(tx, sitter.workspace_id, session)->pool.at(0);
  examine::Sitting sitting;
  sitting.id = examine::SittingId::make(house.clock());
  sitting.workspace_id = sitter.workspace_id;
  sitting.session_id = session;
  sitting.enrolment_id = sitter.enrolment_id;
  sitting.started_at = sitting.deadline = house.clock().now();
  examine::insert_sitting(tx, sitting);
  quiz::QuestionAnswer answer;
  answer.text = "Parce que " + sitter.pseudonym;
  examine::insert_sitting_question(tx, {sitting.id, 1, asked.item_id, asked.version_id, 4, {}, answer, house.clock().now(), 1, {}, {}});
  sitting.state = examine::SittingState::handed_in;
  sitting.handed_in_at = house.clock().now();
  ++sitting.revision;
  held(examine::hand_in(tx, house.clock(), certifier_, sitting));
}

void JuryRoom::hand_in(store::Transaction& tx, examine::Sitter const& sitter) {
  examine::Submission submission;
  submission.id = examine::SubmissionId::make(house.clock());
  submission.workspace_id = sitter.workspace_id;
  submission.session_id = session;
  submission.sitter_id = sitter.id;
  submission.enrolment_id = sitter.enrolment_id;
  submission.pseudonym = sitter.pseudonym;
  submission.state = examine::SubmissionState::anonymised;
  submission.manifest = "{}";
  submission.sha256 = sha256_hex(sitter.pseudonym);
  submission.leaf = sha256_hex("leaf of " + sitter.pseudonym);
  submission.leaf_index = static_cast<std::int64_t>(enrolments.size()) - 1;
  submission.deposited_at = house.clock().now();
  held(examine::save(tx, {house.clock(), certifier_, "test"}, submission, examine::Write::insert));
}

void JuryRoom::hand_in_files(std::vector<HandedFile> const& files) {
  app::FileShelf const shelf(house.folder() / "files");
  examine::Act const act{house.clock(), certifier_, "test"};
  house.database().write([&](store::Transaction& tx) {
    auto submission = examine::submissions_of(tx, session).front();
    std::vector<examine::PieceCopy> copies;
    for (HandedFile const& file : files) {
      for (std::string const& bytes : {file.original, file.copy}) shelf.keep(sha256_hex(bytes), bytes);
      examine::Piece piece;
      piece.id = examine::PieceId::make(house.clock());
      piece.workspace_id = submission.workspace_id;
      piece.session_id = session;
      piece.sitter_id = submission.sitter_id;
      piece.deliverable = "L2.1";
      piece.name = file.name;
      piece.media_type = "text/plain";
      piece.sha256 = sha256_hex(file.original);
      piece.created_at = house.clock().now();
      examine::add_piece_row(tx, act, piece, file.given);
      submission.pieces.push_back(piece.id);
      examine::PieceCopy copy;
      copy.piece_id = piece.id;
      copy.submission_id = submission.id;
      copy.deliverable = piece.deliverable;
      copy.name = piece.name;
      copy.media_type = piece.media_type;
      copy.sha256 = sha256_hex(file.copy);
      copies.push_back(std::move(copy));
    }
    examine::save_copies(tx, act, submission.id, copies);
    ++submission.revision;
    held(examine::save(tx, act, submission, examine::Write::update));
  });
}

std::string JuryRoom::add_juror(std::string const& who) {
  auto const person = actor(who, identity::Role::juror).person;
  std::string const id = house.id_of("certifier", "POST /api/jurors",
                                     R"({"person_id":")" + person.to_string() + R"(","quality":"Directrice","employer":"Atelier","belongs":"external","gender":"unsaid","qualification":"15 ans"})");
  house.want("certifier", "POST /api/jurors/" + id + "/proof?name=diplome.png", tiny_png());
  return id;
}

void JuryRoom::seat_jurors() {
  for (char const* who : {"president", "juror", "other"}) jurors[who] = add_juror(who);
  for (std::string const& who : seated_) {
    std::string const position = who == "president" ? "president" : "member";
    house.want("certifier", "POST " + path("/seats"), R"({"juror_id":")" + jurors[who] + R"(","position":")" + position + "\"}");
    std::string ties;
    for (auto const& one : enrolments) ties += (ties.empty() ? "" : ",") + (R"({"enrolment_id":")" + one.to_string() + R"(","tie":"none"})");
    house.want(who, "PUT " + own("/declarations"), "{\"ties\":[" + ties + "]}");
  }
}

void JuryRoom::set_state(examine::SessionState state) {
  held(house.database().write([&](store::Transaction& tx) {
    auto one = *examine::load_session(tx, house.ours.workspace, session);
    one.state = state;
    ++one.revision;
    return examine::save(tx, {house.clock(), certifier_, "test"}, one, examine::Write::update);
  }));
}

void JuryRoom::begin_marking() { house.want("certifier", "POST " + path("/marking")); }

std::string JuryRoom::grid(std::string const& who, std::size_t candidate, std::string const& part) {
  json::Value const juries = house.want(who, "GET /api/my-juries");
  for (json::Value const& jury : juries.at("items").get_array()) {
    for (json::Value const& line : jury.at("grids").get_array()) {
      bool const found = json::text_of(line.at("enrolment_id")) == enrolments.at(candidate).to_string() && json::text_of(line.at("part")) == part;
      if (found) return json::text_of(line.at("id"));
    }
  }
  throw std::runtime_error(who + " has no grid on candidate " + std::to_string(candidate));
}

std::vector<std::string> JuryRoom::criteria() const {
  std::vector<std::string> codes;
  for (auto const& block : referential::current().blocks) {
    if (block.id != block_) continue;
    for (auto const& group : block.evaluation.criteria_groups) {
      for (auto const& one : group.criteria) codes.push_back(one.id);
    }
  }
  return codes;
}

std::string JuryRoom::draft(std::string const& level, std::string const& remark, std::int64_t revision) const {
  std::string marks;
  for (std::string const& code : criteria()) {
    marks += (marks.empty() ? "" : ",") + (R"({"criterion":")" + code + R"(","level":")" + level + R"(","remark":")" + remark + "\"}");
  }
  return "{\"marks\":[" + marks + R"(],"remark":")" + remark + R"(","revision":)" + std::to_string(revision) + "}";
}

std::string JuryRoom::open_draft(std::string const& level, std::string const& remark, std::int64_t revision) {
  return R"({"marks":[{"criterion":"Q1","level":")" + level + R"(","remark":")" + remark + R"("}],"remark":")" + remark + R"(","revision":)" + std::to_string(revision) + "}";
}

void JuryRoom::mark(std::string const& who, std::size_t candidate, std::string const& level, std::string const& remark) {
  keep_and_lock(who, grid(who, candidate), draft(level, remark));
}

void JuryRoom::mark_open(std::string const& who, std::size_t candidate, std::string const& level, std::string const& remark) {
  keep_and_lock(who, grid(who, candidate, "questionnaire"), open_draft(level, remark));
}

void JuryRoom::keep_and_lock(std::string const& who, std::string const& grid, std::string const& draft) {
  std::string const one = "/api/grids/" + grid;
  json::Value const kept = house.want(who, "PUT " + one + "/draft", draft);
  json::Value const sheet = house.want(who, "GET " + one);
  house.want(who, "POST " + one + "/lock", R"({"revision":)" + boost::json::serialize(kept.at("revision")) + R"(,"submission_sha256":")" + json::text_of(sheet.at("submission_sha256")) + "\"}");
}

void JuryRoom::mark_all(std::string const& level) {
  for (std::size_t i = 0; i < enrolments.size(); ++i) {
    for (char const* who : {"president", "juror"}) {
      mark(who, i, level);
      if (questionnaire_ != JuryRoomOptions::Questionnaire::none) mark_open(who, i, level);
    }
  }
}

void JuryRoom::deliberate() {
  house.want("president", "POST " + own("/deliberation"));
  house.want("president", "PUT " + own("/deliberation/quorum"), R"({"present":[")" + jurors["president"] + "\",\"" + jurors["juror"] +
                                                                    R"("],"starts_at":"2026-11-25T09:00:00Z","place":"Lyon, salle 2","representative":"","revision":1})");
}

void JuryRoom::decide_all() {
  for (auto const& one : enrolments) house.want("president", "PUT " + own("/deliberation/decisions"), R"({"enrolment_id":")" + one.to_string() + R"(","votes":[],"motive":"Vu ensemble."})");
}

std::string JuryRoom::signed_minutes() {
  std::string const id = json::text_of(house.want("president", "POST " + own("/minutes")).at("minutes").at("id"));
  for (char const* who : {"president", "juror"}) house.want(who, "POST /api/my-minutes/" + id + "/signatures/drawn", tiny_png());
  return id;
}

identity::Actor JuryRoom::actor(std::string const& who, identity::Role role) {
  auto const person = house.database().read([&](store::Transaction& tx) { return identity::find_person_by_email(tx, text<Email>(who + "@exemple.fr"))->id; });
  return {person, house.ours.workspace, {}, role, "session"};
}

examine::SessionState JuryRoom::state() {
  return house.database().read([&](store::Transaction& tx) { return examine::load_session(tx, house.ours.workspace, session)->state; });
}

}  // namespace parvis::test
