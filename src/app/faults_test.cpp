// SPDX-License-Identifier: AGPL-3.0-or-later
// Each write of the thread fails at its first statement, its second, … and at its COMMIT: nothing is half-written.
#include <gtest/gtest.h>

#include "base/json.h"
#include "support/failing_statements.h"
#include "support/installation.h"

namespace parvis::app {
namespace {

struct Write {
  std::string who, line, body;
  std::string keeps;  // a name for the answer's id, used later as {name}
};

class Faults : public testing::Test {
 protected:
  test::Installation house_;
  std::map<std::string, std::string> kept_{{"brand", house_.ours.brand.to_string()}};

  std::string filled(std::string text) const {
    for (auto const& [name, value] : kept_) {
      std::string const mark = "<" + name + ">";
      for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark)) text.replace(at, mark.size(), value);
    }
    return text;
  }

  void keep(Write const& write, http::Response const& answer) {
    if (write.keeps.empty()) return;
    json::Value const value = json::parse(answer.body).value();
    json::Value const* holder = &value;
    for (char const* inner : {"objective", "publication", "site", "item", "questionnaire", "candidate"}) {
      if (auto const* found = value.as_object().if_contains(inner); found != nullptr && found->is_object()) holder = found;
    }
    kept_[write.keeps] = json::text_of(holder->at("id"));
  }

  void fail_everywhere(Write const& write) {
    std::string const line = filled(write.line), body = filled(write.body), before = house_.records();
    http::Response answer;
    int const statements = test::fail_at_each_statement(
        house_.database(), [&] { answer = house_.ask(write.who, line, body); },
        [&] {
          EXPECT_GE(answer.status, 500) << line << ": a failure was told as a success";
          EXPECT_EQ(house_.records(), before) << line << " left something half-written";
        });
    EXPECT_TRUE(answer.status >= 200 && answer.status < 300) << line << " " << answer.status << " " << answer.body;
    EXPECT_GE(statements, 2) << line;
    EXPECT_NE(house_.records(), before) << line << " wrote nothing";
    if (answer.status < 300) keep(write, answer);
  }
};

