// SPDX-License-Identifier: AGPL-3.0-or-later
// The machines of the certification by their routes: every event in every state that can be reached, then calls in any
// order. A step that is not of the fact sheet is refused by name and changes nothing.
#include <gtest/gtest.h>

#include "base/json.h"
#include "identity/password.h"
#include "support/jury_room.h"
#include "support/machine.h"

namespace parvis::app {
namespace {

using test::Machine;
using test::MachineEvent;
using test::Subject;

constexpr char const* password = "une phrase assez longue";
std::string const signature = std::string(R"({"typed_name":"certifier","password":")") + password + "\"}";

/// A house whose certifier has a password to sign with, and what objects of the certification are made from.
class Machines : public testing::Test {
 protected:
  test::Installation house_;

  void SetUp() override {
    std::string const hash = identity::PasswordHasher(identity::PasswordCost::cheap()).hash(password).value();
    house_.database().write([&](store::Transaction& tx) { tx.run("UPDATE identity_person SET password_hash = $1 WHERE email = $2", {hash, "certifier@exemple.fr"}); });
    house_.want("certifier", "PUT /api/certification/card",
                R"({"certifier":"Une école","title":"Community manager","rncp_number":"RNCP38000","level":6,"registered_on":"2025-01-01","registered_until":"2030-01-01","representative":"Anne Roy","representative_function":"","address":"","siret":"","cdc_client":"AB123456","cdc_contract":"MC1234","centres":[{"name":"Paris","postcode":"75010","blocks":[]}],"revision":0})");
  }

  json::Value want(std::string const& line, std::string const& body = "") { return house_.want("certifier", line, body); }
  static std::string number() {
    static int last = 0;
    return std::to_string(++last);
  }

  std::string version() { return json::text_of(want("POST /api/certification/versions", R"({"label":"V)" + number() + R"(","rncp_number":""})").at("id")); }

  std::string whole_version() {
    std::string const id = version();
    for (char const* code : {"K3.6", "C3.2.3", "M3.2"}) {
      want("PUT /api/certification/versions/" + id + "/truncations/" + code, R"({"kind":"confirmed","text":"","motive":"Relu","signature":)" + signature + "}");
    }
    return id;
  }

  /// An enrolment in draft, of a candidate of its own.
  Subject enrolment() {
    if (version_.empty()) version_ = version();
    std::string const candidate = json::text_of(want("POST /api/certification/candidates",
                                                     R"({"route":"continuing","identity":{"birth_name":"Martin","first_name":"Léa","sex":"F","birth_year":2002,"birth_month":2,"birth_day":28,"birth_insee":"75110","email":"lea)" +
                                                         number() + R"(@exemple.fr"},"revision":0})").at("candidate").at("id"));
    std::string const id = json::text_of(want("POST /api/certification/enrolments", R"({"candidate_id":")" + candidate + R"(","version_id":")" + version_ + R"(","blocks":["B1","B2","B3","B4","B5"]})").at("id"));
    return {&house_, {{"id", id}, {"enrolment", id}, {"candidate", candidate}}, {}};
  }

  static std::string minutes(std::string const& enrolment, std::string const& last) {
    std::string decisions;
    for (char const* block : {"B1", "B2", "B3", "B4", "B5"}) decisions += R"({"enrolment_id":")" + enrolment + R"(","block":")" + block + R"(","verdict":"VALIDE","motive":""},)";
    if (last.empty()) decisions.pop_back();
    return R"({"number":"PV-{n}","closed_on":"2026-11-20","decisions":[)" + decisions + last + "]}";
  }

  /// Somebody certified, by minutes taken over from paper.
  Subject certified() {
    Subject subject = enrolment();
    std::string body = minutes(subject.names["enrolment"], R"({"enrolment_id":")" + subject.names["enrolment"] + R"(","block":"final","verdict":"CERTIFIE","motive":""})");
    body.replace(body.find("{n}"), 3, "C" + number());
    json::Value const outcomes = want("POST /api/certification/minutes-on-paper", body);
    subject.names["outcome"] = json::text_of(outcomes.at("items").at(0).at("id"));
    json::Value const certificates = want("GET /api/certification/certificates");
    for (json::Value const& one : certificates.at("items").as_array()) {
      if (json::text_of(one.at("enrolment_id")) != subject.names["enrolment"]) continue;
      subject.names["certificate"] = subject.names["id"] = json::text_of(one.at("id"));
      subject.names["serial"] = json::text_of(one.at("serial"));
    }
    return subject;
  }

  void run_jobs() { house_.instance().runner().run_due_once(house_.clock().now()); }

