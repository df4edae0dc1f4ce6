// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/demo/picture.h"
#include "app/demo/season.h"

namespace parvis::app {
namespace {

using Object = boost::json::object;
using Array = boost::json::array;

constexpr int quiet_week_day = -45;

std::string key_of(std::string const& brand, std::size_t number) { return brand + "/" + std::to_string(number); }

// Networks are not posted to at the same minute: each a little after the one before.
std::string later(std::string const& time, int minutes) {
  return LocalTime::from_minutes(static_cast<int>(LocalTime::parse(time)->since_midnight().count()) + minutes).to_string();
}

json::Value reference(std::vector<std::string> const& ids, int number) {
  return number < 0 || static_cast<std::size_t>(number) >= ids.size() ? json::Value() : json::Value(ids[static_cast<std::size_t>(number)]);
}

bool by_hand(std::string const& network) { return network == "instagram" || network == "shop_window"; }

std::string address_on(std::string const& network, std::string const& publication) {
  return "https://" + (network == "shop_window" ? std::string("maison-rivage.example/vitrine") : network + ".example/maison-rivage") + "/" +
         publication.substr(publication.size() - 8);
}

}  // namespace

void Season::plan_month(Brand& brand, int from, int to, int asked) {
  on(asked, "10:10", [this, &brand, from, to] { write_contents(brand, from, to); });
  on(asked, "16:30", [this, &brand, from, to, asked] { ask_client(brand, from, to, asked); });
}

void Season::write_contents(Brand& brand, int from, int to) {
  for (std::size_t number = 0; number < brand.contents->size(); ++number) {
    StoryContent const& content = (*brand.contents)[number];
    if (content.day < from || content.day > to) continue;
    written_[key_of(brand.id, number)] = write_content(brand, content, number);
    auto const placed = schedule(brand, content, number, written_[key_of(brand.id, number)]);
    placed_.insert(placed_.end(), placed.begin(), placed.end());
  }
}

std::string Season::image_of(Brand const& brand, StoryContent const& content, std::size_t number) {
  std::string const name = "rivage-" + std::to_string(number + 1) + ".png";
  json::Value const asset = stage_.ask(people::author, "POST /api/brands/" + brand.id + "/assets?name=" + name, Sent{draw_candle(static_cast<unsigned>(number)), "image/png"});
  Object known{{"name", name}, {"alt", content.alt}, {"credit", "Atelier Fabre"}, {"licence", "Cession Maison Rivage"}, {"revision", asset.at("revision")}};
  stage_.ask(people::author, "PUT /api/brands/" + brand.id + "/assets/" + id_of(asset), known);
  return id_of(asset);
}

Season::Written Season::write_content(Brand& brand, StoryContent const& content, std::size_t number) {
  Array assets, variants;
  if (!content.alt.empty()) assets.push_back(Object{{"asset_id", image_of(brand, content, number)}, {"alt", content.alt}});
  if (content.long_body && brand.channels.contains("wordpress")) {
    variants.push_back(Object{{"channel_id", brand.channels.at("wordpress")}, {"body", *content.long_body}});
  }
  Object draft{{"title", content.title}, {"body", content.body}, {"language", "fr"}, {"assets", assets}, {"variants", variants},
               {"objective_id", content.objective ? reference(brand.objectives, *content.objective) : json::Value()},
               {"pillar_id", reference(brand.pillars, content.pillar)}, {"persona_id", reference(brand.personas, content.persona)}, {"state", "ready"}};
  if (content.link) draft["link_url"] = *content.link;
  json::Value const made = stage_.ask(people::author, "POST /api/brands/" + brand.id + "/contents", draft);
  return {id_of(made), draft, made.at("revision").to_number<std::int64_t>()};
}

std::vector<Season::Placed> Season::schedule(Brand& brand, StoryContent const& content, std::size_t number, Written const& written) {
  std::vector<Placed> placed;
  for (std::size_t i = 0; i < content.channels.size(); ++i) {
    std::string const time = later(content.time, static_cast<int>(i) * 15);
    Object const moment{{"date", date(content.day).to_string()}, {"time", time}, {"zone", scene_.zone.to_string()}, {"fold", "earlier"}};
    json::Value const made = stage_.ask(people::author, "POST /api/brands/" + brand.id + "/publications",
                                        Object{{"content_id", written.id}, {"channel_id", brand.channels.at(content.channels[i])}, {"moment", moment}});
    json::Value const& publication = made.at("publication");
    auto const* code = publication.as_object().if_contains("link_code");
    placed.push_back({brand.id, id_of(publication), content.channels[i], number, content.day, code == nullptr || code->is_null() ? "" : json::text_of(*code)});
    if (content.day > -1 || content.withdrawn || content.client == "silent") continue;
    Placed const one = placed.back();
    on(content.day + 3, "09:20", [this, one] { read_figures(one); });
    if (by_hand(one.network) || brand.id != main_.id) {
      on(content.day, later(time, draw(3, 11)), [this, one] { declare_live(one); });
      continue;
    }
    // The fence is passed when the moment comes, and a little after where a network first digests an image.
    for (int const minutes : {0, 1, 2, 5}) on(content.day, later(time, minutes), [] {});
  }
  return placed;
}

StoryContent const& Season::content_of(Placed const& placed) const {
  if (placed.brand != main_.id) return story_.second_contents[placed.content];
  return placed.content < story_.contents.size() ? story_.contents[placed.content] : story_.incident;
}

bool Season::goes_out(Placed const& placed) const {
  StoryContent const& content = content_of(placed);
  return placed.brand == main_.id && !content.withdrawn && content.client != "silent";
}

std::string Season::living_code() const {
  std::string code;
  for (Placed const& placed : placed_) {
    if (goes_out(placed) && placed.day < 0 && !placed.code.empty() && !by_hand(placed.network)) code = placed.code;
  }
  return code;
}

void Season::ask_client(Brand& brand, int from, int to, int asked) {
  Array publications;
  for (Placed const& placed : placed_) {
    if (placed.brand == brand.id && placed.day >= from && placed.day <= to) publications.push_back(json::Value(placed.publication));
  }
  if (publications.empty()) return;
  bool const ahead = asked > -7;
  json::Value const made = stage_.ask(people::author, "POST /api/brands/" + brand.id + "/approvals",
                                      Object{{"title", ahead ? "Le mois qui vient" : "Publications du " + date(from).to_string() + " au " + date(to).to_string()},
                                             {"publications", publications}, {"recipient", brand.client}, {"days", ahead ? 21 : 30}});
  std::string const link = json::text_of(made.at("link"));
  std::string const token = link.substr(link.rfind('/') + 1);
  if (ahead) approval_link_ = link;
  on(asked + 1, "19:40", [this, token, ahead] { decide(token, ahead ? Mood::busy : Mood::thorough); });
  for (std::size_t number = 0; number < brand.contents->size(); ++number) {
    StoryContent const& content = (*brand.contents)[number];
    if (ahead || !content.revised || content.day < from || content.day > to) continue;
    on(asked + 2, "09:15", [this, &brand, number, token] { revise(brand, number, token); });
  }
}

void Season::decide(std::string const& token, Mood mood) {
  json::Value const page = stage_.ask("", "GET /api/approvals/" + token);
  for (json::Value const& item : page.at("items").as_array()) {
    std::string const id = json::text_of(item.at("publication_id"));
    auto const placed = std::find_if(placed_.begin(), placed_.end(), [&](Placed const& one) { return one.publication == id; });
    StoryContent const& content = placed->brand == main_.id ? story_.contents[placed->content] : story_.second_contents[placed->content];
    bool const changes = content.client == "changes" && placed->network == content.channels.front();
    if (content.client == "silent" || (mood == Mood::busy && !changes)) continue;
    stage_.ask("", "POST /api/approvals/" + token,
               Object{{"publication_id", id}, {"decision", changes ? "changes_requested" : "approved"}, {"comment", changes ? content.comment.value_or("") : ""},
                      {"name", placed->brand == main_.id ? "Élise Garnier" : "Bruno Faure"}, {"seen", item.at("offered").at("hashes")}});
  }
}

void Season::revise(Brand& brand, std::size_t number, std::string const& token) {
  Written& written = written_.at(key_of(brand.id, number));
  written.draft["body"] = *(*brand.contents)[number].revised;
  json::Value const saved = stage_.ask(people::author, "PUT /api/brands/" + brand.id + "/contents/" + written.id,
                                       Object{{"draft", written.draft}, {"revision", written.revision}});
  written.revision = saved.at("revision").to_number<std::int64_t>();
  // The publications follow by an event; the client reads the difference that evening and approves.
  agenda_.emplace(stage_.now() + std::chrono::hours(11), [this, token] {
    json::Value const page = stage_.ask("", "GET /api/approvals/" + token);
    for (json::Value const& item : page.at("items").as_array()) {
      if (json::text_of(item.at("decision")) != "pending") continue;
      stage_.ask("", "POST /api/approvals/" + token, Object{{"publication_id", item.at("publication_id")}, {"decision", "approved"}, {"comment", ""},
                                                            {"name", "Élise Garnier"}, {"seen", item.at("offered").at("hashes")}});
    }
  });
}

void Season::plan_incident() {
  on(quiet_week_day, "09:30", [this] { call_off(); });
  on(quiet_week_day, "10:20", [this] { tell_incident(); });
}

void Season::call_off() {
  for (Placed const& placed : placed_) {
    if (placed.brand != main_.id || !story_.contents[placed.content].withdrawn) continue;
    stage_.ask(people::owner, "DELETE " + of_brand("/publications/" + placed.publication));
  }
}

// The author writes, a colleague reads and approves at once: the client was on the telephone.
void Season::tell_incident() {
  StoryContent content = story_.incident;
  content.day = quiet_week_day;
  content.time = "11:30";
  std::size_t const number = story_.contents.size();
  Written const written = write_content(main_, content, number);
  for (Placed const& placed : schedule(main_, content, number, written)) {
    stage_.ask(people::manager, "POST " + of_brand("/publications/" + placed.publication + "/approval"));
  }
}

void Season::declare_live(Placed const& placed) {
  std::string const line = "PUT /api/brands/" + placed.brand + "/publications/" + placed.publication + "/delivery/declaration";
  if (!stage_.serves(line)) return;
  stage_.ask(people::owner, line, Object{{"url", address_on(placed.network, placed.publication)}});
}

}  // namespace parvis::app
