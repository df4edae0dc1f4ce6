// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/demo/season.h"

#include <stdexcept>

namespace parvis::app {
namespace {

using Object = boost::json::object;

constexpr int second_objective_day = -30;

// UTF-16 units before byte `end`, as browsers count them.
std::int64_t units(std::string const& text, std::size_t end) {
  std::int64_t count = 0;
  for (std::size_t i = 0; i < end; ++i) {
    auto const byte = static_cast<unsigned char>(text[i]);
    count += (byte & 0xC0) != 0x80 ? 1 : 0;
    count += byte >= 0xF0 ? 1 : 0;
  }
  return count;
}

Object euros(std::int64_t amount) { return {{"minor", amount * 100}, {"currency", "EUR"}}; }

}  // namespace

Season::Season(Stage& stage, Story story, Scene scene) : stage_(stage), story_(std::move(story)), scene_(std::move(scene)) {
  main_.client = people::client;
  second_.client = "bruno@cycles-ventoux.example";
  main_.contents = &story_.contents;
  second_.contents = &story_.second_contents;
}

Instant Season::at(int day, std::string const& time) const { return resolve({date(day), *LocalTime::parse(time), scene_.zone}).at; }

void Season::play(Instant until) {
  open_house();
  plan();
  while (!agenda_.empty()) {
    auto const next = agenda_.begin();
    if (next->first > until) break;
    auto const act = std::move(next->second);
    Instant const moment = next->first;
    agenda_.erase(next);
    stage_.advance_to(moment);
    act();
  }
  stage_.advance_to(until);
}

void Season::plan() {
  on(first_day, "10:30", [this] { take_brief(); });
  on(first_day + 1, "09:40", [this] { draw_strategy(); });
  on(first_day + 1, "17:30", [this] {
    stage_.ask(people::client, "POST " + of_brand("/charter/signature"), Object{{"name", "Élise Garnier"}, {"revision", 1}});
  });
  on(first_day + 2, "11:00", [this] { open_channels(); });
  on(first_day + 2, "14:00", [this] { open_site(); });
  on(-31, "09:10", [this] { close_first_objective(); });
  plan_month(main_, -84, -57, -88);
  plan_month(main_, -56, -29, -59);
  plan_month(main_, -28, 6, -30);
  plan_month(main_, 7, 30, -2);
  plan_incident();
  plan_figures();
  on(-12, "09:00", [this] { open_second_brand(); });
}

void Season::open_house() {
  stage_.know(people::owner);
  stage_.ask(people::owner, "POST /api/setup",
             Object{{"workspace_name", "Atelier Fabre"}, {"person_name", "Camille Fabre"}, {"email", people::owner}, {"password", Stage::password()},
                    {"locale", "fr"}, {"zone", scene_.zone.to_string()}, {"currency", "EUR"}, {"approval", "required"}});
  main_.id = id_of(stage_.ask(people::owner, "POST /api/brands", Object{{"name", "Maison Rivage"}}));
  add_person(people::manager, "Yanis Benali", "manager", "");
  add_person(people::author, "Inès Morel", "author", "");
  add_person(people::client, "Élise Garnier", "client", main_.id);
}

void Season::add_person(std::string const& email, std::string const& name, std::string const& role, std::string const& brand) {
  Object invitation{{"email", email}, {"role", role}};
  if (!brand.empty()) invitation["brand_id"] = brand;
  stage_.ask(people::owner, "POST /api/workspace/invitations", invitation);
  std::string const token = stage_.from_mail(people::owner, email, "/invitation/");
  stage_.ask("", "POST /api/invitations/" + token, Object{{"name", name}, {"password", Stage::password()}, {"locale", "fr"}});
  stage_.know(email);
}

void Season::take_brief() {
  json::Value const brief = stage_.ask(people::owner, "POST " + of_brand("/briefs"),
                                       Object{{"title", story_.brief.title}, {"context", story_.brief.context},
                                              {"problem_statement", story_.brief.problem_statement}, {"received_on", date(first_day - 2).to_string()}});
  set_objectives();
  std::string text;
  for (std::string const& paragraph : story_.document.paragraphs) text += paragraph + "\n\n";
  json::Value const document = stage_.ask(people::owner, "POST " + of_brand("/briefs/" + id_of(brief) + "/documents?name=" + story_.document.name),
                                          Sent{text, "text/plain"});
  highlight(id_of(brief), document);
}

void Season::highlight(std::string const& brief, json::Value const& document) {
  auto const& paragraphs = document.at("paragraphs").as_array();
  for (StoryPassage const& passage : story_.passages) {
    for (std::size_t number = 0; number < paragraphs.size(); ++number) {
      std::string const paragraph = json::text_of(paragraphs[number]);
      std::size_t const place = paragraph.find(passage.excerpt);
      if (place == std::string::npos) continue;
      Object body{{"document_id", id_of(document)}, {"paragraph", number}, {"first_unit", units(paragraph, place)},
                  {"end_unit", units(paragraph, place + passage.excerpt.size())}, {"excerpt", passage.excerpt}, {"kind", passage.kind}, {"serves", passage.serves}};
      if (passage.serves == "objective") body["objective_id"] = main_.objectives.front();
      stage_.ask(people::owner, "POST " + of_brand("/briefs/" + brief + "/passages"), body);
      break;
    }
  }
}

void Season::set_objectives() {
  json::Value const first = stage_.ask(people::owner, "POST " + of_brand("/objectives"),
                                       Object{{"title", "Vendre la collection Calanques en ligne"}, {"metric", "revenue"}, {"target", 320'000},
                                              {"starts_on", date(first_day).to_string()}, {"ends_on", date(-32).to_string()}, {"budget", euros(1400)},
                                              {"tax", "excluding"}, {"state", "active"}});
  main_.objectives.push_back(id_of(first.at("objective")));
  json::Value const second = stage_.ask(people::owner, "POST " + of_brand("/objectives"),
                                        Object{{"title", "Soixante coffrets offerts"}, {"metric", "orders"}, {"target", 60},
                                               {"starts_on", date(second_objective_day).to_string()}, {"ends_on", date(31).to_string()}, {"budget", euros(1100)},
                                               {"tax", "excluding"}, {"state", "active"}});
  main_.objectives.push_back(id_of(second.at("objective")));
}

void Season::close_first_objective() {
  std::string const path = of_brand("/objectives/" + main_.objectives.front());
  json::Value const seen = stage_.ask(people::owner, "GET " + path).at("objective");
  Object body{{"state", "closed"}};
  for (char const* name : {"title", "metric", "target", "starts_on", "ends_on", "budget", "tax", "margin_percent", "revision"}) body[name] = seen.at(name);
  stage_.ask(people::owner, "PUT " + path, body);
}

void Season::draw_strategy() {
  for (json::Value const& persona : story_.personas) {
    main_.personas.push_back(id_of(stage_.ask(people::owner, "POST " + of_brand("/personas"), persona.as_object())));
  }
  for (json::Value const& pillar : story_.pillars) {
    main_.pillars.push_back(id_of(stage_.ask(people::owner, "POST " + of_brand("/pillars"), pillar.as_object())));
  }
  stage_.ask(people::owner, "PUT " + of_brand("/charter"), Object{{"text", story_.charter}, {"revision", 0}});
}

void Season::open_channels() {
  struct Row {
    std::string network, name, address, account;  // no account: by hand
  };
  for (Row const& row : {Row{"instagram", "Instagram", "@maison.rivage", ""}, Row{"bluesky", "Bluesky", "@demo.test", "demo.test"},
                         Row{"mastodon", "Mastodon", "@demo@simulated.invalid", "demo"}, Row{"wordpress", "Le journal", "https://maison-rivage.example/journal", "demo"},
                         Row{"shop_window", "Vitrine du Panier", "16, rue du Petit-Puits, Marseille", ""}}) {
    json::Value const channel = stage_.ask(people::owner, "POST " + of_brand("/channels"),
                                           Object{{"network", row.network}, {"name", row.name}, {"address", row.address}, {"delivery", row.account.empty() ? "manual" : "connector"}});
    main_.channels[row.network] = id_of(channel);
    if (row.account.empty()) continue;
    std::string const secret = row.network == "mastodon" ? simulator::account_token : simulator::account_password;
    stage_.ask(people::owner, "PUT " + of_brand("/channels/" + id_of(channel) + "/connection"),
               Object{{"service", scene_.networks}, {"name", row.account}, {"secret", secret}, {"web", scene_.networks}});
  }
  // Networks are read hourly while Parvis serves; three months are made with fewer looks.
  stage_.space_out("publish.read_engagement", std::chrono::hours(72));
}

void Season::open_site() {
  json::Value const made = stage_.ask(people::owner, "POST " + of_brand("/sites"),
                                      Object{{"name", "Boutique en ligne"}, {"hosts", boost::json::array{scene_.shop.substr(std::string_view("http://").size())}}, {"mode", "hybrid"}});
  if (!scene_.keeper.carry(json::text_of(made.at("script_tag")))) throw std::runtime_error("the demo stops: the shop refused the script's line");
  traffic_.open({scene_.shop, json::text_of(made.at("site").at("site_key"))});
}

void Season::open_second_brand() {
  second_.id = id_of(stage_.ask(people::owner, "POST /api/brands", Object{{"name", story_.second_name}}));
  std::string const prefix = "/api/brands/" + second_.id;
  json::Value const objective = stage_.ask(people::owner, "POST " + prefix + "/objectives",
                                           Object{{"title", story_.second_objective}, {"metric", "bookings"}, {"target", 24}, {"starts_on", date(-12).to_string()},
                                                  {"ends_on", date(48).to_string()}, {"budget", euros(300)}, {"tax", "excluding"}, {"state", "active"}});
  second_.objectives.push_back(id_of(objective.at("objective")));
  for (std::string const network : {"mastodon", "instagram"}) {
    json::Value const channel = stage_.ask(people::owner, "POST " + prefix + "/channels",
                                           Object{{"network", network}, {"name", network == "mastodon" ? "Mastodon" : "Instagram"},
                                                  {"address", "@cycles-ventoux.example"}, {"delivery", "manual"}});
    second_.channels[network] = id_of(channel);
  }
  plan_month(second_, -9, 30, -11);
}

}  // namespace parvis::app