  /// The word `field` of the one in that list whose id is `id`.
  std::string listed(std::string const& list, std::string const& id, char const* field = "state") {
    json::Value const all = want("GET " + list);
    for (json::Value const& one : all.at("items").as_array()) {
      if (json::text_of(one.at("id")) == id) return json::text_of(one.at(field));
    }
    return "";
  }

  static MachineEvent event(std::string name, std::string line, std::string body = "") { return {std::move(name), std::move(line), std::move(body)}; }
  static std::vector<MachineEvent> moves(std::string const& line, std::vector<std::string> const& names, std::string const& rest) {
    std::vector<MachineEvent> all;
    for (std::string const& name : names) all.push_back(event(name, line, R"({"event":")" + name + "\"" + rest + "}"));
    return all;
  }

  static void try_all(Machine const& machine) {
    test::try_every_event_in_every_state(machine);
    test::try_random_calls(machine);
  }

 private:
  std::string version_;
};

TEST_F(Machines, an_enrolment) {
  std::string const one = "/api/certification/enrolments/{id}";
  Machine machine;
  machine.make = [this] { return enrolment(); };
  machine.state = [this](Subject& subject) { return json::text_of(want("GET /api/certification/enrolments/" + subject.names["id"]).at("state")); };
  machine.events = {event("submit", "POST " + one + "/submission", "{}"), event("admit", "POST " + one + "/admission"),
                    event("refuse", "POST " + one + "/refusal", R"({"motive":"Non"})"), event("withdraw", "POST " + one + "/withdrawal", R"({"motive":"Renonce"})")};
  machine.from_outside = {event("all_awarded", "POST /api/certification/minutes-on-paper", minutes("{id}", ""))};
  machine.steps = {{"draft", "submit", "submitted"},      {"submitted", "admit", "admitted"},        {"submitted", "refuse", "refused"},
                   {"submitted", "withdraw", "withdrawn"}, {"admitted", "withdraw", "withdrawn"}, {"admitted", "all_awarded", "eligible_final"}};
  machine.refusals = {"enrol.enrolment_state"};
  try_all(machine);
}

TEST_F(Machines, a_version_of_the_referential) {
  std::string const one = "/api/certification/versions/{id}";
  Machine machine;
  machine.make = [this] { return Subject{&house_, {{"id", whole_version()}}, {}}; };
  machine.state = [this](Subject& subject) { return listed("/api/certification/versions", subject.names["id"]); };
  machine.events = {event("confirm", "POST " + one + "/confirmation", signature), event("retire", "POST " + one + "/retirement")};
  machine.steps = {{"draft", "confirm", "confirmed"}, {"confirmed", "retire", "retired"}};
  machine.refusals = {"enrol.version_state"};
  try_all(machine);
}

TEST_F(Machines, a_rule_set) {
  std::string const rules = boost::json::serialize(want("GET /api/certification/shipped-rule-sets").at("items").at("default"));
  std::string const one = "/api/certification/rule-sets/{id}";
  Machine machine;
  machine.make = [&] { return Subject{&house_, {{"id", json::text_of(want("POST /api/certification/rule-sets", R"({"name":"Règlement )" + number() + R"(","rules":)" + rules + "}").at("id"))}}, {}}; };
  machine.state = [this](Subject& subject) { return json::text_of(want("GET /api/certification/rule-sets/" + subject.names["id"]).at("state")); };
  machine.events = {event("put_in_force", "POST " + one + "/in-force"), event("retire", "POST " + one + "/retirement")};
  machine.steps = {{"draft", "put_in_force", "in_force"}, {"in_force", "retire", "retired"}};
  machine.refusals = {"enrol.rule_set_state"};
  try_all(machine);
}

TEST_F(Machines, an_exam_case) {
  Machine machine;
  machine.make = [this] {
    json::Value const made = want("POST /api/exam-cases", R"({"block":"B1","title":"Rivage","brief":"Vendre.","deliverables":["L1.1"],"supplied":{"client":"","channels":[],"posts":[],"orders":[],"costs":[]}})");
    return Subject{&house_, {{"id", json::text_of(made.at("id"))}}, {}};
  };
  machine.state = [this](Subject& subject) { return json::text_of(want("GET /api/exam-cases/" + subject.names["id"]).at("state")); };
  machine.events = moves("POST /api/exam-cases/{id}/events", {"make_ready", "rework", "retire"}, "");
  machine.steps = {{"draft", "make_ready", "ready"}, {"ready", "rework", "draft"}, {"draft", "retire", "retired"}, {"ready", "retire", "retired"}};
  machine.refusals = {"examine.case_state"};
  try_all(machine);
}