std::vector<Write> const thread = {
    {"owner", "POST /api/workspace/invitations", R"({"email":"zoe@exemple.fr","role":"author"})", ""},
    {"owner", "POST /api/brands", R"({"name":"Une autre"})", ""},
    {"owner", "POST /api/me/tokens", R"({"name":"robot","capabilities":["see_brand"],"days":1})", ""},
    {"owner", "POST /api/brands/<brand>/objectives",
     R"({"title":"Vendre","metric":"orders","target":10,"starts_on":"2026-11-01","ends_on":"2026-12-31","state":"active"})", "objective"},
    {"owner", "POST /api/brands/<brand>/objectives/<objective>/renewal", "", ""},
    {"owner", "POST /api/brands/<brand>/briefs", R"({"title":"Brief","context":"","problem_statement":""})", "brief"},
    {"owner", "POST /api/brands/<brand>/briefs/<brief>/passages",
     R"({"paragraph":0,"first_unit":0,"end_unit":4,"excerpt":"Vend","kind":"need","serves":"nothing"})", ""},
    {"owner", "POST /api/brands/<brand>/personas",
     R"({"name":"Nadia","card":{"role":"","age_range":"","place":"","quote":"","story":"","goals":[],"needs":[],"frustrations":[],"habits":[],"networks":[],"sources":[]}})", ""},
    {"owner", "POST /api/brands/<brand>/pillars", R"({"name":"Geste","description":"","share_percent":40,"topics":[]})", "pillar"},
    {"owner", "POST /api/brands/<brand>/channels", R"({"network":"mastodon","name":"Mastodon","address":"","delivery":"manual"})", "channel"},
    {"author", "POST /api/brands/<brand>/contents",
     R"({"title":"Un","body":"Bonjour.","language":"fr","link_url":"https://exemple.fr/","assets":[],"variants":[],"objective_id":"<objective>","pillar_id":"<pillar>","state":"ready"})", "content"},
    {"author", "POST /api/brands/<brand>/publications",
     R"({"content_id":"<content>","channel_id":"<channel>","moment":{"date":"2026-11-30","time":"10:00","zone":"Europe/Paris","fold":"earlier"}})", "publication"},
    {"author", "POST /api/brands/<brand>/approvals", R"({"title":"Novembre","publications":["<publication>"],"recipient":"client@exemple.fr","days":7})", ""},
    {"manager", "POST /api/brands/<brand>/publications/<publication>/approval", "", ""},
    {"author", "PUT /api/brands/<brand>/publications/<publication>/moment",
     R"({"moment":{"date":"2026-12-01","time":"10:00","zone":"Europe/Paris","fold":"earlier"},"revision":2})", ""},
    {"author", "DELETE /api/brands/<brand>/publications/<publication>", "", ""},
    {"owner", "POST /api/brands/<brand>/start",
     R"({"objective":{"title":"Premier","metric":"visits"},"channel":{"network":"shop_window","name":"Vitrine","address":"","delivery":"manual"},)"
     R"("content":{"body":"Bonjour à tous."},"moment":{"date":"2026-12-02","time":"10:00","zone":"Europe/Paris","fold":"earlier"}})", ""},
    {"owner", "POST /api/brands/<brand>/sites", R"({"name":"Boutique","hosts":["boutique.exemple.fr"],"mode":"exempt"})", ""},
    {"owner", "POST /api/brands/<brand>/conversions", R"({"kind":"call","at":"2026-11-23T08:00:00Z","value":{"minor":1000,"currency":"EUR"}})", ""},
    {"owner", "POST /api/brands/<brand>/orders.csv", "order_id;date;amount\nA1;2026-11-20;12,00\nA2;2026-11-21;24,00\n", ""},
    {"owner", "POST /api/brands/<brand>/promo-codes", R"({"code":"RIVAGE10","objective_id":"<objective>","note":""})", ""},
    {"owner", "POST /api/brands/<brand>/costs", R"({"kind":"tools","side":"internal","on_day":"2026-11-20","amount":{"minor":1000,"currency":"EUR"},"tax":"excluding"})", ""},
    {"owner", "PUT /api/brands/<brand>/hours", R"({"monday":"2026-11-16","objective_id":"<objective>","minutes":90,"hourly":{"minor":4500,"currency":"EUR"}})", ""},
    {"owner", "POST /api/brands/<brand>/retainers",
     R"({"on_day":"2026-11-20","amount":{"minor":50000,"currency":"EUR"},"tax":"excluding","shares":[{"objective_id":"<objective>","weight":1}]})", ""},
    {"owner", "POST /api/questions",
     R"({"reference":"Q-1","competency":"","difficulty":"easy","tags":["t"],"state":"active","question":{"kind":"essay","id":"","tags":[],"title":"","stem":{"format":"plain","text":"Pourquoi ?"},"choices":[],"pairs":[],"kept":[]}})", "question"},
    {"owner", "PUT /api/questions/<question>",
     R"({"reference":"Q-1","competency":"","difficulty":"easy","tags":["t"],"state":"active","question":{"kind":"essay","id":"","tags":[],"title":"","stem":{"format":"plain","text":"Comment ?"},"choices":[],"pairs":[],"kept":[]}})", ""},
    {"owner", "POST /api/questions/import/gift", "Vrai ? {T}\n\nPourquoi ? {}\n", ""},
    {"owner", "POST /api/questionnaires",
     R"({"title":"Bloc 4","block":"B4","state":"ready","blueprint":{"draws":[{"tags":["t"],"count":1,"points":2}],"minutes":30,"draw_for":"each","questions":"shuffled","options":"shuffled","credit":"partial","instructions":""}})", "questionnaire"},
    {"owner", "PUT /api/questionnaires/<questionnaire>",
     R"({"title":"Bloc 4 bis","block":"B4","state":"ready","blueprint":{"draws":[{"tags":["t"],"count":1,"points":2}],"minutes":30,"draw_for":"each","questions":"shuffled","options":"shuffled","credit":"partial","instructions":""}})", ""},
    {"certifier", "PUT /api/certification/card",
     R"({"certifier":"Une école","title":"Community manager","rncp_number":"","representative":"","representative_function":"","address":"","siret":"","cdc_client":"","cdc_contract":"","centres":[],"revision":0})", ""},
    {"certifier", "POST /api/certification/versions", R"({"label":"2026","rncp_number":""})", "version"},
    {"certifier", "PUT /api/certification/versions/<version>", R"({"label":"2026 bis","rncp_number":"","statements":{"K1.1":"Autrement dit."},"revision":1})", ""},
    {"certifier", "POST /api/certification/versions/import", R"({"CFDocument":{"title":"Autre"},"CFItems":[]})", ""},
    {"certifier", "POST /api/certification/candidates",
     R"({"route":"vae","identity":{"birth_name":"Martin","first_name":"Léa","email":"lea@exemple.fr"},"nir":"2 02 02 75 110 001 37","revision":0})", "candidate"},
    {"certifier", "PUT /api/certification/candidates/<candidate>", R"({"route":"vae","identity":{"birth_name":"Martin","first_name":"Léa","email":"lea@exemple.fr"},"revision":1})", ""},
    {"certifier", "POST /api/certification/candidates/<candidate>/invitation", "", ""},
    {"certifier", "POST /api/certification/candidates/import", "nom;prenom\nPetit;Noé\nBlanc;Eva\n", ""},
    {"certifier", "POST /api/certification/enrolments", R"({"candidate_id":"<candidate>","version_id":"<version>","blocks":["B1"]})", "enrolment"},
    {"certifier", "POST /api/certification/enrolments/<enrolment>/submission", "{}", ""},
    {"certifier", "POST /api/certification/enrolments/<enrolment>/admission", "", ""},
    {"certifier", "PUT /api/certification/enrolments/<enrolment>/accommodation",
     R"({"types":["extra_time"],"factor":{"numerator":4,"denominator":3},"pause_minutes":0,"effect":"","granted_on":"2026-11-20","reason":"Dite","revision":0})", ""},
    {"certifier", "POST /api/certification/enrolments/<enrolment>/withdrawal", R"({"motive":"Renonce"})", ""},
    {"certifier", "DELETE /api/certification/candidates/<candidate>/nir", "", ""},
    {"certifier", "DELETE /api/certification/candidates/<candidate>/identity", "", ""},
    {"owner", "PUT /api/brands/<brand>/freeze", R"({"reason":"crise"})", ""},
};

TEST_F(Faults, leave_every_write_of_the_thread_whole_or_undone) {
  for (Write const& write : thread) {
    SCOPED_TRACE(write.line);
    fail_everywhere(write);
    if (HasFatalFailure() || HasNonfatalFailure()) return;  // what follows needs what stands here
  }
}

}  // namespace
}  // namespace parvis::app