TEST_F(Machines, a_certificate) {
  std::string const fraud = "/api/certification/frauds/{fraud}";
  Machine machine;
  machine.make = [this] { return certified(); };
  machine.state = [this](Subject& subject) { return listed("/api/certification/certificates", subject.names["certificate"]); };
  machine.events = {event("replace", "POST /api/certification/certificates/{certificate}/replacement", R"({"motive":"Perdu"})")};
  // Nobody revokes a certificate alone: a fraud decided does, and minutes that supersede.
  MachineEvent revoke = event("revoke", "PUT " + fraud + "/decision", R"({"sanction":"withdrawal","motive":"Copie"})");
  revoke.before = [this](Subject& subject) {
    std::string const id = json::text_of(want("POST /api/certification/frauds", R"({"enrolment_id":")" + subject.names["enrolment"] + R"(","block":"B2","facts":"Copie"})").at("id"));
    subject.names["fraud"] = id;
    want("POST /api/certification/frauds/" + id + "/information");
    want("PUT /api/certification/frauds/" + id + "/observations", R"({"observations":"Rien"})");
  };
  machine.from_outside = {revoke};
  machine.steps = {{"issued", "replace", "replaced"}, {"issued", "revoke", "revoked"}};
  machine.refusals = {"certify.certificate_state"};
  try_all(machine);
}

TEST_F(Machines, a_credential) {
  Machine machine;
  machine.make = [this] {
    Subject subject = certified();
    run_jobs();
    json::Value const all = want("GET /api/certification/credentials");
    for (json::Value const& one : all.at("items").as_array()) {
      bool const own = json::text_of(one.at("candidate_id")) == subject.names["candidate"] && json::text_of(one.at("kind")) == "certification";
      if (own) subject.names["id"] = json::text_of(one.at("id"));
    }
    return subject;
  };
  machine.state = [this](Subject& subject) { return listed("/api/certification/credentials", subject.names["id"]); };
  machine.events = moves("PUT /api/certification/credentials/{id}/state", {"sign", "deliver", "suspend", "resume", "revoke"}, R"(,"motive":"Vu")");
  machine.steps = {{"delivered", "suspend", "suspended"}, {"suspended", "resume", "delivered"}, {"delivered", "revoke", "revoked"}, {"suspended", "revoke", "revoked"}};
  machine.refusals = {"certify.credential_state"};
  try_all(machine);
}

TEST_F(Machines, an_appeal) {
  Machine machine;
  machine.make = [this] {
    Subject subject = certified();
    subject.names["id"] = json::text_of(want("POST /api/certification/appeals", R"({"outcome_id":")" + subject.names["outcome"] + R"(","grounds":"Une page.","lodged_on":"2026-11-23"})").at("id"));
    return subject;
  };
  machine.state = [this](Subject& subject) { return listed("/api/certification/appeals", subject.names["id"]); };
  machine.events = moves("PUT /api/certification/appeals/{id}/state", {"acknowledge", "examine", "uphold", "dismiss"}, R"(,"findings":"Lu.","motive":"Vu.")");
  machine.steps = {{"lodged", "acknowledge", "acknowledged"}, {"acknowledged", "examine", "examined"}, {"examined", "uphold", "upheld"}, {"examined", "dismiss", "dismissed"}};
  machine.refusals = {"certify.appeal_state"};
  try_all(machine);
}

TEST_F(Machines, a_fraud_procedure) {
  json::Value rules = want("GET /api/certification/shipped-rule-sets").at("items").at("default");
  rules.as_object()["delays"].as_object()["observation"].as_object()["days"] = 3;
  std::string const in_force = json::text_of(want("POST /api/certification/rule-sets", R"({"name":"Trois jours","rules":)" + boost::json::serialize(rules) + "}").at("id"));
  want("POST /api/certification/rule-sets/" + in_force + "/in-force");
  std::string const one = "/api/certification/frauds/{id}";
  Machine machine;
  machine.make = [this] {
    Subject subject = enrolment();
    subject.names["id"] = json::text_of(want("POST /api/certification/frauds", R"({"enrolment_id":")" + subject.names["enrolment"] + R"(","block":"B2","facts":"Copie"})").at("id"));
    return subject;
  };
  machine.state = [this](Subject& subject) { return listed("/api/certification/frauds", subject.names["id"]); };
  // Once the three days given are over; the clock comes back.
  MachineEvent expire_late = event("expire_late", "POST " + one + "/expiry");
  expire_late.before = [this](Subject&) { house_.clock().advance(std::chrono::days(4)); };
  expire_late.after = [this](Subject&) { house_.clock().advance(-std::chrono::days(4)); };
  machine.events = {event("inform", "POST " + one + "/information"), event("observe", "PUT " + one + "/observations", R"({"observations":"Je nie."})"),
                    event("expire_early", "POST " + one + "/expiry"), expire_late, event("decide", "PUT " + one + "/decision", R"({"sanction":"warning","motive":"Vu."})")};
  machine.steps = {{"reported", "inform", "informed"}, {"informed", "observe", "observed"}, {"informed", "expire_late", "observed"}, {"observed", "decide", "decided"}};
  machine.refusals = {"certify.fraud_state", "certify.observation_open"};
  try_all(machine);
}

TEST_F(Machines, a_file_for_the_caisse_des_depots) {
  std::string const batches = "/api/certification/cdc/batches", one = batches + "/{id}";
  Machine machine;
  machine.make = [&] {
    Subject subject = certified();
    json::Value const all = want("GET /api/certification/cdc");
    for (json::Value const& batch : all.at("batches").as_array()) {
      std::string const state = json::text_of(batch.at("state"));
      if (state == "prepared" || state == "taken") want("DELETE " + batches + "/" + json::text_of(batch.at("id")));
    }
    subject.names["id"] = json::text_of(want("POST " + batches, R"({"version":"v1_1_2","action":"CREATION","name_rule":{"letters":"none","length":"none"}})").at("id"));
    std::string verdicts;
    json::Value const waiting = want("GET /api/certification/cdc");
    for (json::Value const& item : waiting.at("items").as_array()) {
      if (json::text_of(item.at("state")) == "in_batch") verdicts += (verdicts.empty() ? "" : ",") + (R"({"technical_id":")" + json::text_of(item.at("technical_id")) + "\"}");
    }
    subject.names["verdicts"] = verdicts;
    return subject;
  };
  machine.state = [this](Subject& subject) {
    json::Value const all = want("GET /api/certification/cdc");
    for (json::Value const& batch : all.at("batches").as_array()) {
      if (json::text_of(batch.at("id")) == subject.names["id"]) return json::text_of(batch.at("state"));
    }
    return std::string();
  };
  machine.events = {event("take", "POST " + one + "/file.xml"), event("report", "PUT " + one + "/report", R"({"verdicts":[{verdicts}]})"), event("abandon", "DELETE " + one)};
  machine.steps = {{"prepared", "take", "taken"}, {"prepared", "abandon", "abandoned"}, {"taken", "take", "taken"}, {"taken", "report", "processed"}, {"taken", "abandon", "abandoned"}};
  machine.refusals = {"certify.batch_state"};
  try_all(machine);
}

// The link's holder has no account; the clock is months on, so nobody else acts here any more.
TEST_F(Machines, a_survey) {
  want("PUT /api/certification/survey/plan", R"({"sending":"on","months":[1],"reminder_days":90,"most_reminders":0,"open_days":60,"source":"","revision":0})");
  std::vector<Subject> asked;
  for (int i = 0; i < 24; ++i) asked.push_back(certified());
  house_.clock().advance(std::chrono::days(40));
  run_jobs();
  auto const mails = house_.database().read([](store::Transaction& tx) { return tx.rows("SELECT body FROM identity_sent_mail WHERE body LIKE '%/suivi/%' ORDER BY id"); });
  ASSERT_EQ(mails.size(), asked.size());
  std::size_t next = 0;
  Machine machine;
  machine.make = [&] {
    Subject subject = asked.at(next);
    std::string const body(mails.at(next++).text("body"));
    std::size_t const at = body.find("/suivi/") + 7;
    subject.names["token"] = body.substr(at, body.find_first_of(" \n", at) - at);
    return subject;
  };
  machine.state = [this](Subject& subject) { return json::text_of(house_.want("", "GET /api/follow-up/" + subject.names["token"]).at("state")); };
  machine.events = {event("answer", "PUT /api/follow-up/{token}", R"({"situation":"employed","job":"targeted","contract":"permanent"})"), event("refuse", "POST /api/follow-up/{token}/refusal")};
  for (MachineEvent& one : machine.events) {
    one.who = "";
    one.before = [this](Subject&) { house_.clock().advance(std::chrono::minutes(1)); };  // an open door takes so many a minute
  }
  machine.steps = {{"sent", "answer", "answered"}, {"sent", "refuse", "refused"}, {"answered", "answer", "answered"}, {"answered", "refuse", "refused"},
                   {"refused", "refuse", "refused"}};
  machine.refusals = {"certify.survey_state", "certify.survey_closed"};
  try_all(machine);
  // Last of all, for it closes every survey that waits; whoever wants no more of them may still say so.
  Subject last = machine.make();
  house_.clock().advance(std::chrono::days(61));
  run_jobs();
  EXPECT_EQ(machine.state(last), "closed");
  EXPECT_EQ(house_.ask("", "PUT /api/follow-up/" + last.names["token"], machine.events.front().body).status, 409);
  house_.want("", "POST /api/follow-up/" + last.names["token"] + "/refusal");
}

}  // namespace
}  // namespace parvis::app
